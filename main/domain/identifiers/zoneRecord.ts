import type { VisaRead, ZoneField } from '../../contract/comparison.ts';
import { countryOfZoneCode } from './countryCodes.ts';
import { sexOfZone } from './zoneChecks.ts';
import { birthDateOf, expiryDateOf } from './zoneDates.ts';
import { splitZoneName } from './zoneNames.ts';

/** What the zones of visas and cards have in common; they are read with their wrong digits (`visaRead`). */
export type ZoneRecord = Readonly<Omit<VisaRead, 'format'>>;

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
    wrongDigits: [...raw.wrongDigits],
  };
}
