import { z } from 'zod';
import { languageTag } from './access.ts';
import { caseId, instant, jobId } from './ids.ts';
import { failureView } from './cases.ts';
import { kioskPage } from './kioskPage.ts';
import { ticketNumber } from './tickets.ts';

export { kioskPage, type KioskPage } from './kioskPage.ts';

/** What can be left on a reader of the kiosk (E4). */
export const leftDocument = z.enum(['passport', 'idCard']);
export type LeftDocument = z.infer<typeof leftDocument>;

/** The slip on paper: `none` = this kiosk has no receipt printer; `failed` = photograph the screen. */
export const slipPaper = z.enum(['none', 'printing', 'printed', 'failed']);
export type SlipPaper = z.infer<typeof slipPaper>;

export const kioskView = z.object({
  page: kioskPage,
  language: languageTag,
  /** Pages done and in all, for "2 / 5"; null on pages outside the journey. */
  step: z.object({ at: z.number().int(), of: z.number().int() }).nullable(),
  /** ISO instant at which the page gives up; `warnAt` before it shows the gentle warning. Null on `attract`. */
  warnAt: instant.nullable(),
  endsAt: instant.nullable(),
  problem: failureView.nullable(),
  /** Shown on `confirm` only, so that the visitor sees that it is their own record. */
  person: z
    .object({
      name: z.string(),
      nationality: z.string(),
      passportTail: z.string(),
      employer: z.string(),
      permitNumber: z.string(),
    })
    .nullable(),
  /** On `notice` of a kiosk with a camera (`StationProfile.kioskCamera`); `scanner`: may the visitor use a scanner as well? */
  noticeCamera: z.object({ label: z.string().nullable(), scanner: z.boolean() }).nullable(),
  /** On `slip`: the paper that a window continues with no re-entry (E6). */
  slip: z.object({ caseNumber: z.string(), qr: z.string(), window: z.string(), paper: slipPaper }).nullable(),
  /** On `slip`: the number in the queue of people (A9), and how many were in front when it was taken; null = it could not be given. */
  ticket: z.object({ number: ticketNumber, ahead: z.number().int() }).nullable(),
  /** On `rating`: the case of the paper that was scanned (C6); null where `problem` says why it cannot be rated. */
  rating: z.object({ caseNumber: z.string() }).nullable(),
  /** On `confirm`: may this visitor ask for the card here (3.17: policy, an accepted case, a printer that is ready)? */
  cardOffered: z.boolean(),
  /** On `making`: the card waits in the bezel for its holder's hand, and is pulled back when nobody takes it (E3). */
  takeCard: z.boolean(),
  /** On `takeDocuments`: what still lies on a reader, as far as readers can tell; the page stays until it is gone (E4). */
  left: z.array(leftDocument),
  jobId: jobId.nullable(),
  caseId: caseId.nullable(),
});
export type KioskView = z.infer<typeof kioskView>;
