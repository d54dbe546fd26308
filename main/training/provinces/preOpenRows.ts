import { outboxRow, type OutboxRow } from '../../contract/upstream.ts';
import { cardRecordTo, plainNumber } from '../../infra/upstream/adapters/preOpen/cardWire.ts';
import { lengthStatus, paths, statusOfRefusal } from '../../infra/upstream/adapters/preOpen/wire.ts';
import { epochOf, instantOfEpoch } from '../../infra/upstream/adapters/wireTimes.ts';
import { cardOf } from '../upstream/upstreamDatabase.ts';
import {
  askDesk,
  badRequest,
  before,
  done,
  wrong,
  type Body,
  type Handlers,
  type Said,
} from './preOpenWords.ts';
import type { ProvinceAround } from './serveProvince.ts';

type RowPath =
  | (typeof paths)['complete']
  | (typeof paths)['activate']
  | (typeof paths)['collected']
  | (typeof paths)['void']
  | (typeof paths)['loss']
  | (typeof paths)['record'];

/** Rows of stations, one request each; known by their request number, or by the very operation on the card. */
export function preOpenRowDesk({ database, desk }: ProvinceAround): Pick<Handlers, RowPath> {
  const ask = askDesk(desk);
  const rowFrom = (body: Body): OutboxRow | null => {
    const content = body['content'];
    const payload =
      typeof content === 'object' && content !== null ? { ...(content as Record<string, unknown>) } : {};
    const number = payload['socialSecurityNumber'];
    if (typeof number === 'string') payload['socialSecurityNumber'] = plainNumber(number);
    const parsed = outboxRow.safeParse({
      id: body['requestNo'],
      kind: body['kind'],
      stationId: body['terminal'],
      caseNumber: body['caseNo'],
      businessKey: body['businessKey'],
      createdAt: typeof body['madeAt'] === 'number' ? instantOfEpoch(body['madeAt']) : '',
      schema: body['form'],
      ...(body['correctsRequestNo'] !== null && { corrects: body['correctsRequestNo'] }),
      payload,
    });
    return parsed.success ? parsed.data : null;
  };

  const file = (body: Body): Said => {
    const row = rowFrom(body);
    if (row === null) return badRequest;
    const { head, position, line } = body['ledger'] as Record<'head' | 'position' | 'line', unknown>;
    // Known by its request number, or by the very operation on the card.
    const known = database.effectReceipt(row.businessKey) !== null;
    return ask(
      'outbox',
      {
        stationId: body['sender'],
        chainHead: head,
        ...(position !== null && { chainSequence: position }),
        ...(line !== null && { chainLine: line }),
        rows: [row],
      },
      ({ results: [result] }) => {
        if (result === undefined || result.outcome === 'notTried') return badRequest;
        if (result.outcome === 'refused') return wrong(statusOfRefusal(result.code), result.reason);
        const { cardNumber } = row.payload;
        const card = typeof cardNumber === 'string' ? database.card(cardNumber) : null;
        const filed = {
          fileNo: result.receipt.number,
          filedAt: epochOf(result.receipt.at),
          caseNo: result.upstreamCaseNumber ?? null,
          card: card === null ? null : cardRecordTo(cardOf(card)),
        };
        return known || result.outcome === 'alreadyDone' ? before(filed) : done(filed);
      },
    );
  };
  const complete = (body: Body): Said => {
    const content = body['content'] as Record<string, unknown>;
    const number = content['socialSecurityNumber'];
    return typeof number === 'string' && number.length === 18
      ? file(body)
      : wrong(lengthStatus, '社会保障号码长度不为18位');
  };

  return {
    [paths.complete]: complete,
    [paths.activate]: file,
    [paths.collected]: file,
    [paths.void]: file,
    [paths.loss]: file,
    [paths.record]: file,
  };
}
