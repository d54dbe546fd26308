import { z } from 'zod';
import { handledAt, seenFact, situation } from '../../contract/caseFacts.ts';
import { cardPurpose } from '../../contract/cards.ts';
import { cents } from '../../contract/earlierCards.ts';
import { calendarDate } from '../../contract/ids.ts';
import { authType, businessType, documentCode, permitCategory } from '../../contract/permit.ts';
import { cardPhotoRule, chipPhotoRule, permitPhotoRule } from '../../contract/photos.ts';

export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
/** `fixed`: seed, law or standard. `policy`: differs by city or is unsettled (domain-rules, Tags). */
export const ruleTag = z.enum(['fixed', 'policy']);
/** domain-rules number, e.g. `4.10`. */
export const ruleId = z.string().regex(/^\d{1,2}\.\d{1,2}$/);
export const requirement = z.enum(['original', 'copy', 'electronic', 'waived']);
/** A row is asked for when all of `allOf` hold and, if there are any, one of `anyOf`. Both empty: always. */
export const condition = z.strictObject({
  allOf: z.array(situation).default([]),
  anyOf: z.array(situation).default([]),
});
export type Condition = z.infer<typeof condition>;

/** A rule with the words of its source. */
export const ruled = { ruleId, tag: ruleTag, clause: bilingual };
const waiver = z.strictObject({ when: condition, ...ruled });

export const dateRule = z.strictObject({
  rule: ruleId,
  kind: z.enum(['withinDaysOfSubmission', 'atMostMonthsOld', 'notExpired']),
  field: z.enum(['issueDate', 'effectiveDate', 'passportExpiry', 'permitExpiry']),
  limit: z.number().int().nonnegative(),
  /** Reference day of a month rule (domain-rules 5): default `submission`. */
  reference: z.enum(['submission', 'entry', 'window']),
});

/** How the paper itself must be made (domain-rules 4.5, 4.30 to 4.33). */
export const formRules = z.strictObject({
  authentication: z
    .strictObject({ ruleId, accepted: z.array(authType).min(1), notWhen: z.array(situation).default([]) })
    .nullable()
    .default(null),
  /** `sealed`: a translation with the employer's seal, unless it is in Chinese. `chinese`: it must itself be in Chinese. */
  translation: z
    .strictObject({ ruleId, kind: z.enum(['sealed', 'chinese']) })
    .nullable()
    .default(null),
  seal: z.strictObject({ ruleId, words: bilingual }).nullable().default(null),
  signature: z.strictObject({ ruleId, words: bilingual }).nullable().default(null),
  /** One of seal and signature is enough. */
  sealOrSignature: z.boolean().default(false),
});

export const documentRule = z.strictObject({
  code: documentCode,
  title: bilingual,
  requirement,
  ...ruled,
  /** Where a category differs from `requirement`. */
  byCategory: z.partialRecord(permitCategory, z.strictObject({ requirement, ...ruled })).default({}),
  when: condition.default({ allOf: [], anyOf: [] }),
  waivedWhen: z.array(waiver).default([]),
  dateRules: z.array(dateRule).default([]),
  form: formRules.prefault({}),
  /** Facts worth typing beside those that the rules need. */
  asks: z.array(z.strictObject({ fact: seenFact, words: bilingual })).default([]),
});
export type DocumentRule = z.infer<typeof documentRule>;
export type DateRule = z.infer<typeof dateRule>;

export const timingRule = z.strictObject({
  id: z.string().min(1),
  rule: ruleId,
  tag: ruleTag,
  businessTypes: z.array(businessType).min(1),
  when: condition.default({ allOf: [], anyOf: [] }),
  /**
   * What is counted, in days, working days or months (`limit`). `daysAfterEntry`: the day on the visa page. `daysAfterEvent`: the day of the
   * change or end, typed on PROOF. `ageOutside`: younger than `minimum` or older than `limit` years. `always`: words only.
   */
  kind: z.enum([
    'always',
    'daysAfterEntry',
    'daysBeforePermitExpiry',
    'daysAfterEvent',
    'workingDaysAfterEvent',
    'monthsAfterApproval',
    'ageOutside',
  ]),
  limit: z.number().int().nonnegative().default(0),
  minimum: z.number().int().nonnegative().default(0),
  /** `{limit}` and `{minimum}` are the numbers; the last day is added by the program. */
  words: bilingual,
  clause: bilingual,
});
export type TimingRule = z.infer<typeof timingRule>;

export const transitionRow = z.strictObject({
  id: z.string().min(1),
  rule: ruleId,
  tag: ruleTag,
  /** The row is in force from this day on. */
  appliesFrom: calendarDate,
  /** What the person came for; empty = anything. */
  businessTypes: z.array(businessType).default([]),
  when: condition.default({ allOf: [], anyOf: [] }),
  /** Approval day of the Notice: before a day, or from a day on. */
  approvedBefore: calendarDate.nullable().default(null),
  approvedFrom: calendarDate.nullable().default(null),
  permit: z.enum(['any', 'unexpired', 'expired']).default('any'),
  /** The kind of business it is now, and where; null = the one the person came for goes on. */
  leadsTo: businessType.nullable().default(null),
  place: z.enum(['window', 'online', 'none']),
  /** The case as it stands cannot be accepted here. */
  stops: z.boolean().default(false),
  words: bilingual,
  clause: bilingual,
});
export type TransitionRow = z.infer<typeof transitionRow>;

export const businessRule = z.strictObject({
  type: businessType,
  title: bilingual,
  ...ruled,
  handledAt,
  /** How and where else it is done. */
  elsewhere: bilingual.nullable().default(null),
  /** One of these must hold before the case can be accepted (4.11). */
  grounds: z.array(situation).default([]),
  /** Situations in which this is not the right business at all (4.13: new nationality). */
  newApplicationWhen: z.array(z.strictObject({ situation, ...ruled })).default([]),
  /** Categories that show nothing (4.3), unless one of `unless` holds. */
  exemptions: z
    .array(z.strictObject({ category: permitCategory, unless: z.array(situation).default([]), ...ruled }))
    .default([]),
  /** Hold by the nature of the business: nobody has to say them. */
  holds: z.array(situation).default([]),
  /** What may be said at the desk. */
  offers: z.array(situation).default([]),
  /** Only documents that the record lists, and the passport ("list from upstream", 4.18). */
  onlyRecorded: z.boolean().default(false),
  purposes: z.array(z.strictObject({ qualifies: z.boolean(), ...bilingual.shape })).default([]),
  documents: z.array(documentRule),
});
export type BusinessRule = z.infer<typeof businessRule>;

export const identifierRule = z.strictObject({
  id: z.string().regex(/^[a-zA-Z]+$/),
  title: bilingual,
  pattern: z.string().min(1),
  ruleId,
  tag: z.enum(['fixed', 'policy', 'open']),
  /** Vectors: the pack is refused when its pattern does not take these, or takes those. */
  good: z.array(z.string()).min(1),
  bad: z.array(z.string()).default([]),
});

export const office = z.strictObject({
  id: z.string().regex(/^[a-zA-Z]+$/),
  name: bilingual,
  address: bilingual.nullable().default(null),
  phone: z.string().nullable().default(null),
  tasks: bilingual,
  source: bilingual,
});

const apostilleState = z.strictObject({
  country: z.string().regex(/^[A-Z]{3}$/),
  /** From when on an apostille of that state is enough in China. */
  from: calendarDate,
  /** Which entry of `sources` names it. */
  source: z.string().min(1),
});
export const apostille = z.strictObject({
  ruleId,
  inForceFrom: calendarDate,
  clause: bilingual,
  sources: z.record(z.string(), bilingual),
  states: z.array(apostilleState),
});

/**
 * Limits of the three photos (domain-rules 7.1 to 7.3, 8.7) and the age of the card photo (5.11; null: the region has no such rule). Those of
 * the permit photo and the bytes of the chip are [fixed]: a pack may be stricter, `checkRulePack` refuses a looser one.
 */
export const photoPolicy = z.strictObject({
  permit: z.strictObject({ ...permitPhotoRule.shape, ...ruled }),
  card: z.strictObject({
    ...cardPhotoRule.omit({ maxYears: true }).shape,
    ...ruled,
    age: z.strictObject({ maxYears: z.number().int().positive(), ...ruled }).nullable(),
  }),
  chip: z.strictObject({ ...chipPhotoRule.shape, ...ruled }),
});
export type PhotoPolicy = z.infer<typeof photoPolicy>;

const noticeText = z.strictObject({
  title: bilingual,
  series: z.string().regex(/^[A-Z]{2}$/),
  legalBasis: bilingual,
  paragraphs: z.array(bilingual),
});

/**
 * What a station works with: dated, versioned data, complete for one region (design 1, domain-rules 4 and 5). Made from a national pack and
 * an overlay by `resolvePacks`.
 */
export const rulePack = z.strictObject({
  format: z.literal(2),
  /** e.g. `440300-2026.11`. A case keeps it. */
  version: z.string().regex(/^\d{6}-\d{4}\.\d{2}$/),
  name: bilingual,
  region: z.string().regex(/^\d{6}$/),
  effectiveFrom: calendarDate,
  /** `CARD_INTEGRATION_DATE` (5.12): from this day on no physical permit is issued. */
  cardIntegrationDate: calendarDate,
  /** What a QR of a permit looks like here. The national payload is [open] (3.5): a pattern with the named groups `permit` and `check`. */
  permitQr: z.array(
    z.strictObject({
      id: z.string(),
      prefix: z.string().min(1),
      pattern: z.string().min(1),
      trainingOnly: z.boolean(),
    }),
  ),
  /**
   * Codes of the electronic social security card that may be sent upstream (3.9). The national grammar is [open] (3.10): an entry without
   * `pattern` is an allow-list, its text goes as it is. `lifeSeconds`: how long a card shows one code. Without an entry none is sent.
   */
  ecardQr: z
    .array(
      z.strictObject({
        id: z.string(),
        prefix: z.string().min(4),
        pattern: z.string().min(1).optional(),
        lifeSeconds: z.number().int().min(10).max(600),
        trainingOnly: z.boolean(),
      }),
    )
    .default([]),
  situations: z.record(situation, bilingual),
  businessTypes: z.array(businessRule),
  /** Kinds of business that are gone (4.16), with what took their place. */
  removed: z.array(z.strictObject({ id: z.string().min(1), title: bilingual, words: bilingual, ...ruled })),
  timing: z.array(timingRule),
  transition: z.array(transitionRow),
  apostille,
  identifiers: z.array(identifierRule),
  offices: z.array(office),
  legalClock: z.strictObject({ workingDays: z.number().int().positive(), countReceiptDay: z.boolean() }),
  /** Public holidays (days off) and make-up working days (调休). */
  calendar: z.strictObject({
    coversUntil: calendarDate,
    holidays: z.array(calendarDate),
    makeUpDays: z.array(calendarDate),
  }),
  uninsuredMayGetCard: z.boolean(),
  /** Why an uninsured person gets no physical card here, in words for that person (9.3); `ageOver`: past that birthday the age is the reason (1.13, 1.14). */
  cardRefusals: z
    .strictObject({
      ...ruled,
      ageOver: z.number().int().positive(),
      uninsured: bilingual,
      overAge: bilingual,
    })
    .optional(),
  /** What a card costs by purpose, in fen; a purpose that is not named is free (9.2). Left out: nothing costs anything. */
  cardFees: z
    .strictObject({ ...ruled, cents: z.partialRecord(cardPurpose.exclude(['first']), cents) })
    .optional(),
  photo: photoPolicy,
  /** The first four papers are always there; others as their features need them. */
  notices: z
    .object({
      acceptance: noticeText,
      supplement: noticeText,
      notNeeded: noticeText,
      notOurs: noticeText,
    })
    .catchall(noticeText),
  windowAddress: bilingual,
});
export type RulePack = z.infer<typeof rulePack>;
