import { describe, expect, it } from 'vitest';
import type { Unprintable } from '../../../main/contract/cases.ts';
import { unprintableField } from '../../../main/contract/cases.ts';
import { UnprintableNote } from '../../../renderer/features/desk/UnprintableNote.tsx';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';
import { createI18n } from '../../../renderer/i18n/createI18n.ts';
import { cases } from '../fixtures/caseFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const caseId = cases.supplement.id;
const note = (found: readonly Unprintable[], language: 'zh' | 'en'): string =>
  renderText(<UnprintableNote caseId={caseId} />, {
    language,
    answers: [[['caseUnprintable', { caseId }], found]],
  });
const found: Unprintable[] = [
  { field: 'name', glyphs: ['𠮷 U+20BB7'], card: true },
  { field: 'employer', glyphs: ['𓀀 U+13000'], card: false },
];

describe('A4 C2 the desk says what cannot be printed, before anybody accepts', () => {
  it('names field, characters, where they are missing and what to do, in both languages', () => {
    expect(note(found, 'zh')).toMatch(
      /印不出.*姓名.*𠮷 U\+20BB7.*不能印在卡上.*与护照核对.*用人单位.*𓀀 U\+13000.*印为码位/,
    );
    expect(note(found, 'en')).toMatch(
      /cannot be printed.*Name.*𠮷 U\+20BB7.*the card cannot show it.*against the passport.*Employer.*𓀀 U\+13000.*code point/,
    );
  });

  it('is silent where everything can be printed', () => {
    expect(note([], 'zh')).toBe('');
  });

  it('has a word and a remedy for every field', () => {
    for (const language of ['zh', 'en'] as const) {
      const texts = createI18n(windowTexts, language);
      for (const field of unprintableField.options)
        for (const part of ['field', 'remedy'])
          expect([part, field, texts.exists(`desk.unprintable.${part}.${field}`)]).toEqual([
            part,
            field,
            true,
          ]);
    }
  });
});
