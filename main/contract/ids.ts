import { z } from 'zod';

/** Branded ids: a string of one kind cannot be passed where another is meant. */
export const caseId = z
  .string()
  .regex(/^case_[0-9A-Za-z]+$/)
  .brand<'CaseId'>();
export type CaseId = z.infer<typeof caseId>;
export const jobId = z
  .string()
  .regex(/^job_[0-9A-Za-z]+$/)
  .brand<'JobId'>();
export type JobId = z.infer<typeof jobId>;
export const noticeId = z
  .string()
  .regex(/^notice_[0-9A-Za-z]+$/)
  .brand<'NoticeId'>();
export type NoticeId = z.infer<typeof noticeId>;
export const decisionId = z
  .string()
  .regex(/^decision_[0-9A-Za-z]+$/)
  .brand<'DecisionId'>();
export type DecisionId = z.infer<typeof decisionId>;
export const recallId = z
  .string()
  .regex(/^recall_[0-9A-Za-z]+$/)
  .brand<'RecallId'>();
export type RecallId = z.infer<typeof recallId>;
export const snapshotId = z
  .string()
  .regex(/^snapshot_[0-9A-Za-z]+$/)
  .brand<'SnapshotId'>();
export type SnapshotId = z.infer<typeof snapshotId>;
export const staffId = z
  .string()
  .regex(/^staff_[0-9A-Za-z]+$/)
  .brand<'StaffId'>();
export type StaffId = z.infer<typeof staffId>;
/** Outbox row id; it is also the idempotency key upstream (design 4). */
export const rowId = z
  .string()
  .regex(/^row_[0-9A-Za-z]+$/)
  .brand<'RowId'>();
export type RowId = z.infer<typeof rowId>;
export const ticketId = z
  .string()
  .regex(/^ticket_[0-9A-Za-z]+$/)
  .brand<'TicketId'>();
export type TicketId = z.infer<typeof ticketId>;
export const ratingId = z
  .string()
  .regex(/^rating_[0-9A-Za-z]+$/)
  .brand<'RatingId'>();
export type RatingId = z.infer<typeof ratingId>;
/** A picture that belongs to a case. */
export const attachmentId = z
  .string()
  .regex(/^attachment_[0-9A-Za-z]+$/)
  .brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof attachmentId>;
/** One act on waste in custody: taken to the safe, sent up, destroyed. */
export const custodyActId = z
  .string()
  .regex(/^custody_[0-9A-Za-z]+$/)
  .brand<'CustodyActId'>();
export type CustodyActId = z.infer<typeof custodyActId>;
export const discrepancyId = z
  .string()
  .regex(/^discrepancy_[0-9A-Za-z]+$/)
  .brand<'DiscrepancyId'>();
export type DiscrepancyId = z.infer<typeof discrepancyId>;
export const stockCountId = z
  .string()
  .regex(/^count_[0-9A-Za-z]+$/)
  .brand<'StockCountId'>();
export type StockCountId = z.infer<typeof stockCountId>;
/** One entry of the book of earlier cards (D8). */
export const earlierActId = z
  .string()
  .regex(/^earlier_[0-9A-Za-z]+$/)
  .brand<'EarlierActId'>();
export type EarlierActId = z.infer<typeof earlierActId>;
/** One entry of the book of fees (D12). */
export const feeId = z
  .string()
  .regex(/^fee_[0-9A-Za-z]+$/)
  .brand<'FeeId'>();
export type FeeId = z.infer<typeof feeId>;
export const requestId = z.string().min(8).max(64);

/** Key of a blank: keyed HMAC (SM3) of the bank card number, 64 hex (domain-rules 10.2). */
export const unitKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'UnitKey'>();
export type UnitKey = z.infer<typeof unitKey>;

/** ISO 8601 instant in UTC, e.g. 2026-11-24T01:20:00.000Z. */
export const instant = z.iso.datetime();
/** Calendar date in Asia/Shanghai, yyyy-mm-dd. */
export const calendarDate = z.iso.date();
/** Bytes as they travel between processes. */
export const binary = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected');
