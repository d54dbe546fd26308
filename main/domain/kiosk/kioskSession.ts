import type { KioskStanding } from '../../contract/cabinet.ts';
import type { LanguageTag } from '../../contract/access.ts';
import type { PassportRead } from '../../contract/cases.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { assertNever, type Failure } from '../../contract/result.ts';
import { holderDifference } from './holderDifference.ts';
import { closedPages, maxBadReads, type VisitPage } from './kioskTimes.ts';

/** The clean first page. It has nothing but its name, so nothing of a visitor can be left in it (E2). */
export interface Attract {
  readonly page: 'attract';
}

/** What a kiosk knows while somebody stands in front of it. */
export interface Visit {
  readonly page: VisitPage;
  readonly language: LanguageTag;
  /** Milliseconds since 1970 of the last touch or read: the page's time runs from here. */
  readonly touchedAt: number;
  readonly problem: Failure | null;
  readonly badNotices: number;
  readonly badPassports: number;
  /** Of the scanned Notice. Not shown before the passport proves that it is the visitor's own. */
  readonly permit: PermitRecord | null;
  readonly passport: PassportRead | null;
  /** A passport was on the reader, readable or not: it must not stay there. */
  readonly passportLaid: boolean;
  readonly cardOffered: boolean;
  readonly caseId: CaseId | null;
  readonly caseNumber: string | null;
  readonly jobId: JobId | null;
  /** The card waits in the bezel for its holder's hand (E3). */
  readonly takeCard: boolean;
}
export type KioskSession = Attract | Visit;

/** How far the visitor's card is; `offered`: in the bezel, to be taken now (E3). */
export type JobSeen = 'waits' | 'runs' | 'offered' | 'done' | 'stopped';

export const attract: Attract = { page: 'attract' };

/** `at` is milliseconds since 1970. An event that does not fit the page changes nothing. */
export type KioskEvent =
  | { readonly type: 'begin'; readonly language: LanguageTag; readonly at: number }
  | { readonly type: 'language'; readonly language: LanguageTag; readonly at: number }
  | { readonly type: 'back'; readonly at: number }
  | { readonly type: 'stay'; readonly at: number }
  | { readonly type: 'noticeRead'; readonly permit: PermitRecord; readonly at: number }
  | {
      readonly type: 'passportRead';
      readonly passport: PassportRead;
      /** Calendar date in Asia/Shanghai. */
      readonly today: string;
      readonly cardOffered: boolean;
      readonly at: number;
    }
  | { readonly type: 'badRead'; readonly problem: Failure; readonly at: number }
  /** Something failed that is not the visitor's doing: named, and no try is lost. */
  | { readonly type: 'problem'; readonly problem: Failure; readonly at: number }
  | {
      readonly type: 'slipGiven';
      readonly caseId: CaseId;
      readonly caseNumber: string;
      readonly at: number;
    }
  | {
      readonly type: 'cardAsked';
      readonly caseId: CaseId;
      readonly caseNumber: string;
      readonly jobId: JobId;
      readonly at: number;
    }
  | {
      readonly type: 'jobSeen';
      readonly job: JobSeen;
      readonly problem: Failure | null;
      readonly at: number;
    }
  /** A number without a Notice (A9): the visit ends with it. */
  | { readonly type: 'numberWanted'; readonly at: number }
  /** A paper of ours was scanned for a rating (C6); `refused` says why its case cannot be rated. */
  | {
      readonly type: 'ratingAsked';
      readonly asked:
        { readonly caseId: CaseId; readonly caseNumber: string } | { readonly refused: Failure };
      readonly at: number;
    }
  | { readonly type: 'rated'; readonly at: number }
  /** The visitor is done: a passport that was laid on the reader must be taken along. */
  | { readonly type: 'finish'; readonly documentOnReader: boolean; readonly at: number }
  | { readonly type: 'end' }
  /** The kiosk is out of service, in maintenance, or serves the public again (E7). Whatever visit was running is over. */
  | { readonly type: 'stand'; readonly state: KioskStanding['state']; readonly at: number }
  | { readonly type: 'timeOut'; readonly documentOnReader: boolean; readonly at: number };

/** The kiosk session as a pure step (design 4, domain-rules 3.17). */
export function kioskStep(session: KioskSession, event: KioskEvent): KioskSession {
  if (event.type === 'stand') return stand(session, event.state, event.at);
  if (closedPages.includes(session.page) && event.type !== 'language' && event.type !== 'stay')
    return session;
  if (session.page === 'attract') {
    if (event.type === 'ratingAsked') return askRating(newVisit('zh', event.at), event);
    return event.type === 'begin' ? newVisit(event.language, event.at) : session;
  }
  switch (event.type) {
    case 'begin':
      return session;
    case 'language': {
      const page = session.page === 'language' ? 'notice' : session.page;
      return { ...session, page, language: event.language, touchedAt: event.at };
    }
    case 'back':
      return goBack(session, event.at);
    case 'stay':
      return { ...session, touchedAt: event.at };
    case 'noticeRead':
      if (session.page !== 'notice') return session;
      return { ...session, page: 'passport', permit: event.permit, problem: null, touchedAt: event.at };
    case 'passportRead':
      return passportRead(session, event);
    case 'badRead':
      return badRead(session, event.problem, event.at);
    case 'problem':
      return { ...session, problem: event.problem, touchedAt: event.at };
    case 'slipGiven':
      if (session.page !== 'confirm') return session;
      return {
        ...session,
        page: 'slip',
        caseId: event.caseId,
        caseNumber: event.caseNumber,
        problem: null,
        touchedAt: event.at,
      };
    case 'cardAsked':
      if (session.page !== 'confirm') return session;
      return {
        ...session,
        page: 'waitForAttendant',
        caseId: event.caseId,
        caseNumber: event.caseNumber,
        jobId: event.jobId,
        problem: null,
        touchedAt: event.at,
      };
    case 'jobSeen':
      return jobSeen(session, event.job, event.problem, event.at);
    case 'numberWanted':
      if (session.page !== 'notice') return session;
      return { ...session, page: 'slip', problem: null, touchedAt: event.at };
    case 'ratingAsked':
      return ['language', 'notice', 'rating'].includes(session.page) ? askRating(session, event) : session;
    case 'rated':
      if (session.page !== 'rating') return session;
      return { ...newVisit(session.language, event.at), page: 'thanks', passportLaid: session.passportLaid };
    case 'finish':
      // What a reader still feels keeps the last page on the screen, whoever touches it (E4).
      if (session.page === 'takeDocuments') return event.documentOnReader ? session : attract;
      return event.documentOnReader || session.passportLaid ? farewell(session, event.at) : attract;
    case 'end':
      return attract;
    case 'timeOut':
      return event.documentOnReader ? farewell(session, event.at) : attract;
    default:
      return assertNever(event);
  }
}

/** Nothing of the visit that was running is kept but its language, and that a passport was laid (E2, E7). */
function stand(session: KioskSession, state: KioskStanding['state'], at: number): KioskSession {
  if (state === 'open') return closedPages.includes(session.page) ? attract : session;
  const page = state === 'maintenance' ? 'maintenance' : 'callStaff';
  if (session.page === page) return session;
  const visit = session.page === 'attract' ? null : session;
  return {
    ...newVisit(visit?.language ?? 'zh', at),
    page,
    passportLaid: page === 'callStaff' && visit?.passportLaid === true,
  };
}

function newVisit(language: LanguageTag, at: number): Visit {
  return {
    page: 'language',
    language,
    touchedAt: at,
    problem: null,
    badNotices: 0,
    badPassports: 0,
    permit: null,
    passport: null,
    passportLaid: false,
    cardOffered: false,
    caseId: null,
    caseNumber: null,
    jobId: null,
    takeCard: false,
  };
}

/** The last page knows no more than the language and that a passport was laid: the session is over, only the things on the desk are left. */
function farewell(visit: Visit, at: number): Visit {
  return { ...newVisit(visit.language, at), page: 'takeDocuments', passportLaid: visit.passportLaid };
}

/** The page of a rating knows the case and nothing else. */
function askRating(visit: Visit, { asked, at }: Extract<KioskEvent, { type: 'ratingAsked' }>): Visit {
  const page = { ...newVisit(visit.language, at), page: 'rating', passportLaid: visit.passportLaid } as const;
  return 'refused' in asked ? { ...page, problem: asked.refused } : { ...page, ...asked };
}

function goBack(visit: Visit, at: number): KioskSession {
  const fresh = { ...visit, problem: null, touchedAt: at };
  switch (visit.page) {
    case 'language':
      return attract;
    case 'notice':
      return { ...fresh, page: 'language' };
    case 'passport':
      return { ...fresh, page: 'notice', permit: null };
    case 'confirm':
      return { ...fresh, page: 'passport', passport: null, cardOffered: false };
    case 'waitForAttendant':
    case 'making':
    case 'slip':
    case 'takeDocuments':
    case 'rating':
    case 'thanks':
    case 'callStaff':
    case 'maintenance':
      return visit;
    default:
      return assertNever(visit.page);
  }
}

function passportRead(visit: Visit, event: Extract<KioskEvent, { type: 'passportRead' }>): KioskSession {
  if (visit.page !== 'passport' || visit.permit === null) return visit;
  const difference = holderDifference(visit.permit, event.passport);
  if (difference !== null)
    return badRead(visit, { code: 'passportDiffers', detail: { field: difference } }, event.at);
  const expired = event.passport.expiryDate < event.today;
  return {
    ...visit,
    page: 'confirm',
    passport: event.passport,
    passportLaid: true,
    // A person with an expired passport is heard at a window: the kiosk says so and gives the slip.
    problem: expired ? { code: 'passportExpired', detail: { date: event.passport.expiryDate } } : null,
    cardOffered: event.cardOffered && !expired,
    touchedAt: event.at,
  };
}

function badRead(visit: Visit, problem: Failure, at: number): KioskSession {
  if (visit.page !== 'notice' && visit.page !== 'passport') return visit;
  const counted = {
    ...visit,
    problem,
    touchedAt: at,
    badNotices: visit.badNotices + (visit.page === 'notice' ? 1 : 0),
    badPassports: visit.badPassports + (visit.page === 'passport' ? 1 : 0),
    passportLaid: visit.passportLaid || visit.page === 'passport',
  };
  if (counted.badNotices < maxBadReads && counted.badPassports < maxBadReads) return counted;
  // Out of tries: to staff, with a page that names the window and nothing of the record.
  return { ...counted, page: 'slip', permit: null, passport: null };
}

function jobSeen(visit: Visit, job: JobSeen, problem: Failure | null, at: number): KioskSession {
  if (visit.page !== 'waitForAttendant' && visit.page !== 'making') return visit;
  switch (job) {
    case 'waits':
      return visit;
    case 'offered':
    case 'runs': {
      const takeCard = job === 'offered';
      // The time of the page runs from its start: a jam that comes and goes is no touch of the visitor.
      if (visit.page === 'making')
        return visit.problem?.code === problem?.code && visit.takeCard === takeCard
          ? visit
          : { ...visit, problem, takeCard };
      return { ...visit, page: 'making', problem, takeCard, touchedAt: at };
    }
    case 'done':
      return farewell(visit, at);
    case 'stopped':
      return { ...visit, page: 'slip', jobId: null, problem, takeCard: false, touchedAt: at };
    default:
      return assertNever(job);
  }
}
