import type { EventName } from '../../main/contract/events.ts';
import type { MethodName } from '../../main/contract/methods.ts';

/** Reads that a hint makes stale. Every event has a row; an empty one is a decision. */
export const staleAfter: Readonly<Record<EventName, readonly MethodName[] | 'everything'>> = {
  stationChanged: ['stationStatus', 'dayStatus', 'cardPlan', 'caseGet', 'devices'],
  // Who is signed in decides what every answer may contain.
  sessionChanged: 'everything',
  caseOpened: ['caseCurrent', 'caseList', 'caseGet'],
  caseChanged: [
    'caseGet',
    'caseList',
    'caseCurrent',
    'cardPlan',
    'cardPreview',
    'dayFigures',
    'caseClockList',
    'caseOriginalsWithUs',
    'caseSecondCheckList',
    'recallList',
    'casePhotoGet',
    'caseScans',
    'ratingState',
    'ticketList',
  ],
  cardJobChanged: [
    'cardJobs',
    'cardJob',
    'cardPlan',
    'cardPreview',
    'caseGet',
    'caseList',
    'stockList',
    'dayFigures',
    'devices',
  ],
  queueChanged: ['queueRows', 'stationStatus', 'caseGet'],
  stockChanged: ['stockList', 'stationStatus', 'cardPlan', 'dayClasses', 'dayFigures', 'devices'],
  dayChanged: ['dayStatus', 'dayClasses', 'dayFigures', 'dayClosed', 'stationStatus'],
  kioskChanged: ['kioskState'],
  paperScanned: ['noticeLastScan'],
  ecardScanned: ['caseEcardScan'],
  ticketsChanged: ['ticketList', 'ticketDay'],
  ratingChanged: ['ratingSheet', 'ratingState', 'ratingFollowUps'],
  // Carries its own content and is shown as a banner.
  readProblem: [],
};
