import type { Unprintable } from '../../contract/cases.ts';
import { printedFields, type PrintedField } from '../../domain/cases/printedFields.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { factsOfCase, type FactsDeps } from './factsOfCase.ts';

type UnprintableDeps = FactsDeps & Pick<Deps, 'paper'>;

const fieldsOf = (deps: FactsDeps, record: CaseRecord, officer: string): PrintedField[] =>
  printedFields(factsOfCase(deps, record), officer);

/** The fields of a case with characters that no font has (A4, C2): field by field, because each has its own remedy. */
export async function unprintableOf(
  deps: UnprintableDeps,
  record: CaseRecord,
  officer: string,
): Promise<Unprintable[]> {
  const asked = fieldsOf(deps, record, officer).map(async ({ field, text, card }) => ({
    field,
    card,
    glyphs: [...(await deps.paper.missing(text))],
  }));
  return (await Promise.all(asked)).filter(({ glyphs }) => glyphs.length > 0);
}

/**
 * Asks the fonts about everything that a paper of this case can print, before it is issued: `issueNotice` then writes what is lacking into the
 * paper, inside its transaction, where nothing can be waited for. Nothing to ask where there is no such case.
 */
export async function askFonts(
  deps: UnprintableDeps,
  record: CaseRecord | null,
  officer: string,
): Promise<void> {
  if (record === null) return;
  const text = fieldsOf(deps, record, officer).map((field) => field.text);
  await deps.paper.missing(text.join(' '));
}
