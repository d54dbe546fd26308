import { z } from 'zod';
import { idCardRead } from './devices/reads.ts';
import { calendarDate, instant } from './ids.ts';
import { sex } from './permit.ts';

/** Fields of a zone that a check digit covers. */
export const zoneField = z.enum(['documentNumber', 'birthDate', 'expiryDate', 'personalNumber', 'composite']);
export type ZoneField = z.infer<typeof zoneField>;

/**
 * The zone of a visa or residence sticker. Unlike a passport it is never refused for a wrong digit, because nobody knows whose number a
 * Chinese sticker carries (domain-rules 2.7): `wrongDigits` tells, and a person decides. What cannot be read is null.
 */
export const visaRead = z.object({
  format: z.enum(['mrvA', 'mrvB']),
  readAt: instant,
  /** First two characters, e.g. `V<`. */
  documentCode: z.string(),
  issuingState: z.string(),
  documentNumber: z.string().nullable(),
  /** ISO alpha-3, or null where a person has to choose (domain-rules 2.3). */
  nationality: z.string().nullable(),
  nationalityCode: z.string(),
  familyName: z.string(),
  givenNames: z.string(),
  nameMayBeCut: z.boolean(),
  birthDate: calendarDate.nullable(),
  sex: sex.nullable(),
  /** Valid until. */
  expiryDate: calendarDate.nullable(),
  /** As in the zone, without filling at its end. */
  optionalData: z.string(),
  /** Fields whose check digit is wrong; empty = all right, which still proves no name (domain-rules 2.1). */
  wrongDigits: z.array(zoneField),
});
export type VisaRead = z.infer<typeof visaRead>;

/** What the chip of a permanent resident's card said, as far as it is laid beside the passport. */
export const idCardOriginal = idCardRead.omit({ deviceId: true, sequence: true }).extend({ readAt: instant });
export type IdCardOriginal = z.infer<typeof idCardOriginal>;

/** Fields of the comparison: the first six of passport and permit record, the rest of other originals. */
export const comparedField = z.enum([
  'passportNumber',
  'name',
  'nationality',
  'birthDate',
  'sex',
  'passportExpiry',
  'visaNumber',
  'idCardNumber',
  'permitStatus',
]);
export type ComparedField = z.infer<typeof comparedField>;

/**
 * What the machine says. Names are never `same` by machine alone (2.1): they need the eye. `cannotCheckOffline`: only upstream can say so,
 * and it was not asked yet; it is no answer of the person.
 */
export const machineOutcome = z.enum(['same', 'differs', 'cannotCheckOffline', 'needsEye']);
export type MachineOutcome = z.infer<typeof machineOutcome>;

export const hintCode = z.enum([
  'identical',
  'icaoSpelling',
  'cut',
  'wordBreaks',
  'cyrillicVariant',
  'arabicVariant',
  'orderSwapped',
  'wordsMoved',
  'oneLetter',
  'partMissing',
  'foreignLetters',
  'century',
  'dayMonthSwapped',
  'sexUnspecified',
  'noCountryCode',
  'passportChanged',
  'passportChangeProven',
  'nationalityChanged',
  'otherOriginalDiffers',
  'unreadable',
  'wrongDigit',
  'stickerNumber',
  'numberOfPassport',
  'residentNumber',
  'pendingOnline',
]);
export type HintCode = z.infer<typeof hintCode>;

/** Why the machine proposes what it does, in words for the person who confirms; it decides nothing. */
export const comparisonHint = z.object({ code: hintCode, zh: z.string(), en: z.string() });
export type ComparisonHint = z.infer<typeof comparisonHint>;

/** A value cut into runs: `spelling` = another way to write the same (Ü and UE, hyphen and space), `differs` = the other side has something else. */
export const markedRun = z.object({ text: z.string(), kind: z.enum(['same', 'spelling', 'differs']) });
export type MarkedRun = z.infer<typeof markedRun>;

/** What another original says about a field, compared with the permit record; the visa's number with the passport. */
export const otherOriginal = z.object({
  source: z.enum(['oldPassport', 'visa', 'idCard']),
  value: z.string(),
  machine: machineOutcome,
  hint: comparisonHint.nullable(),
});
export type OtherOriginal = z.infer<typeof otherOriginal>;

export const comparisonRow = z.object({
  field: comparedField,
  passport: z.string(),
  record: z.string(),
  machine: machineOutcome,
  hint: comparisonHint.nullable(),
  /** Both values in runs, for marking them letter by letter; null where they are no two texts of one thing. */
  marks: z.object({ passport: z.array(markedRun), record: z.array(markedRun) }).nullable(),
  others: z.array(otherOriginal),
  /** What the person said, with name and time; null while open or where none is needed. */
  eye: z.object({ outcome: z.enum(['same', 'differs']), by: z.string(), at: instant }).nullable(),
});
export type ComparisonRow = z.infer<typeof comparisonRow>;
