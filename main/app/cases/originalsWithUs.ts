import type { OriginalsLine } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';
import { holderName } from '../../domain/cases/composeNotice.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { snapshotOf } from './factsOfCase.ts';
import { withUs } from './sayFacts.ts';

/** How long after its end a case is still looked at (ms): an original other than the passport may be found later. */
const lookBackMs = 30 * 86_400_000;

type CaseDeps = Pick<Deps, 'stores' | 'clock'>;

/** Cases that go on, and those that ended not long ago, newest first. */
export const recentCases = ({ stores, clock }: CaseDeps): readonly CaseRecord[] =>
  stores.cases.list(new Date(clock.now() - lookBackMs).toISOString());

/** Cases of this station whose originals lie with us (B6), newest first. */
export function originalsWithUs(deps: CaseDeps): OriginalsLine[] {
  return recentCases(deps)
    .filter((record) => withUs(record).length > 0)
    .map((record) => ({
      id: record.id,
      number: record.number,
      state: record.state,
      name: holderName(snapshotOf(deps, record).record.holder),
      documents: withUs(record),
    }));
}

/** Does the passport lie here that could go back? A suspected one stays until a supervisor has looked, and keeps nobody here. */
export const passportMustGoBack = (record: Pick<CaseRecord, 'custody' | 'hold'>): boolean =>
  withUs(record).includes('PASSPORT') && record.hold?.document !== 'PASSPORT';

/**
 * What keeps this person from ending the visit (B6): the passport of the case on screen, of the ticket in hand, or one that the same person
 * has taken in and looks away from now. Null = nothing; else passportWithUs with the number of the case.
 */
export function passportKeeps(deps: CaseDeps, actor: Actor, current: CaseId | null): Failure | null {
  const inHand = deps.stores.tickets.inHand()?.caseId ?? null;
  const kept = recentCases(deps).find(
    (record) =>
      passportMustGoBack(record) &&
      (record.id === current ||
        record.id === inHand ||
        record.custody.some(
          ({ document, state, by }) => document === 'PASSPORT' && state === 'withUs' && by === actor.name,
        )),
  );
  return kept === undefined ? null : { code: 'passportWithUs', detail: { number: kept.number } };
}
