import type { PermitRecord } from '../../contract/permit.ts';
import type { UpstreamService } from '../../contract/station.ts';
import { backOffMs } from '../../domain/sync/backOff.ts';
import type { Deps } from '../deps.ts';
import { drain, type DrainDeps, type DrainReport } from './drain.ts';
import { allServices, linkBook } from './linkBook.ts';
import { pull, type PullReport } from './pull.ts';
import { pullStaff, type StaffReport } from './pullStaff.ts';
import { pullWithdrawn, type WithdrawnReport } from './pullWithdrawn.ts';
import type { RowSettled } from './settleRow.ts';

export type SyncDeps = DrainDeps & Pick<Deps, 'permits'>;

export interface SyncOptions {
  /** Follows card rows inside the transaction that stores the receipt. */
  readonly rowSettled: RowSettled;
  /** A service has come (back) online: what waits for it may go on. Called after the state is known, never inside a transaction. */
  readonly onOnline?: (service: UpstreamService) => void;
  /** A probe has ended, whatever it found. Called after the states are known, never inside a transaction. */
  readonly onProbed?: () => void;
  /** One page of the permit feed, before it is kept; never inside a transaction. */
  readonly onPermits?: (permits: readonly PermitRecord[]) => void;
  /** Upstream said something new about people (G10); after it is committed. */
  readonly onStaff?: (report: StaffReport) => void;
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
  pullOnce(): Promise<PullReport>;
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
  let running = false;
  let timer: { cancel(): void } | null = null;
  let turn: Promise<void> | null = null;
  let again: 'none' | 'drain' | 'all' = 'none';
  let failures = 0;
  let probedAt: number | null = null;
  let pulledAt: number | null = null;
  let draining: Promise<DrainReport> | null = null;
  let pulling: Promise<PullReport> | null = null;
  let withdrawnAskedAt: number | null = null;
  let pullingWithdrawn: Promise<WithdrawnReport> | null = null;
  let staffAskedAt: number | null = null;
  let aheadMs: number | null = null;
  let pullingStaff: Promise<StaffReport> | null = null;
  let stopping = false;
  const stopped = (): boolean => stopping;
  const down = (service: UpstreamService): boolean => {
    const state = links.state(service);
    return state === 'offline' || state === 'linkFault';
  };

  async function probeOnce(): Promise<void> {
    const askedAt = deps.clock.now();
    probedAt = askedAt;
    const before = new Map(allServices.map((service) => [service, links.online(service)]));
    const outcome = await deps.upstream.call('health', {}, { timeoutMs: 5000 });
    if (outcome.kind === 'answer') {
      // Upstream looked at its clock about halfway between question and answer.
      aheadMs = Date.parse(outcome.value.time) - (askedAt + deps.clock.now()) / 2;
      for (const service of allServices)
        if (outcome.value[service]) links.note([service], 'online');
        else links.note([service], 'offline', 'notInService');
    } else if (outcome.kind === 'refused') links.note(allServices, 'linkFault', outcome.refusal.code);
    else links.note(allServices, outcome.kind, outcome.detail);
    for (const service of allServices)
      if (links.online(service) && before.get(service) === false) options.onOnline?.(service);
    options.onProbed?.();
  }

  function drainOnce({ all = false }: { readonly all?: boolean } = {}): Promise<DrainReport> {
    if (links.state('queue') === 'linkFault')
      return Promise.resolve({ acked: 0, refused: 0, stopped: 'linkFault' });
    draining ??= drain(deps, { rowSettled: options.rowSettled, links, all, stopped }).finally(() => {
      draining = null;
    });
    return draining;
  }

  function pullOnce(): Promise<PullReport> {
    pulling ??= pull(deps, links, stopped, options.onPermits)
      .then((report) => {
        if (report.stopped === 'upToDate') pulledAt = deps.clock.now();
        return report;
      })
      .finally(() => {
        pulling = null;
      });
    return pulling;
  }

  function pullWithdrawnOnce(): Promise<WithdrawnReport> {
    pullingWithdrawn ??= pullWithdrawn(deps, stopped)
      .then((report) => {
        // Unlike the permits, a failure has no link that goes down with it: without this it would be asked at every look.
        withdrawnAskedAt = report.stopped === 'more' ? null : deps.clock.now();
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
        staffAskedAt = deps.clock.now();
        if (report.changed.length > 0) options.onStaff?.(report);
        return report;
      })
      .finally(() => {
        pullingStaff = null;
      });
    return pullingStaff;
  }

  const older = (at: number | null, ms: number): boolean => at === null || deps.clock.now() - at >= ms;

  /** Probe when it is time or something is down, send what is due, pull when it is time. */
  async function takeTurn(): Promise<void> {
    const all = again === 'all';
    again = 'none';
    const queueWasDown = !links.online('queue');
    if (all || allServices.some((service) => !links.online(service)) || older(probedAt, probeEveryMs))
      await probeOnce();
    // First of all, and at once when upstream is back: somebody deactivated stops at the next contact (G10).
    if (links.online('queue') && (all || queueWasDown || older(staffAskedAt, pullEveryMs)))
      await pullStaffOnce();
    // Before a row tells upstream a new place of the chain: an old copy of the file would hide itself by it.
    if (links.online('queue') && (await (options.maySend?.(queueWasDown) ?? true)))
      await drainOnce({ all: all || queueWasDown });
    // After the queue, whose rows the list is made of.
    if (links.online('queue') && (all || older(withdrawnAskedAt, pullEveryMs))) await pullWithdrawnOnce();
    if (links.online('permits') && (all || older(pulledAt, pullEveryMs))) await pullOnce();
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
    pullWithdrawnOnce,
    pullStaffOnce,
    probeOnce,
    upstreamAheadMs: () => aheadMs,
    links: { list: () => links.list(), online: (service) => links.online(service) },
    paused: () => links.state('queue') === 'linkFault',
  };
}
