import type { CardData } from '../../contract/cards.ts';
import type { PersonCard } from '../../contract/earlierCards.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { CardRecord, Refusal, UpstreamCalls } from '../../contract/upstream.ts';
import type { z } from 'zod';
import { zoneSpelling } from '../../domain/identifiers/zoneNames.ts';
import { obstacleOf, personCards } from './lossDesk.ts';
import { cardOf, trainingRegion, type KeptCard, type UpstreamDatabase } from './upstreamDatabase.ts';

type Input<Name extends keyof UpstreamCalls> = z.output<UpstreamCalls[Name]['in']>;
/** What a call of the card desk comes to: its answer, or a refusal. */
export type Answer<Value> = { readonly value: Value } | { readonly refusal: Refusal };

export const refuse = (code: Refusal['code'], reason: string): { readonly refusal: Refusal } => ({
  refusal: { refused: true, code, reason },
});

export interface CardDeskOptions {
  /** Calendar date in Shanghai, yyyy-mm-dd. */
  readonly today: () => string;
  readonly bankName: string;
  /** JPEG, 358 × 441, base64. */
  readonly photoOf: (permit: PermitRecord) => string;
}

const validityYears = 10;

/** The card operations of the training upstream (domain-rules 9): apply, mark, batch and register; lock; query; release. */
export function cardDesk(database: UpstreamDatabase, options: CardDeskOptions) {
  /** Why this person cannot have a card now, or null. */
  function obstacle(permit: PermitRecord | null, input: Input<'cardRegister'>): { refusal: Refusal } | null {
    if (permit === null) return refuse('permitUnknown', '未找到该工作许可 No such work permit');
    if (permit.status !== 'valid')
      return refuse('permitNotValid', `许可状态 Permit status: ${permit.status}`);
    if (permit.holder.passportNumber !== input.passportNumber)
      return refuse('conflict', '护照号码与许可信息不一致 The passport is not the one of the permit');
    if (permit.photoReceipt === null) return refuse('photoMissing', '无社保卡相片回执 No photo receipt');
    const others = database
      .cardsOfPermit(input.permitNumber)
      .filter((card) => card.jobKey !== input.jobKey && !card.released && card.state !== 'wasted');
    const stops = obstacleOf(others, input.replaces ?? null, trainingRegion);
    return stops === null ? null : refuse(stops.code, stops.reason);
  }

  return {
    /** Why this person cannot have a card now, for a desk that registers in other steps; null = nothing stands against it. */
    obstacle: (input: Input<'cardRegister'>): { refusal: Refusal } | null =>
      obstacle(database.permit(input.permitNumber), input),

    /** The same job key gets the same batch and card number; a second live card of one permit is refused. */
    register(input: Input<'cardRegister'>): Answer<{ card: CardRecord; resumed: boolean }> {
      const stopped = obstacle(database.permit(input.permitNumber), input);
      if (stopped !== null) return stopped;
      const known = database.cardOfJob(input.jobKey);
      if (known !== null) {
        if (known.permitNumber !== input.permitNumber || known.stationId !== input.stationId)
          return refuse('conflict', '任务号已用于他人 The job key belongs to another card');
        // A wasted blank or a release leaves the application standing: the next attempt has the same number (9.20).
        const again: KeptCard =
          known.released || known.state === 'wasted'
            ? {
                ...known,
                released: false,
                state: 'registered',
                cardIdentifier: null,
                replaces: input.replaces ?? null,
              }
            : known;
        database.saveCard(again);
        return { value: { card: cardOf(again), resumed: true } };
      }
      const today = options.today();
      const card: KeptCard = {
        batch: `P${today.replaceAll('-', '')}${String(database.next(`batch ${today}`)).padStart(4, '0')}`,
        cardNumber: `T${String(database.next('card')).padStart(8, '0')}`,
        permitNumber: input.permitNumber,
        stationId: input.stationId,
        jobKey: input.jobKey,
        cardIdentifier: null,
        state: 'registered',
        released: false,
        status: null,
        region: trainingRegion,
        replaces: input.replaces ?? null,
        data: null,
        reportedAt: null,
        enabledAt: null,
      };
      database.saveCard(card);
      return { value: { card: cardOf(card), resumed: false } };
    },

    lock(input: Input<'cardLock'>): Answer<{ data: CardData }> {
      const card = database.cardOfJob(input.jobKey);
      if (card === null || card.released) return refuse('notRegistered', '未登记 Not registered');
      if (card.batch !== input.batch || card.cardNumber !== input.cardNumber)
        return refuse('conflict', '批次号或卡号不符 Batch or card number differ');
      if (card.state === 'wasted') return refuse('wrongOrder', '须先重新登记 Register again first');
      const permit = database.permit(card.permitNumber);
      if (permit === null) return refuse('permitUnknown', '未找到该工作许可 No such work permit');
      if (permit.status !== 'valid')
        return refuse('permitNotValid', `许可状态 Permit status: ${permit.status}`);
      const data = card.data ?? cardDataOf(card, permit);
      database.saveCard({ ...card, data, state: card.state === 'registered' ? 'locked' : card.state });
      return { value: { data } };
    },

    query: (input: Input<'cardQuery'>): { cards: CardRecord[] } => ({
      cards: database
        .cardsOfPermit(input.permitNumber)
        .filter((card) => !card.released)
        .map(cardOf),
    }),

    person(input: Input<'cardPerson'>): Answer<{ insured: boolean; cards: PersonCard[] }> {
      const permit = database.permit(input.permitNumber);
      return permit === null
        ? refuse('permitUnknown', '未找到该工作许可 No such work permit')
        : {
            value: {
              insured: permit.insured,
              cards: personCards(database.cardsOfPermit(input.permitNumber)),
            },
          };
    },

    release(input: Input<'cardRelease'>): Answer<{ released: boolean }> {
      const card = database.cardOfJob(input.jobKey);
      if (card === null || card.released) return { value: { released: false } };
      if (card.state !== 'registered' && card.state !== 'locked')
        return refuse('wrongOrder', `状态 State: ${card.state}`);
      database.saveCard({ ...card, released: true, state: 'registered' });
      return { value: { released: true } };
    },
  };

  function cardDataOf(card: KeptCard, permit: PermitRecord): CardData {
    const { holder } = permit;
    const issueDate = options.today();
    const name = `${holder.familyName} ${holder.givenNames}`.trim().toUpperCase();
    return {
      batch: card.batch,
      cardNumber: card.cardNumber,
      socialSecurityNumber: `${holder.nationality}0${holder.passportNumber}`,
      name,
      name50: name50Of(name),
      sex: holder.sex,
      birthDate: holder.birthDate,
      nationality: holder.nationality,
      documentNumber: holder.passportNumber,
      permitNumber: permit.permitNumber,
      category: permit.category,
      issueDate,
      validUntil: `${Number(issueDate.slice(0, 4)) + validityYears}${issueDate.slice(4).replace('-02-29', '-02-28')}`,
      bankName: options.bankName,
      photo: options.photoOf(permit),
    };
  }
}

/** Latin letters, so one GBK byte each, cut at the 50 bytes of the field (domain-rules 8.4). */
function name50Of(name: string): string {
  return zoneSpelling(name).replaceAll('<', ' ').slice(0, 50).trimEnd();
}
