import type { KioskStanding } from '../../contract/cabinet.ts';
import type { KioskView } from '../../contract/kiosk.ts';
import type { RatingLevel } from '../../contract/ratings.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { readProblem } from '../../domain/devices/readProblem.ts';
import { idCardMeaning } from '../../domain/identifiers/idCardMeaning.ts';
import { holderDifference } from '../../domain/kiosk/holderDifference.ts';
import { showKiosk } from '../../domain/kiosk/kioskPages.ts';
import {
  attract,
  kioskStep,
  type KioskEvent,
  type KioskSession,
  type Visit,
} from '../../domain/kiosk/kioskSession.ts';
import { closedPages, pageTimes } from '../../domain/kiosk/kioskTimes.ts';
import type { KioskRead } from '../cases/intake.ts';
import type { Deps } from '../deps.ts';
import { wishCard, wishSlip, type KioskExecutor, type KioskIntake } from './kioskCase.ts';
import { nothingOnScreen, type OnScreen } from './cabinetBook.ts';
import { createKioskJournal, type ReadNote } from './kioskJournal.ts';
import {
  blockerNow,
  caseOnScreen,
  findPermit,
  jobSeenAs,
  leftOnReaders,
  mayOfferCard,
  noticeCamera,
} from './kioskOutside.ts';
import { createReminder, remindEveryMs } from './leftDocuments.ts';
import { rateAt, ratingOf } from './kioskRating.ts';
import { slipDocument, slipFacts } from './kioskSlip.ts';
import { createSlipPrinter } from './slipPrinter.ts';
import { createSlipTicket } from './slipTicket.ts';

/** The one kiosk of this station. */
export interface Kiosk {
  onKioskRead(read: KioskRead): void;
  view(): KioskView;
  /** A touch on the screen. */
  touch(event: Touch): KioskView;
  /** "These are my data." Fails with wrongState outside `confirm`, and as intake or card start fail: then the page names it, too. */
  confirm(wants: 'slip' | 'card'): Promise<Result<KioskView>>;
  /** On the page of a rating (C6). Fails with wrongState elsewhere, and as `giveRating` does: then the page names it. */
  rate(level: RatingLevel): Result<void>;
  /** Every window hears it; the page's time starts again. */
  callStaff(): void;
  /** What is on the screen now, for whoever writes down what happened in front of it (F6). */
  onScreen(): OnScreen;
  /** Serves the public, or nobody (E7): then the visit that is running ends here and now. */
  stand(state: KioskStanding['state']): void;
  slipPdf(): ReturnType<typeof slipDocument>;
  /** Resolves when every read handed over so far has been dealt with. */
  idle(): Promise<void>;
  close(): void;
}

export type Touch =
  | { readonly type: 'begin' | 'language'; readonly language: KioskView['language'] }
  | { readonly type: 'back' | 'stay' | 'numberWanted' }
  | { readonly type: 'finish' };

/** A job is looked at this often while its page shows. */
const followEveryMs = 1000;

/**
 * Runs the kiosk session over reads, touches and time. Nothing of a visitor lives outside `session`; its end is one assignment (E2).
 * Reads are dealt with one after another; an answer that comes after the session ended is dropped.
 */
export function createKiosk(
  deps: Deps,
  parts: {
    readonly intake: KioskIntake;
    readonly executor: KioskExecutor;
    /** Nobody touched the page of a technician for its whole time (E7). */
    readonly onMaintenanceOver?: () => void;
  },
): Kiosk {
  let session: KioskSession = attract;
  /** Grows with each session: tells a late answer that its visitor has gone. */
  let visitNumber = 0;
  let confirming = false;
  let work: Promise<void> = Promise.resolve();
  let timer: { cancel(): void } | null = null;

  const now = (): number => deps.clock.now();
  const journal = createKioskJournal(deps);
  const reminder = createReminder(deps);
  const slipPrinter = createSlipPrinter(deps, () => deps.bus.emit('kioskChanged', {}));
  const slipTicket = createSlipTicket(deps);
  const documentOnReader = (): boolean => leftOnReaders(deps).length > 0;

  const view = (): KioskView =>
    showKiosk(
      session,
      blockerNow(deps, session.page),
      leftOnReaders(deps).map(({ document }) => document),
      (visit) => ({ ...slipFacts(deps, visit), paper: slipPrinter.paper() }),
      noticeCamera(deps),
      slipTicket.current(),
    );

  function step(event: KioskEvent): void {
    const before = session;
    const next = kioskStep(before, event);
    if (next === before) return;
    const closes = closedPages.includes(next.page);
    const ends = next.page === 'attract' || next.page === 'takeDocuments' || closes;
    // Nothing new is shown that could not be recorded; but a full disk must not keep anybody on the screen (E2).
    if (!ends) journal.page(before, next, event);
    session = next;
    if (before.page === 'attract' || next.page === 'attract' || closes) visitNumber += 1;
    if (next.page === 'slip' && before.page !== 'slip')
      void slipPrinter.print(next, slipTicket.take(next.caseId));
    else if (next.page !== 'slip') {
      slipPrinter.forget();
      slipTicket.forget();
    }
    callAfterLeft();
    schedule();
    deps.bus.emit('kioskChanged', {});
    if (!ends) return;
    try {
      journal.page(before, next, event);
    } catch (error) {
      deps.log.error('kiosk.auditFailed', { error: error instanceof Error ? error.name : 'unknown' });
    }
  }

  function schedule(): void {
    timer?.cancel();
    timer = null;
    if (session.page === 'attract') return;
    if (session.page === 'callStaff') {
      // No time ends it; only what lies on a reader is called after.
      if (documentOnReader()) timer = deps.clock.setTimer(remindEveryMs, onTimer);
      return;
    }
    const left = session.touchedAt + pageTimes[session.page].endAfterMs - now();
    const follows = session.page === 'waitForAttendant' || session.page === 'making';
    const calls = session.page === 'takeDocuments' && documentOnReader();
    const every = follows ? followEveryMs : calls ? remindEveryMs : left;
    const warnIn = untilWarning(session);
    const call = session.passportLaid && warnIn > 0 ? warnIn : left;
    // A clock that was put back would leave somebody's page standing: no page waits for longer than its own time.
    const longest = pageTimes[session.page].endAfterMs;
    timer = deps.clock.setTimer(Math.max(0, Math.min(left, every, call, longest)), onTimer);
  }

  const untilWarning = (visit: Visit): number => visit.touchedAt + pageTimes[visit.page].warnAfterMs - now();

  /** E4: a passport or card that still lies on a reader while its owner is leaving, or is no longer there. */
  function callAfterLeft(): void {
    if (session.page === 'attract') return reminder.reset();
    const leaves = session.page === 'takeDocuments' || session.page === 'callStaff';
    if (leaves) reminder.remind();
    if (session.passportLaid && (leaves || untilWarning(session) <= 0)) reminder.remindUnfelt();
    else if (!leaves) reminder.reset();
  }

  function onTimer(): void {
    followJob();
    callAfterLeft();
    const over =
      session.page !== 'attract' &&
      (now() >= session.touchedAt + pageTimes[session.page].endAfterMs || now() < session.touchedAt);
    if (over && session.page === 'maintenance') parts.onMaintenanceOver?.();
    else if (over) step({ type: 'timeOut', documentOnReader: documentOnReader(), at: now() });
    schedule();
  }

  function followJob(): void {
    if (session.page !== 'waitForAttendant' && session.page !== 'making') return;
    const job = session.jobId === null ? null : deps.stores.jobs.get(session.jobId);
    step({ type: 'jobSeen', job: jobSeenAs(deps, job), problem: job?.problem ?? null, at: now() });
  }

  function badRead(read: ReadNote, problem: Failure): void {
    journal.read(read, problem.code);
    step({ type: 'badRead', problem, at: now() });
  }

  async function readNotice(read: ReadNote, text: string): Promise<void> {
    const rating = ratingOf(deps, session.page, text);
    if (rating !== null) {
      journal.read(read, rating.outcome);
      return step({ type: 'ratingAsked', asked: rating.asked, at: now() });
    }
    if (session.page !== 'notice') return;
    const visit = visitNumber;
    const parsed = parts.intake.parsePermitQr(text);
    if (!parsed.ok) return badRead(read, parsed.error);
    const found = await findPermit(deps, parsed.value.permitNumber);
    if (visit !== visitNumber || session.page !== 'notice') return;
    if (found.ok) {
      journal.read(read, 'taken');
      step({ type: 'noticeRead', permit: found.value, at: now() });
    } else if (found.error.code === 'permitUnknown') badRead(read, found.error);
    else {
      journal.read(read, found.error.code);
      step({ type: 'problem', problem: found.error, at: now() });
    }
  }

  function readPassport(read: ReadNote, lines: readonly string[]): void {
    if (session.page !== 'passport' || session.permit === null) return;
    const parsed = parts.intake.readPassport(lines);
    if (!parsed.ok) return badRead(read, parsed.error);
    const differs = holderDifference(session.permit, parsed.value) !== null;
    journal.read(read, differs ? 'passportDiffers' : 'taken');
    step({
      type: 'passportRead',
      passport: parsed.value,
      today: shanghaiDate(now()),
      cardOffered: !differs && mayOfferCard(deps, session.permit.permitNumber),
      at: now(),
    });
  }

  async function handleRead(read: KioskRead): Promise<void> {
    // A page that is shown as out of order takes no reads.
    if (view().page === 'unavailable') return;
    switch (read.kind) {
      case 'scan':
        return readNotice({ kind: 'qr', deviceId: read.read.deviceId }, read.read.text);
      case 'mrz':
        return readPassport({ kind: 'mrz', deviceId: read.read.deviceId }, read.read.lines);
      case 'idCard': {
        // It tells nothing about a permit: named where a document is asked for, and no try is lost.
        if (session.page !== 'notice' && session.page !== 'passport') return;
        const code = idCardMeaning[read.read.cardType];
        journal.read({ kind: 'idCard', deviceId: read.read.deviceId }, code);
        return step({ type: 'problem', problem: { code }, at: now() });
      }
      case 'failed': {
        const { kind, deviceId, reason } = read.failure;
        const { read: asked, code } = readProblem(kind, reason);
        const note = { kind: asked, deviceId };
        if (kind === 'scanner' && session.page === 'notice') badRead(note, { code });
        if (kind === 'passportReader' && session.page === 'passport') badRead(note, { code });
        if (kind === 'idCardReader' && (session.page === 'notice' || session.page === 'passport')) {
          // As with a card that was read: it was not asked for, so no try is lost.
          journal.read(note, code);
          step({ type: 'problem', problem: { code }, at: now() });
        }
        return;
      }
    }
  }

  async function confirm(wants: 'slip' | 'card'): Promise<Result<KioskView>> {
    if (session.page !== 'confirm' || session.permit === null || session.passport === null || confirming)
      return failure('wrongState', { state: session.page });
    const visit = visitNumber;
    const wish = { permit: session.permit, passport: session.passport };
    const tries = { badNotices: session.badNotices, badPassports: session.badPassports };
    confirming = true;
    try {
      // Asked again: minutes may have passed since the page was drawn.
      const card = wants === 'card' && session.cardOffered && mayOfferCard(deps, wish.permit.permitNumber);
      const outcome = card ? wishCard(deps, parts, wish) : await wishSlip(parts, wish);
      if (outcome.ok)
        journal.audit(card ? 'card' : 'slip', outcome.value.caseId, {
          ...tries,
          jobId: outcome.value.jobId,
          visitorGone: visit !== visitNumber,
        });
      // The answer of this call is stored with its request: it must never hold a page of the next visitor.
      if (visit !== visitNumber) return failure('wrongState', { state: 'attract' });
      if (!outcome.ok) {
        step({ type: 'problem', problem: outcome.error, at: now() });
        return outcome;
      }
      const { jobId } = outcome.value;
      step(
        jobId === null
          ? { type: 'slipGiven', ...outcome.value, at: now() }
          : { type: 'cardAsked', ...outcome.value, jobId, at: now() },
      );
      return success(view());
    } finally {
      confirming = false;
    }
  }

  deps.devices.onChanged(() => {
    callAfterLeft();
    if (session.page === 'takeDocuments' || session.page === 'callStaff') schedule();
    deps.bus.emit('kioskChanged', {});
  });

  return {
    onKioskRead(read) {
      work = work
        .then(() => handleRead(read))
        .catch((error: unknown) =>
          deps.log.error('kiosk.read', { error: error instanceof Error ? error.name : 'unknown' }),
        );
    },
    view() {
      followJob();
      return view();
    },
    touch(event) {
      if (event.type === 'finish') step({ ...event, documentOnReader: documentOnReader(), at: now() });
      else if (event.type !== 'begin' || view().page === 'attract') step({ ...event, at: now() });
      return view();
    },
    confirm,
    rate(level) {
      const { given, event } = rateAt(deps, session, level);
      if (event !== null) step(event);
      return given;
    },
    callStaff() {
      journal.audit('callStaff', 'kiosk', { page: session.page });
      deps.bus.emit('readProblem', { failure: { code: 'kioskHelp' } });
      step({ type: 'stay', at: now() });
    },
    onScreen: () =>
      session.page === 'attract'
        ? nothingOnScreen
        : { page: session.page, caseId: caseOnScreen(deps, session), jobId: session.jobId },
    stand: (state) => step({ type: 'stand', state, at: now() }),
    slipPdf: () => slipDocument(deps, session, slipTicket.current()),
    idle: () => work,
    close() {
      timer?.cancel();
      timer = null;
      session = attract;
    },
  };
}
