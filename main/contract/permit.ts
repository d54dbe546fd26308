import { z } from 'zod';
import { calendarDate, instant, snapshotId } from './ids.ts';

export const sex = z.enum(['M', 'F', 'X']);
/** Kinds of business (domain-rules 4.10 to 4.21). `INSURANCE` is only ever referred (3.14). */
export const businessType = z.enum([
  'OVERSEAS',
  'DOMESTIC',
  'EXTEND',
  'CHANGE',
  'CANCEL',
  'CANCEL_NOTICE_PRE',
  'SHORT',
  'REISSUE_NOTICE',
  'REISSUE_E',
  'SSC_ISSUE',
  'SSC_REPLACE',
  'INSURANCE',
]);
export type BusinessType = z.infer<typeof businessType>;
export const permitCategory = z.enum(['A', 'B', 'C']);

/** Every document of domain-rules 4. */
export const documentCode = z.enum([
  'APPFORM',
  'EXTFORM',
  'CHGFORM',
  'CANFORM',
  'WORKEXP',
  'DEGREE',
  'NCR',
  'MEDICAL',
  'CONTRACT',
  'PASSPORT',
  'OLDPASS',
  'PHOTO',
  'SSCPHOTO',
  'VISAPAGE',
  'RESPERMIT',
  'RELEASE',
  'TALENT',
  'FAMILY',
  'OLDPERMIT',
  'LETTERS',
  'PROOF',
  'EMPREQ',
  'COMMIT',
  'POA',
]);
export type DocumentCode = z.infer<typeof documentCode>;

/** How a foreign paper was authenticated (domain-rules 4.33). */
export const authType = z.enum([
  'apostille',
  'consular',
  'cn_degree_authentication',
  'notary_hkmotw',
  'none_required',
]);
export type AuthType = z.infer<typeof authType>;

/** What upstream says about one document of the approved application. */
export const uploadedDocument = z.object({
  code: documentCode,
  issueDate: calendarDate.optional(),
  /** For a contract: the day it takes effect. */
  effectiveDate: calendarDate.optional(),
  authType: authType.optional(),
  /** ISO alpha-3 of the state where the paper was issued. */
  authCountry: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});
export type UploadedDocument = z.infer<typeof uploadedDocument>;

/** What upstream says about one permit (domain-rules 3, `permit_snapshot`). Names are the passport form, in Latin letters. */
export const permitRecord = z.object({
  /** Opaque, upper case, no check digit (1.2). */
  permitNumber: z.string().regex(/^[0-9A-Z]{6,32}$/),
  /** 编号 of the Notice (1.3). */
  fileNumber: z.string().max(64),
  category: permitCategory,
  businessType,
  status: z.enum(['valid', 'cancelled', 'suspended']),
  employer: z.object({ uscc: z.string(), name: z.string() }),
  place: z.string(),
  position: z.string(),
  termMonths: z.number().int().positive(),
  approvalDate: calendarDate,
  submissionDate: calendarDate,
  validFrom: calendarDate,
  validTo: calendarDate,
  holder: z.object({
    familyName: z.string().max(120),
    givenNames: z.string().max(120),
    sex,
    birthDate: calendarDate,
    /** ISO 3166-1 alpha-3. */
    nationality: z.string().regex(/^[A-Z]{3}$/),
    passportNumber: z.string().max(20),
    passportExpiry: calendarDate,
  }),
  documents: z.array(uploadedDocument),
  familyMembers: z.number().int().nonnegative(),
  /** 社保卡相片回执号; null = no photo yet, so no card. */
  photoReceipt: z.string().nullable(),
  /** Told by the agency; never a precondition of a check (1.14). */
  insured: z.boolean(),
});
export type PermitRecord = z.infer<typeof permitRecord>;

/** An immutable copy of a permit record: every check points to one. */
export const permitSnapshot = z.object({
  id: snapshotId,
  fetchedAt: instant,
  /** SM3 of the canonical JSON of `record`, 64 hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** `cache`: from the pulled feed; `online`: asked just now. */
  source: z.enum(['cache', 'online']),
  record: permitRecord,
});
export type PermitSnapshot = z.infer<typeof permitSnapshot>;
