import type { ComparedField, ComparisonRow, PassportRead } from '../../contract/cases.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { bareSpelling, zoneNameLength, zoneSpelling } from '../identifiers/zoneNames.ts';

type Machine = ComparisonRow['machine'];
type Name = Pick<PermitRecord['holder'], 'familyName' | 'givenNames'>;
export type EyeAnswers = readonly {
  readonly field: ComparedField;
  readonly outcome: 'same' | 'differs';
  readonly by: string;
  readonly at: string;
}[];

const fullName = ({ familyName, givenNames }: Name): string =>
  givenNames === '' ? familyName : `${familyName}, ${givenNames}`;
const joined = ({ familyName, givenNames }: Name, spell: (part: string) => string): string =>
  [spell(familyName), spell(givenNames)].filter((part) => part !== '').join('<<');
const numberOnly = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Is `zone` what an issuing state may have made of `whole` in 39 characters: cut at the end, or given names cut one by one? */
function isCutOf(zone: string, whole: string): boolean {
  if (whole.startsWith(zone)) return true;
  const zoneParts = zone.split(/<+/);
  const wholeParts = whole.split(/<+/);
  return (
    zoneParts.length <= wholeParts.length &&
    zoneParts.every((part, index) => part !== '' && wholeParts[index]?.startsWith(part))
  );
}

/**
 * At best `needsEye`: line 1 has no check digit, so a name is never accepted by machine (domain-rules 2.1). Equal after the ICAO spelling, or
 * its cut at 39 characters, needs the eye; anything else differs, and the eye may still overrule it.
 */
export function compareNames(passport: PassportRead, holder: Name): 'needsEye' | 'differs' {
  const zones = [joined(passport, zoneSpelling)];
  const wholes = [joined(holder, zoneSpelling), joined(holder, bareSpelling)];
  const matches = zones.some((zone) =>
    wholes.some(
      (whole) =>
        zone === whole || (passport.nameMayBeCut && whole.length > zoneNameLength && isCutOf(zone, whole)),
    ),
  );
  return matches ? 'needsEye' : 'differs';
}

/** Two digits of the year are all a zone has (domain-rules 2.2): another century is for the eye. */
function compareDates(passport: string, record: string): Machine {
  if (passport === record) return 'same';
  return passport.slice(2) === record.slice(2) ? 'needsEye' : 'differs';
}

const plainly = (same: boolean): Machine => (same ? 'same' : 'differs');

/** Only names and fields that need it can be answered by eye; what a check digit proves different stays different. */
export function eyeMayAnswer(row: Pick<ComparisonRow, 'field' | 'machine'>): boolean {
  return row.field === 'name' || row.machine === 'needsEye';
}

/** Passport against permit record, field by field (A3), with what people have said about each field. */
export function comparePassport(
  passport: PassportRead,
  record: PermitRecord,
  eye: EyeAnswers,
): ComparisonRow[] {
  const { holder } = record;
  const nationality = passport.nationality;
  const rows: Omit<ComparisonRow, 'eye'>[] = [
    {
      field: 'passportNumber',
      passport: passport.documentNumber,
      record: holder.passportNumber,
      machine: plainly(numberOnly(passport.documentNumber) === numberOnly(holder.passportNumber)),
    },
    {
      field: 'name',
      passport: fullName(passport),
      record: fullName(holder),
      machine: compareNames(passport, holder),
    },
    {
      field: 'nationality',
      passport: nationality ?? passport.nationalityCode,
      record: holder.nationality,
      machine: nationality === null ? 'needsEye' : plainly(nationality === holder.nationality),
    },
    {
      field: 'birthDate',
      passport: passport.birthDate,
      record: holder.birthDate,
      machine: compareDates(passport.birthDate, holder.birthDate),
    },
    {
      field: 'sex',
      passport: passport.sex,
      record: holder.sex,
      // An unspecified sex in the zone says nothing about the printed page.
      machine: passport.sex === 'X' && holder.sex !== 'X' ? 'needsEye' : plainly(passport.sex === holder.sex),
    },
    {
      field: 'passportExpiry',
      passport: passport.expiryDate,
      record: holder.passportExpiry,
      machine: compareDates(passport.expiryDate, holder.passportExpiry),
    },
  ];
  return rows.map((row) => {
    const answer = eyeMayAnswer(row) ? eye.findLast((entry) => entry.field === row.field) : undefined;
    return {
      ...row,
      eye: answer ? { outcome: answer.outcome, by: answer.by, at: answer.at } : null,
    };
  });
}

/** Fields that a person still has to look at. */
export function openFields(comparison: readonly ComparisonRow[]): ComparedField[] {
  return comparison
    .filter((row) => row.eye === null && (row.machine === 'needsEye' || row.field === 'name'))
    .map((row) => row.field);
}

/** Fields that differ: by machine, or by what the eye said. */
export function differingFields(comparison: readonly ComparisonRow[]): ComparedField[] {
  return comparison
    .filter((row) => (row.eye === null ? row.machine === 'differs' : row.eye.outcome === 'differs'))
    .map((row) => row.field);
}
