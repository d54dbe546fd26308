import { z } from 'zod';
import type { Surface } from './access.ts';
import { failureView } from './cases.ts';
import { caseId, jobId } from './ids.ts';

const any = z.object({});

/**
 * Hints, never data: a screen that hears one asks for the snapshot, and one that missed it asks all the same (design 4).
 * `surfaces` says who may hear it.
 */
export const events = {
  stationChanged: { data: any, surfaces: ['window', 'kiosk'] },
  /** The clock of a training station was put forward or back: whatever depends on the time is asked again. */
  clockMoved: { data: any, surfaces: ['window', 'kiosk'] },
  sessionChanged: { data: any, surfaces: ['window'] },
  /** A scan opened or continued this case: the window shows it. */
  caseOpened: { data: z.object({ caseId }), surfaces: ['window'] },
  caseChanged: { data: z.object({ caseId }), surfaces: ['window'] },
  cardJobChanged: { data: z.object({ jobId }), surfaces: ['window', 'kiosk'] },
  /** What the newest start left to see to is another (E8): ask `cardUnclean`. */
  cardsLooked: { data: any, surfaces: ['window'] },
  /** More permits are here, or a pull of them has ended: ask `permitStanding`. At most once a second. */
  permitsChanged: { data: any, surfaces: ['window'] },
  queueChanged: { data: any, surfaces: ['window'] },
  stockChanged: { data: any, surfaces: ['window'] },
  dayChanged: { data: any, surfaces: ['window'] },
  kioskChanged: { data: any, surfaces: ['kiosk'] },
  /** The code of one of our papers was scanned: ask `noticeLastScan` what it is. */
  paperScanned: { data: any, surfaces: ['window'] },
  /** A code of an electronic card was scanned, or what became of it is known: ask `caseEcardScan`. */
  ecardScanned: { data: any, surfaces: ['window'] },
  ticketsChanged: { data: any, surfaces: ['window'] },
  /** A copy or a drill ended, or whether these records are the newest of the station is another. */
  recordsChanged: { data: any, surfaces: ['window'] },
  /** The visitor's sheet opened or closed, a case was rated, or a follow-up changed. */
  ratingChanged: { data: any, surfaces: ['window'] },
  /** Something a person scanned or laid on a reader could not be used; named with its remedy. */
  readProblem: { data: z.object({ failure: failureView }), surfaces: ['window'] },
} as const satisfies Record<string, { data: z.ZodType; surfaces: readonly Surface[] }>;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<Name extends EventName> = z.infer<Events[Name]['data']>;
