import { describe, expect, it } from 'vitest';
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

type Card = Awaited<ReturnType<typeof lockedCard>>;
const operation = (card: Card, name: 'report' | 'enable' | 'handOver' | 'wasted', id: string) =>
  wireRow(
    id,
    `card.${name}`,
    { batch: card.batch, cardNumber: card.cardNumber, cardIdentifier: 'A'.repeat(32) },
    { businessKey: `${card.batch}:${card.cardNumber}:${name}` },
  );

async function send(bench: UpstreamBench, ...rows: ReturnType<typeof wireRow>[]) {
  const outcome = await bench.upstream.call('outbox', batchOf(...rows));
  if (outcome.kind !== 'answer') throw new Error(outcome.kind);
  return outcome.value.results;
}

describe('D3 one person, one card upstream', () => {
  it('the same job key gets the same batch and card number, a second live card of the permit is refused', async () => {
    const bench = await upstreamBench();
    const anna = bench.person('anna');
    const first = await bench.upstream.call('cardRegister', registerInput(anna, 'job_first000'));
    const again = await bench.upstream.call('cardRegister', registerInput(anna, 'job_first000'));
    const second = await bench.upstream.call('cardRegister', registerInput(anna, 'job_second00'));
    if (first.kind !== 'answer' || again.kind !== 'answer') throw new Error('no answer');
    expect(first.value.card.cardNumber).toMatch(/^[A-Z0-9]{9}$/);
    expect(again.value).toEqual({ card: first.value.card, resumed: true });
    expect(second).toMatchObject({ kind: 'refused', refusal: { code: 'cardExists' } });
    expect(bench.embedded.books().cards).toHaveLength(1);
  });

  it('a released card counts no more; its key resumes the same number', async () => {
    const bench = await upstreamBench();
    const card = await lockedCard(bench, 'anna');
    expect(await bench.upstream.call('cardRelease', { jobKey: card.jobKey })).toMatchObject({
      value: { released: true },
    });
    const { permitNumber } = bench.person('anna').permit;
    expect(await bench.upstream.call('cardQuery', { permitNumber })).toMatchObject({ value: { cards: [] } });
    expect((await lockedCard(bench, 'anna')).cardNumber).toBe(card.cardNumber);
  });

  it('a wasted card is made again under its own number', async () => {
    const bench = await upstreamBench();
    const card = await lockedCard(bench, 'anna');
    expect(await send(bench, operation(card, 'wasted', 'w1'))).toMatchObject([{ outcome: 'accepted' }]);
    expect(await send(bench, operation(card, 'report', 'r1'))).toMatchObject([
      { outcome: 'refused', code: 'wrongOrder' },
    ]);
    const again = await lockedCard(bench, 'anna');
    expect(again).toMatchObject({ batch: card.batch, cardNumber: card.cardNumber });
    expect(await send(bench, operation(again, 'report', 'r2'))).toMatchObject([{ outcome: 'accepted' }]);
  });

  it.each([
    ['hans', 'permitNotValid'],
    ['taro', 'photoMissing'],
  ])('%s gets no card: %s', async (id, code) => {
    const bench = await upstreamBench();
    expect(
      await bench.upstream.call('cardRegister', registerInput(bench.person(id), 'job_00000000')),
    ).toMatchObject({
      kind: 'refused',
      refusal: { code },
    });
  });

  it('the card data are those of the permit, complete (domain-rules 9.10, 1.6, 8.4)', async () => {
    const bench = await upstreamBench();
    const { data } = await lockedCard(bench, 'esperanza');
    expect(data.socialSecurityNumber).toBe('ESP0TST000007');
    expect(data.name.length).toBeGreaterThan(100);
    expect(data.name50).toHaveLength(49);
    expect(data).toMatchObject({ issueDate: today, validUntil: '2036-11-25', sex: 'F', nationality: 'ESP' });
    expect((await lockedCard(bench, 'gokce')).data).toMatchObject({
      name: 'ÖRNEKOĞLU GÖKÇE ŞÜKRAN',
      name50: 'OERNEKOGLU GOEKCE SUEKRAN',
    });
  });
});

describe('G2 one effect per business key', () => {
  it('keeps the order register, report, enable, hand over (domain-rules 9.15)', async () => {
    const bench = await upstreamBench();
    const registered = await bench.upstream.call(
      'cardRegister',
      registerInput(bench.person('anna'), 'job_00000000'),
    );
    if (registered.kind !== 'answer') throw new Error('no answer');
    const unlocked = { ...registered.value.card, data: null as never };
    expect(await send(bench, operation(unlocked, 'report', 'a'))).toMatchObject([{ code: 'wrongOrder' }]);
    const card = await lockedCard(bench, 'anna', 'job_00000000');
    const answers = await send(
      bench,
      operation(card, 'enable', 'b'),
      operation(card, 'report', 'c'),
      operation(card, 'handOver', 'd'),
      operation(card, 'enable', 'e'),
      operation(card, 'handOver', 'f'),
    );
    expect(answers.map((answer) => answer.outcome)).toEqual([
      'refused',
      'accepted',
      'refused',
      'accepted',
      'accepted',
    ]);
    expect(bench.embedded.books().cards).toMatchObject([
      { state: 'handedOver', reports: 1, enables: 1, handOvers: 1 },
    ]);
    const books = await bench.upstream.call('books', { stationId, date: today });
    const { batch, cardNumber } = card;
    const booked = { batch, cardNumber, cardIdentifier: 'A'.repeat(32) };
    expect(books).toMatchObject({ value: { reported: [booked], enabled: [booked] } });
  });

  it('the same row id gets the same receipt; another row of the same operation is alreadyDone with the record', async () => {
    const bench = await upstreamBench();
    const card = await lockedCard(bench, 'anna');
    const [first] = await send(bench, operation(card, 'report', 'one'));
    const [same] = await send(bench, operation(card, 'report', 'one'));
    const [other] = await send(bench, operation(card, 'report', 'two'));
    expect(same).toEqual(first);
    expect(other).toMatchObject({
      outcome: 'alreadyDone',
      record: { cardNumber: card.cardNumber, cardIdentifier: 'A'.repeat(32), jobKey: card.jobKey },
    });
    expect(bench.embedded.books().effects).toEqual([
      { businessKey: `${card.batch}:${card.cardNumber}:report`, times: 1 },
    ]);
  });

  it('a day is closed once, whichever row says so', async () => {
    const bench = await upstreamBench();
    const close = (id: string) => wireRow(id, 'day.closed', {}, { businessKey: 'SZ50:2026-11-25:close' });
    const [first, second] = await send(bench, close('one'), close('two'));
    expect(second).toMatchObject({ outcome: 'alreadyDone' });
    expect(second).toMatchObject({
      receipt: { number: (first as { receipt: { number: string } }).receipt.number },
    });
    expect(bench.embedded.books().effects).toEqual([{ businessKey: 'SZ50:2026-11-25:close', times: 1 }]);
  });

  it('a refused row may be sent again and is judged anew; a case keeps its number upstream', async () => {
    const bench = await upstreamBench();
    bench.embedded.setFault({ fault: 'refuse', calls: 1, path: '/v1/outbox' });
    const row = wireRow('x', 'case.opened', {}, { caseNumber: 'SZ50-20261125-0001' });
    expect(await send(bench, row)).toMatchObject([{ outcome: 'refused', code: 'refusedByOfficer' }]);
    const [accepted] = await send(bench, row);
    const [later] = await send(bench, wireRow('y', 'case.decided', {}, { caseNumber: 'SZ50-20261125-0001' }));
    expect(accepted).toMatchObject({
      outcome: 'accepted',
      upstreamCaseNumber: expect.stringMatching(/^WGR2026/),
    });
    expect(later).toMatchObject({
      upstreamCaseNumber: (accepted as { upstreamCaseNumber: string }).upstreamCaseNumber,
    });
  });
});

describe('A3 the permit feed', () => {
  it('comes in pages by an opaque cursor, and later only what changed', async () => {
    const bench = await upstreamBench();
    const seen: string[] = [];
    let cursor = '';
    for (let more = true; more;) {
      const page = await bench.upstream.call('permitFeed', { cursor, limit: 5 });
      if (page.kind !== 'answer') throw new Error(page.kind);
      seen.push(...page.value.permits.map((permit) => permit.permitNumber));
      ({ cursor, more } = page.value);
    }
    const known = bench.people.flatMap((person) => person.permit?.permitNumber ?? []);
    expect(seen).toEqual(known);
    const changed = { ...bench.person('anna').permit, status: 'cancelled' as const };
    bench.embedded.putPermits([changed, bench.person('karl').permit]);
    expect(await bench.upstream.call('permitFeed', { cursor })).toMatchObject({
      value: { permits: [changed], more: false },
    });
  });
});

describe('G5 a batch with several rows of one case', () => {
  it('behind a row that was not taken those of its case are not tried, the others are; once it is put right they are', async () => {
    const bench = await upstreamBench();
    const ofCase = { caseNumber: 'SZ50-20261125-0001' };
    const refused = wireRow('a1', 'card.report', {}, ofCase);
    const rows = [
      wireRow('a0', 'case.opened', {}, ofCase),
      refused,
      wireRow('a2', 'rating.given', {}, ofCase),
      wireRow('a3', 'fee.paid', {}, ofCase),
      wireRow('b1', 'case.opened', {}, { caseNumber: 'SZ50-20261125-0002' }),
      wireRow('c1', 'stock.moved'),
    ];
    const answers = await send(bench, ...rows);
    // A fee goes alone: it waits for nothing of its case.
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'refused',
      'notTried',
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(bench.embedded.books().rows.map(({ id }) => id)).not.toContain(rows[2]?.id);
    expect(await send(bench, ...rows.slice(2, 3))).toMatchObject([{ outcome: 'accepted' }]);
  });
});
