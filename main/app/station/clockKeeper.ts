import { keptTime, type ClockAcceptance } from '../../contract/clock.ts';
import type { ClockStanding } from '../../contract/queue.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { shanghaiTime } from '../../domain/calendar/shanghai.ts';
import {
  isHeld,
  jumpToleranceMs,
  whoIsRight,
  type KeptTime,
  type SteadyTime,
} from '../../domain/time/steadyTime.ts';
import type { Deps } from '../deps.ts';
import { keepVouched } from '../people/keepVouched.ts';
import type { AuditEntry } from '../ports/audit.ts';
import type { SteadyClock } from '../ports/system.ts';

export type ClockDeps = Pick<Deps, 'stores' | 'clock' | 'links' | 'bus' | 'log'>;

/** Notices what the computer's clock does, writes it down, and knows who has confirmed which time. */
export interface ClockKeeper {
  /** Writes down what the start found, and looks again from then on. */
  start(): void;
  stop(): void;
  /** One look. Never inside a transaction. Throws what a commit throws; what was seen is seen again at the next look. */
  look(): void;
  /** A contact: upstream's clock is this much ahead of the station's. Milliseconds. True: a held time was accepted by it. */
  heard(aheadMs: number): boolean;
  standing(): ClockStanding;
  /** Two people confirm the computer's clock. Fails with clockSteady and clockUpstreamSays. */
  accept(by: {
    readonly first: string;
    readonly second: string;
    readonly reason: string;
  }): Result<ClockStanding>;
}

const lookEveryMs = 2_000;
const notHeld: KeptTime = { jumpedAt: null, unprovenAt: null, aheadMs: 0 };
const iso = (millis: number): string => new Date(millis).toISOString();

/** The named state of a time that nobody has confirmed; null = it is steady. For acts that must not follow from a jump, and for the page. */
export const clockHeld = ({ clock }: Pick<Deps, 'clock'>): Failure | null =>
  clock.trusted() ? null : { code: 'clockHeld', detail: { station: shanghaiTime(iso(clock.now())) } };

export function createClockKeeper(deps: ClockDeps, steady: SteadyClock): ClockKeeper {
  const { stores, clock, bus, log } = deps;
  const found = stores.standings.get('clock', keptTime);
  let kept: KeptTime | null = found !== null && isHeld(found) ? found : null;
  /** The last word of two people. Stays after the clock is steady again, for whoever asks why. */
  let acceptance: ClockAcceptance | null = found?.accepted ?? null;
  let timer: { cancel(): void } | null = null;
  /** Upstream's time on the scale of `elapsed`, by its last answer. */
  let upstream: { readonly at: number; readonly elapsed: number } | null = null;
  /** When (by `elapsed`) the clock was last seen steady; of a clock that an earlier run left held: before everything. */
  let steadyUntil = Number.NEGATIVE_INFINITY;

  const aheadOf = ({ now, computer }: SteadyTime): number => Math.round(now - computer);
  const upstreamNow = (): number | null =>
    upstream === null ? null : upstream.at + steady.elapsed() - upstream.elapsed;

  /** Fact and entry in one transaction; `then` is what the station counts by from then on. */
  function write(
    then: KeptTime | null,
    event: string,
    detail: AuditEntry['detail'],
    by: { readonly actor: string; readonly accepted?: ClockAcceptance } = { actor: 'system' },
  ): void {
    const at = iso(clock.now());
    const accepted = by.accepted ?? acceptance;
    const { actor } = by;
    stores.run(() => {
      if (then === null && accepted === null) stores.standings.clear('clock');
      else stores.standings.set('clock', { ...(then ?? notHeld), accepted }, at);
      stores.audit.append({
        at,
        actor,
        surface: actor === 'system' ? 'system' : 'window',
        event,
        subject: 'clock',
        detail,
      });
    });
    kept = then;
    acceptance = accepted;
    log.warn(event, { aheadMs: then?.aheadMs ?? 0 });
    bus.emit('stationChanged', {});
  }

  /** One look; what was seen by it. */
  function look(): SteadyTime {
    const time = steady.time();
    const { jumpedAt, unprovenAt } = time;
    const aheadMs = aheadOf(time);
    const now: KeptTime | null = isHeld(time) ? { jumpedAt, unprovenAt, aheadMs } : null;
    const was = kept;
    if (now === null) steadyUntil = time.elapsed;
    const moved = Math.abs(aheadMs - (was?.aheadMs ?? 0)) > jumpToleranceMs;
    if (jumpedAt !== null && (was === null || was.jumpedAt === null || moved))
      write(now, 'clock.jumped', { computerAheadMs: -aheadMs });
    else if (jumpedAt === null && was !== null && was.jumpedAt !== null) write(now, 'clock.back', {});
    else if (unprovenAt !== null && was === null) write(now, 'clock.unproven', { computer: iso(unprovenAt) });
    else if (now === null && was !== null) write(null, 'clock.back', {});
    return time;
  }

  /** First what is kept, then what is counted by: cut off between the two, the next start believes the computer's clock, as was accepted. */
  function acceptNow(detail: AuditEntry['detail'], by: Parameters<typeof write>[3]): void {
    const byMs = -aheadOf(steady.time());
    write(null, 'clock.accepted', { ...detail, byMs }, by);
    keepVouched(deps, () => success(steady.accept()));
    bus.emit('clockMoved', {});
  }

  const standing = (): ClockStanding => {
    const time = steady.time();
    const now = upstreamNow();
    const since = time.jumpedAt ?? time.unprovenAt;
    // A training station's clock is ahead of all of this by what the trainee has moved it.
    const moved = clock.now() - time.now;
    return {
      state: isHeld(time) ? 'held' : 'steady',
      now: iso(time.now + moved),
      computer: iso(time.computer + moved),
      upstreamAheadMs: now === null ? null : Math.round(now - time.now),
      since: since === null ? null : iso(since + moved),
    };
  };

  const schedule = (): void => {
    timer = clock.setTimer(lookEveryMs, () => {
      try {
        look();
      } catch (thrown) {
        // A full disk: what is seen stays so, and is written when there is room.
        log.error('clock.lookFailed', { kind: thrown instanceof Error ? thrown.name : 'unknown' });
      }
      schedule();
    });
  };

  return {
    start() {
      look();
      schedule();
    },
    stop: () => timer?.cancel(),
    look,
    heard(aheadMs) {
      // By the same look: what upstream says while the clock is steady is from before whatever jump comes next.
      const time = look();
      upstream = { at: time.now + aheadMs, elapsed: time.elapsed };
      if (!isHeld(time) || whoIsRight(time, upstream.at) !== 'computer') return false;
      acceptNow({ by: 'upstream' }, { actor: 'system' });
      return true;
    },
    standing,
    accept({ first, second, reason }) {
      const time = look();
      if (!isHeld(time)) return failure('clockSteady');
      const says = upstreamNow();
      if (
        says !== null &&
        upstream !== null &&
        upstream.elapsed > steadyUntil &&
        whoIsRight(time, says) !== 'computer'
      )
        return failure('clockUpstreamSays', {
          upstream: shanghaiTime(iso(says)),
          computer: shanghaiTime(iso(time.computer)),
        });
      const accepted = { at: iso(clock.now()), first, second, reason };
      acceptNow({ by: 'twoPeople', second }, { actor: first, accepted });
      return success(standing());
    },
  };
}
