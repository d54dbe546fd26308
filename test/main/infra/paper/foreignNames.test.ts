import { describe, expect, it } from 'vitest';
import { layoutCardFace } from '../../../../main/domain/cardFace/layoutCardFace.ts';
import { dotsOf } from '../../../../main/infra/paper/cardDots.ts';
import { faceMeasure, renderInk } from '../../../../main/infra/paper/cardFace.ts';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { fullName } from '../../../../main/domain/documents/compareNames.ts';
import { readTemplate } from '../../../../main/infra/paper/paperMethods.ts';
import { foreignNames } from '../../../kit/foreignNames.ts';
import { hasPdfText, joined, pagesOf, pdfText, pdfTextLane, places } from './helpers.ts';
import { sampleCard, sampleNotice } from './samples.ts';

const names = foreignNames().map(fullName);
const paper = createPaper({ ...places, workersDir: null });

describe('A4 500 names of real shapes on papers', () => {
  it('have no letter that the fonts lack', () => {
    const fonts = openFonts(places.fontsDir);
    expect(fonts.missing(names.join(''))).toEqual([]);
  });
});

describe.runIf(hasPdfText)(`A4 500 names of real shapes on a notice, ${pdfTextLane}`, () => {
  const textOf = (pdf: Uint8Array): string => joined(pdfText(pdf).normalize('NFC'));
  /** The label stands beside the second line of a long name, and the reader of the file puts it there. */
  const withoutLabel = (text: string): string => text.replace('申请人Applicant', '');

  it('keep every character in a row of a notice', async () => {
    const perPaper = 125;
    for (let from = 0; from < names.length; from += perPaper) {
      const part = names.slice(from, from + perPaper);
      const items = part.map((name, index) => ({
        title: { zh: `姓名 ${index}`, en: `Name ${index}` },
        reason: { zh: '核对姓名。', en: `<${name}>` },
        clause: { zh: '规则', en: 'Rule' },
      }));
      const text = textOf(await paper.notice(sampleNotice({ items })));
      const lost = part.filter((name) => !text.includes(joined(`<${name}>`)));
      expect(lost).toEqual([]);
    }
  });

  it('keep every character as the applicant, the longest ones too', async () => {
    const longest = names.toSorted((a, b) => b.length - a.length).slice(0, 3);
    const shapes = [names[0], names[200], names[300], names[400], names[430], ...longest];
    for (const applicant of shapes) {
      const pdf = await paper.notice(sampleNotice({ applicant: applicant ?? '' }));
      expect(withoutLabel(textOf(pdf))).toContain(joined(applicant ?? '?'));
      expect(pagesOf(pdf).length).toBeLessThanOrEqual(3);
    }
  });
});

describe('D10 500 names of real shapes on the card face, in its real fonts', () => {
  const fonts = openFonts(places.fontsDir);
  const template = readTemplate(places.resourcesDir);
  const card = sampleCard();
  const printed = foreignNames().map(({ familyName, givenNames }) => `${familyName} ${givenNames}`.trim());
  const box = template.fields.find(({ field }) => field === 'name')?.box;
  if (box === undefined) throw new Error('the template has no name');
  const width = 1016;

  it('keep every character, in lines that are no wider than their box', () => {
    const measure = faceMeasure(fonts);
    for (const name of printed) {
      const lines = layoutCardFace(template, { ...card, name }, measure).filter(
        ({ field, style }) => field === 'name' && style !== 'label',
      );
      expect(joined(lines.map(({ text }) => text).join(''))).toBe(joined(name.normalize('NFC')));
      for (const { text, size, style, narrow } of lines)
        expect(measure(text, size, style) * narrow).toBeLessThanOrEqual(box.width + 1e-9);
    }
  });

  /** A J at the beginning reaches 0.25 mm to the left of its own width; between there and the photo stands nothing. */
  const leftReach = 3;

  it('leave no dot outside of that box, and their last letter is among the dots', () => {
    const room = dotsOf(box);
    const inside = (at: number): boolean => {
      const [column, row] = [at % width, Math.floor(at / width)];
      return (
        column >= Math.floor(room.x) - leftReach &&
        column < Math.ceil(room.x + room.width) - 1 &&
        row >= Math.floor(room.y) &&
        row < Math.ceil(room.y + room.height)
      );
    };
    const inkOf = (name: string): Uint8Array => renderInk(fonts, template, { ...card, name });
    const plain = inkOf('.');
    const wrong = printed.filter((name, index) => {
      const ink = inkOf(name);
      if (ink.some((dot, at) => dot !== plain[at] && !inside(at))) return true;
      if (index % 10 !== 0) return false;
      return Buffer.compare(ink, inkOf(Array.from(name).slice(0, -1).join(''))) === 0;
    });
    expect(wrong).toEqual([]);
  }, 120_000);
});
