import type { KioskPage } from '../../contract/kiosk.ts';

/** A page that belongs to a visitor: all but the clean first one and the one that only names what is out of order. */
export type VisitPage = Exclude<KioskPage, 'attract' | 'unavailable'>;

/** Pages that serve nobody: no touch of a visitor leads away from them (E7). */
export const closedPages: readonly KioskPage[] = ['callStaff', 'maintenance'];

export interface PageTime {
  /** Milliseconds after the last touch at which the page warns. */
  readonly warnAfterMs: number;
  /** Milliseconds after the last touch at which the page gives up (E2). */
  readonly endAfterMs: number;
}

const seconds = (warnAfter: number, endAfter: number): PageTime => ({
  warnAfterMs: warnAfter * 1000,
  endAfterMs: endAfter * 1000,
});

/** How long each page waits for a visitor. Searching a bag for a passport takes longer than choosing a language. */
export const pageTimes: Readonly<Record<VisitPage, PageTime>> = {
  language: seconds(25, 40),
  notice: seconds(60, 90),
  passport: seconds(60, 90),
  confirm: seconds(60, 90),
  waitForAttendant: seconds(240, 300),
  making: seconds(540, 600),
  slip: seconds(60, 90),
  takeDocuments: seconds(10, 20),
  rating: seconds(30, 45),
  thanks: seconds(10, 20),
  // Ends when a supervisor has settled what happened, never by time.
  callStaff: seconds(0, 0),
  // A printer is cleaned in ten minutes; a technician who has gone home must not leave the kiosk open to anybody.
  maintenance: seconds(540, 600),
};

/** The journey of "2 / 5"; the pages of a card stand on its last step. */
export const journey: readonly VisitPage[] = ['language', 'notice', 'passport', 'confirm', 'slip'];

/** Reads of one kind that may go wrong in a session before the visitor is sent to staff (E6). */
export const maxBadReads = 3;
