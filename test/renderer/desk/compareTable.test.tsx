import { describe, expect, it } from 'vitest';
import type { CaseView, ComparisonRow } from '../../../main/contract/cases.ts';
import { CompareTable } from '../../../renderer/features/desk/compare/CompareTable.tsx';
import { cellOf, sourcesOf } from '../../../renderer/features/desk/compare/compareCells.ts';
import { texts } from '../../../renderer/i18n/zh/index.ts';
import { cases } from '../fixtures/caseFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const { compare } = texts.desk;
const { cannotCheckOffline, source } = texts.checking.compare;
const hint = { code: 'identical', zh: '逐字相同', en: 'the same, letter for letter' } as const;
type Other = ComparisonRow['others'][number];
const visa = (machine: Other['machine'], value = 'MUSTER, MARIA'): Other => ({
  source: 'visa',
  value,
  machine,
  hint,
});
const chip = (machine: Other['machine']): Other => ({
  source: 'idCard',
  value: 'MUSTER MARIA CHIP',
  machine,
  hint: null,
});
const name: ComparisonRow = {
  field: 'name',
  passport: 'MUSTER, MARIA',
  record: 'MUSTER, MARIA',
  machine: 'needsEye',
  hint,
  marks: null,
  others: [visa('needsEye')],
  eye: null,
};
const viewOf = (...comparison: readonly Partial<ComparisonRow>[]): CaseView => ({
  ...cases.open,
  comparison: comparison.map((changes) => ({ ...name, ...changes })),
});
const shown = (wide: boolean, ...rows: readonly Partial<ComparisonRow>[]): string =>
  renderText(
    <CompareTable view={viewOf(...rows)} wide={wide} editable={false} onConfirm={() => undefined} />,
  );
const times = (text: string, words: string): number => text.split(words).length - 1;
const eye = { outcome: 'same', by: '李样例', at: '2026-11-24T02:41:07.000Z' } as const;

describe('A3 one table of everything that was read', () => {
  it('has a column for each source that was really read, in one order, and none for the others', () => {
    expect(sourcesOf(viewOf({ others: [] }).comparison)).toEqual(['passport']);
    expect(sourcesOf(viewOf({ others: [chip('same'), visa('same')] }).comparison)).toEqual([
      'passport',
      'visa',
      'idCard',
    ]);
    const four = viewOf(
      { others: [chip('same'), visa('same')] },
      {
        field: 'passportNumber',
        others: [{ source: 'oldPassport', value: 'X1', machine: 'same', hint: null }],
      },
    ).comparison;
    expect(sourcesOf(four)).toEqual(['passport', 'oldPassport', 'visa', 'idCard']);
    const wide = shown(true, { others: [chip('same'), visa('same')] });
    for (const column of [compare.record, compare.passport, source.visa, source.idCard])
      expect(wide).toContain(column);
    expect(wide).not.toContain(source.oldPassport);
  });

  it('every cell has its value and its own mark in words: same, differs, not offline, for the eye', () => {
    const wide = shown(true, {
      machine: 'differs',
      others: [visa('same', 'VISA NAME'), chip('cannotCheckOffline')],
    });
    for (const value of ['MUSTER, MARIA', 'VISA NAME', 'MUSTER MARIA CHIP']) expect(wide).toContain(value);
    // The passport's cell and the result of the row; the others once each.
    expect(times(wide, compare.differs)).toBe(2);
    expect(times(wide.replaceAll(hint.zh, ''), compare.same)).toBe(1);
    expect(times(wide, cannotCheckOffline)).toBe(1);
    expect(times(shown(true, { others: [visa('differs')] }), compare.needsEye)).toBe(2);
  });

  it('the passport’s own cell says what the passport says, not what the row comes to', () => {
    const doubted: ComparisonRow = {
      ...name,
      field: 'sex',
      hint: { code: 'otherOriginalDiffers', zh: 'x', en: 'x' },
      others: [visa('differs')],
    };
    expect(cellOf(doubted, 'passport')?.machine).toBe('same');
    expect(cellOf({ ...doubted, hint: null }, 'passport')?.machine).toBe('needsEye');
    // A new passport is proven by the old one; its number is another one all the same (4.13).
    const changed = { ...doubted, machine: 'same', hint: { ...hint, code: 'passportChangeProven' } } as const;
    expect(cellOf(changed, 'passport')?.machine).toBe('differs');
    // Beside the number of a visa the passport number is only for reading.
    expect(cellOf({ ...doubted, field: 'visaNumber', record: '' }, 'passport')?.machine).toBeNull();
    expect(cellOf({ ...doubted, passport: '' }, 'passport')).toBeNull();
    expect(cellOf(doubted, 'idCard')).toBeNull();
  });

  it('beside the checklist it has record and passport in columns, and what else was read under them', () => {
    const narrow = shown(false, { others: [visa('same', 'VISA NAME')] });
    for (const words of [compare.record, compare.passport, source.visa, 'VISA NAME'])
      expect(narrow).toContain(words);
    expect(narrow).not.toContain(texts.checking.compare.result);
  });

  it('asks for the eye until the eye has answered, then nowhere any more', () => {
    for (const wide of [false, true]) {
      expect(times(shown(wide, {}), compare.needsEye)).toBe(wide ? 3 : 2);
      const answered = shown(wide, { eye });
      expect(answered).not.toContain(compare.needsEye);
      expect(times(answered, compare.bySame)).toBe(wide ? 3 : 2);
    }
  });

  it('what the machine found different beside it stays different, whatever the eye said', () => {
    expect(times(shown(false, { eye, others: [visa('differs')] }), compare.differs)).toBe(1);
    expect(times(shown(true, { eye, others: [visa('differs')] }), compare.differs)).toBe(1);
  });

  it('says one reason once, and a status that only upstream knows in words', () => {
    for (const wide of [false, true]) {
      expect(times(shown(wide, {}), hint.zh)).toBe(1);
      const status = shown(wide, {
        field: 'permitStatus',
        passport: '',
        record: '',
        machine: 'cannotCheckOffline',
        hint: { code: 'pendingOnline', zh: '待联网核实', en: 'pending' },
        others: [],
      });
      expect(times(status, cannotCheckOffline)).toBe(1);
      expect(status).toContain('待联网核实');
    }
  });
});
