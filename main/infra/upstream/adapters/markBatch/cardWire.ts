import { z } from 'zod';
import type { CardData } from '../../../../contract/cards.ts';
import type { CardStatus, PersonCard } from '../../../../contract/earlierCards.ts';
import type { CardRecord } from '../../../../contract/upstream.ts';
import { codeTable, compactDate, dateOfCompact } from '../wireTimes.ts';
import { sexes } from './wire.ts';

const text = z.string().max(500);

/** 卡状态 (9.12, 9.14). */
const cardStates = codeTable<CardStatus>({
  inactive: '0',
  normal: '1',
  temporaryLoss: '2',
  formalLoss: '3',
  frozen: '4',
  cancelled: '9',
  temporaryCard: '7',
});

/** How far an application is 进度; those below `registered` have no card number yet. */
export const stages = {
  applied: '10',
  marked: '20',
  batched: '30',
  registered: '40',
  locked: '50',
  reported: '60',
  enabled: '70',
  signedFor: '80',
  wasted: '90',
} as const;
const recordStates: Readonly<Record<string, CardRecord['state']>> = {
  [stages.registered]: 'registered',
  [stages.locked]: 'locked',
  [stages.reported]: 'reported',
  [stages.enabled]: 'enabled',
  [stages.signedFor]: 'handedOver',
  [stages.wasted]: 'wasted',
};
export const stageOf = (state: CardRecord['state']): string =>
  Object.entries(recordStates).find(([, ours]) => ours === state)?.[0] ?? stages.registered;

/** One line of the progress of a person: an application, and from `registered` on a card. */
export const progressWire = z.object({
  sqbh: text,
  /** 备注: what the applicant wrote there. The station writes its job key, by which it knows its own. */
  bz: text,
  zdbh: text,
  xkzh: text,
  jd: text,
  pch: text,
  kh: text,
  ksbm: text,
  kzt: text,
  csdm: text,
  /** 1: the batch was given back, and the application waits to be resumed. */
  sf: z.enum(['0', '1']),
});
export type ProgressWire = z.infer<typeof progressWire>;

export const hasNumber = (line: ProgressWire): boolean => recordStates[line.jd] !== undefined;

export function cardRecordFrom(line: ProgressWire): CardRecord {
  return {
    batch: line.pch,
    cardNumber: line.kh,
    permitNumber: line.xkzh,
    stationId: line.zdbh,
    jobKey: line.bz,
    cardIdentifier: line.ksbm === '' ? null : line.ksbm,
    state: recordStates[line.jd] ?? 'registered',
  };
}

export const personCardFrom = (line: ProgressWire): unknown => ({
  cardNumber: line.kh,
  status: cardStates.from(line.kzt),
  region: line.csdm,
  jobKey: line.bz === '' ? null : line.bz,
  making: Number(line.jd) < Number(stages.enabled),
});
export const cardStateTo = (status: PersonCard['status']): string => cardStates.to(status);

export const cardDataWire = z.object({
  pch: text,
  kh: text,
  shbzh: text,
  xm: text,
  xm50: text,
  xb: text,
  csrq: text,
  gj: text,
  zjhm: text,
  xkzh: text,
  lb: text,
  fkrq: text,
  kyxq: text,
  fwyh: text,
  xp: z.string(),
});

export const cardDataFrom = (wire: z.infer<typeof cardDataWire>): unknown => ({
  batch: wire.pch,
  cardNumber: wire.kh,
  socialSecurityNumber: wire.shbzh,
  name: wire.xm,
  name50: wire.xm50,
  sex: sexes.from(wire.xb),
  birthDate: dateOfCompact(wire.csrq),
  nationality: wire.gj,
  documentNumber: wire.zjhm,
  permitNumber: wire.xkzh,
  category: wire.lb,
  issueDate: dateOfCompact(wire.fkrq),
  validUntil: dateOfCompact(wire.kyxq),
  bankName: wire.fwyh,
  photo: wire.xp,
});

export const cardDataTo = (data: CardData): z.infer<typeof cardDataWire> => ({
  pch: data.batch,
  kh: data.cardNumber,
  shbzh: data.socialSecurityNumber,
  xm: data.name,
  xm50: data.name50,
  xb: sexes.to(data.sex),
  csrq: compactDate(data.birthDate),
  gj: data.nationality,
  zjhm: data.documentNumber,
  xkzh: data.permitNumber,
  lb: data.category,
  fkrq: compactDate(data.issueDate),
  kyxq: compactDate(data.validUntil),
  fwyh: data.bankName,
  xp: data.photo,
});
