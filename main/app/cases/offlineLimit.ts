import type { OfflineLimit } from '../../contract/queue.ts';
import type { Failure } from '../../contract/result.ts';
import { hoursSince, isReached } from '../../domain/cases/offlineLimits.ts';
import type { Deps } from '../deps.ts';

type LimitDeps = Pick<Deps, 'stores' | 'links' | 'profile' | 'clock'>;

/**
 * How much of each limit of this file is used, whether the network is there or not (G4). A row that upstream refused waits for a person and not
 * for the network: it counts for nothing here. The hours are those of the station's clock, which goes by the time that passes and over
 * every restart.
 */
export function offlineUse({
  stores,
  profile,
  clock,
}: Pick<LimitDeps, 'stores' | 'profile' | 'clock'>): OfflineLimit[] {
  const { cases, notices, hours } = profile.offlineLimits;
  const since = stores.outbox.counts().oldestWaitingAt;
  const row = (act: OfflineLimit['act'], used: number, limit: number): OfflineLimit => ({
    act,
    used,
    limit,
    reached: isReached({ used, limit }),
  });
  return [
    ...(cases === undefined ? [] : [row('cases', stores.outbox.waitingOf('case.opened'), cases)]),
    row('notices', stores.outbox.waitingOf('notice.issued'), notices),
    row('hours', since === null ? 0 : hoursSince(since, clock.now()), hours),
  ];
}

const words: Readonly<Record<OfflineLimit['act'], string>> = {
  cases: '件新办件 new cases',
  notices: '份告知书 papers',
  hours: '小时 hours',
  cards: '张预取卡 cards ahead',
};

/** The block by the first of these limits that is reached while the queue is away; null = none. Its text names the ways out. */
function blockBy(deps: LimitDeps, acts: readonly OfflineLimit['act'][]): Failure | null {
  if (deps.links.online('queue')) return null;
  const found = offlineUse(deps).find(({ act, reached }) => reached && acts.includes(act));
  if (found === undefined) return null;
  const { act, used, limit } = found;
  return {
    code: 'offlineLimit',
    detail: { limit: `${limit} ${words[act]}`, used: Math.floor(used), kind: act },
  };
}

/** May another paper be issued now (G4)? Null = yes. */
export const offlineLimit = (deps: LimitDeps): Failure | null => blockBy(deps, ['notices', 'hours']);

/** May another case be opened now (G4)? Null = yes. A case that is open goes on whatever this says. */
export const offlineCaseLimit = (deps: LimitDeps): Failure | null => blockBy(deps, ['cases', 'hours']);
