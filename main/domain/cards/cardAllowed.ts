import type { CaseState } from '../../contract/cases.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { Failure } from '../../contract/result.ts';

export interface CardWish {
  readonly caseState: CaseState;
  readonly record: PermitRecord;
  readonly snapshotAgeDays: number;
  readonly snapshotLimitDays: number;
  /** Upstream was asked in this case; then the age of the copy does not matter. */
  readonly verifiedOnline: boolean;
  readonly uninsuredMayGetCard: boolean;
  /** A card or an open job of this person that is not the one asked about. */
  readonly otherCard: boolean;
}

/**
 * Why no card may be made for this case, all reasons at once: not accepted, permit not valid (3), copy too old (13.2), no
 * photo (7.2), not insured where the city asks for it (9.3), another card exists (9.22). Empty = allowed.
 */
export function reasonsAgainstCard(wish: CardWish): Failure[] {
  const { record } = wish;
  return [
    ...(wish.caseState === 'accepted' ? [] : [notAllowed('originals are not accepted 原件核验未完成')]),
    ...(record.status === 'valid'
      ? []
      : [{ code: 'permitNotValid', detail: { status: record.status } } as const]),
    ...(!wish.verifiedOnline && wish.snapshotAgeDays > wish.snapshotLimitDays
      ? [{ code: 'snapshotTooOld', detail: { days: wish.snapshotAgeDays } } as const]
      : []),
    ...(record.photoReceipt === null ? [notAllowed('no photo receipt 无社保卡相片回执')] : []),
    ...(record.insured || wish.uninsuredMayGetCard ? [] : [notAllowed('not insured 未参保')]),
    ...(wish.otherCard ? [{ code: 'cardExists' } as const] : []),
  ];
}

const notAllowed = (reason: string): Failure => ({ code: 'cardNotAllowed', detail: { reason } });
