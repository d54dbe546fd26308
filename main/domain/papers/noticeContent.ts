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
  /** Facts of this kind of paper, in order: reasons of a refusal, the permit of a permit page, the paper that is revoked. */
  details: z.array(z.object({ label: bilingual, value: z.string() })).optional(),
  paragraphs: z.array(bilingual),
  /**
   * Characters that no font of the papers had when it was issued, with their codes (`U+13000`): the paper prints the code in their place and
   * says so. Left out: none.
   */
  lacking: z.array(z.string()).optional(),
  /** domain-rules 13.3: issued offline, reported later. */
  pending: z.boolean(),
  training: z.boolean(),
  /** Check code, 8 hex: the beginning of the digest of everything on the paper, so that paper and QR are compared at a glance (C5). */
  code: z.string(),
  /** The signed code (`paperCode.ts`); papers of before have none. */
  qr: z.string().optional(),
  /** Which copy this is, from the first reprint on; printed beside the number (C4). */
  copy: z.number().int().positive().optional(),
  /** Revoked or corrected since by the paper of this number: whoever reads the file must see it (C7). */
  withdrawn: z.object({ how: z.enum(['revoked', 'superseded']), by: z.string() }).optional(),
});
export type NoticeContent = z.infer<typeof noticeContent>;
export type NoticeDetail = NonNullable<NoticeContent['details']>[number];
export type NoticeItem = NoticeContent['items'][number];

/** The kiosk's paper: it carries the case to a window, so nothing is entered twice (E6). */
export const slipContent = z.object({
  language,
  /** Null: the paper is about no case (a receipt of a stock move). */
  caseNumber: z.string().nullable(),
  /** The number in the queue of people (A9). */
  ticket: z.string().nullable(),
  /** Null: nothing on this paper is to be scanned. */
  qr: z.string().nullable(),
  station: bilingual,
  window: bilingual,
  text: z.array(bilingual),
  /** In large letters; left out = the kiosk's "continue at a window". */
  heading: bilingual.optional(),
  /** Which copy this is, from the second on (C4). */
  copy: z.number().int().min(2).optional(),
  issuedAt: instant,
  training: z.boolean(),
});
export type SlipContent = z.infer<typeof slipContent>;
