import {
  copyOutcome,
  drillReport,
  type BackupStatus,
  type CopyOutcome,
  type DrillReport,
} from '../../contract/records.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { copiesToRemove, type RatedCopy } from '../../domain/records/copiesToKeep.ts';
import type { Deps } from '../deps.ts';
import type { Copies, FoundCopy } from '../ports/records.ts';

type BackupDeps = Pick<Deps, 'profile' | 'stores' | 'clock' | 'bus' | 'log'>;

/** Copies in the second place: made daily and after each close, pruned, and proven by drills (G7, J1). */
export interface Backups {
  start(): void;
  stop(): Promise<void>;
  status(): Promise<BackupStatus>;
  now(by: string): Promise<Result<BackupStatus>>;
  drill(by: string): Promise<Result<DrillReport>>;
}

/** First look after a start, so that it costs nobody the morning; then how often it is looked whether a copy is due. */
const firstLookMs = 60_000;
const lookEveryMs = 60_000;
/** A place that is away is asked again after this. */
const retryAfterMs = 600_000;
const defaults = { everyHours: 24, keep: 14 } as const;

const codes: Readonly<Record<Exclude<CopyOutcome, 'done'>, ErrorCode>> = {
  folderAway: 'backupFolderAway',
  folderFull: 'backupFolderFull',
  folderReadOnly: 'backupFolderReadOnly',
  failed: 'backupFailed',
};

export function createBackups(deps: BackupDeps, copies: Copies): Backups {
  const { stores, clock, profile } = deps;
  const { everyHours, keep } = profile.backup ?? defaults;
  let timer: { cancel(): void } | null = null;
  let running = false;
  let work: Promise<unknown> | null = null;
  const isoNow = (): string => new Date(clock.now()).toISOString();

  /** One copy or drill at a time. Null = another is under way. */
  async function alone<Value>(job: () => Promise<Value>): Promise<Value | null> {
    if (work !== null) return null;
    const promise = job();
    work = promise;
    try {
      return await promise;
    } finally {
      work = null;
      deps.bus.emit('recordsChanged', {});
    }
  }

  async function copy(by: string): Promise<CopyOutcome> {
    const at = isoNow();
    const made = await copies.make(at);
    stores.run(() => {
      const facts =
        made.outcome === 'done'
          ? {
              bytes: made.manifest.bytes,
              sequence: made.manifest.place.sequence,
              head: made.manifest.place.head,
            }
          : { detail: made.detail };
      const file = made.outcome === 'done' ? made.manifest.file : '';
      stores.records.note({ at, kind: 'copy', file, outcome: made.outcome, facts });
      stores.audit.append({
        at: isoNow(),
        actor: by,
        surface: by === 'system' ? 'system' : 'window',
        event: 'backup.copy',
        subject: file === '' ? 'none' : file,
        detail: { outcome: made.outcome },
      });
    });
    if (made.outcome === 'done') await prune();
    else deps.log.warn('backup.failed', { outcome: made.outcome, detail: made.detail });
    return made.outcome;
  }

  async function prune(): Promise<void> {
    const found = await copies.list();
    if (found === null) return;
    const drilled = stores.records.drilled();
    const rated = found.map(({ file, takenAt, manifest }): RatedCopy => {
      const drill = drilled.get(file);
      return {
        file,
        takenAt,
        rating:
          manifest === null || drill === 'failed' ? 'failed' : drill === 'proven' ? 'proven' : 'untested',
      };
    });
    const gone = copiesToRemove(rated, keep);
    if (gone.length > 0) await copies.remove(gone);
  }

  /** By the log, not by the folder: a place that is away must not be asked every time. Daily, and after each close of a day. */
  function isDue(): boolean {
    const last = stores.records.newest('copy');
    if (last !== null && last.outcome !== 'done' && clock.now() - Date.parse(last.at) < retryAfterMs)
      return false;
    const newest = stores.records.newest('copy', 'done');
    if (newest === null) return true;
    const closedAt = stores.days.latestClosed()?.closed?.closedAt ?? null;
    if (closedAt !== null && closedAt > newest.at) return true;
    return clock.now() - Date.parse(newest.at) >= everyHours * 3_600_000;
  }

  function background(): void {
    if (copies.folder === null || !isDue()) return;
    alone(() => copy('system')).catch((thrown: unknown) => {
      deps.log.error('backup.failed', { kind: thrown instanceof Error ? thrown.name : 'unknown' });
    });
  }

  async function drillNewest(by: string): Promise<Result<DrillReport>> {
    const found = await copies.list();
    if (found === null) return failure('backupFolderAway');
    const [newest] = found;
    if (newest === undefined) return failure('copyNone');
    const began = clock.now();
    const report = await drillOf(newest, began);
    stores.run(() => {
      const outcome = report.proven ? 'proven' : 'failed';
      stores.records.note({ at: report.at, kind: 'drill', file: newest.file, outcome, facts: { ...report } });
      stores.audit.append({
        at: isoNow(),
        actor: by,
        surface: 'window',
        event: 'backup.drill',
        subject: newest.file,
        detail: { outcome, failed: report.failed, milliseconds: report.milliseconds },
      });
    });
    return success(report);
  }

  async function drillOf(newest: FoundCopy, began: number): Promise<DrillReport> {
    const proof = await copies.prove(newest);
    const { place } = proof;
    // What no other can tell: is it a part of our own history?
    const isOurs =
      place === null
        ? null
        : place.line <= stores.records.line() && stores.audit.headOf(place.sequence) === place.head;
    const steps = [
      ...proof.steps,
      ...(isOurs === null || place === null
        ? []
        : [{ step: 'ours' as const, ok: isOurs, figure: `${place.sequence} / ${stores.audit.sequence()}` }]),
    ];
    const failed = proof.failed ?? (isOurs === false ? 'ours' : null);
    return {
      at: isoNow(),
      file: newest.file,
      takenAt: newest.takenAt,
      proven: failed === null,
      failed,
      steps,
      milliseconds: Math.max(0, clock.now() - began),
      rows: proof.rows,
    };
  }

  async function status(): Promise<BackupStatus> {
    const found = await copies.list();
    const good = found?.filter(({ manifest }) => manifest !== null) ?? null;
    const newest = good?.[0]?.manifest ?? null;
    const lastTry = stores.records.newest('copy');
    const drill = stores.records.newest('drill');
    const parsed = drill === null ? null : drillReport.safeParse(drill.facts);
    return {
      folder: copies.folder,
      everyHours,
      keep,
      copies: good?.length ?? null,
      newest:
        newest === null
          ? null
          : {
              file: newest.file,
              takenAt: newest.takenAt,
              bytes: newest.bytes,
              sequence: newest.place.sequence,
            },
      lastTry:
        lastTry === null
          ? null
          : { at: lastTry.at, outcome: copyOutcome.catch('failed').parse(lastTry.outcome) },
      lastDrill: parsed?.success === true ? parsed.data : null,
      provenAt: stores.records.newest('drill', 'proven')?.at ?? null,
      running: work !== null,
    };
  }

  return {
    start() {
      running = true;
      const turn = (): void => {
        if (!running) return;
        background();
        timer = clock.setTimer(lookEveryMs, turn);
      };
      timer = clock.setTimer(firstLookMs, turn);
    },
    async stop() {
      running = false;
      timer?.cancel();
      await Promise.allSettled([work]);
    },
    status,
    async now(by) {
      if (copies.folder === null) return failure('backupNone');
      const outcome = await alone(() => copy(by));
      if (outcome === null) return failure('backupBusy');
      return outcome === 'done' ? success(await status()) : failure(codes[outcome]);
    },
    async drill(by) {
      if (copies.folder === null) return failure('backupNone');
      return (await alone(() => drillNewest(by))) ?? failure('backupBusy');
    },
  };
}
