import { z } from 'zod';
import { calendarDate, instant } from './ids.ts';
import { authType, businessType, documentCode } from './permit.ts';

/** Facts that only a person at the desk can say and that decide which documents are needed (domain-rules 4). */
export const situation = z.enum([
  /** Has entered China. */
  'entered',
  /** Family accompanies. */
  'family',
  /** An agent 经办人 appears instead of the applicant (4.5). */
  'agent',
  /** 不见面审批: nobody appears (4.19). */
  'notFaceToFace',
  /** Category A by recognised talent, or by salary (4.3). */
  'talentRoute',
  'salaryRoute',
  'newEmployer',
  'over60',
  'newPassport',
  'newNationality',
  'multiYear',
  'positionChange',
  'chineseDegree',
  /** Held a permit in the last three years; the same post as then (4.34). */
  'permitWithin3Years',
  'samePost',
  /** The employer no longer exists: the applicant may cancel alone (4.14). */
  'employerGone',
  /** Grounds of an application from inside the country (4.11). */
  'inChinaCategoryA',
  'sameOccupation',
  'familyTie',
  'zonePolicy',
  /** Where a case stood on 2024-12-01 (5.20 to 5.24). */
  'noticeInProgress',
  'cardApplicationInProgress',
  'cardNotApplied',
  'holdsOldCard',
  /** The permit never had a physical card (3.1). */
  'electronicPermitOnly',
  'extensionPending',
]);
export type Situation = z.infer<typeof situation>;

/** What the clerk reads off the paper itself. Null = not said. A date here beats the record's. */
export const documentFacts = z.object({
  form: z.enum(['original', 'copy', 'electronic']).nullable(),
  issueDate: calendarDate.nullable(),
  /** Contract: the day it takes effect. Visa page: the day of entry. Residence or old permit: the day it ends. */
  effectiveDate: calendarDate.nullable(),
  authType: authType.nullable(),
  /** ISO alpha-3 of the state where the paper was issued. */
  authCountry: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  authority: z.string().trim().min(2).max(120).nullable(),
  authNumber: z.string().trim().min(1).max(60).nullable(),
  authDate: calendarDate.nullable(),
  /** `notNeeded`: the paper is in Chinese. `sealed`: with the employer's seal (4.5). */
  translation: z.enum(['notNeeded', 'sealed', 'unsealed', 'missing']).nullable(),
  seal: z.enum(['present', 'missing']).nullable(),
  /** `differs`: from the signature in the passport (4.5). */
  signature: z.enum(['matches', 'differs', 'missing']).nullable(),
});
export type DocumentFacts = z.infer<typeof documentFacts>;

export const seenFact = documentFacts.keyof();
export type SeenFact = z.infer<typeof seenFact>;

export const documentSeen = documentFacts.extend({ by: z.string(), at: instant });
export type DocumentSeen = z.infer<typeof documentSeen>;

/** A fact that a row wants. `required`: the row stays open until it is said; it is only asked where the record has no value. */
export const seenAsk = z.object({ fact: seenFact, zh: z.string(), en: z.string(), required: z.boolean() });
export type SeenAsk = z.infer<typeof seenAsk>;

/**
 * A rule about how the paper is made, in words. `ok`: proved. `look`: the eye proves it, the verdict says so. `asks`: a fact must be said
 * first. `fails`: as it is, the paper cannot be taken.
 */
export const formCheck = z.object({
  /** domain-rules number, e.g. `4.32`. */
  rule: z.string(),
  kind: z.enum(['form', 'authentication', 'translation', 'seal', 'signature']),
  result: z.enum(['ok', 'look', 'warn', 'asks', 'fails']),
  zh: z.string(),
  en: z.string(),
});
export type FormCheck = z.infer<typeof formCheck>;

/** Which original lies with us (B6). */
export const custody = z.enum(['none', 'withUs', 'handedBack']);
export type Custody = z.infer<typeof custody>;

export const offeredSituation = z.object({
  situation,
  zh: z.string(),
  en: z.string(),
  holds: z.boolean(),
  /** The record or the place says so: nobody can take it back. */
  fixed: z.boolean(),
});
export type OfferedSituation = z.infer<typeof offeredSituation>;

/** Where a kind of business is done. Only `window` cases can be accepted here. */
export const handledAt = z.enum(['window', 'online', 'referral', 'removed']);
export type HandledAt = z.infer<typeof handledAt>;

export const offeredBusiness = z.object({
  type: businessType,
  zh: z.string(),
  en: z.string(),
  handledAt,
  /** How and where else it is done, in words; empty when only here. */
  elsewhereZh: z.string(),
  elsewhereEn: z.string(),
});
export type OfferedBusiness = z.infer<typeof offeredBusiness>;

/** Something to tell the person, or to know, with its clause (5.6 to 5.10, 5.12, 5.20 to 5.24). It blocks nothing. */
export const caseAdvice = z.object({
  rule: z.string(),
  tone: z.enum(['info', 'warn']),
  zh: z.string(),
  en: z.string(),
  clauseZh: z.string(),
  clauseEn: z.string(),
  /** The day on which the window ends; null when there is none. */
  until: calendarDate.nullable(),
});
export type CaseAdvice = z.infer<typeof caseAdvice>;

/** Who is responsible for what this desk does not do. */
export const officeView = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  addressZh: z.string().nullable(),
  addressEn: z.string().nullable(),
  phone: z.string().nullable(),
  tasksZh: z.string(),
  tasksEn: z.string(),
});
export type OfficeView = z.infer<typeof officeView>;

/** One answer about one paper or about the case; used in stored records. */
export const storedSeen = documentSeen.extend({ document: documentCode });
export const storedCustody = z.object({
  document: documentCode,
  state: custody,
  by: z.string(),
  at: instant,
});
