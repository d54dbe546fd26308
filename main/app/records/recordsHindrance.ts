import type { Failure } from '../../contract/result.ts';
import { shanghaiTime } from '../../domain/calendar/shanghai.ts';
import type { Deps } from '../deps.ts';
import { revokedHindrance } from '../sync/revocation.ts';

type HindranceDeps = Pick<Deps, 'stores' | 'clock'>;

/** A clock may be this much behind the newest record: two computers of one hall never agree to the second. Milliseconds. */
export const clockToleranceMs = 120_000;

/** A clock behind what has been written would date new cards and papers before old ones. Null = it is not. */
export function clockHindrance({ stores, clock }: HindranceDeps): Failure | null {
  const newest = stores.audit.latestAt();
  if (newest === null) return null;
  const behindMs = Date.parse(newest) - clock.now();
  return behindMs <= clockToleranceMs
    ? null
    : {
        code: 'clockBehind',
        detail: { newest: shanghaiTime(newest), minutes: Math.ceil(behindMs / 60_000) },
      };
}

/**
 * Why no card may be begun with these records: upstream does not admit the station (I7), an old copy lies here, or the clock is behind
 * (I1, J1). Jobs under way go on. Null = it may.
 */
export function cardHindrance(deps: HindranceDeps): Failure | null {
  const revoked = revokedHindrance(deps);
  if (revoked !== null) return revoked;
  const lock = deps.stores.records.lock();
  if (lock !== null) return { code: 'recordsBehind', detail: { since: shanghaiTime(lock.since) } };
  return clockHindrance(deps);
}

/**
 * Why no number may be given now: upstream does not admit the station (I7), or with records that are not the newest it could be given twice
 * (11.9). Null = it may.
 */
export function numberHindrance(deps: HindranceDeps): Failure | null {
  const revoked = revokedHindrance(deps);
  if (revoked !== null) return revoked;
  const lock = deps.stores.records.lock();
  // A mark that is as new as the last commit knows every counter, and they were raised to it.
  if (lock !== null && !lock.exact)
    return { code: 'recordsNumbers', detail: { since: shanghaiTime(lock.since) } };
  return clockHindrance(deps);
}
