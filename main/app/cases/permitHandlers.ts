import type { PermitHit } from '../../contract/methods/permitMethods.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { success } from '../../contract/result.ts';
import { nameSearchParts } from '../../domain/identifiers/nameSearch.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Deps, Handlers } from '../deps.ts';

/** More than this nobody reads: the person types more of the name. */
const shownAtMost = 20;

/** The search in the permits of this station. Every search is on the chain, by what it found and not by what was typed (I1, I6). */
export function permitHandlers(deps: Pick<Deps, 'permits' | 'stores' | 'clock'>): Handlers<'permitSearch'> {
  const { permits } = deps;
  return {
    permitSearch({ text }, caller) {
      const number = text.replaceAll(/\s/g, '').toUpperCase();
      const byNumber = [permits.byPermitNumber(number), permits.byPassportNumber(number)];
      const { found, waiting } = permits.byName(nameSearchParts(text), shownAtMost + 1);
      const hits = new Map(
        [...byNumber, ...found].flatMap((each) => (each === null ? [] : [[each.record.permitNumber, each]])),
      );
      const sorted = [...hits.values()].map(hitOf).toSorted(validFirst);
      auditAct(deps, caller, 'read.permitSearch', 'permits', { found: sorted.length });
      return success({ found: sorted.slice(0, shownAtMost), more: sorted.length > shownAtMost, waiting });
    },
  };
}

function hitOf({
  record,
  fetchedAt,
}: {
  readonly record: PermitRecord;
  readonly fetchedAt: string;
}): PermitHit {
  const { permitNumber, status, validTo, holder } = record;
  const { familyName, givenNames, nationality, birthDate, passportNumber } = holder;
  return {
    permitNumber,
    familyName,
    givenNames,
    birthYear: Number(birthDate.slice(0, 4)),
    nationality,
    passportTail: passportNumber.slice(-4),
    status,
    validTo,
    fetchedAt,
  };
}

function validFirst(one: PermitHit, other: PermitHit): number {
  const rank = ({ status }: PermitHit): number => (status === 'valid' ? 0 : 1);
  const name = ({ familyName, givenNames }: PermitHit): string => `${familyName} ${givenNames}`;
  return (
    rank(one) - rank(other) ||
    name(one).localeCompare(name(other), 'en') ||
    one.permitNumber.localeCompare(other.permitNumber, 'en')
  );
}
