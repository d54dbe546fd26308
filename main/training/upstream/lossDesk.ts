import { z } from 'zod';
import { cardOperation, type CardStatus, type PersonCard } from '../../contract/earlierCards.ts';
import type { OutboxRow, Refusal } from '../../contract/upstream.ts';
import { isOutOfUse, sameCity, statusAfter } from '../../domain/cards/earlierCards.ts';
import { trainingRegion, type KeptCard, type UpstreamDatabase } from './upstreamDatabase.ts';

/** What upstream reads in a report about an earlier card; the rest it only keeps. */
const lossPayload = z.looseObject({
  permitNumber: z.string(),
  cardNumber: z.string().nullable(),
  operation: cardOperation,
  region: z.string().regex(/^\d{6}$/),
});

export type LossJudgement =
  | { readonly card: KeptCard }
  | { readonly already: KeptCard }
  | { readonly refused: Refusal['code']; readonly reason: string };

/** Counts as a card of this person: applied for and not given up, spoilt or cancelled. */
export const isLive = (card: KeptCard): boolean =>
  !card.released && card.state !== 'wasted' && card.status !== 'cancelled';

const isMaking = ({ state }: KeptCard): boolean =>
  state === 'registered' || state === 'locked' || state === 'reported';

/** Status of a card (domain-rules 9.12): what was reported about it, else by how far it is. */
export const statusOf = (card: KeptCard): CardStatus =>
  card.status ?? (isMaking(card) ? 'inactive' : 'normal');

/** All cards of a person, as a station that is asked to replace one must know them; spoilt and given up ones are none. */
export const personCards = (cards: readonly KeptCard[]): PersonCard[] =>
  cards
    .filter((card) => !card.released && card.state !== 'wasted')
    .map((card) => ({
      cardNumber: card.cardNumber,
      status: statusOf(card),
      region: card.region,
      jobKey: card.jobKey,
      making: isMaking(card),
    }));

/**
 * Why a card cannot be registered in the place of `replaces`, or at all beside what the person has (A10, D8); null = it can. Nobody may be able
 * to use any other card: the one that is named is lost for good or cancelled, all others are cancelled.
 */
export function obstacleOf(
  others: readonly KeptCard[],
  replaces: string | null,
  here: string,
): { readonly code: Refusal['code']; readonly reason: string } | null {
  for (const other of others.filter(isLive)) {
    if (isMaking(other) || other.cardNumber !== replaces)
      return { code: 'cardExists', reason: '此人已有卡或在制任务 A live card exists' };
    if (!isOutOfUse(statusOf(other))) return { code: 'oldCardUsable', reason: statusOf(other) };
  }
  const named = others.find(({ cardNumber }) => cardNumber === replaces);
  if (replaces !== null && named === undefined)
    return { code: 'notRegistered', reason: '无此原卡 No such earlier card' };
  return named === undefined || sameCity(named.region, here)
    ? null
    : { code: 'otherCity', reason: named.region };
}

/** Judges a report of loss, of its end, or of a cancelled card: 01 to 03 from any city, 04 from its own (domain-rules 9.12). */
export function judgeLoss(database: UpstreamDatabase, row: OutboxRow): LossJudgement {
  const parsed = lossPayload.safeParse(row.payload);
  if (!parsed.success) return { refused: 'conflict', reason: '报告不完整 The report is not complete' };
  const { permitNumber, cardNumber, operation, region } = parsed.data;
  const cards = database
    .cardsOfPermit(permitNumber)
    .filter((each) => !each.released && each.state !== 'wasted');
  const card =
    cardNumber === null
      ? cards.findLast((each) => !isMaking(each) && statusOf(each) !== 'cancelled')
      : cards.find((each) => each.cardNumber === cardNumber);
  if (card === undefined || isMaking(card))
    return { refused: 'notRegistered', reason: '无此卡 No such card of this person' };
  const after = statusAfter(statusOf(card), operation);
  if (after === 'already') return { already: card };
  if (after === null)
    return { refused: 'wrongOrder', reason: `当前状态不能办理 Not possible in status: ${statusOf(card)}` };
  if (operation === 'cancel' && !sameCity(card.region, region))
    return { refused: 'otherCity', reason: card.region };
  // Its holder could use it again: then there must be no other card, nor one in the making.
  if (operation === 'cancelLoss' && cards.some((each) => each !== card && isLive(each)))
    return { refused: 'wrongOrder', reason: '补卡已登记 A replacement is registered' };
  return { card: { ...card, status: after } };
}

/** A card that the person got before, at another desk, for training; not part of the HTTP contract. Answers its number; null: no such permit. */
export function giveEarlierCard(
  database: UpstreamDatabase,
  about: { readonly permitNumber: string; readonly region?: string; readonly status?: CardStatus },
): string | null {
  if (database.permit(about.permitNumber) === null) return null;
  const number = `E${String(database.next('earlier card')).padStart(8, '0')}`;
  database.saveCard({
    batch: `E-${number}`,
    cardNumber: number,
    permitNumber: about.permitNumber,
    stationId: 'EARLIER',
    jobKey: `EARLIER:${number}`,
    cardIdentifier: null,
    state: 'handedOver',
    released: false,
    status: about.status ?? null,
    region: about.region ?? trainingRegion,
    replaces: null,
    data: null,
    reportedAt: null,
    enabledAt: null,
  });
  return number;
}
