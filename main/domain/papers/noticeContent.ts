import { z } from 'zod';
import { language } from '../../contract/access.ts';
import { noticeKind } from '../../contract/cases.ts';
import { calendarDate, instant } from '../../contract/ids.ts';

const bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof bilingual>;

/** Everything on a notice, fixed when it is issued: a reprint shows the same paper, marked as a copy (C4). */
export const noticeContent = z.object({
  kind: noticeKind,
  number: z.string(),
  title: bilingual,
  station: bilingual,
  authority: bilingual,
  caseNumber: z.string(),
  applicant: z.string(),
  /** Grouped as on the permit. */
  permitNumber: z.string(),
  /** Last four characters only. */
  passportTail: z.string(),
  employer: z.string(),
  matter: bilingual,
  legalBasis: bilingual,
  receivedAt: instant,
  /** Calendar date in Asia/Shanghai. */
  issuedOn: calendarDate,
  issuedAt: instant,
  officer: z.string(),
  /** Supplement: every unsatisfied item at once, with its reason and clause. Acceptance: the originals that were seen. */
  items: z.array(z.object({ title: bilingual, reason: bilingual, clause: bilingual })),
  paragraphs: z.array(bilingual),
  /** domain-rules 13.3: issued offline, reported later. */
  pending: z.boolean(),
  training: z.boolean(),
  /** Short check code, 8 hex. */
  code: z.string(),
  /** Which copy this is, from the first reprint on; printed beside the number (C4). */
  copy: z.number().int().positive().optional(),
});
export type NoticeContent = z.infer<typeof noticeContent>;

/** The kiosk's paper: it carries the case to a window, so nothing is entered twice (E6). */
export const slipContent = z.object({
  language,
  caseNumber: z.string(),
  qr: z.string(),
  station: bilingual,
  window: bilingual,
  text: z.array(bilingual),
  issuedAt: instant,
  training: z.boolean(),
});
export type SlipContent = z.infer<typeof slipContent>;
