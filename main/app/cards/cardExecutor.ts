import type { FoundCard } from '../../contract/cardBoard.ts';
import type { JobId } from '../../contract/ids.ts';
import type { RowResult } from '../../contract/upstream.ts';
import type { Failure, Result } from '../../contract/result.ts';
import { lastCall, nextStep, printerSteps, type CallStep } from '../../domain/cards/nextStep.ts';
import { isReadyToRetain } from '../../domain/cards/powerCut.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import type { DrawnFace } from '../ports/outside.ts';
import { notWrittenFailure } from '../ports/notWritten.ts';
import type { CaseRecord, JobRecord, OutboxRecord, StepRecord } from '../ports/stores.ts';
import { cutOffJobs, isKeptBack, retainStep } from './afterPowerCut.ts';
import { fetchAhead, giveBack, type FetchedAhead } from './aheadCards.ts';
import { liesInBezel } from './atBezel.ts';
import { createCardActs, type CardActs } from './cardActs.ts';
import { createConflictActs, type ConflictActs } from './conflictActs.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import { cabinetStep } from './openCabinet.ts';
import { cardRowSettled } from './cardRowSettled.ts';
import { ejectFound } from './insidePrinters.ts';
import { createJournal } from './journal.ts';
import { createPrinterQueues } from './printerQueue.ts';
import { startJob, type JobWish } from './startJob.ts';
import { timeouts, type StepContext, type StepOutcome } from './stepContext.ts';
import { certifyStep } from './steps/certifyStep.ts';
import { feedStep } from './steps/feedStep.ts';
import { lockStep } from './steps/lockStep.ts';
import { printStep } from './steps/printStep.ts';
import { readBlankStep } from './steps/readBlankStep.ts';
import { readBackStep } from './steps/readBackStep.ts';
import { rejectStep } from './steps/rejectStep.ts';
import { settleStep } from './steps/settleStep.ts';
import { writeChipStep } from './steps/writeChipStep.ts';

export interface CardExecutorOptions {
  /** Called right after each journalled step is committed. What it throws ends the executor as a kill would. */
  readonly onJournalled?: (record: StepRecord) => void;
}

/** Runs card jobs over the ports (features D1, D7). Every act is one durable commit; nothing is kept only in memory. */
export interface CardExecutor extends CardActs, ConflictActs {
  /** Starts the card of an accepted case, or returns the job it already has; the job then runs in the background. */
  startJob(wish: JobWish): Result<JobRecord>;
  /** Fetches the cards of these cases ahead, one after the other in the background (D2). Errors: those of `fetchAhead`. */
  fetchAhead(cases: readonly CaseRecord[], by: CardActor): Result<FetchedAhead>;
  /** Ends an unused card that was fetched ahead. Errors: those of `giveBack`. */
  giveBack(jobId: JobId, by: CardActor): Promise<Result<JobRecord>>;
  /** Puts a card that no job knows into the reject box, while no job uses that printer (E8). Errors: those of `ejectFound`. */
  ejectFound(place: 'window' | 'kiosk', by: CardActor): Promise<Result<FoundCard>>;
  /** The jobs that the newest start of the program found cut off or with a card inside (E8), oldest first; before `resumeAll`: none. */
  interruptedAtStart(): readonly JobId[];
  /** Goes on as far as possible. Rejects only when an observer ended the executor. */
  run(jobId: JobId): Promise<void>;
  /** After a start of the program: settles what was interrupted and goes on with every open job. */
  resumeAll(): Promise<void>;
  /** `cardRowSettled` for sync; a re-make that waited for its waste to be heard goes on after that commit. */
  rowSettled(row: OutboxRecord, result: RowResult): JobId | null;
  /** Why a job that no longer runs could not write that down: the disk took no record. Null = it could. Forgotten when it goes on. */
  stoppedBy(jobId: JobId): Failure | null;
  /** Resolves when no job is running. */
  idle(): Promise<void>;
}

const steps: Readonly<Record<CallStep, (context: StepContext, job: JobRecord) => Promise<StepOutcome>>> = {
  lock: lockStep,
  feed: feedStep,
  readBlank: readBlankStep,
  writeChip: writeChipStep,
  certify: certifyStep,
  readBack: readBackStep,
  print: printStep,
  reject: rejectStep,
};

/** Spoiled cards that were left inside the printer are looked for among the jobs of this many days. */
const leftInsideDays = 7;

export function createCardExecutor(deps: CardDeps, options: CardExecutorOptions = {}): CardExecutor {
  const { jobs } = deps.stores;
  const journal = createJournal(deps, options.onJournalled ?? (() => undefined));
  const printers = createPrinterQueues();
  const running = new Map<JobId, Promise<void>>();
  const again = new Set<JobId>();
  const resets = new Set<JobId>();
  const waiting = new Set<JobId>();
  const stopped = new Map<JobId, Failure>();
  const fetching = new Set<Promise<void>>();
  let interrupted: readonly JobId[] = [];
  const keptBack = new Set<JobId>();

  /** The machine that makes this job's card. */
  const machineOf = (jobId: JobId): string | null => {
    const place = jobs.get(jobId)?.channel ?? 'window';
    return cardStationOf(deps.profile.devices, place).printer?.id ?? null;
  };

  const context: StepContext = {
    deps,
    journal,
    faces: new Map<JobId, DrawnFace>(),
    blanksSeen: new Set<JobId>(),
    waitForPrinter: (jobId) => void waiting.add(jobId),
    otherAtPrinter: (jobId) =>
      jobs.open().some((other) => {
        if (other.id === jobId || machineOf(other.id) !== machineOf(jobId)) return false;
        const last = lastCall(jobs.steps(other.id));
        const open = last !== null && (last.phase === 'intent' || last.phase === 'unknown');
        const inside = other.place === 'printer' || liesInBezel(deps, other);
        return inside || (open && printerSteps.includes(last.step));
      }),
  };

  /** One step of a job, with the printer held while it is about the printer. */
  const oneStep = async (jobId: JobId): Promise<StepOutcome> => {
    const look = (): { job: JobRecord; next: ReturnType<typeof nextStep> } | null => {
      const job = jobs.get(jobId);
      return job === null ? null : { job, next: nextStep(job, jobs.steps(jobId)) };
    };
    const perform = async (): Promise<StepOutcome> => {
      const now = look();
      if (now === null || now.next.kind === 'wait') return 'stop';
      const { job, next } = now;
      if (next.kind === 'settle') return settleStep(context, job, next);
      // The rule of E8 is carried out once the doubt is settled and the blank is known.
      if (next.step !== 'reject' && isReadyToRetain(job) && keptBack.delete(jobId))
        return retainStep(context, job);
      const barred = cabinetStep(context, job, next.step);
      if (barred !== null) return barred;
      const onKnownCard = next.step === 'print' || next.step === 'writeChip';
      const read = job.state === 'readBackOk' ? 'readBack' : 'readBlank';
      return steps[onKnownCard && !context.blanksSeen.has(jobId) ? read : next.step](context, job);
    };
    const next = look()?.next;
    return next === undefined || next.kind === 'wait' || next.step === 'lock'
      ? perform()
      : printers.of(machineOf(jobId)).use(perform);
  };

  const drive = async (jobId: JobId): Promise<void> => {
    stopped.delete(jobId);
    if (resets.delete(jobId)) {
      const place = jobs.get(jobId)?.channel ?? 'window';
      await printers.of(machineOf(jobId)).use(() => deps.devices.resetPrinter(timeouts.reset, place));
    }
    const job = jobs.get(jobId);
    if (job === null || nextStep(job, jobs.steps(jobId)).kind === 'wait') return;
    if (job.problem !== null) journal.commit(jobId, { events: [{ type: 'problem', problem: null }] });
    while ((await oneStep(jobId)) === 'go');
  };

  /** Where the books take nothing, only this program can say what stopped the job. Every outcome that is missing is settled when it goes on. */
  const stop = (jobId: JobId, problem: Failure): void => {
    stopped.set(jobId, problem);
    deps.log.error('card.notWritten', { jobId, code: problem.code });
    deps.bus.emit('cardJobChanged', { jobId });
  };

  const driveSafely = async (jobId: JobId): Promise<void> => {
    try {
      await drive(jobId);
    } catch (thrown) {
      if (journal.halted) throw thrown;
      const notWritten = notWrittenFailure(thrown);
      if (notWritten !== null) return stop(jobId, notWritten);
      const incident = deps.ids.next('incident');
      deps.log.error('card.runFailed', {
        jobId,
        incident,
        error: thrown instanceof Error ? thrown.name : 'unknown',
      });
      journal.attempt(jobId, {
        events: [{ type: 'problem', problem: { code: 'internal', detail: { incident } } }],
      });
    }
  };

  const run = (jobId: JobId): Promise<void> => {
    const current = running.get(jobId);
    if (current !== undefined) {
      again.add(jobId);
      return current;
    }
    const work = async (): Promise<void> => {
      try {
        do {
          again.delete(jobId);
          await driveSafely(jobId);
        } while (again.has(jobId));
      } finally {
        running.delete(jobId);
      }
      startWaiting();
    };
    // Started in its own turn, so that the entry is there before the first step.
    const promise = Promise.resolve().then(work);
    running.set(jobId, promise);
    return promise;
  };
  /** In the background: an observer's end is not an error of the caller. */
  const start = (jobId: JobId): void => void run(jobId).catch(() => undefined);
  const startWaiting = (): void => {
    const next = [...waiting];
    waiting.clear();
    for (const other of next)
      if (!context.otherAtPrinter(other)) start(other);
      else waiting.add(other);
  };

  return {
    ...createCardActs({
      context,
      start,
      settled: (jobId) => running.get(jobId) ?? Promise.resolve(),
      isRunning: (jobId) => running.has(jobId),
      printerFreed: startWaiting,
      resetFirst: (jobId) => void resets.add(jobId),
    }),
    ...createConflictActs({ context, start, printerFreed: startWaiting }),
    startJob(wish) {
      const started = startJob(context, wish);
      if (started.ok) start(started.value.id);
      return started;
    },
    fetchAhead(cases, by) {
      const owner = { owner: by.name, ownerId: by.staffId };
      const wish = { channel: 'window', ahead: true, ...owner, actor: by } as const;
      const fetched = fetchAhead(deps, cases, ({ id }) => startJob(context, { ...wish, caseId: id }));
      if (!fetched.ok) return fetched;
      const oneByOne = async (): Promise<void> => {
        for (const { id } of fetched.value.started) await run(id);
      };
      // An observer's end is not an error of the caller; what was not reached is taken up at the next start.
      const work = oneByOne()
        .catch(() => undefined)
        .finally(() => fetching.delete(work));
      fetching.add(work);
      return fetched;
    },
    giveBack: (jobId, by) => giveBack(context, jobId, by),
    ejectFound: (place, by) =>
      printers
        .of(cardStationOf(deps.profile.devices, place).printer?.id ?? null)
        .use(() => ejectFound(deps, place, by)),
    interruptedAtStart: () => interrupted,
    run,
    async resumeAll() {
      const since = new Date(deps.clock.now() - leftInsideDays * 86_400_000).toISOString();
      const leftInside = jobs.list(since).filter((job) => job.state === 'wasted' && job.place === 'printer');
      const open = jobs.open();
      const cutOff = cutOffJobs(deps);
      interrupted = cutOff.map(({ id }) => id);
      for (const job of cutOff) if (isKeptBack(deps, job)) keptBack.add(job.id);
      await Promise.all([...leftInside, ...open].map((job) => run(job.id)));
    },
    rowSettled(row, result) {
      const changed = cardRowSettled(deps, row, result);
      const job = row.kind === 'card.wasted' && row.jobId !== null ? jobs.get(row.jobId) : null;
      // What was said about an earlier card of a person is for the job that waits to replace it (13.9).
      if (row.kind === 'card.loss')
        for (const waiting of jobs.open())
          if (waiting.state === 'ready' && waiting.permitNumber === row.payload['permitNumber'])
            start(waiting.id);
      // A run begins in its own turn: after the transaction that this is called in.
      if (job?.state === 'ready' && job.problem !== null && result.outcome !== 'refused') start(job.id);
      return changed;
    },
    stoppedBy: (jobId) => stopped.get(jobId) ?? null,
    async idle() {
      while (running.size + fetching.size > 0) await Promise.allSettled([...running.values(), ...fetching]);
    },
  };
}
