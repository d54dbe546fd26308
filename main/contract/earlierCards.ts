import { z } from 'zod';
import { cardPurpose } from './cards.ts';
import { earlierActId, feeId, instant, jobId, rowId } from './ids.ts';
import { replacementReason, type ReplacementReason } from './replacementReason.ts';
import { rowState } from './sync.ts';

/**
 * State of a card upstream 卡状态 (domain-rules 9.12): 未激活, 正常, 口头(临时)挂失, 书面(正式)挂失, 冻结, 注销, temporary card. Other names of a
 * province are mapped to these by its adapter (9.11, 9.14).
 */
export const cardStatus = z.enum([
  'inactive',
  'normal',
  'temporaryLoss',
  'formalLoss',
  'frozen',
  'cancelled',
  'temporaryCard',
]);
export type CardStatus = z.infer<typeof cardStatus>;

/** What is asked of upstream about an earlier card: codes 01, 02, 03 and 04 (domain-rules 9.12). */
export const cardOperation = z.enum(['temporaryLoss', 'formalLoss', 'cancelLoss', 'cancel']);
export type CardOperation = z.infer<typeof cardOperation>;
/** 01 to 03, which a holder may ask for at any desk. */
export const lossOperation = cardOperation.exclude(['cancel']);
export type LossOperation = z.infer<typeof lossOperation>;

/** One card of a person as upstream has it. `region`: GB/T 2260 of the city that keeps it. */
export const personCard = z.object({
  cardNumber: z.string().min(1).max(32),
  status: cardStatus,
  region: z.string().regex(/^\d{6}$/),
  jobKey: z.string().max(80).nullable(),
  /** Still being made: applied for, and not yet enabled. */
  making: z.boolean(),
});
export type PersonCard = z.infer<typeof personCard>;

export { replacementReason, type ReplacementReason };

/** Which reasons belong to which purpose. */
export const reasonsOfPurpose: Readonly<
  Record<Exclude<z.infer<typeof cardPurpose>, 'first'>, readonly ReplacementReason[]>
> = {
  lost: ['lost', 'stolen', 'other'],
  damaged: ['chipDead', 'faceWorn', 'broken', 'other'],
  expired: ['expired', 'other'],
  changed: ['nameChanged', 'passportChanged', 'otherChange', 'other'],
};

/** An entry of the book of earlier cards. `collected`: the old card was handed in. `replaced`: a card was started in its place. */
export const earlierAct = z.enum([...cardOperation.options, 'collected', 'replaced']);
export type EarlierAct = z.infer<typeof earlierAct>;

export const earlierActView = z.object({
  id: earlierActId,
  act: earlierAct,
  /** Null: nobody here knew it; upstream finds the card by the person. */
  cardNumber: z.string().nullable(),
  reason: replacementReason.nullable(),
  by: z.string(),
  by2: z.string().nullable(),
  at: instant,
  /** The row that reports it; null = nothing is reported. */
  row: z.object({ id: rowId, state: rowState, owner: z.string(), refusal: z.string().nullable() }).nullable(),
});
export type EarlierActView = z.infer<typeof earlierActView>;

export const feeMeans = z.enum(['cash', 'pos', 'online', 'waived']);
export type FeeMeans = z.infer<typeof feeMeans>;
export const feeKind = z.enum(['paid', 'waived', 'refunded']);
export type FeeKind = z.infer<typeof feeKind>;

/** Fen of yuan, whole. */
export const cents = z.number().int().min(0).max(1_000_000);
export const receiptNumber = z.string().regex(/^[0-9A-Za-z-]{4,40}$/);

/** How the fee of one card job stands. `none`: it costs nothing. */
export const feeView = z.object({
  jobId,
  due: cents,
  state: z.enum(['none', 'due', 'paid', 'waived']),
  /** A payment of a card that came to nothing may be given back. */
  refundable: z.boolean(),
  entries: z.array(
    z.object({
      id: feeId,
      kind: feeKind,
      amount: cents,
      means: feeMeans,
      receiptNumber: z.string().nullable(),
      by: z.string(),
      by2: z.string().nullable(),
      at: instant,
    }),
  ),
});
export type FeeView = z.infer<typeof feeView>;

/** What is known about earlier cards of a person, before a new one is made (D8). */
export const earlierView = z.object({
  /** `offline`: upstream gave no answer: no network, or one that is not upstream's. */
  asked: z.enum(['answered', 'offline']),
  insured: z.boolean().nullable(),
  /** An application of this person is open under another key. */
  applicationOpen: z.boolean().nullable(),
  cards: z.array(personCard.pick({ cardNumber: true, status: true }).extend({ sameCity: z.boolean() })),
  /** Card that this station itself handed over; null = none. */
  handedOverHere: z.string().nullable(),
  acts: z.array(earlierActView),
  /** What a card costs by purpose, in fen (domain-rules 9.2). */
  fees: z.record(cardPurpose, cents),
  fee: feeView.nullable(),
});
export type EarlierView = z.infer<typeof earlierView>;
