import type { PassportRead } from '../../contract/cases.ts';
import type { ComparisonHint } from '../../contract/comparison.ts';
import type { NumberRow } from '../../contract/numbers.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import { replaceNumber } from '../identifiers/numberHistory.ts';
import { candidateSsn } from '../identifiers/personNumbers.ts';
import { zoneNameLength } from '../identifiers/zoneNames.ts';
import { compareNames } from './compareNames.ts';

const numberOnly = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Passport numbers without the spaces and hyphens that people write into them. */
export const sameNumber = (a: string, b: string): boolean => numberOnly(a) === numberOnly(b);

/** How a passport stands to the one that the permit record names. */
export type PassportStanding = 'recorded' | 'newPassport' | 'newNationality' | 'other';

/**
 * `newPassport`: the same person by name, birth date, sex and nationality, with another number that runs longer: a passport that replaced the
 * recorded one. `newNationality`: the same, but of another state; that is a new application, not a change (4.13). A person still confirms
 * the name, so none of this proves anything alone.
 */
export function passportStanding(passport: PassportRead, { holder }: PermitRecord): PassportStanding {
  if (sameNumber(passport.documentNumber, holder.passportNumber)) return 'recorded';
  const read = { ...passport, length: zoneNameLength };
  const samePerson =
    passport.birthDate === holder.birthDate &&
    (passport.sex === holder.sex || passport.sex === 'X') &&
    passport.expiryDate > holder.passportExpiry &&
    compareNames(read, holder, holder.nationality).machine === 'needsEye';
  if (!samePerson || passport.nationality === null) return 'other';
  return passport.nationality === holder.nationality ? 'newPassport' : 'newNationality';
}

/** What is said about the number of a passport that replaced the recorded one, or of a person with a new nationality; null otherwise. */
export function standingHint(standing: PassportStanding): ComparisonHint | null {
  switch (standing) {
    case 'newPassport':
      return {
        code: 'passportChanged',
        zh: '护照已换发，许可信息仍是原护照：按“变更”办理，同时出示原护照（规则 4.13）',
        en: 'a new passport, the record still names the old one: do a CHANGE and see the old passport (rule 4.13)',
      };
    case 'newNationality':
      return {
        code: 'nationalityChanged',
        zh: '国籍已变更：须按新申请办理，不作变更（规则 4.13）',
        en: 'another nationality: this is a new application, not a change (rule 4.13)',
      };
    case 'recorded':
    case 'other':
      return null;
  }
}

/**
 * Passports and social numbers of one person as this case knows them, oldest first (1.11). A zone has no date of issue, so a new passport
 * counts from the day it was shown. A social number is a candidate until upstream says it (1.9), and the agency decides what a new
 * passport makes of it.
 */
export function numbersOfCase(record: PermitRecord, passport: PassportRead | null): NumberRow[] {
  const { nationality, passportNumber } = record.holder;
  const candidate = candidateSsn(nationality, numberOnly(passportNumber));
  const first = { from: null, to: null, reason: 'first', document: passportNumber } as const;
  const rows: readonly NumberRow[] = [
    { ...first, kind: 'passport', number: passportNumber, source: 'permitRecord' },
    ...(candidate === null
      ? []
      : [{ ...first, kind: 'socialNumber', number: candidate, source: 'candidate' } as const]),
  ];
  if (passport === null || passportStanding(passport, record) !== 'newPassport') return [...rows];
  const document = passport.documentNumber;
  const next = {
    document,
    from: shanghaiDate(Date.parse(passport.readAt)),
    reason: 'passportChanged',
  } as const;
  const newCandidate = candidateSsn(passport.nationality, document);
  const wanted = [
    { ...next, kind: 'passport', number: document, source: 'passport' } as const,
    ...(newCandidate === null
      ? []
      : [{ ...next, kind: 'socialNumber', number: newCandidate, source: 'candidate' } as const]),
  ];
  return [
    ...wanted.reduce((known, row) => {
      const replaced = replaceNumber(known, row);
      return 'rows' in replaced ? replaced.rows : known;
    }, rows),
  ];
}
