import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../../main/contract/cases.ts';
import { CompareRow } from '../../../renderer/features/desk/compare/CompareRow.tsx';
import { texts } from '../../../renderer/i18n/zh/index.ts';
import { renderText } from '../helpers/render.tsx';

const { compare } = texts.desk;
const hint = { code: 'identical', zh: '逐字相同', en: 'the same, letter for letter' } as const;
const visa = (machine: ComparisonRow['machine']): ComparisonRow['others'][number] => ({
  source: 'visa',
  value: 'MUSTER, MARIA',
  machine,
  hint,
});
const shown = (changes: Partial<ComparisonRow>): string =>
  renderText(
    <CompareRow
      row={{
        field: 'name',
        passport: 'MUSTER, MARIA',
        record: 'MUSTER, MARIA',
        machine: 'needsEye',
        hint,
        marks: null,
        others: [visa('needsEye')],
        eye: null,
        ...changes,
      }}
      keyed={false}
      editable={false}
      why={null}
      onConfirm={() => undefined}
    />,
  );
const times = (text: string, words: string): number => text.split(words).length - 1;
const eye = { outcome: 'same', by: '李样例', at: '2026-11-24T02:41:07.000Z' } as const;

describe('A3 one field and what lies beside it', () => {
  it('asks for the eye until the eye has answered, then nowhere any more', () => {
    expect(times(shown({}), compare.needsEye)).toBe(2);
    const answered = shown({ eye });
    expect(answered).not.toContain(compare.needsEye);
    expect(times(answered, compare.bySame)).toBe(2);
  });

  it('what the machine found different beside it stays different, whatever the eye said', () => {
    expect(times(shown({ eye, others: [visa('differs')] }), compare.differs)).toBe(1);
  });

  it('says one reason once', () => {
    expect(times(shown({}), hint.zh)).toBe(1);
  });
});
