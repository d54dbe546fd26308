import type { ChainPlace, CopyManifest, RecordsLock, RecordsStanding } from '../../contract/records.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { isLater, judgePlace } from '../../domain/records/chainPlaces.ts';
import { safeCounters } from '../../domain/records/numberJumps.ts';
import type { Deps } from '../deps.ts';
import type { Anchors } from '../ports/records.ts';

export type RecordsDeps = Pick<Deps, 'profile' | 'packs' | 'stores' | 'clock' | 'upstream' | 'bus' | 'log'>;

/** Knows whether these records are the newest of their station (I1, G7), and keeps the marks outside that say so. */
export interface RecordsKeeper {
  /** Compares with the marks outside. Before anything is written that somebody could be told. */
  compareMarks(): Promise<void>;
  /** These records were put in from a copy. */
  noteRestored(copy: CopyManifest): void;
  /** Asks upstream which place it was told last: at every contact, and each hour. False: nothing may be sent now, because it could not be asked. */
  compareUpstream(again: boolean): Promise<boolean>;
  standing(): RecordsStanding;
  ask(by: string): Promise<Result<RecordsStanding>>;
  accept(by: {
    readonly first: string;
    readonly second: string;
    readonly reason: string;
  }): Result<RecordsStanding>;
  /** Rewrites the marks by itself. */
  start(): void;
  /** Writes them now, onto the disk. */
  mark(): Promise<void>;
  stop(): Promise<void>;
}

/** How often the marks follow the records. Cheap: one small file, only when something was written. */
const markEveryMs = 4_000;
const compareEveryMs = 3_600_000;
const rowsAsked = 5000;
/** About a day of a busy window. Rows that are here are not listed, so that more than enough does no harm. */
const entriesBack = 5000;
/** A longer list is read by nobody; `more` says that there is one. */
const rowsShown = 1000;

export function createRecordsKeeper(deps: RecordsDeps, anchors: Anchors): RecordsKeeper {
  const { stores, clock, profile } = deps;
  let comparedAt: string | null = null;
  let compared: number | null = null;
  let marked = -1;
  let timer: { cancel(): void } | null = null;
  let running = false;
  const now = (): string => new Date(clock.now()).toISOString();
  const ours = (): ChainPlace => ({
    line: stores.records.line(),
    sequence: stores.audit.sequence(),
    head: stores.audit.head(),
  });
  const standing = (): RecordsStanding => ({ place: ours(), lock: stores.records.lock(), comparedAt });

  function audit(
    event: string,
    detail: Readonly<Record<string, string | number | boolean | null>>,
    actor = 'system',
  ): void {
    stores.audit.append({
      at: now(),
      actor,
      surface: actor === 'system' ? 'system' : 'window',
      event,
      subject: profile.stationId,
      detail,
    });
  }

  /** Nothing a person did is in this file: a training station that was emptied, or one that was never used. */
  function isFresh(): boolean {
    return stores.cases.list('').length === 0 && stores.days.list({ limit: 1 }).length === 0;
  }

  function lock(found: Omit<RecordsLock, 'since' | 'asked'>): void {
    const before = stores.records.lock();
    const { known } = found;
    // Said before, or less than is known already.
    if (before !== null && before.known !== null && known !== null && !isLater(known, before.known)) return;
    const counters = { ...before?.counters };
    for (const [name, value] of Object.entries(found.counters))
      counters[name] = Math.max(value, counters[name] ?? 0);
    stores.run(() => {
      const at = now();
      stores.records.keepLock({
        ...found,
        // Whoever noticed it first says why: what follows from that is not another cause.
        cause: before?.cause === 'restored' ? before.cause : found.cause,
        told: before?.cause === 'restored' ? before.told : found.told,
        since: before?.since ?? at,
        ours: before?.ours ?? found.ours,
        known: known ?? before?.known ?? null,
        counters,
        exact: found.exact && before?.exact !== false,
        asked: null,
      });
      if (found.exact)
        for (const [name, value] of Object.entries(counters)) stores.records.raise(name, value, at);
      audit('records.locked', {
        cause: found.cause,
        told: found.told,
        sequence: found.ours.sequence,
        known: found.known?.sequence ?? null,
      });
    });
    deps.log.warn('records.locked', { cause: found.cause, told: found.told });
    deps.bus.emit('recordsChanged', {});
    deps.bus.emit('stationChanged', {});
  }

  /** A training station that was emptied goes on after what it was: nobody loses anything, and no trainee is locked out for ever. */
  function adopt(known: ChainPlace): void {
    stores.run(() => {
      stores.records.startLine(known.line + 1);
      audit('records.trainingEmptied', { line: known.line + 1 });
    });
  }

  return {
    async compareMarks() {
      for (const { told, anchor } of await anchors.read()) {
        const place = ours();
        const cause = judgePlace(place, anchor.place, stores.audit.headOf);
        if (cause === null) continue;
        if (profile.mode === 'training' && isFresh()) {
          adopt(anchor.place);
          continue;
        }
        lock({
          cause,
          told,
          ours: place,
          known: { ...anchor.place, at: anchor.at },
          counters: anchor.counters,
          // Of the same history and as new as the last thing written: every number is in it.
          exact: cause === 'older' && told === 'beside' && anchor.clean,
        });
      }
    },
    noteRestored(copy) {
      stores.run(() => {
        stores.records.note({
          at: now(),
          kind: 'restore',
          file: copy.file,
          outcome: 'restored',
          facts: { takenAt: copy.takenAt, sequence: copy.place.sequence },
        });
        audit('records.restored', { takenAt: copy.takenAt, sequence: copy.place.sequence });
      });
      lock({
        cause: 'restored',
        told: 'restore',
        // Everything after the copy may be missing, whatever was written since.
        ours: copy.place,
        known: null,
        counters: copy.counters,
        exact: false,
      });
    },
    async compareUpstream(again) {
      if (!again && compared !== null && clock.elapsed() - compared < compareEveryMs) return true;
      const place = ours();
      const answer = await deps.upstream.call(
        'stationHead',
        { stationId: profile.stationId, line: place.line, sequence: place.sequence, limit: 1 },
        { timeoutMs: 5000 },
      );
      if (answer.kind === 'offline') return false;
      // An upstream that does not know the call cannot be compared with; the marks of the station remain.
      if (answer.kind !== 'answer') {
        deps.log.warn('records.notCompared', { kind: answer.kind });
        compared = clock.elapsed();
        return true;
      }
      compared = clock.elapsed();
      const { newest } = answer.value;
      const cause = newest === null ? null : judgePlace(place, newest, stores.audit.headOf);
      if (newest !== null && cause !== null) {
        if (profile.mode === 'training' && isFresh()) adopt(newest);
        else lock({ cause, told: 'upstream', ours: place, known: newest, counters: {}, exact: false });
      } else comparedAt = now();
      return true;
    },
    standing,
    async ask(by) {
      const before = stores.records.lock();
      if (before === null) return failure('recordsCurrent');
      const answer = await deps.upstream.call(
        'stationHead',
        {
          stationId: profile.stationId,
          line: before.ours.line,
          // Where two histories parted is not known when somebody worked on the old one for a while.
          sequence: Math.max(0, before.ours.sequence - (before.cause === 'restored' ? 0 : entriesBack)),
          limit: rowsAsked,
        },
        { timeoutMs: 15_000 },
      );
      if (answer.kind === 'offline') return failure('upstreamOffline', { upstream: 'queue', since: now() });
      if (answer.kind !== 'answer') return failure('upstreamAnswerBad');
      const { newest, rows, more } = answer.value;
      const lacking = rows.filter((row) => stores.outbox.get(row.id) === null);
      stores.run(() => {
        const current = stores.records.lock();
        if (current === null) return;
        const known =
          newest !== null && (current.known === null || isLater(newest, current.known))
            ? newest
            : current.known;
        stores.records.keepLock({
          ...current,
          known,
          asked: {
            at: now(),
            lacking: lacking.slice(0, rowsShown),
            more: more || lacking.length > rowsShown,
          },
        });
        audit('records.asked', { lacking: lacking.length, more }, by);
      });
      deps.bus.emit('recordsChanged', {});
      return success(standing());
    },
    accept({ first, second, reason }) {
      const current = stores.records.lock();
      if (current === null) return failure('recordsCurrent');
      const { asked } = current;
      if (asked === null) return failure('recordsNotAsked');
      stores.run(() => {
        const at = now();
        const pack = deps.packs.newest();
        const safe = safeCounters({
          stationId: profile.stationId,
          ours: stores.records.counters(),
          outside: current.counters,
          numbers: asked.lacking.flatMap(({ caseNumber, number }) =>
            [caseNumber, number].filter((each) => each !== null),
          ),
          exact: current.exact && !asked.more,
          day: shanghaiDate(clock.now()).replaceAll('-', ''),
          series: Object.values(pack.notices).flatMap((texts) => (texts === undefined ? [] : [texts.series])),
        });
        for (const [name, value] of Object.entries(safe)) stores.records.raise(name, value, at);
        const line = Math.max(stores.records.line(), current.known?.line ?? 0) + 1;
        stores.records.startLine(line);
        stores.records.clearLock();
        // A person's own words stay out of the chain, which is read and exported by others.
        stores.records.note({ at, kind: 'restore', file: '', outcome: 'accepted', facts: { reason, line } });
        audit(
          'records.accepted',
          {
            second,
            line,
            cause: current.cause,
            lacking: asked.lacking.length,
            known: current.known?.sequence ?? null,
            jumped: Object.keys(safe).length,
          },
          first,
        );
      });
      comparedAt = now();
      deps.bus.emit('recordsChanged', {});
      deps.bus.emit('stationChanged', {});
      return success(standing());
    },
    start() {
      running = true;
      const turn = (): void => {
        if (!running) return;
        void write(false).finally(() => {
          if (running) timer = clock.setTimer(markEveryMs, turn);
        });
      };
      // At once, so that the mark of an ordered end does not stand while numbers are given.
      turn();
    },
    mark: () => write(true),
    async stop() {
      running = false;
      timer?.cancel();
      await write(true, true);
    },
  };

  /**
   * Read between two transactions, so never ahead of what is on the disk. With a lock standing nothing is marked: the mark that knows better
   * must stay.
   */
  async function write(durable: boolean, clean = false): Promise<void> {
    const place = ours();
    if (stores.records.lock() !== null || (place.sequence === marked && !durable)) return;
    marked = place.sequence;
    await anchors.write(
      {
        version: 1,
        stationId: profile.stationId,
        at: now(),
        place,
        counters: stores.records.counters(),
        clean,
      },
      durable,
    );
  }
}
