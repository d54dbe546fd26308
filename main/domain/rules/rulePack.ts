import { z } from 'zod';
import { businessType, documentCode, permitCategory } from '../../contract/permit.ts';
import { calendarDate } from '../../contract/ids.ts';

const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) });

/** Dated, versioned data: what must be shown, why, and what the papers say (design 1, domain-rules 4 and 5). */
export const rulePack = z.object({
  /** e.g. `440300-2026.09`. A case keeps it. */
  version: z.string().regex(/^\d{6}-\d{4}\.\d{2}$/),
  name: bilingual,
  region: z.string().regex(/^\d{6}$/),
  effectiveFrom: calendarDate,
  /** What a QR of a permit looks like here. The national payload is [open] (3.5): a pattern with the named groups `permit` and `check`. */
  permitQr: z.array(
    z.object({
      id: z.string(),
      prefix: z.string().min(1),
      pattern: z.string().min(1),
      trainingOnly: z.boolean(),
    }),
  ),
  businessTypes: z.array(
    z.object({
      type: businessType,
      title: bilingual,
      /** Categories whose originals are checked at the window. */
      categories: z.array(permitCategory),
      documents: z.array(
        z.object({
          code: documentCode,
          title: bilingual,
          requirement: z.enum(['original', 'copy', 'electronic', 'waived']),
          /** `family`: only with accompanying family; `afterEntry`: only when the person has entered. */
          when: z.enum(['always', 'family', 'afterEntry']),
          ruleId: z.string(),
          clause: bilingual,
          dateRules: z.array(
            z.object({
              rule: z.string(),
              kind: z.enum(['withinDaysOfSubmission', 'atMostMonthsOld', 'notExpired']),
              field: z.enum(['issueDate', 'effectiveDate', 'passportExpiry']),
              limit: z.number().int().nonnegative(),
              /** Reference day of a month rule (domain-rules 5): default `submission`. */
              reference: z.enum(['submission', 'entry', 'window']),
            }),
          ),
        }),
      ),
    }),
  ),
  legalClock: z.object({ workingDays: z.number().int().positive(), countReceiptDay: z.boolean() }),
  /** Public holidays (days off) and make-up working days (调休). */
  calendar: z.object({
    coversUntil: calendarDate,
    holidays: z.array(calendarDate),
    makeUpDays: z.array(calendarDate),
  }),
  uninsuredMayGetCard: z.boolean(),
  notices: z.record(
    z.enum(['acceptance', 'supplement', 'notNeeded', 'notOurs']),
    z.object({
      title: bilingual,
      series: z.string().regex(/^[A-Z]{2}$/),
      legalBasis: bilingual,
      paragraphs: z.array(bilingual),
    }),
  ),
  windowAddress: bilingual,
});
export type RulePack = z.infer<typeof rulePack>;
