import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakText, fillLines } from '../../../../main/domain/cardFace/breakText.ts';
import { cardTemplate } from '../../../../main/domain/cardFace/cardTemplate.ts';
import type { CardTemplate } from '../../../../main/domain/cardFace/cardTemplate.ts';
import { checkTemplate } from '../../../../main/domain/cardFace/checkTemplate.ts';
import { inkSpan, layoutCardFace } from '../../../../main/domain/cardFace/layoutCardFace.ts';
import type { MeasureText } from '../../../../main/domain/cardFace/layoutCardFace.ts';
import { sampleCard } from '../../infra/paper/samples.ts';

const source: unknown = JSON.parse(
  readFileSync(new URL('../../../../resources/templates/ssc-front.json', import.meta.url), 'utf8'),
);
const template = cardTemplate.parse(source);
const card = sampleCard({ photo: '' });

/** Every letter 0.65 em wide, every Chinese one 1 em: wider than the real fonts on average. */
const measure: MeasureText = (text, size) =>
  Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.65), 0) *
  size *
  (25.4 / 72);

const valuesOf = (name: string) =>
  layoutCardFace(template, { ...card, name }, measure).filter(
    ({ field, style }) => field === 'name' && style !== 'label',
  );

describe('D10 long names fit the card face', () => {
  const nameBox = template.fields.find(({ field }) => field === 'name')?.box;

  it('never loses a letter and never leaves the box, for any name up to 240 characters', () => {
    const letter = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZŁŞĞİŻŐȘ -’,安娜玛丽亚'));
    const short = fc.string({ unit: letter, minLength: 1, maxLength: 240 });
    const long = fc.string({ unit: letter, minLength: 235, maxLength: 240, size: 'max' });
    fc.assert(
      fc.property(fc.oneof(short, long), (name) => {
        const lines = valuesOf(name);
        const strip = (text: string): string => text.replace(/\s/g, '');
        expect(strip(lines.map(({ text }) => text).join(''))).toBe(strip(name));
        for (const line of lines) {
          expect(line.narrow).toBeGreaterThan(0.4);
          expect(measure(line.text, line.size, line.style) * line.narrow).toBeLessThanOrEqual(
            (nameBox?.width ?? 0) + 1e-9,
          );
          expect(inkSpan(line).top).toBeGreaterThanOrEqual((nameBox?.y ?? 0) - 1e-9);
          expect(inkSpan(line).bottom).toBeLessThanOrEqual((nameBox?.y ?? 0) + (nameBox?.height ?? 0) + 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes the largest size first, then smaller ones, then more lines, and narrows only at the end', () => {
    const sizes = [10, 30, 40, 55, 70, 120, 240, 360].map((length) => {
      const lines = valuesOf('MARIA '.repeat(70).slice(0, length).trim());
      return { size: lines[0]?.size ?? 0, lines: lines.length, narrow: lines[0]?.narrow };
    });
    expect(sizes[0]).toEqual({ size: 9, lines: 1, narrow: 1 });
    expect(sizes.map(({ lines }) => lines)).toEqual(
      sizes.map(({ lines }) => lines).toSorted((a, b) => a - b),
    );
    expect(sizes.map(({ size }) => size)).toEqual(sizes.map(({ size }) => size).toSorted((a, b) => b - a));
    expect(sizes[5]).toMatchObject({ narrow: 1 });
    // Names and given names of a record have 242 letters together: narrowing is for what is wider than that.
    expect(sizes[7]?.narrow).toBeLessThan(1);
  });

  it('labels every field in both languages (domain-rules 8.2)', () => {
    const labels = layoutCardFace(template, card, measure)
      .filter(({ style }) => style === 'label')
      .map(({ text }) => text);
    expect(labels.join(' ')).toMatch(
      /姓名 Name.*社会保障号码.*卡号 Card No\..*发卡日期.*有效期至 Valid until/s,
    );
  });
});

describe('A4 names are broken where a reader expects it', () => {
  it('gives back the whole text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => breakText(text).join('') === text));
  });

  it('keeps words, hyphens and punctuation together', () => {
    expect(breakText('ANNA-MARIA O’NEIL')).toEqual(['ANNA-', 'MARIA ', 'O’NEIL']);
    expect(breakText('受理（一），完毕。')).toEqual(['受', '理', '（一），', '完', '毕。']);
  });

  it('cuts a word that is wider than a line instead of losing it', () => {
    expect(fillLines('ABCDEFGHIJ KL', 4, (text) => text.length)).toEqual(['ABCD', 'EFGH', 'IJ', 'KL']);
  });
});

describe('D10 a bad card template is explained', () => {
  const broken = (change: (copy: CardTemplate) => void) => {
    const copy = structuredClone(template);
    change(copy);
    return checkTemplate(copy);
  };
  const pathsOf = (change: (copy: CardTemplate) => void): string[] => {
    const check = broken(change);
    return check.ok ? [] : check.problems.map(({ path }) => path);
  };

  it('accepts the default template', () => {
    expect(checkTemplate(source)).toEqual({ ok: true, template });
  });

  it('names what is missing, double, outside, too tall or overlapping', () => {
    expect(
      pathsOf((copy) => (copy.fields = copy.fields.filter(({ field }) => field !== 'issueDate'))),
    ).toEqual(['fields']);
    expect(
      pathsOf((copy) => {
        const again = copy.fields[0];
        if (again) copy.fields.push(structuredClone(again));
      }),
    ).toContain(`fields.${template.fields.length}.field`);
    expect(pathsOf((copy) => (copy.photo.x = 70))).toContain('photo');
    // Into the column of the fields: the field is what has to move.
    expect(pathsOf((copy) => (copy.photo.x = 12))).toContain('fields.0.box');
    expect(pathsOf((copy) => copy.fields[1]?.fit.push({ lines: 2, size: 8 }))).toEqual(['fields.1.fit.2']);
    const check = broken((copy) => (copy.photo.y = 5));
    expect(check).toMatchObject({
      ok: false,
      problems: [
        {
          path: 'keepClear.0.box',
          en: 'photo and heading, pre-printed overlap',
          zh: 'photo 与 heading, pre-printed 重叠',
        },
      ],
    });
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.anything(), (anything) => !checkTemplate(anything).ok));
  });
});
