import type { VisaRead } from '../../contract/comparison.ts';
import { digitHolds, hasZoneShape, wrongFields } from './zoneChecks.ts';
import { zoneRecord } from './zoneRecord.ts';

/** A visa (MRV-A 2×44 or MRV-B 2×36, device-protocols 4.1); null for any other lines. It has three check digits and no composite. */
export function parseVisaZone(lines: readonly string[], today: string, readAt: string): VisaRead | null {
  const [first = '', second = ''] = lines;
  const large = hasZoneShape(lines, [44, 44]);
  if (!first.startsWith('V') || !(large || hasZoneShape(lines, [36, 36]))) return null;
  const raw = {
    first,
    documentNumber: second.slice(0, 9),
    nationalityCode: second.slice(10, 13),
    nameField: first.slice(5),
    birth: second.slice(13, 19),
    sex: second.charAt(20),
    expiry: second.slice(21, 27),
    optionalData: second.slice(28),
  };
  const wrongDigits = wrongFields([
    ['documentNumber', digitHolds(raw.documentNumber, second.charAt(9))],
    ['birthDate', digitHolds(raw.birth, second.charAt(19))],
    ['expiryDate', digitHolds(raw.expiry, second.charAt(27))],
  ]);
  return { format: large ? 'mrvA' : 'mrvB', ...zoneRecord({ ...raw, wrongDigits }, today, readAt) };
}
