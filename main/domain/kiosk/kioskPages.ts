import type { Language } from '../../contract/access.ts';
import type { KioskView, LeftDocument, SlipPaper } from '../../contract/kiosk.ts';
import type { Failure } from '../../contract/result.ts';
import type { KioskSession, Visit } from './kioskSession.ts';
import { journey, pageTimes } from './kioskTimes.ts';

/** The number in the queue of people (A9). */
export interface SlipTicket {
  readonly number: string;
  /** How many were in front when it was taken. */
  readonly ahead: number;
}

export interface SlipFacts {
  readonly qr: string;
  /** The window that continues, in the visitor's language. */
  readonly window: string;
  readonly paper: SlipPaper;
}

/** Language of the first page, before anybody chose one. */
const firstLanguage: Language = 'zh';

/**
 * What the screen shows of a session. `blocker` (kioskBlocker) replaces the page by the one that names what is out of order; `left` lies on a reader. The person
 * is shown on `confirm` only, the case only where it leaves the kiosk with its holder. The camera is named on `notice` only: it runs on no other page.
 */
export function showKiosk(
  session: KioskSession,
  blocker: Failure | null,
  left: readonly LeftDocument[],
  slip: (visit: Visit) => SlipFacts,
  camera: KioskView['noticeCamera'] = null,
  ticket: SlipTicket | null = null,
): KioskView {
  const nothing = {
    step: null,
    warnAt: null,
    endsAt: null,
    person: null,
    noticeCamera: null,
    slip: null,
    ticket: null,
    rating: null,
    cardOffered: false,
    takeCard: false,
    left: [],
    jobId: null,
    caseId: null,
  };
  if (session.page === 'attract')
    return {
      ...nothing,
      page: blocker === null ? 'attract' : 'unavailable',
      language: firstLanguage,
      problem: view(blocker),
    };
  // It waits for staff, not for a time; what lies on a reader is still its owner's (E4).
  if (session.page === 'callStaff')
    return { ...nothing, page: session.page, language: session.language, problem: null, left: [...left] };
  const times = pageTimes[session.page];
  const clock = {
    warnAt: new Date(session.touchedAt + times.warnAfterMs).toISOString(),
    endsAt: new Date(session.touchedAt + times.endAfterMs).toISOString(),
  };
  if (blocker !== null)
    return { ...nothing, ...clock, page: 'unavailable', language: session.language, problem: view(blocker) };
  const shown = {
    ...nothing,
    ...clock,
    page: session.page,
    language: session.language,
    step: stepOf(session),
    problem: view(session.problem),
    jobId: session.jobId,
    caseId: session.caseId,
  };
  // No countdown beside a document that was forgotten: the page waits for it.
  if (session.page === 'takeDocuments' && left.length > 0) return { ...shown, warnAt: null, left: [...left] };
  if (session.page === 'notice') return { ...shown, noticeCamera: camera };
  if (session.page === 'making') return { ...shown, takeCard: session.takeCard };
  if (session.page === 'confirm')
    return { ...shown, person: personOf(session), cardOffered: session.cardOffered };
  if (session.page === 'slip') {
    if (session.caseNumber === null) return { ...shown, ticket };
    const { qr, window, paper } = slip(session);
    return { ...shown, ticket, slip: { caseNumber: session.caseNumber, qr, window, paper } };
  }
  if (session.page === 'rating' && session.caseNumber !== null)
    return { ...shown, rating: { caseNumber: session.caseNumber } };
  return shown;
}

const outsideJourney: readonly Visit['page'][] = ['takeDocuments', 'rating', 'thanks', 'maintenance'];

function stepOf(visit: Visit): { at: number; of: number } | null {
  if (outsideJourney.includes(visit.page)) return null;
  const place = journey.indexOf(visit.page);
  return { at: place === -1 ? journey.length : place + 1, of: journey.length };
}

function personOf({ permit, passport }: Visit): KioskView['person'] {
  if (permit === null || passport === null) return null;
  const names = [passport.familyName, passport.givenNames].filter((name) => name !== '');
  return {
    name: names.join(', '),
    nationality: permit.holder.nationality,
    passportTail: passport.documentNumber.slice(-4),
    employer: permit.employer.name,
    permitNumber: permit.permitNumber,
  };
}

const view = (failure: Failure | null): KioskView['problem'] =>
  failure === null
    ? null
    : failure.detail === undefined
      ? { code: failure.code }
      : { code: failure.code, detail: { ...failure.detail } };
