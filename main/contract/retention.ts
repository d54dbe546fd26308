import { z } from 'zod';
import { attachmentId, calendarDate, instant } from './ids.ts';
import { documentCode } from './permit.ts';

/** What is kept of a person and has an end (I3). */
export const keptKind = z.enum([
  'photos',
  'scans',
  'signatures',
  'cardData',
  'cachedPermits',
  'payloads',
  'wastePhotos',
  'drafts',
  'answers',
]);
export type KeptKind = z.infer<typeof keptKind>;

/** What has no end here: the law keeps it longer than a station lives, or upstream is its archive. Nothing may shorten these. */
export const keptForGood = z.enum(['audit', 'dayCloses', 'caseRecords']);
export type KeptForGood = z.infer<typeof keptForGood>;

/**
 * What becomes of a scan (I3). `view`: it is measured and looked at, nothing of it is kept. `hash`: size, digest and measures are kept, no picture.
 * `image`: the picture too, for `days` after everything of its case is confirmed.
 */
export const scanRule = z.discriminatedUnion('keep', [
  z.strictObject({ keep: z.literal('view') }),
  z.strictObject({ keep: z.literal('hash') }),
  z.strictObject({ keep: z.literal('image'), days: z.number().int().min(0).max(180) }),
]);
export type ScanRule = z.infer<typeof scanRule>;

/**
 * How many days each kind is kept, [policy] and regional (domain-rules 12.3, 12.8), inside bounds that are [fixed] here: no profile keeps a face for
 * years, and none forgets the answer of a request while its screen may still ask again. Days count from the moment everything of the case was
 * confirmed by upstream and its day was closed; those of drafts and answers from when they were written.
 */
export const retentionPolicy = z.strictObject({
  photoDays: z.number().int().min(0).max(180).default(30),
  scans: z.partialRecord(documentCode, scanRule).default({
    // Health and convictions are the most sensitive papers of a case: no longer than a question about them lasts.
    MEDICAL: { keep: 'image', days: 7 },
    NCR: { keep: 'image', days: 7 },
  }),
  otherScans: scanRule.default({ keep: 'image', days: 30 }),
  signatureDays: z.number().int().min(0).max(365).default(90),
  cardDataDays: z.number().int().min(0).max(180).default(30),
  cachedPermitDays: z.number().int().min(0).max(365).default(90),
  payloadDays: z.number().int().min(0).max(365).default(30),
  wastePhotoDays: z.number().int().min(0).max(1095).default(180),
  draftDays: z.number().int().min(1).max(90).default(30),
  answerDays: z.number().int().min(2).max(30).default(7),
});
export type RetentionPolicy = z.infer<typeof retentionPolicy>;

/** Why nothing of a case may go yet. */
export const waitReason = z.enum([
  'caseOpen',
  'caseHeld',
  'jobOpen',
  'recallOpen',
  'nothingReported',
  'rowsOpen',
  'rowsRefused',
  'dayOpen',
  'dayUnsigned',
]);
export type WaitReason = z.infer<typeof waitReason>;

const documentTitle = z.object({ zh: z.string(), en: z.string() });

/** One rule as people read it. `days` null: no picture is kept at all, or it never ends here. */
export const retentionRule = z.object({
  kind: keptKind,
  /** Of scans only: null = every paper that has no rule of its own. */
  document: documentCode.nullable(),
  /** Its name in the rule pack; null with `document`. */
  title: documentTitle.nullable(),
  keep: z.enum(['view', 'hash', 'image', 'data']),
  days: z.number().int().nullable(),
  /** Section of the domain rules it comes from. */
  clause: z.string(),
  /** Things that are kept now. */
  kept: z.number().int(),
  /** Of these, the ones whose end is not known yet, because something of their case is not confirmed. */
  waiting: z.number().int(),
  nextDueOn: calendarDate.nullable(),
});
export type RetentionRule = z.infer<typeof retentionRule>;

/** What was destroyed in one run, of one kind by one rule. */
export const purgeView = z.object({
  at: instant,
  kind: keptKind,
  count: z.number().int(),
  clause: z.string(),
  days: z.number().int(),
});
export type PurgeView = z.infer<typeof purgeView>;

export const retentionView = z.object({
  rules: z.array(retentionRule),
  forGood: z.array(z.object({ kind: keptForGood, clause: z.string() })),
  /** Cases of which nothing may go yet, by their first reason. */
  waiting: z.array(z.object({ reason: waitReason, cases: z.number().int() })),
  lastRunAt: instant.nullable(),
  /** Newest first. */
  purges: z.array(purgeView),
});
export type RetentionView = z.infer<typeof retentionView>;

/** One kept or destroyed thing of a case. */
export const keptItem = z.object({
  kind: keptKind,
  document: documentCode.nullable(),
  title: documentTitle.nullable(),
  /** Null: no picture of a case. */
  attachmentId: attachmentId.nullable(),
  /** `replaced`: another picture took its place. `neverKept`: the rule keeps no picture of such a paper. */
  state: z.enum(['kept', 'due', 'waiting', 'destroyed', 'replaced', 'neverKept']),
  /** Kept until this day; null while that is not known, and of what is destroyed. */
  until: calendarDate.nullable(),
  destroyedOn: calendarDate.nullable(),
  clause: z.string(),
  days: z.number().int(),
  /** SM3 of the plain bytes, kept after the picture is gone; null: no picture. */
  digest: z.string().nullable(),
});
export type KeptItem = z.infer<typeof keptItem>;

export const caseRetention = z.object({
  /** Empty: everything of the case is confirmed. */
  waitsFor: z.array(waitReason),
  items: z.array(keptItem),
});
export type CaseRetention = z.infer<typeof caseRetention>;
