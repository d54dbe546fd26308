import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { Deps } from '../deps.ts';
import { runRetention, type RetentionDeps, type RunReport } from './runRetention.ts';

/** Runs what destroys things at their end: at the start, after each signed close, and each day. */
export interface Retention {
  start(): void;
  /** Resolves when a run that is under way has ended, after its current transaction. */
  stop(): Promise<void>;
  /** Runs now, or joins the run that is under way. */
  runOnce(): Promise<RunReport>;
  /** When the last run of this program ended; null = none yet. */
  lastRunAt(): string | null;
}

/** How often it looks whether there is a reason for a run: a close or a new date is seen within this time. */
const lookEveryMs = 5 * 60_000;

/** `turn`: lets the desk have its turn between two transactions. */
export function createRetention(
  deps: RetentionDeps & Pick<Deps, 'log'>,
  turn?: () => Promise<unknown>,
): Retention {
  let timer: { cancel(): void } | null = null;
  let stopping = false;
  let running: Promise<RunReport> | null = null;
  let ranFor: string | null = null;
  let lastRunAt: string | null = null;

  /** Changes with each date and each signature: then there may be something new to do. */
  const occasion = (): string => {
    const signed = deps.stores.retention.days().map(({ signedAt }) => signedAt ?? '');
    return `${shanghaiDate(deps.clock.now())} ${signed.toSorted().at(-1) ?? ''}`;
  };

  function runOnce(): Promise<RunReport> {
    running ??= runRetention(deps, {
      stopped: () => stopping,
      ...(turn && { pause: turn }),
      onUnsettled: () => {
        ranFor = null;
      },
    })
      .then((report) => {
        lastRunAt = new Date(deps.clock.now()).toISOString();
        return report;
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  function look(): void {
    if (stopping) return;
    const now = occasion();
    // By a time that nobody has confirmed nothing comes to its end; the look after the confirmation is the occasion.
    if (now === ranFor || !deps.clock.trusted()) return schedule();
    ranFor = now;
    runOnce()
      .catch((thrown: unknown) => {
        // A full disk: what is due stays due.
        ranFor = null;
        deps.log.error('retention.failed', { kind: thrown instanceof Error ? thrown.name : 'unknown' });
      })
      .finally(schedule);
  }

  function schedule(): void {
    if (!stopping) timer = deps.clock.setTimer(lookEveryMs, look);
  }

  return {
    start: look,
    async stop() {
      stopping = true;
      timer?.cancel();
      await running?.catch(() => undefined);
    },
    runOnce,
    lastRunAt: () => lastRunAt,
  };
}
