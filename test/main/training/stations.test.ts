import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { methods } from '../../../main/contract/methods.ts';
import {
  batchOf,
  lockedCard,
  registerInput,
  stationId,
  today,
  upstreamBench,
  wireRow,
  type UpstreamBench,
} from './helpers/bench.ts';

const other = 'SZ51';

type Card = Awaited<ReturnType<typeof lockedCard>>;
const report = ({ batch, cardNumber }: Card, id: string) =>
  wireRow(id, 'card.report', { batch, cardNumber }, { businessKey: `${batch}:${cardNumber}:report` });

async function send(bench: UpstreamBench, ...rows: ReturnType<typeof wireRow>[]) {
  const outcome = await bench.upstream.call('outbox', batchOf(...rows));
  if (outcome.kind !== 'answer') throw new Error(outcome.kind);
  return outcome.value.results;
}

describe('H6 a card is booked to the station that made it', () => {
  it('no method takes a station from a screen: it comes from the profile', () => {
    const taking = Object.entries(methods).filter(([, { in: input }]) =>
      JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).includes('"stationId"'),
    );
    expect(taking.map(([name]) => name)).toEqual([]);
  });

  it('a row that names another station is refused, and the others of the batch are taken', async () => {
    const bench = await upstreamBench();
    const rows = [
      wireRow('mine', 'case.opened'),
      wireRow('foreign', 'case.opened', {}, { stationId: other }),
    ];
    expect(await send(bench, ...rows)).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'refused', code: 'conflict' },
    ]);
    expect(bench.embedded.books().rows.map(({ id }) => id)).toEqual(['row_mine']);
  });

  it('a card of another station is not reported from here, nor in its books', async () => {
    const bench = await upstreamBench();
    const card = await lockedCard(bench, 'anna');
    const theirs = { ...report(card, 'r'), stationId: other };
    const answer = await bench.upstream.call(
      'outbox',
      { ...batchOf(theirs), stationId: other },
      { idempotencyKey: 'k' },
    );
    expect(answer).toMatchObject({ value: { results: [{ outcome: 'refused', code: 'notRegistered' }] } });
    await send(bench, report(card, 'r2'));
    expect(await bench.upstream.call('books', { stationId: other, date: today })).toMatchObject({
      value: { reported: [], enabled: [] },
    });
    expect(await bench.upstream.call('books', { stationId, date: today })).toMatchObject({
      value: { reported: [{ batch: card.batch, cardNumber: card.cardNumber }] },
    });
  });

  it('a job key of one station is none of another', async () => {
    const bench = await upstreamBench();
    await lockedCard(bench, 'anna', 'job_anna00000');
    const input = { ...registerInput(bench.person('anna'), 'job_anna00000'), stationId: other };
    expect(await bench.upstream.call('cardRegister', input)).toMatchObject({ refusal: { code: 'conflict' } });
  });

  it('a retired station gets no cards and no books, by name; what it still has to send is taken', async () => {
    const bench = await upstreamBench();
    const card = await lockedCard(bench, 'anna', 'job_anna00000');
    bench.embedded.retireStation(stationId);
    const retired = { kind: 'refused', refusal: { code: 'stationRetired' } };
    const { batch, cardNumber } = card;
    expect(
      await bench.upstream.call('cardRegister', registerInput(bench.person('esperanza'), 'job_other0000')),
    ).toMatchObject(retired);
    expect(
      await bench.upstream.call('cardLock', { jobKey: 'job_anna00000', batch, cardNumber }),
    ).toMatchObject(retired);
    expect(await bench.upstream.call('books', { stationId, date: today })).toMatchObject(retired);
    expect(await send(bench, report(card, 'late'))).toMatchObject([{ outcome: 'accepted' }]);
  });
});
