import type { PassportRead } from '../../contract/cases.ts';
import { countryOfZoneCode } from './countryCodes.ts';
import { sexOfZone, type ZoneField } from './zoneChecks.ts';
import { birthDateOf, expiryDateOf } from './zoneDates.ts';
import { splitZoneName } from './zoneNames.ts';

/**
 * The zone of a visa or a card. Unlike a passport it is never refused for a wrong digit, because nobody knows whose number a Chinese
 * sticker carries (domain-rules 2.7): `wrongDigits` tells, and a person decides. What cannot be read is null.
 */
export interface ZoneRecord {
  readonly readAt: string;
  /** First two characters, e.g. `V<`, `IR`. */
  readonly documentCode: string;
  readonly issuingState: string;
  readonly documentNumber: string | null;
  /** ISO alpha-3, or null where a person has to choose (domain-rules 2.3). */
  readonly nationality: string | null;
  readonly nationalityCode: string;
  readonly familyName: string;
  readonly givenNames: string;
  readonly nameMayBeCut: boolean;
  readonly birthDate: string | null;
  readonly sex: PassportRead['sex'] | null;
  /** Valid until. */
  readonly expiryDate: string | null;
  /** As in the zone, without filling at its end. */
  readonly optionalData: string;
  /** Fields whose check digit is wrong; empty = all right, which still proves no name (domain-rules 2.1). */
  readonly wrongDigits: readonly ZoneField[];
}

/** Fields as they are cut out of the lines. */
export interface RawZone {
  readonly first: string;
  readonly documentNumber: string;
  readonly nationalityCode: string;
  readonly nameField: string;
  readonly birth: string;
  readonly sex: string;
  readonly expiry: string;
  readonly optionalData: string;
  readonly wrongDigits: readonly ZoneField[];
}

const unfilled = (field: string): string => field.replace(/<+$/, '');

export function zoneRecord(raw: RawZone, today: string, readAt: string): ZoneRecord {
  const number = unfilled(raw.documentNumber);
  return {
    readAt,
    documentCode: raw.first.slice(0, 2),
    issuingState: raw.first.slice(2, 5),
    documentNumber: number === '' ? null : number,
    nationality: countryOfZoneCode(raw.nationalityCode),
    nationalityCode: raw.nationalityCode,
    ...splitZoneName(raw.nameField),
    nameMayBeCut: !raw.nameField.endsWith('<'),
    birthDate: birthDateOf(raw.birth, today),
    sex: sexOfZone(raw.sex),
    expiryDate: expiryDateOf(raw.expiry, today),
    optionalData: unfilled(raw.optionalData),
    wrongDigits: raw.wrongDigits,
  };
}
