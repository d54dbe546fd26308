import { createHash } from 'node:crypto';
import { z } from 'zod';
import { withdrawnPaper, type WithdrawnPaper } from '../../contract/outcomes.ts';
import type { ChainPlace } from '../../contract/records.ts';
import { aloneKinds, type Receipt, type RowKind } from '../../contract/sync.ts';
import type { BatchResult, CardRecord, OutboxRow, Refusal, RowResult } from '../../contract/upstream.ts';
import { judgeLoss } from './lossDesk.ts';
import { cardOf, type KeptCard, type UpstreamDatabase } from './upstreamDatabase.ts';

/** What upstream reads in the payload of a card operation; the rest it only keeps. */
const cardPayload = z.looseObject({
  batch: z.string(),
  cardNumber: z.string(),
  cardIdentifier: z.string().nullish(),
  /** In a report: what the chip was read back to hold. */
  certificate: z.object({ digest: z.string(), adminChanged: z.boolean() }).nullish(),
});
type CardPayload = z.infer<typeof cardPayload>;
const namedPictures = z.looseObject({ attachments: z.array(z.looseObject({ digest: z.string() })) });
type CardKind = Exclude<Extract<RowKind, `card.${string}`>, 'card.loss'>;

export interface OutboxDeskOptions {
  /** ISO instant. */
  readonly now: () => string;
}

type Judgement =
  | { readonly card: KeptCard | null; readonly withdrawn?: WithdrawnPaper; readonly ends?: KeptCard }
  | { readonly already: KeptCard }
  | { readonly refused: Refusal['code']; readonly reason: string };

/**
 * Takes rows of stations. A row id that was answered gets the same answer; a card operation is done once per business key, and asked
 * again under another row id it is `alreadyDone` with upstream's record (domain-rules 9.13).
 */
export function outboxDesk(database: UpstreamDatabase, options: OutboxDeskOptions) {
  const receiptFor = (number: string): Receipt => ({ number, at: options.now() });
  const nextReceipt = (): Receipt =>
    receiptFor(
      `TR${options.now().slice(0, 10).replaceAll('-', '')}${String(database.next('receipt')).padStart(7, '0')}`,
    );

  function caseNumberFor(row: OutboxRow): { upstreamCaseNumber?: string } {
    if (row.caseNumber === null) return {};
    const year = options.now().slice(0, 4);
    return {
      upstreamCaseNumber: database.upstreamCaseNumber(
        `${row.stationId} ${row.caseNumber}`,
        () => `WGR${year}${String(database.next(`case ${year}`)).padStart(6, '0')}`,
      ),
    };
  }

  function take(row: OutboxRow): RowResult {
    const answered = database.answerAgain(row.id);
    if (answered !== null) return answered;
    const result = database.isReplaced(row.id) ? replaced(row) : judge(row);
    database.saveRow(row, result);
    // It stands in the place of the other one from now on, also where a late copy of that one was taken meanwhile.
    if (result.outcome !== 'refused' && row.corrects !== undefined)
      database.replaceRow(row.corrects, row, replaced({ id: row.corrects }));
    return result;
  }

  function judge(row: OutboxRow): RowResult {
    const doneBefore = database.effectReceipt(row.businessKey);
    const payload = isCardKind(row.kind) ? cardPayload.safeParse(row.payload) : null;
    if (doneBefore !== null) {
      const card = payload?.success === true ? database.card(payload.data.cardNumber) : null;
      return already(row, doneBefore, card === null ? undefined : cardOf(card));
    }
    // A row is refused while a picture that it names is not whole here (G5): the station sends them first.
    if (lacksPicture(row))
      return {
        id: row.id,
        outcome: 'refused',
        code: 'photoMissing',
        reason: '图片未上传 A picture is missing',
      };
    const judgement = payload === null ? judgeOther(row) : judgeCard(row, payload);
    if ('refused' in judgement)
      return { id: row.id, outcome: 'refused', code: judgement.refused, reason: judgement.reason };
    if ('already' in judgement) return already(row, nextReceipt().number, cardOf(judgement.already));
    const receipt = nextReceipt();
    if (judgement.card !== null) database.saveCard(judgement.card);
    if (judgement.ends !== undefined) database.saveCard(judgement.ends);
    if (judgement.withdrawn !== undefined) database.putWithdrawn(judgement.withdrawn);
    database.addEffect(row.businessKey, row.kind, judgement.card?.cardNumber ?? null, receipt.number);
    return { id: row.id, outcome: 'accepted', receipt, ...caseNumberFor(row) };
  }

  function lacksPicture(row: OutboxRow): boolean {
    const named = namedPictures.safeParse(row.payload);
    return (
      named.success &&
      named.data.attachments.some(({ digest }) => database.attachment(digest)?.complete !== true)
    );
  }

  function already(row: OutboxRow, receipt: string, record: CardRecord | undefined): RowResult {
    return {
      id: row.id,
      outcome: 'alreadyDone',
      receipt: receiptFor(receipt),
      ...(record === undefined ? {} : { record }),
      ...caseNumberFor(row),
    };
  }

  /** A withdrawn paper goes on the list of every station, so it must be whole, and nobody withdraws a paper of another station (C5). */
  function judgeOther(row: OutboxRow): Judgement {
    if (row.kind === 'card.loss') return judgeLoss(database, row);
    if (row.kind !== 'notice.withdrawn') return { card: null };
    const paper = withdrawnPaper.safeParse(row.payload);
    if (!paper.success) return { refused: 'conflict', reason: '撤销记录不完整 Withdrawal is not complete' };
    return paper.data.number.startsWith(`${row.stationId}-`)
      ? { card: null, withdrawn: paper.data }
      : { refused: 'conflict', reason: '不是本站文书 Not a paper of this station' };
  }

  function judgeCard(row: OutboxRow, payload: z.ZodSafeParseResult<CardPayload>): Judgement {
    // A blank can be spoilt before its job has a card number: that is a fact about stock, not about a card.
    if (!payload.success)
      return row.kind === 'card.wasted'
        ? { card: null }
        : { refused: 'notRegistered', reason: '缺少批次号或卡号 Batch or card number missing' };
    const { batch, cardNumber, cardIdentifier } = payload.data;
    const card = database.card(cardNumber);
    if (card === null || card.released || card.stationId !== row.stationId)
      return { refused: 'notRegistered', reason: '卡号未登记 Card number not registered' };
    if (card.batch !== batch) return { refused: 'conflict', reason: '批次号不符 Batch differs' };
    if (row.kind === 'card.report' && !isCertified(payload.data))
      return { refused: 'conflict', reason: '证书与签发的不符 Not the certificate that was given' };
    return step(row.kind as CardKind, card, cardIdentifier ?? null);
  }

  /** Does the report name the certificate that this upstream gave the chip? Where it gave none, none may be named. */
  function isCertified({ cardIdentifier, certificate }: CardPayload): boolean {
    const given =
      cardIdentifier === null || cardIdentifier === undefined ? null : database.certificate(cardIdentifier);
    const digest =
      given === null
        ? undefined
        : createHash('sha256').update(Buffer.from(given.certificate, 'hex')).digest('hex');
    return certificate?.digest === digest;
  }

  /** Strict order per card: register, report, enable, hand over (9.15). */
  function step(kind: CardKind, card: KeptCard, cardIdentifier: string | null): Judgement {
    const wrong: Judgement = {
      refused: 'wrongOrder',
      reason: `顺序错误，当前状态 Wrong order, state: ${card.state}`,
    };
    const at = options.now();
    switch (kind) {
      case 'card.report':
        if (card.state === 'reported' || card.state === 'enabled' || card.state === 'handedOver')
          return { already: card };
        if (card.state !== 'locked') return wrong;
        return { card: { ...card, state: 'reported', reportedAt: at, cardIdentifier } };
      case 'card.enable':
        if (card.state === 'enabled' || card.state === 'handedOver') return { already: card };
        if (card.state !== 'reported') return wrong;
        return { card: { ...card, state: 'enabled', enabledAt: at }, ...replacedBy(card) };
      case 'card.handOver':
        if (card.state === 'handedOver') return { already: card };
        if (card.state !== 'enabled') return wrong;
        return { card: { ...card, state: 'handedOver' } };
      case 'card.wasted':
        if (card.state === 'enabled' || card.state === 'handedOver') return wrong;
        return { card: { ...card, state: 'wasted' } };
    }
  }

  /** The earlier card ends in the moment in which the new one can be used (D8): never two, never none. */
  function replacedBy({ replaces }: KeptCard): { readonly ends?: KeptCard } {
    const old = replaces === null ? null : database.card(replaces);
    return old === null ? {} : { ends: { ...old, status: 'cancelled' } };
  }

  return {
    /**
     * Takes a batch row by row. Behind a row that was not taken, the others of its case are not looked at: they come again once somebody has
     * put that one right. `place`: that of the head, where the station says it.
     */
    batch(
      stationId: string,
      chainHead: string,
      rows: readonly OutboxRow[],
      place?: Pick<ChainPlace, 'line' | 'sequence'>,
    ): BatchResult[] {
      const at = options.now();
      database.addHead(stationId, chainHead, at);
      if (place !== undefined) {
        database.addPlace(stationId, { ...place, head: chainHead, at });
        for (const row of rows) if (row.stationId === stationId) database.placeRow(row.id, stationId, place);
      }
      // A row that was carried by hand has its place in the chain of its own station, which asks for it there after an older copy (I1).
      for (const row of rows)
        if (isCarriedBy(row, stationId) && row.carried !== undefined)
          database.placeRow(row.id, row.stationId, row.carried);
      const held = new Set<string>();
      return rows.map((row): BatchResult => {
        const inOrder = row.caseNumber !== null && !aloneKinds.has(row.kind);
        const ofCase = `${row.stationId} ${row.caseNumber ?? ''}`;
        if (inOrder && held.has(ofCase)) return { id: row.id, outcome: 'notTried' };
        // The sender is known by its key: a row that names another station is none of its own (H6).
        const result = row.stationId === stationId || isCarriedBy(row, stationId) ? take(row) : foreign(row);
        if (inOrder && result.outcome === 'refused') held.add(ofCase);
        return result;
      });
    },
    /** The fault "refuse": every row is refused and nothing is done. What was taken before stays taken: its answer was lost, and is the same again. */
    refuseAll: (rows: readonly OutboxRow[]): RowResult[] =>
      rows.map(
        (row) =>
          database.answerAgain(row.id) ?? {
            id: row.id,
            outcome: 'refused',
            code: 'refusedByOfficer',
            reason: '经办人退回（培训） Refused by an officer (training)',
          },
      ),
  };
}

/** Somebody brought it to the sender, who says so (G6). It is done once, whoever sends it: by its id and its business key. */
const isCarriedBy = (row: OutboxRow, sender: string): boolean => row.carried?.by === sender;

/** The network may deliver a refused row once more, after the station has put another in its place: it is not done then. */
const replaced = ({ id }: Pick<OutboxRow, 'id'>): RowResult => ({
  id,
  outcome: 'refused',
  code: 'conflict',
  reason: '已由后续记录取代 A later row stands in its place',
});

const foreign = (row: OutboxRow): RowResult => ({
  id: row.id,
  outcome: 'refused',
  code: 'conflict',
  reason: '不是本站的行 Not a row of this station',
});

const isCardKind = (kind: RowKind): kind is CardKind => kind.startsWith('card.') && kind !== 'card.loss';
