import type { PassportRead } from '../../contract/cases.ts';
import type { VisaRead } from '../../contract/comparison.ts';
import { success, type Result } from '../../contract/result.ts';
import { parseCardZone, type CardRead } from './cardZone.ts';
import { parsePassportZone } from './passportZone.ts';
import { parseVisaZone } from './visaZone.ts';

/** Whatever document was laid on the reader, named for what it is. */
export type TravelZone =
  | { readonly kind: 'passport'; readonly passport: PassportRead }
  | { readonly kind: 'visa'; readonly visa: VisaRead }
  | { readonly kind: 'card'; readonly card: CardRead };

/**
 * Parses the lines of a machine-readable zone exactly as read. A passport fails as `parsePassportZone` does; visas and cards come with
 * their wrong digits (`ZoneRecord`); lines of no known document fail with `mrzUnsupported` or `mrzTruncated`. `today` as yyyy-mm-dd in
 * Asia/Shanghai, `readAt` as an ISO instant.
 */
export function parseTravelZone(lines: readonly string[], today: string, readAt: string): Result<TravelZone> {
  const visa = parseVisaZone(lines, today, readAt);
  if (visa !== null) return success({ kind: 'visa', visa });
  const card = parseCardZone(lines, today, readAt);
  if (card !== null) return success({ kind: 'card', card });
  const passport = parsePassportZone(lines, today, readAt);
  return passport.ok ? success({ kind: 'passport', passport: passport.value }) : passport;
}
