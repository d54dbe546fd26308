import { z } from 'zod';
import { cardData } from './cards.ts';
import { adminBoxHex, certificateHex, chipPublicKey } from './devices/chips.ts';
import { personCard } from './earlierCards.ts';
import { calendarDate, instant, rowId } from './ids.ts';
import { withdrawnPaper } from './outcomes.ts';
import { staffStandings } from './people.ts';
import { permitRecord } from './permit.ts';
import { chainPlace, lackingRow } from './records.ts';
import { upstreamService, type UpstreamService } from './station.ts';
import { receipt, rowKind } from './sync.ts';

/** Where a feed is read on. What is answered must fit what is asked next: a longer one would end the feed for ever. */
const cursor = z.string().max(200);
/** `cursor` is opaque; empty = from the start. */
const feedPlace = z.object({
  cursor: cursor.default(''),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});

/**
 * The project's own HTTP contract with an upstream (design 7). The ministry's interface is not public: this is a reference adapter, its
 * document is `resources/upstream/openapi.yaml`, generated from this table. Every call carries `Authorization: Bearer <station token>` and the
 * station's signature (stationIdentity.ts); a 401 or 403 with `linkRefusal` says why a station is not listened to, and nothing about a row.
 * An expected refusal is HTTP 409 with `refusal`; anything else that does not fit its schema is a link fault.
 */
const body = <Schema extends z.ZodType>(schema: Schema): Schema => schema;

export const refusal = z.object({
  refused: z.literal(true),
  code: z.enum([
    'permitUnknown',
    'permitNotValid',
    'cardExists',
    'notRegistered',
    'wrongOrder',
    'photoMissing',
    'refusedByOfficer',
    'conflict',
    'otherCity',
    'oldCardUsable',
    'stationRetired',
  ]),
  reason: z.string().max(500),
});
export type Refusal = z.infer<typeof refusal>;

export const cardRecord = z.object({
  batch: z.string(),
  cardNumber: z.string(),
  permitNumber: z.string(),
  stationId: z.string(),
  /** Job key of the station that registered it. */
  jobKey: z.string(),
  cardIdentifier: z.string().nullable(),
  state: z.enum(['registered', 'locked', 'reported', 'enabled', 'handedOver', 'wasted']),
});
export type CardRecord = z.infer<typeof cardRecord>;

/** A queued row as sent. `businessKey` = batch + card number + operation for card operations, else the row id. */
export const outboxRow = z.object({
  id: rowId,
  kind: rowKind,
  stationId: z.string(),
  caseNumber: z.string().nullable(),
  businessKey: z.string().min(1).max(200),
  createdAt: instant,
  /** Version of the payload's shape for this kind: an old row is read by the shape it was written in. Left out: 1. */
  schema: z.number().int().min(1).optional(),
  /** The refused row that this one takes the place of. */
  corrects: rowId.optional(),
  /**
   * A row of another station that was brought to the sender by hand (G6): who sends it, and where the chain of its own station stood when it
   * left there. Without it a row that names another station than the sender is refused (H6).
   */
  carried: chainPlace.extend({ by: z.string().min(1).max(20) }).optional(),
  payload: z.record(z.string(), z.unknown()),
});
export type OutboxRow = z.infer<typeof outboxRow>;

export const rowResult = z.discriminatedUnion('outcome', [
  z.object({ id: rowId, outcome: z.literal('accepted'), receipt, upstreamCaseNumber: z.string().optional() }),
  /** Done before (domain-rules 9.13, code 01): success only when `record` is ours. */
  z.object({
    id: rowId,
    outcome: z.literal('alreadyDone'),
    receipt,
    record: cardRecord.optional(),
    upstreamCaseNumber: z.string().optional(),
  }),
  z.object({ id: rowId, outcome: z.literal('refused'), code: refusal.shape.code, reason: z.string() }),
]);
export type RowResult = z.infer<typeof rowResult>;

/** `notTried`: not looked at, because an earlier row of the same case in this batch was not taken; it is sent again later. */
export const batchResult = z.discriminatedUnion('outcome', [
  ...rowResult.options,
  z.object({ id: rowId, outcome: z.literal('notTried') }),
]);
export type BatchResult = z.infer<typeof batchResult>;

/** One card in upstream's books of a day (domain-rules 11.5). `cardIdentifier`: of the chip that was reported; null = none was. */
export const bookedCard = z.object({
  batch: z.string(),
  cardNumber: z.string(),
  cardIdentifier: z.string().nullable(),
});
export type BookedCard = z.infer<typeof bookedCard>;

/** SM3 of the plain bytes of a picture. */
const pictureDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** What upstream says about a code of an electronic card. Facts are masked: enough to see a wrong person, too little to learn one. */
export const ecardAnswer = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('valid'),
    /** Null: no work permit is linked to the card. */
    holder: z
      .object({
        permitNumber: permitRecord.shape.permitNumber,
        birthYear: z.number().int().min(1900).max(2100),
        /** Last four characters of the passport that the card stands on. */
        passportTail: z.string().regex(/^[0-9A-Z]{4}$/),
      })
      .nullable(),
  }),
  z.object({ result: z.literal('expired') }),
  z.object({ result: z.literal('unknown') }),
  z.object({ result: z.literal('notYours') }),
]);
export type EcardAnswer = z.infer<typeof ecardAnswer>;

export const upstreamCalls = {
  health: {
    service: null,
    verb: 'get',
    path: '/v1/health',
    /** Each service is asked about at its own address (G11). `time`: upstream's clock. */
    in: z.object({ service: upstreamService }),
    out: z.object({ service: upstreamService, inService: z.boolean(), time: instant }),
  },
  /**
   * The permits in the order in which they last changed. `gone`: numbers that upstream has no more; they leave the copy with the same cursor.
   * `feed`: which line of the feed the cursor counts in; another one than before = everything is told anew, and what is not told again is
   * gone. `total`: how many records there are, for a progress bar; null = not counted.
   */
  permitFeed: {
    service: 'permits',
    verb: 'get',
    path: '/v1/permits',
    in: feedPlace,
    out: z.object({
      permits: z.array(permitRecord).max(10_000),
      gone: z.array(permitRecord.shape.permitNumber).max(10_000).default([]),
      feed: z.string().max(64).default(''),
      total: z.number().int().nonnegative().nullable().default(null),
      cursor,
      more: z.boolean(),
    }),
  },
  /** Papers of all stations that were revoked or corrected, as `notice.withdrawn` rows reported them (C5). An entry never leaves the list. */
  withdrawnPapers: {
    service: 'queue',
    verb: 'get',
    path: '/v1/withdrawn-papers',
    in: feedPlace,
    out: z.object({ papers: z.array(withdrawnPaper).max(10_000), cursor, more: z.boolean() }),
  },
  /** The people of one station as upstream has them (G10): pulled whole at each contact, because it is short. */
  staffStanding: {
    service: 'queue',
    verb: 'get',
    path: '/v1/staff',
    in: z.object({ stationId: z.string() }),
    out: staffStandings,
  },
  permitVerify: {
    service: 'permits',
    verb: 'post',
    path: '/v1/permits/verify',
    in: body(z.object({ permitNumber: z.string() })),
    out: z.object({ permit: permitRecord, at: instant }),
  },
  /**
   * Is this dynamic code of an electronic social security card good (domain-rules 3.9)? `use` 01: query. `permitNumber`: whose case asks; then
   * a card of somebody else is `notYours` and nothing is told about that person. Null: nobody's case, the answer names the permit. Neither
   * side keeps the code; the key of the call is no digest of it.
   */
  ecardCheck: {
    service: 'cards',
    verb: 'post',
    path: '/v1/ecards/check',
    in: body(
      z.object({
        code: z.string().min(1).max(4296),
        use: z.literal('01'),
        permitNumber: permitRecord.shape.permitNumber.nullable(),
      }),
    ),
    out: z.object({ check: ecardAnswer, at: instant }),
  },
  /** Application, instant-issue mark, batch and registration in one call, keyed by `jobKey`: the same key gets the same batch and card number. */
  cardRegister: {
    service: 'cards',
    verb: 'post',
    path: '/v1/cards/register',
    in: body(
      z.object({
        jobKey: z.string().min(8).max(80),
        stationId: z.string(),
        permitNumber: z.string(),
        passportNumber: z.string(),
        /** The earlier card that this one takes the place of (D8): cancelled by upstream when the new one is enabled. */
        replaces: z.string().max(32).optional(),
      }),
    ),
    out: z.object({ card: cardRecord, resumed: z.boolean() }),
  },
  /** Card data of a registered card; locks the person record for this station. */
  cardLock: {
    service: 'cards',
    verb: 'post',
    path: '/v1/cards/lock',
    in: body(z.object({ jobKey: z.string(), batch: z.string(), cardNumber: z.string() })),
    out: z.object({ data: cardData }),
  },
  /**
   * The certificate for the key pair that the chip of a locked card made (domain-rules 9 steps 11–12), and the administrator's new secrets,
   * sealed for that chip. Both are opaque to the station; null = this upstream changes no secrets. The same card and key get the same answer,
   * another key for the same card is a `conflict`. Format and length of a real certificate are not public: at most 1 KB here.
   */
  cardCertificate: {
    service: 'certificates',
    verb: 'post',
    path: '/v1/cards/certificate',
    in: body(
      z.object({
        jobKey: z.string(),
        batch: z.string(),
        cardNumber: z.string(),
        cardIdentifier: z.string().regex(/^[0-9A-F]{32}$/),
        publicKey: chipPublicKey,
      }),
    ),
    out: z.object({ certificate: certificateHex, adminBox: adminBoxHex.nullable() }),
  },
  cardQuery: {
    service: 'cards',
    verb: 'post',
    path: '/v1/cards/query',
    in: body(z.object({ permitNumber: z.string() })),
    out: z.object({ cards: z.array(cardRecord) }),
  },
  /**
   * What upstream has about a person and all cards, with their status (domain-rules 9.11, 9.12). Before a replacement the station asks here
   * whether the earlier card can still be used; after "already done" of a loss report this is the query that proves it (9.13).
   */
  cardPerson: {
    service: 'cards',
    verb: 'post',
    path: '/v1/cards/person',
    in: body(z.object({ permitNumber: z.string() })),
    out: z.object({ insured: z.boolean(), cards: z.array(personCard).max(100), at: instant }),
  },
  /** Gives up before a blank was used (domain-rules 9.21). */
  cardRelease: {
    service: 'cards',
    verb: 'post',
    path: '/v1/cards/release',
    in: body(z.object({ jobKey: z.string() })),
    out: z.object({ released: z.boolean() }),
  },
  /**
   * A picture of a case, offered before the row that names it is sent (G5). `received` bytes are there already, so that an upload that was cut
   * goes on where it ended; `complete` = all of them, and their digest is the one that was offered. The same digest is kept once.
   */
  attachmentOffer: {
    service: 'queue',
    verb: 'post',
    path: '/v1/attachments/offer',
    in: body(
      z.object({
        stationId: z.string(),
        rowId,
        kind: z.string().min(1).max(80),
        digest: pictureDigest,
        size: z
          .number()
          .int()
          .min(1)
          .max(32 * 1024 * 1024),
      }),
    ),
    out: z.object({ received: z.number().int().nonnegative(), complete: z.boolean() }),
  },
  /** The next bytes, base64. A part at another offset than what is there answers with what is there, and takes nothing. */
  attachmentPart: {
    service: 'queue',
    verb: 'post',
    path: '/v1/attachments/part',
    in: body(
      z.object({
        stationId: z.string(),
        digest: pictureDigest,
        offset: z.number().int().nonnegative(),
        bytes: z.base64().max(400_000),
      }),
    ),
    /** `spoiled`: all bytes came and are not what was offered; upstream let them go, and it begins anew. */
    out: z.object({
      received: z.number().int().nonnegative(),
      complete: z.boolean(),
      spoiled: z.boolean().default(false),
    }),
  },
  outbox: {
    service: 'queue',
    verb: 'post',
    path: '/v1/outbox',
    in: body(
      z.object({
        stationId: z.string(),
        chainHead: z.string(),
        /** Place of that head in the chain, so that an old copy of the station's file is noticed (I1). Left out: the station is an older one. */
        chainSequence: z.number().int().nonnegative().optional(),
        chainLine: z.number().int().nonnegative().optional(),
        rows: z.array(outboxRow).min(1).max(100),
      }),
    ),
    out: z.object({ results: z.array(batchResult) }),
  },
  /** What upstream has for this station and day, by batch and card number: the other side of 11.5. A retired station gets none (`stationRetired`, H6). */
  books: {
    service: 'cards',
    verb: 'get',
    path: '/v1/books',
    in: z.object({ stationId: z.string(), date: calendarDate }),
    out: z.object({ reported: z.array(bookedCard), enabled: z.array(bookedCard) }),
  },
  /**
   * The latest place of the station's audit chain that upstream was told, and the rows that came with later places than the one asked about:
   * what a station lacks after an older copy of its records was put in (G7). Oldest row first.
   */
  stationHead: {
    service: 'queue',
    verb: 'get',
    path: '/v1/station-head',
    in: z.object({
      stationId: z.string(),
      line: z.coerce.number().int().nonnegative(),
      sequence: z.coerce.number().int().nonnegative(),
      limit: z.coerce.number().int().min(1).max(5000).default(1000),
    }),
    out: z.object({
      newest: chainPlace.extend({ at: instant }).nullable(),
      rows: z.array(lackingRow),
      more: z.boolean(),
    }),
  },
} as const satisfies Record<
  string,
  {
    /** Which service answers it; null = each of them, at its own address. */
    service: UpstreamService | null;
    verb: 'get' | 'post';
    path: `/v1/${string}`;
    in: z.ZodType;
    out: z.ZodType;
  }
>;
export type UpstreamCalls = typeof upstreamCalls;
export type UpstreamCallName = keyof UpstreamCalls;
