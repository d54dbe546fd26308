import { success } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { explainNumber } from '../../domain/identifiers/explainNumber.ts';
import type { Deps, Handlers } from '../deps.ts';

/** Checks of a number without a case: pure arithmetic, so nothing is audited. */
export function identifierHandlers({
  clock,
  packs,
}: Pick<Deps, 'clock' | 'packs'>): Handlers<'identifierCheck'> {
  return {
    identifierCheck: ({ kind, text }) =>
      success(explainNumber(kind, text, shanghaiDate(clock.now()), packs.newest().identifiers)),
  };
}
