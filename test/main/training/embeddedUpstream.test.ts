import { describe, expect, it } from 'vitest';
import type { UpstreamFault } from '../../../main/contract/devdock.ts';
import type { UpstreamCallName } from '../../../main/contract/upstream.ts';
import { createHttpUpstream } from '../../../main/infra/upstream/httpUpstream.ts';
import {
  batchOf,
  registerInput,
  stationId,
  today,
  upstreamBench,
  wireRow,
  type UpstreamBench,
} from './helpers/bench.ts';

/** Registers and locks the card of a sample person. */
async function lockedCard(bench: UpstreamBench, id: string, jobKey = `job_${id}00000`) {
  const registered = await bench.upstream.call('cardRegister', registerInput(bench.person(id), jobKey));
  if (registered.kind !== 'answer') throw new Error(registered.kind);
  const { batch, cardNumber } = registered.value.card;
  const locked = await bench.upstream.call('cardLock', { jobKey, batch, cardNumber });
  if (locked.kind !== 'answer') throw new Error(locked.kind);
  return { jobKey, batch, cardNumber, data: locked.value.data };
}

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
    expect(books).toMatchObject({ value: { reported: [card.cardNumber], enabled: [card.cardNumber] } });
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

describe('G1 each fault gives the right outcome for each call', () => {
  const calls: Readonly<Record<UpstreamCallName, (bench: UpstreamBench) => Promise<{ kind: string }>>> = {
    health: (bench) => bench.upstream.call('health', {}),
    permitFeed: (bench) => bench.upstream.call('permitFeed', {}),
    permitVerify: (bench) => bench.upstream.call('permitVerify', { permitNumber: 'TRN440300000001' }),
    cardRegister: (bench) =>
      bench.upstream.call('cardRegister', registerInput(bench.person('anna'), 'job_00000000')),
    cardLock: (bench) => bench.upstream.call('cardLock', lockInput),
    cardQuery: (bench) => bench.upstream.call('cardQuery', { permitNumber: 'TRN440300000001' }),
    cardRelease: (bench) => bench.upstream.call('cardRelease', { jobKey: 'job_none0000' }),
    outbox: (bench) => bench.upstream.call('outbox', batchOf(wireRow('1', 'case.opened'))),
    books: (bench) => bench.upstream.call('books', { stationId, date: today }),
  };
  let lockInput = { jobKey: '', batch: '', cardNumber: '' };
  const expected: Readonly<Record<UpstreamFault, string>> = {
    slow: 'answer',
    dropAnswer: 'offline',
    error500: 'offline',
    refuse: 'refused',
    duplicate: 'answer',
    garbage: 'linkFault',
    loginPage: 'linkFault',
  };
  const paths: Readonly<Record<UpstreamCallName, string>> = {
    health: '/v1/health',
    permitFeed: '/v1/permits',
    permitVerify: '/v1/permits/verify',
    cardRegister: '/v1/cards/register',
    cardLock: '/v1/cards/lock',
    cardQuery: '/v1/cards/query',
    cardRelease: '/v1/cards/release',
    outbox: '/v1/outbox',
    books: '/v1/books',
  };

  it.each(Object.keys(expected) as UpstreamFault[])('%s', async (fault) => {
    const bench = await upstreamBench();
    const { jobKey, batch, cardNumber } = await lockedCard(bench, 'karl');
    lockInput = { jobKey, batch, cardNumber };
    for (const name of Object.keys(calls) as UpstreamCallName[]) {
      // Rows are refused one by one inside an answer.
      const outcome = fault === 'refuse' && name === 'outbox' ? 'answer' : expected[fault];
      bench.embedded.setFault({ fault, calls: 2, path: paths[name] });
      expect.soft((await calls[name](bench)).kind, `${fault} ${name} first`).toBe(outcome);
      expect.soft((await calls[name](bench)).kind, `${fault} ${name} second`).toBe(outcome);
      expect.soft((await calls[name](bench)).kind, `${fault} ${name} over`).toBe('answer');
    }
    const { cards, effects } = bench.embedded.books();
    expect(cards).toHaveLength(2);
    expect(effects).toEqual([{ businessKey: 'row_1', times: 1 }]);
  });

  it('slow beyond the time-out is offline, and the work is done all the same', async () => {
    const bench = await upstreamBench({ slowMs: 400, timeoutMs: 100 });
    bench.embedded.setFault({ fault: 'slow', calls: 1, path: '/v1/outbox' });
    expect(await calls.outbox(bench)).toEqual({ kind: 'offline', detail: 'timeOut' });
    await expect.poll(() => bench.embedded.books().effects).toHaveLength(1);
    expect((await calls.outbox(bench)).kind).toBe('answer');
    expect(bench.embedded.books().effects).toEqual([{ businessKey: 'row_1', times: 1 }]);
  });

  it('network off cuts every call, and back on goes on with the same books and address', async () => {
    const bench = await upstreamBench();
    await calls.outbox(bench);
    bench.embedded.setNetwork(false);
    for (const call of Object.values(calls)) expect((await call(bench)).kind).toBe('offline');
    bench.embedded.setNetwork(true);
    expect((await calls.outbox(bench)).kind).toBe('answer');
    expect(bench.embedded.books().rows).toEqual([{ id: 'row_1', kind: 'case.opened', times: 2 }]);
  });

  it('a fault without a path leaves the probe alone, a login page does not', async () => {
    const bench = await upstreamBench();
    bench.embedded.setFault({ fault: 'error500', calls: 1 });
    expect((await calls.health(bench)).kind).toBe('answer');
    expect((await calls.books(bench)).kind).toBe('offline');
    bench.embedded.setFault({ fault: 'loginPage', calls: 1 });
    expect((await calls.health(bench)).kind).toBe('linkFault');
    bench.embedded.setFault({ fault: 'error500', calls: 5 });
    bench.embedded.setFault({ fault: 'error500', calls: 0 });
    expect(bench.embedded.activeFaults()).toEqual([]);
  });

  it('a wrong token is a link fault', async () => {
    const bench = await upstreamBench();
    const stranger = createHttpUpstream({ url: bench.embedded.url, token: 'not-the-right-token' });
    expect(await stranger.call('health', {})).toEqual({ kind: 'linkFault', detail: 'HTTP 401' });
    await stranger.close();
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
