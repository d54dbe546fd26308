import { z } from 'zod';
import type { CardData } from '../../../../contract/cards.ts';
import type { CardStatus } from '../../../../contract/earlierCards.ts';
import type { CardRecord } from '../../../../contract/upstream.ts';
import { dateOfSlash, slashDate } from '../wireTimes.ts';
import { certificateTypes, epoch, genders } from './wire.ts';

const text = z.string().max(500);
const whole = z.number().int().nonnegative();

/** The province wants 18 characters, whatever the number has (1.8): blanks fill it, because no number ends with one. */
export const paddedNumber = (number: string): string => number.padEnd(18, ' ');
export const plainNumber = (number: string): string => number.trimEnd();

const cardStatuses: readonly CardStatus[] = [
  'inactive',
  'normal',
  'temporaryLoss',
  'formalLoss',
  'frozen',
  'cancelled',
  'temporaryCard',
];

/** 预开卡 10, 制卡完成 20, 已启用 30, 作废 90 (compare 9.14); the rest of what the contract knows stands in two marks beside it. */
export const cardStates = { preOpen: 10, completed: 20, active: 30, void: 90 } as const;
export const cardWire = z.object({
  batchNo: text,
  cardNo: text,
  permitNo: text,
  terminal: text,
  requestNo: text,
  chipNo: text.nullable(),
  cardState: whole,
  dataFetched: z.boolean(),
  collected: z.boolean(),
});
export type CardWire = z.infer<typeof cardWire>;

function stateFrom({ cardState, dataFetched, collected }: CardWire): string {
  switch (cardState) {
    case cardStates.preOpen:
      return dataFetched ? 'locked' : 'registered';
    case cardStates.completed:
      return 'reported';
    case cardStates.active:
      return collected ? 'handedOver' : 'enabled';
    case cardStates.void:
      return 'wasted';
    default:
      return `code ${cardState}`;
  }
}

export const cardRecordFrom = (wire: CardWire): unknown => ({
  batch: wire.batchNo,
  cardNumber: wire.cardNo,
  permitNumber: wire.permitNo,
  stationId: wire.terminal,
  jobKey: wire.requestNo,
  cardIdentifier: wire.chipNo,
  state: stateFrom(wire),
});

export function cardRecordTo(card: CardRecord): CardWire {
  const states: Readonly<Record<CardRecord['state'], number>> = {
    registered: cardStates.preOpen,
    locked: cardStates.preOpen,
    reported: cardStates.completed,
    enabled: cardStates.active,
    handedOver: cardStates.active,
    wasted: cardStates.void,
  };
  return {
    batchNo: card.batch,
    cardNo: card.cardNumber,
    permitNo: card.permitNumber,
    terminal: card.stationId,
    requestNo: card.jobKey,
    chipNo: card.cardIdentifier,
    cardState: states[card.state],
    dataFetched: card.state !== 'registered',
    collected: card.state === 'handedOver',
  };
}

export const personCardWire = z.object({
  cardNo: text,
  useState: whole,
  area: text,
  requestNo: text.nullable(),
  making: z.boolean(),
});
export const personCardFrom = (wire: z.infer<typeof personCardWire>): unknown => ({
  cardNumber: wire.cardNo,
  status: cardStatuses[wire.useState],
  region: wire.area,
  jobKey: wire.requestNo,
  making: wire.making,
});
export const useStateTo = (status: CardStatus): number => cardStatuses.indexOf(status);

export const cardDataWire = z.object({
  batchNo: text,
  cardNo: text,
  socialSecurityNo: z.string().length(18),
  fullName: text,
  shortName: text,
  gender: text,
  born: text,
  country: text,
  certificateType: z.literal(certificateTypes.passport),
  certificateNo: text,
  permitNo: text,
  grade: text,
  issued: text,
  until: text,
  bank: text,
  portrait: z.string(),
});

export const cardDataFrom = (wire: z.infer<typeof cardDataWire>): unknown => ({
  batch: wire.batchNo,
  cardNumber: wire.cardNo,
  socialSecurityNumber: plainNumber(wire.socialSecurityNo),
  name: wire.fullName,
  name50: wire.shortName,
  sex: genders.from(wire.gender),
  birthDate: dateOfSlash(wire.born),
  nationality: wire.country,
  documentNumber: wire.certificateNo,
  permitNumber: wire.permitNo,
  category: wire.grade,
  issueDate: dateOfSlash(wire.issued),
  validUntil: dateOfSlash(wire.until),
  bankName: wire.bank,
  photo: wire.portrait,
});

export const cardDataTo = (data: CardData): z.infer<typeof cardDataWire> => ({
  batchNo: data.batch,
  cardNo: data.cardNumber,
  socialSecurityNo: paddedNumber(data.socialSecurityNumber),
  fullName: data.name,
  shortName: data.name50,
  gender: genders.to(data.sex),
  born: slashDate(data.birthDate),
  country: data.nationality,
  certificateType: certificateTypes.passport,
  certificateNo: data.documentNumber,
  permitNo: data.permitNumber,
  grade: data.category,
  issued: slashDate(data.issueDate),
  until: slashDate(data.validUntil),
  bank: data.bankName,
  portrait: data.photo,
});

/** What a row came to: the number it was filed under, when, and the case's own number there; the card, where it is about one. */
export const filedWire = z.object({
  fileNo: text,
  filedAt: epoch,
  caseNo: text.nullable(),
  card: cardWire.nullable(),
});
