import { z } from 'zod';
import { calendarDate } from './ids.ts';

/**
 * One row of the history of a person's numbers (domain-rules 1.11): the document a number stands on or was built from. `from` null = since an
 * unknown day, `to` null = still in use. A `candidate` is never final (1.9).
 */
export const numberRow = z.object({
  kind: z.enum(['passport', 'socialNumber']),
  number: z.string().min(1).max(32),
  /** The passport number that a social number was built from; a passport stands for itself. */
  document: z.string().min(1).max(32),
  from: calendarDate.nullable(),
  to: calendarDate.nullable(),
  reason: z.enum(['first', 'passportChanged', 'corrected']),
  source: z.enum(['permitRecord', 'passport', 'candidate', 'upstream']),
});
export type NumberRow = z.infer<typeof numberRow>;

/** Numbers that the desk can check without a case (A5). The kind is said, never guessed: one shape may be two kinds (1.10). */
export const identifierKind = z.enum([
  'permitNumber',
  'passport',
  'socialNumberPassport',
  'socialNumberResident',
  'residentCardNew',
  'residentCardOld',
  'citizenId',
  'creditCode',
  'cardNumber',
  'cardIdentifier',
  'bankCard',
]);
export type IdentifierKind = z.infer<typeof identifierKind>;

/** What a validator says in words. The text itself is not repeated: it may be personal. */
export const identifierAnswer = z.object({
  kind: identifierKind,
  result: z.enum(['good', 'warning', 'bad']),
  /** domain-rules number, e.g. `1.15`. */
  rule: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type IdentifierAnswer = z.infer<typeof identifierAnswer>;
