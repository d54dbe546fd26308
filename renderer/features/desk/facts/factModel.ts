import { documentFacts, type SeenFact } from '../../../../main/contract/caseFacts.ts';
import type { DocumentRow } from '../../../../main/contract/cases.ts';
import { typedDate } from './typedDate.ts';

/** Answers that one key gives, in the order of the keys. */
export const choicesOf = {
  form: documentFacts.shape.form.unwrap().options,
  authType: documentFacts.shape.authType.unwrap().options,
  translation: documentFacts.shape.translation.unwrap().options,
  seal: documentFacts.shape.seal.unwrap().options,
  signature: documentFacts.shape.signature.unwrap().options,
} as const;
export type ChoiceFact = keyof typeof choicesOf;
export const isChoice = (fact: SeenFact): fact is ChoiceFact => fact in choicesOf;

/** The lower row of the keyboard, left hand: no verdict, no other act of the desk lies there. */
export const choiceKeys = ['z', 'x', 'c', 'v', 'b'] as const;

const dateFacts: readonly SeenFact[] = ['issueDate', 'effectiveDate', 'authDate'];
export const isDate = (fact: SeenFact): boolean => dateFacts.includes(fact);

export interface RowFact {
  readonly fact: SeenFact;
  /** In the words of the pack, where it asks; null = it was said already. */
  readonly words: { readonly zh: string; readonly en: string } | null;
  readonly required: boolean;
  readonly value: string | null;
}

/** What can be said about a paper now: what is wanted first, then what could be said, then what was said and may be put right. */
export function factsOfRow(row: Pick<DocumentRow, 'asks' | 'seen'>): readonly RowFact[] {
  const { seen } = row;
  const asked = row.asks.map(({ fact, zh, en, required }) => ({
    fact,
    words: { zh, en },
    required,
    value: seen?.[fact] ?? null,
  }));
  const said = documentFacts.keyof().options.flatMap((fact): RowFact[] => {
    const value = seen?.[fact] ?? null;
    return value === null || asked.some((each) => each.fact === fact)
      ? []
      : [{ fact, words: null, required: false, value }];
  });
  return [...asked.filter((each) => each.required), ...asked.filter((each) => !each.required), ...said];
}

/** The choice whose answers lie under the keys: the first wanted one without an answer, else the first of all. */
export function keyedChoice(row: Pick<DocumentRow, 'asks' | 'seen'>): ChoiceFact | null {
  const facts = factsOfRow(row).filter(({ fact }) => isChoice(fact));
  const [found] = [...facts.filter(({ value }) => value === null), ...facts];
  return found !== undefined && isChoice(found.fact) ? found.fact : null;
}

/** The field that is typed next; null = nothing has to be typed. */
export const typedNext = (row: Pick<DocumentRow, 'asks' | 'seen'>): SeenFact | null =>
  factsOfRow(row).find(({ fact, required, value }) => required && value === null && !isChoice(fact))?.fact ??
  null;

export type Typed =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: 'badDate' | 'badCountry' | 'badText'; readonly least: number };

/** What was typed as the host takes it, or why it does not. */
export function readTyped(fact: SeenFact, text: string): Typed {
  const trimmed = text.trim();
  if (isDate(fact)) {
    const date = typedDate(trimmed);
    return date === null ? { ok: false, why: 'badDate', least: 0 } : { ok: true, value: date };
  }
  const value = fact === 'authCountry' ? trimmed.toUpperCase() : trimmed;
  const parsed = documentFacts.shape[fact].safeParse(value);
  if (parsed.success) return { ok: true, value };
  return fact === 'authCountry'
    ? { ok: false, why: 'badCountry', least: 3 }
    : { ok: false, why: 'badText', least: fact === 'authority' ? 2 : 1 };
}
