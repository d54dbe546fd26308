import type { ComparedField, PassportRead } from '../../contract/cases.ts';
import type { PermitRecord } from '../../contract/permit.ts';

const compact = (number: string): string => number.toUpperCase().replace(/[^0-9A-Z]/g, '');

/**
 * Is this permit record the passport holder's own? Null = yes. Stricter than the clerk's comparison, because nobody looks at the face: a
 * record is shown at a kiosk only to the passport it names, number and nationality. Numbers of two states can be equal, and a code
 * without a country (domain-rules 2.3) proves nothing.
 */
export function holderDifference(permit: PermitRecord, passport: PassportRead): ComparedField | null {
  const { holder } = permit;
  const number = compact(passport.documentNumber);
  if (number === '' || number !== compact(holder.passportNumber)) return 'passportNumber';
  return passport.nationality === holder.nationality ? null : 'nationality';
}
