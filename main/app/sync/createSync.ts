import type { Progress } from '../../contract/queue.ts';
import type { UpstreamService } from '../../contract/station.ts';
import { backOffMs, longestWaitMs } from '../../domain/sync/backOff.ts';
import type { Deps } from '../deps.ts';
import { isOffByHand } from './byHand.ts';
import { sendCarried } from '../carry/sendCarried.ts';
import { drain, type DrainDeps, type DrainReport } from './drain.ts';
import { allServices, linkBook } from './linkBook.ts';
import { pull, type PullReport } from './pull.ts';
import { progressMeter } from './pullMeter.ts';
import { pullStaff, type StaffReport } from './pullStaff.ts';
import { pullWithdrawn, type WithdrawnReport } from './pullWithdrawn.ts';
import { outboxSource } from './queueSource.ts';
import type { Turn } from './sendBatch.ts';
import type { RowSettled } from './settleRow.ts';
import { uploadPictures } from './uploads.ts';

export type SyncDeps = DrainDeps & Pick<Deps, 'permits' | 'pictures'>;

export interface SyncOptions {
  /** Follows card rows inside the transaction that stores the receipt. */
  readonly rowSettled: RowSettled;
  /** A service has come (back) online: what waits for it may go on. Called after the state is known, never inside a transaction. */
  readonly onOnline?: (service: UpstreamService) => void;
  /** A probe has ended, whatever it found. Called after the states are known, never inside a transaction. */
  readonly onProbed?: () => void;
  /** Upstream's clock is this many milliseconds ahead of ours, by an answer that has just come. Never inside a transaction. */
  readonly onUpstreamTime?: (aheadMs: number) => void;
  /** Permits that are no longer valid, before our copy says so; never inside a transaction. */
  readonly onPermits?: (endedNumbers: readonly string[]) => void;
  /** Upstream said something new about people (G10); after it is committed. */
  readonly onStaff?: (report: StaffReport) => void;
  /** Lets the desk have its turn between two commits of a drain. */
  readonly turn?: Turn;
  /** Asked before rows are sent: are these records the newest of the station (I1)? `again`: the contact was lost meanwhile. False = send nothing now. */
  readonly maySend?: (again: boolean) => Promise<boolean>;
}

/** Keeps queue, permit cache, list of withdrawn papers and link states going. Every `…Once` can be called at any time; each runs once at a time. */
export interface Sync {
  start(): void;
  /** Ends the timer; resolves when what is under way has ended. */
  stop(): Promise<void>;
  /** Something was queued: send it soon, unless the link is known to be down. */
  nudge(): void;
  /** A person asked, or a cause is gone: probe, and send every waiting row without regard to its back-off. */
  retry(): void;
  drainOnce(options?: { readonly all?: boolean }): Promise<DrainReport>;
  /** How far the sending of the queue has come; null = nothing is being sent. */
  drainProgress(): Progress | null;
  pullOnce(): Promise<PullReport>;
  /** How far a pull of the permits has come; null = none is under way. */
  pullProgress(): Progress | null;
  pullWithdrawnOnce(): Promise<WithdrawnReport>;
  pullStaffOnce(): Promise<StaffReport>;
  probeOnce(): Promise<void>;
  /** Milliseconds that upstream's clock is ahead of ours, by its last answer; null = none yet. */
  upstreamAheadMs(): number | null;
  readonly links: Deps['links'];
  /** The queue waits because an answer was not ours; rows are untouched (design 4). */
  paused(): boolean;
}

const probeEveryMs = 15_000;
/** A nudge is a hint: a row whose hint was missed goes with the next look. */
const lookEveryMs = 2000;
const pullEveryMs = 60_000;
const probeBackOff = { firstMs: 2000, capMs: 30_000 };

export function createSync(deps: SyncDeps, options: SyncOptions): Sync {
  const links = linkBook(deps);
  const source = outboxSource(deps, options.rowSettled);
  let running = false;
  let timer: { cancel(): void } | null = null;
  let turn: Promise<void> | null = null;
  let again: 'none' | 'drain' | 'all' = 'none';
  let failures = 0;
  let probedAt: number | null = null;
  let pulledAt: number | null = null;
  let draining: Promise<DrainReport> | null = null;
  let pulling: Promise<PullReport> | null = null;
  const pullMeter = progressMeter();
  const drainMeter = progressMeter();
  /** Until when a service wants to be left alone (`Retry-After`), by the time that passes. */
  const quietUntil = new Map<UpstreamService, number>();
  let withdrawnAskedAt: number | null = null;
  let pullingWithdrawn: Promise<WithdrawnReport> | null = null;
  let staffAskedAt: number | null = null;
  let aheadMs: number | null = null;
  let pullingStaff: Promise<StaffReport> | null = null;
  let stopping = false;
  const stopped = (): boolean => stopping;
  const elapsed = (): number => deps.clock.elapsed();
  const isQuiet = (service: UpstreamService): boolean => (quietUntil.get(service) ?? 0) > elapsed();
  const leaveAlone = (service: UpstreamService, ms: number | undefined): void => {
    if (ms !== undefined) quietUntil.set(service, elapsed() + Math.min(ms, longestWaitMs));
  };
  const down = (service: UpstreamService): boolean => {
    const state = links.state(service);
    return state === 'offline' || state === 'linkFault';
  };

  /** Asks every service; `all` = those too that want to be left alone: a person asked. */
  async function probeOnce(all = true): Promise<void> {
    probedAt = elapsed();
    if (all) quietUntil.clear();
    const asked = allServices.filter((service) => !isQuiet(service));
    const before = new Map(allServices.map((service) => [service, links.online(service)]));
    await Promise.all(asked.map((service) => probe(service, deps.clock.now())));
    for (const service of allServices)
      if (links.online(service) && before.get(service) === false) options.onOnline?.(service);
    options.onProbed?.();
  }

  /** One service at its own address (G11): what another answers says nothing about it. */
  async function probe(service: UpstreamService, askedAt: number): Promise<void> {
    const outcome = await deps.upstream.call('health', { service }, { timeoutMs: 5000 });
    if (outcome.kind === 'refused') links.note([service], 'linkFault', outcome.refusal.code);
    else if (outcome.kind !== 'answer') {
      links.note([service], outcome.kind, outcome.detail);
      if (outcome.kind === 'offline') leaveAlone(service, outcome.retryAfterMs);
    } else {
      // Upstream looked at its clock about halfway between question and answer.
      if (service === 'queue') aheadMs = Date.parse(outcome.value.time) - (askedAt + deps.clock.now()) / 2;
      if (service === 'queue' && aheadMs !== null) options.onUpstreamTime?.(aheadMs);
      if (outcome.value.service !== service) links.note([service], 'linkFault', 'service');
      else if (outcome.value.inService) links.note([service], 'online');
      else links.note([service], 'offline', 'notInService');
    }
  }

  function drainOnce({ all = false }: { readonly all?: boolean } = {}): Promise<DrainReport> {
    if (links.state('queue') === 'linkFault')
      return Promise.resolve({ acked: 0, refused: 0, stopped: 'linkFault' });
    draining ??= drainAll(all).finally(() => {
      draining = null;
      drainMeter.end();
    });
    return draining;
  }

  async function drainAll(all: boolean): Promise<DrainReport> {
    const total = deps.stores.outbox.counts().waiting;
    let done = 0;
    const note = (acked: number): void => {
      done += acked;
      drainMeter.note(elapsed(), done, total);
    };
    if (total > 0) note(0);
    const stop = (): boolean => stopping || isOffByHand(deps);
    const { turn } = options;
    const how = { links, all, stopped: stop, ...(turn === undefined ? {} : { turn }) };
    const own = { ...how, onSent: note };
    let report = await drain(deps, source, own);
    leaveAlone('queue', report.retryAfterMs);
    // Pictures go after the rows that need none, so that a slow one holds up nobody else's row; what they set free goes at once (G5).
    while (report.stopped === 'empty' && !stop()) {
      const pictures = await uploadPictures(deps, links, stop);
      if (pictures.confirmed === 0) break;
      const freed = await drain(deps, source, own);
      leaveAlone('queue', freed.retryAfterMs);
      report = { ...freed, acked: report.acked + freed.acked, refused: report.refused + freed.refused };
    }
    if (report.stopped !== 'empty' || down('queue')) return report;
    // After our own: what was carried here by hand (G6).
    await sendCarried(deps, how);
    return report;
  }

  function pullOnce(): Promise<PullReport> {
    pulling ??= pull(deps, links, stopped, {
      ...(options.onPermits === undefined ? {} : { onEnded: options.onPermits }),
      meter: pullMeter,
    })
      .then((report) => {
        if (report.stopped === 'upToDate' || report.stopped === 'noRoom') pulledAt = elapsed();
        return report;
      })
      .finally(() => {
        pulling = null;
      });
    return pulling;
  }

  /** Not waited for: a long pull must not hold up the queue. */
  function pullBeside(): void {
    if (pulling !== null) return;
    pullOnce().catch((error: unknown) => {
      deps.log.error('permits.pullFailed', { kind: error instanceof Error ? error.name : 'unknown' });
      // Like a pull that came to its end: what is wrong here is not mended by asking every two seconds.
      pulledAt = elapsed();
    });
  }

  function pullWithdrawnOnce(): Promise<WithdrawnReport> {
    pullingWithdrawn ??= pullWithdrawn(deps, stopped)
      .then((report) => {
        // Unlike the permits, a failure has no link that goes down with it: without this it would be asked at every look.
        withdrawnAskedAt = report.stopped === 'more' ? null : elapsed();
        return report;
      })
      .finally(() => {
        pullingWithdrawn = null;
      });
    return pullingWithdrawn;
  }

  function pullStaffOnce(): Promise<StaffReport> {
    pullingStaff ??= pullStaff(deps)
      .then((report) => {
        staffAskedAt = elapsed();
        if (report.changed.length > 0) options.onStaff?.(report);
        return report;
      })
      .finally(() => {
        pullingStaff = null;
      });
    return pullingStaff;
  }

  /** By the time that has passed: a clock that was set must neither hurry the station nor keep it from asking. */
  const older = (at: number | null, ms: number): boolean => at === null || elapsed() - at >= ms;

  /** Probe when it is time or something is down, send what is due, pull when it is time. */
  async function takeTurn(): Promise<void> {
    const all = again === 'all';
    again = 'none';
    const queueWasDown = !links.online('queue');
    if (all || allServices.some((service) => !links.online(service)) || older(probedAt, probeEveryMs))
      await probeOnce(all);
    // First of all, and at once when upstream is back: somebody deactivated stops at the next contact (G10).
    if (links.online('queue') && (all || queueWasDown || older(staffAskedAt, pullEveryMs)))
      await pullStaffOnce();
    // Before a row tells upstream a new place of the chain: an old copy of the file would hide itself by it.
    if (links.online('queue') && (await (options.maySend?.(queueWasDown) ?? true)))
      await drainOnce({ all: all || queueWasDown });
    // After the queue, whose rows the list is made of.
    if (links.online('queue') && (all || older(withdrawnAskedAt, pullEveryMs))) await pullWithdrawnOnce();
    if (links.online('permits') && (all || older(pulledAt, pullEveryMs))) pullBeside();
    failures = allServices.some(down) ? failures + 1 : 0;
  }

  function waitMs(): number {
    if (again !== 'none') return 0;
    return failures > 0 ? backOffMs(probeBackOff, failures, deps.ids.fraction()) : lookEveryMs;
  }

  function schedule(delayMs: number): void {
    timer?.cancel();
    timer = deps.clock.setTimer(delayMs, () => {
      timer = null;
      turn ??= takeTurn()
        .catch((error: unknown) => {
          deps.log.error('sync.failed', { kind: error instanceof Error ? error.name : 'unknown' });
          failures += 1;
        })
        .finally(() => {
          turn = null;
          if (running) schedule(waitMs());
        });
    });
  }

  function wake(how: 'drain' | 'all'): void {
    again = how === 'all' || again === 'all' ? 'all' : 'drain';
    if (running && turn === null) schedule(0);
  }

  return {
    start() {
      if (running) return;
      running = true;
      stopping = false;
      schedule(0);
    },
    async stop() {
      running = false;
      stopping = true;
      timer?.cancel();
      timer = null;
      await Promise.allSettled([turn, draining, pulling, pullingWithdrawn, pullingStaff]);
    },
    nudge: () => {
      if (!down('queue')) wake('drain');
    },
    retry: () => wake('all'),
    drainOnce,
    pullOnce,
    pullProgress: () => pullMeter.read(deps.clock.elapsed()),
    pullWithdrawnOnce,
    pullStaffOnce,
    probeOnce: () => probeOnce(),
    drainProgress: () => drainMeter.read(elapsed()),
    upstreamAheadMs: () => aheadMs,
    links: { list: () => links.list(), online: (service) => links.online(service) },
    paused: () => links.state('queue') === 'linkFault',
  };
}
