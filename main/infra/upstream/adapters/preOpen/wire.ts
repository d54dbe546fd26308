import { z } from 'zod';
import type { PermitRecord, UploadedDocument } from '../../../../contract/permit.ts';
import type { UpstreamService } from '../../../../contract/station.ts';
import type { Refusal } from '../../../../contract/upstream.ts';
import { codeTable, dateOfSlash, slashDate } from '../wireTimes.ts';

/**
 * The wire of 模拟省份乙, a simulated province in the style "pre-open, completed, active" with a certificate type 证件类型 (domain-rules 9.11).
 * Invented for this project to prove that the port fits: it is no description of any real province. JSON in UTF-8, numeric status codes, dates
 * `yyyy/MM/dd`, times in milliseconds since 1970, one request for each row, a request number in each body.
 */
export const paths = {
  standing: '/api/system/standing',
  permitChanges: '/api/permits/changes',
  permit: '/api/permits/one',
  withdrawn: '/api/papers/withdrawn',
  staff: '/api/terminal/staff',
  ecard: '/api/ecards/check',
  preOpen: '/api/cards/pre-open',
  cardData: '/api/cards/data',
  certificate: '/api/cards/certificate',
  byPerson: '/api/cards/by-person',
  person: '/api/cards/person',
  cancelPreOpen: '/api/cards/cancel-pre-open',
  complete: '/api/cards/complete',
  activate: '/api/cards/activate',
  collected: '/api/cards/collected',
  void: '/api/cards/void',
  loss: '/api/cards/loss',
  record: '/api/records',
  pictureOffer: '/api/pictures/offer',
  picturePart: '/api/pictures/part',
  booksOfDay: '/api/books/day',
  ledgerPlace: '/api/ledger/place',
} as const;
export type Path = (typeof paths)[keyof typeof paths];

/** The one envelope: 0 done, 1 done before, 9xxx not now, anything else a refusal with its text. */
export const envelope = z.object({
  status: z.number().int().min(0).max(99_999),
  tip: z.string().max(500),
  result: z.unknown(),
});
export const statusOf = { done: 0, doneBefore: 1, busyFrom: 9000 } as const;

/** Refusals by number. 4018 is about the length of a social security number (1.8): upstream's own text is shown. */
export const refusalCodes: Readonly<Record<number, Refusal['code']>> = {
  4001: 'permitUnknown',
  4002: 'permitNotValid',
  4003: 'cardExists',
  4004: 'notRegistered',
  4005: 'wrongOrder',
  4006: 'photoMissing',
  4007: 'refusedByOfficer',
  4008: 'conflict',
  4009: 'otherCity',
  4010: 'oldCardUsable',
  4011: 'stationRetired',
};
export const statusOfRefusal = (code: Refusal['code']): number =>
  Number(Object.entries(refusalCodes).find(([, ours]) => ours === code)?.[0] ?? 4007);
export const lengthStatus = 4018;

/** 证件类型: by what a person is named in a request. */
export const certificateTypes = { passport: 'A', workPermit: 'P' } as const;

export const services = codeTable<UpstreamService>({
  permits: 'permit-center',
  cards: 'card-center',
  certificates: 'ca-center',
  queue: 'record-center',
});
export const genders = codeTable<PermitRecord['holder']['sex']>({ M: 'MALE', F: 'FEMALE', X: 'OTHER' });
const authTypes = codeTable<NonNullable<UploadedDocument['authType']>>({
  apostille: 'APOSTILLE',
  consular: 'CONSULAR',
  cn_degree_authentication: 'CN_DEGREE',
  notary_hkmotw: 'NOTARY',
  none_required: 'NONE',
});
const permitStates: readonly PermitRecord['status'][] = ['valid', 'cancelled', 'suspended'];

const text = z.string().max(500);
const whole = z.number().int().nonnegative();
export const epoch = z.number().int();

export const permitWire = z.object({
  permitNo: text,
  noticeNo: text,
  grade: text,
  business: text,
  permitState: whole,
  company: z.object({ code: text, title: text }),
  workPlace: text,
  post: text,
  months: whole,
  dates: z.object({ approved: text, submitted: text, from: text, to: text }),
  person: z.object({
    names: z.tuple([text, text]),
    gender: text,
    born: text,
    country: text,
    certificateType: z.literal(certificateTypes.passport),
    certificateNo: text,
    certificateUntil: text,
  }),
  papers: z.array(
    z.object({
      type: text,
      issued: text.nullable(),
      effective: text.nullable(),
      authentication: text.nullable(),
      authenticatedIn: text.nullable(),
    }),
  ),
  dependants: whole,
  photoSerial: text.nullable(),
  insured: z.boolean(),
});
export type PermitWire = z.infer<typeof permitWire>;

export function permitFrom(wire: PermitWire): unknown {
  const { person, company, dates } = wire;
  return {
    permitNumber: wire.permitNo,
    fileNumber: wire.noticeNo,
    category: wire.grade,
    businessType: wire.business,
    status: permitStates[wire.permitState],
    employer: { uscc: company.code, name: company.title },
    place: wire.workPlace,
    position: wire.post,
    termMonths: wire.months,
    approvalDate: dateOfSlash(dates.approved),
    submissionDate: dateOfSlash(dates.submitted),
    validFrom: dateOfSlash(dates.from),
    validTo: dateOfSlash(dates.to),
    holder: {
      familyName: person.names[0],
      givenNames: person.names[1],
      sex: genders.from(person.gender),
      birthDate: dateOfSlash(person.born),
      nationality: person.country,
      passportNumber: person.certificateNo,
      passportExpiry: dateOfSlash(person.certificateUntil),
    },
    documents: wire.papers.map(({ type, issued, effective, authentication, authenticatedIn }) => ({
      code: type,
      ...(issued !== null && { issueDate: dateOfSlash(issued) }),
      ...(effective !== null && { effectiveDate: dateOfSlash(effective) }),
      ...(authentication !== null && { authType: authTypes.from(authentication) }),
      ...(authenticatedIn !== null && { authCountry: authenticatedIn }),
    })),
    familyMembers: wire.dependants,
    photoReceipt: wire.photoSerial,
    insured: wire.insured,
  };
}

export function permitTo(permit: PermitRecord): PermitWire {
  const { holder, employer } = permit;
  const slashOrNull = (date: string | undefined): string | null =>
    date === undefined ? null : slashDate(date);
  return {
    permitNo: permit.permitNumber,
    noticeNo: permit.fileNumber,
    grade: permit.category,
    business: permit.businessType,
    permitState: permitStates.indexOf(permit.status),
    company: { code: employer.uscc, title: employer.name },
    workPlace: permit.place,
    post: permit.position,
    months: permit.termMonths,
    dates: {
      approved: slashDate(permit.approvalDate),
      submitted: slashDate(permit.submissionDate),
      from: slashDate(permit.validFrom),
      to: slashDate(permit.validTo),
    },
    person: {
      names: [holder.familyName, holder.givenNames],
      gender: genders.to(holder.sex),
      born: slashDate(holder.birthDate),
      country: holder.nationality,
      certificateType: certificateTypes.passport,
      certificateNo: holder.passportNumber,
      certificateUntil: slashDate(holder.passportExpiry),
    },
    papers: permit.documents.map(({ code, issueDate, effectiveDate, authType, authCountry }) => ({
      type: code,
      issued: slashOrNull(issueDate),
      effective: slashOrNull(effectiveDate),
      authentication: authType === undefined ? null : authTypes.to(authType),
      authenticatedIn: authCountry ?? null,
    })),
    dependants: permit.familyMembers,
    photoSerial: permit.photoReceipt,
    insured: permit.insured,
  };
}
