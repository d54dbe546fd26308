import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { fullName } from '../../../../main/domain/documents/compareNames.ts';
import { foreignNames } from '../../../kit/foreignNames.ts';
import { hasPdfText, joined, pagesOf, pdfText, pdfTextLane, places } from './helpers.ts';
import { sampleNotice } from './samples.ts';

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
    const shapes = [names[0], names[200], names[300], names[400], ...longest];
    for (const applicant of shapes) {
      const pdf = await paper.notice(sampleNotice({ applicant: applicant ?? '' }));
      expect(withoutLabel(textOf(pdf))).toContain(joined(applicant ?? '?'));
      expect(pagesOf(pdf).length).toBeLessThanOrEqual(3);
    }
  });
});
