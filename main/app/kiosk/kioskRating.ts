import type { RatingLevel } from '../../contract/ratings.ts';
import { failure, type Result } from '../../contract/result.ts';
import type { KioskEvent, KioskSession } from '../../domain/kiosk/kioskSession.ts';
import type { Deps } from '../deps.ts';
import { giveRating } from '../ratings/giveRating.ts';
import { caseToRate } from '../ratings/ratingCode.ts';

type Asked = Extract<KioskEvent, { type: 'ratingAsked' }>['asked'];

/**
 * What a scan means for a rating (C6), or null: a paper or slip of ours on the first pages. Where a Notice is asked for, only one whose case
 * can be rated is taken as that. `outcome` is for the journal.
 */
export function ratingOf(
  deps: Parameters<typeof caseToRate>[0],
  page: KioskSession['page'],
  text: string,
): { readonly outcome: string; readonly asked: Asked } | null {
  if (page !== 'attract' && page !== 'language' && page !== 'notice') return null;
  const found = caseToRate(deps, text);
  if (found === null || (page === 'notice' && !found.ok)) return null;
  return found.ok
    ? { outcome: 'rating', asked: { caseId: found.value.id, caseNumber: found.value.number } }
    : { outcome: found.error.code, asked: { refused: found.error } };
}

/** The visitor's answer on the page of a rating, and what the page is told. Fails with wrongState elsewhere, and as `giveRating` does. */
export function rateAt(
  deps: Parameters<typeof giveRating>[0] & Pick<Deps, 'clock'>,
  session: KioskSession,
  level: RatingLevel,
): { readonly given: Result<void>; readonly event: KioskEvent | null } {
  if (session.page !== 'rating' || session.caseId === null)
    return { given: failure('wrongState', { state: session.page }), event: null };
  const given = giveRating(deps, session.caseId, level, 'kiosk');
  const at = deps.clock.now();
  return {
    given,
    event: given.ok ? { type: 'rated', at } : { type: 'ratingAsked', asked: { refused: given.error }, at },
  };
}
