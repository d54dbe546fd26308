import type { AheadResult } from '../../contract/cardBoard.ts';
import type { CardJobView } from '../../contract/cards.ts';
import { success, type Result } from '../../contract/result.ts';
import { isFetchedAhead } from '../../domain/cards/prefetch.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import type { Caller, Handlers } from '../deps.ts';
import type { JobRecord } from '../ports/stores.ts';
import { cardLimitsOf, casesToFetch } from './aheadCards.ts';
import { nowOf, type CardActor, type CardDeps } from './cardDeps.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { printCardSlip } from './cardSlip.ts';
import { certifies } from './chipStation.ts';
import { presentJob, withStop } from './presentJob.ts';
import type { Recovery } from './recovery.ts';
import { cardsOffline } from './upstreamAway.ts';

type BoardMethod =
  | 'cardAhead'
  | 'cardFetchAhead'
  | 'cardGiveBack'
  | 'cardSlip'
  | 'cardUnclean'
  | 'cardRecovery'
  | 'cardRecoverySeen'
  | 'cardEjectFound';

/** Cases are offered for fetching while they were opened or ended within this many days. */
const caseDays = 14;
/** Spoiled and lost cards are looked for among the jobs of this many days. */
const collectDays = 7;

/** Cards fetched ahead (D2, G4), the holder's slip, and recovery (E8). */
export function boardHandlers(
  deps: CardDeps,
  executor: CardExecutor,
  recovery: Recovery,
): Handlers<BoardMethod> {
  const { stores, links, clock } = deps;
  const daysAgo = (days: number): string => new Date(clock.now() - days * 86_400_000).toISOString();
  const present = (job: JobRecord): CardJobView =>
    withStop(presentJob(deps, job), executor.stoppedBy(job.id));

  return {
    cardAhead() {
      const { ahead, hours } = cardLimitsOf(deps);
      return success({
        limit: ahead,
        hours,
        held: stores.jobs.open().filter(isFetchedAhead).length,
        cases: casesToFetch(deps, daysAgo(caseDays), undefined).length,
        usableOffline: !certifies(deps, 'window'),
        online: links.online('cards'),
      });
    },

    cardFetchAhead({ caseIds }, caller): Result<AheadResult> {
      const fetched = executor.fetchAhead(casesToFetch(deps, daysAgo(caseDays), caseIds), actorOf(caller));
      if (!fetched.ok) return fetched;
      const { started, refused } = fetched.value;
      return success({
        done: started.map(({ caseNumber }) => caseNumber),
        refused: refused.map(({ caseNumber, failure }) => ({ caseNumber, failure: plain(failure) })),
      });
    },

    async cardGiveBack({ jobIds }, caller): Promise<Result<AheadResult>> {
      if (!links.online('cards')) return { ok: false, error: cardsOffline(deps) };
      const wanted = stores.jobs
        .open()
        .filter((job) => (jobIds === undefined ? isFetchedAhead(job) : jobIds.includes(job.id)));
      const answer: AheadResult = { done: [], refused: [] };
      for (const { id, caseNumber } of wanted) {
        const given = await executor.giveBack(id, actorOf(caller));
        if (given.ok) answer.done.push(caseNumber);
        else answer.refused.push({ caseNumber, failure: plain(given.error) });
      }
      return success(answer);
    },

    cardSlip: ({ jobId, reason }, caller) => printCardSlip(deps, jobId, reason, actorOf(caller)),

    cardUnclean: () => success({ unclean: recovery.isUnclean() }),

    async cardRecovery() {
      const printers = await recovery.look();
      const all = stores.jobs.list(daysAgo(collectDays));
      const shown = (wanted: (job: JobRecord) => boolean): CardJobView[] => all.filter(wanted).map(present);
      const toCollect = collects(deps);
      const cutOff = new Set(executor.interruptedAtStart());
      const jobs = { cutOff: shown(({ id }) => cutOff.has(id)), unknown: shown(isUnsettled(present)) };
      return success({
        ...jobs,
        unclean: recovery.isUnclean(),
        printers,
        collect: shown(toCollect),
        units: stores.units
          .inState('hopper')
          .filter(({ jobId }) => jobId !== null)
          .map(({ tail, since, jobId }) => ({
            tail,
            since,
            jobId,
            caseNumber: jobId === null ? null : (stores.jobs.get(jobId)?.caseNumber ?? null),
          })),
        rows: stores.outbox
          .open()
          .filter(({ kind, state }) => kind.startsWith('card.') && state !== 'waiting')
          .map((row) => ({
            id: row.id,
            kind: row.kind,
            caseId: row.caseId,
            caseNumber: row.caseNumber,
            owner: row.owner,
            since: row.lastAttemptAt ?? row.createdAt,
            refusal: row.refusal ?? row.state,
          })),
      });
    },

    cardRecoverySeen(_input, caller) {
      const by = actorOf(caller);
      stores.run(() =>
        stores.audit.append({
          at: nowOf(deps),
          actor: by.userName,
          surface: by.surface,
          event: 'card.recoverySeen',
          subject: deps.profile.stationId,
          detail: { cutOff: executor.interruptedAtStart().length },
        }),
      );
      recovery.seen();
      deps.bus.emit('cardsLooked', {});
      return success({});
    },

    cardEjectFound: ({ place }, caller) => executor.ejectFound(place, actorOf(caller)),
  };
}

/** A card that lies in a reject box since it was last emptied, or that nobody found yet. */
const collects =
  ({ stores, profile }: CardDeps) =>
  (job: JobRecord): boolean => {
    if (job.place !== 'rejectBox') return job.state === 'retained';
    const { printer } = cardStationOf(profile.devices, job.channel);
    const emptied = printer === null ? null : stores.stockBook.lastEmptied(printer.id);
    return emptied === null || emptied.at < (job.endedAt ?? job.changedAt);
  };

const isUnsettled =
  (present: (job: JobRecord) => CardJobView) =>
  (job: JobRecord): boolean =>
    job.endedAt === null && present(job).unknownStep !== null;

const plain = (failure: AheadResult['refused'][number]['failure']): typeof failure => ({
  code: failure.code,
  ...(failure.detail && { detail: { ...failure.detail } }),
});

/** The signed-in person; dispatch has already refused everybody else. */
function actorOf({ staff, surface }: Caller): CardActor {
  if (staff === null) throw new Error('a card act without a person');
  return { name: staff.displayName, userName: staff.userName, staffId: staff.id, surface };
}
