import { Temporal } from 'temporal-polyfill';
import type { PermitRecord, UploadedDocument } from '../contract/permit.ts';
import { composePassportZone } from '../domain/identifiers/passportZone.ts';
import { trainingPermitQr } from '../domain/rules/readQr.ts';
import { drawPortrait } from './drawPortrait.ts';
import { peopleTable } from './peopleTable.ts';
import { employers, type PersonRow } from './personRow.ts';

/** A fictitious person with a passport, a Notice and, mostly, a permit upstream. */
export interface SamplePerson {
  readonly id: string;
  /** `FAMILY, GIVEN`. */
  readonly name: string;
  readonly nationality: string;
  readonly permitNumber: string;
  /** Null: upstream does not know this permit. */
  readonly permit: PermitRecord | null;
  /** The two lines of the passport's machine-readable zone, with all check digits right. */
  readonly mrz: readonly [string, string];
  /** The QR on the Notice. */
  readonly noticeQr: string;
  readonly hintZh: string;
  readonly hintEn: string;
  /** JPEG, 358 × 441. The same person, the same bytes. */
  photo(): Uint8Array;
}

/**
 * The sample people with all dates relative to `today` (yyyy-mm-dd, Shanghai): applied 38 days ago, approved 24 days ago, so every paper is
 * fresh whenever training happens.
 */
export function samplePeople(today: string): readonly SamplePerson[] {
  const base = Temporal.PlainDate.from(today);
  return peopleTable.map((row, index) => samplePerson(row, index + 1, base));
}

function samplePerson(row: PersonRow, serial: number, today: Temporal.PlainDate): SamplePerson {
  const permitNumber = `TRN440300${String(serial).padStart(6, '0')}`;
  const expiry = today.add(
    row.peculiarity === 'passportExpired' ? { days: -17 } : { years: 5, days: serial * 31 },
  );
  const zoneCountry = row.nationality === 'DEU' ? 'D' : row.nationality;
  let photo: Uint8Array | null = null;
  return {
    id: row.id,
    name: row.givenNames === '' ? row.familyName : `${row.familyName}, ${row.givenNames}`,
    nationality: row.nationality,
    permitNumber,
    permit: row.peculiarity === 'unknownUpstream' ? null : permitOf(row, serial, permitNumber, expiry, today),
    mrz: composePassportZone({
      issuingState: zoneCountry,
      nationality: zoneCountry,
      familyName: row.familyName,
      givenNames: row.givenNames,
      documentNumber: row.passportNumber,
      birthDate: row.birthDate,
      sex: row.sex,
      expiryDate: expiry.toString(),
    }),
    noticeQr: trainingPermitQr(permitNumber),
    hintZh: row.hintZh,
    hintEn: row.hintEn,
    photo: () => (photo ??= drawPortrait(row.appearance, serial)),
  };
}

function permitOf(
  row: PersonRow,
  serial: number,
  permitNumber: string,
  passportExpiry: Temporal.PlainDate,
  today: Temporal.PlainDate,
): PermitRecord {
  const submission = today.subtract({ days: 38 });
  const approval = today.subtract({ days: 24 });
  const validFrom = today.subtract({ days: 10 });
  const termMonths = row.category === 'A' ? 36 : 24;
  // What the employer typed: the right day of another person, nine days later.
  const birthDate = Temporal.PlainDate.from(row.birthDate);
  const recorded = row.peculiarity === 'birthDateDiffers' ? birthDate.add({ days: 9 }) : birthDate;
  return {
    permitNumber,
    fileNumber: `深外专许（培训）${approval.year}第${String(serial).padStart(4, '0')}号`,
    category: row.category,
    businessType: 'OVERSEAS',
    status: row.peculiarity === 'permitCancelled' ? 'cancelled' : 'valid',
    employer: employers[row.employer],
    place: '广东省深圳市福田区',
    position: row.position,
    termMonths,
    approvalDate: approval.toString(),
    submissionDate: submission.toString(),
    validFrom: validFrom.toString(),
    validTo: validFrom.add({ months: termMonths }).subtract({ days: 1 }).toString(),
    holder: {
      familyName: row.familyName,
      givenNames: row.givenNames,
      sex: row.sex,
      birthDate: recorded.toString(),
      nationality: row.nationality,
      passportNumber: row.passportNumber,
      passportExpiry: passportExpiry.toString(),
    },
    documents: documentsOf(row, submission),
    familyMembers: row.family,
    photoReceipt: row.peculiarity === 'noPhotoReceipt' ? null : `XP${String(serial).padStart(10, '0')}`,
    insured: true,
  };
}

/** Apostille states among the sample nationalities; the others need the consulate (domain-rules 4.32). */
const consular = new Set(['TKM']);

function documentsOf(row: PersonRow, submission: Temporal.PlainDate): UploadedDocument[] {
  const before = (days: number): string => submission.subtract({ days }).toString();
  const authType = consular.has(row.nationality) ? 'consular' : 'apostille';
  // What the employer did not fill in is read off the paper at the window (B4).
  const complete = row.peculiarity !== 'recordIncomplete';
  const startsAfter = row.peculiarity === 'contractOutsideWindow' ? 131 : 52;
  return [
    { code: 'APPFORM', issueDate: before(1) },
    { code: 'WORKEXP', issueDate: before(45), authType: 'none_required' },
    { code: 'DEGREE', issueDate: before(2400), ...(complete ? { authType } : {}) },
    { code: 'NCR', ...(complete ? { issueDate: before(33) } : {}), authType },
    { code: 'MEDICAL', issueDate: before(21), authType: 'none_required' },
    {
      code: 'CONTRACT',
      issueDate: before(7),
      effectiveDate: submission.add({ days: startsAfter }).toString(),
    },
    { code: 'PASSPORT', issueDate: before(1400) },
    { code: 'PHOTO', issueDate: before(12) },
    ...(row.family > 0 ? [{ code: 'FAMILY' as const, issueDate: before(30), authType } as const] : []),
  ];
}
