import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { upstreamAccess } from '../../../../../main/contract/hosts.ts';
import { createUpstream } from '../../../../../main/infra/upstream/createUpstream.ts';
import { createMarkBatch } from '../../../../../main/infra/upstream/adapters/markBatch/createMarkBatch.ts';
import { fieldsOf, formOf, gbJson } from '../../../../../main/infra/upstream/adapters/markBatch/form.ts';
import { beijingStamp, instantOfStamp } from '../../../../../main/infra/upstream/adapters/wireTimes.ts';
import { stationFile } from '../../../../../main/shell/stationFile.ts';
import {
  adapterBench,
  answered,
  batchOf,
  cardRow,
  locked,
  registered,
  sendRows,
  stationId,
  wireRow,
} from './helpers.ts';

const ask = async (
  { url, token }: { readonly url: string; readonly token: string },
  path: string,
  body: object | string,
): Promise<unknown> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type':
        typeof body === 'string'
          ? 'application/x-www-form-urlencoded; charset=GB18030'
          : 'application/json; charset=utf-8',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const charset = answer.headers.get('content-type')?.includes('GB18030') === true ? 'gb18030' : 'utf-8';
  return JSON.parse(new TextDecoder(charset).decode(await answer.arrayBuffer()));
};

describe('F7 forms in GB18030 (模拟省份甲)', () => {
  it('every text comes back as it was written, rare characters and Latin letters alike', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.string({ unit: 'binary' }).filter((text) => !/[\0\ud800-\uf8ff\ufffd]/u.test(text)),
        ),
        (fields) => {
          expect(fieldsOf(formOf(fields))).toEqual(fields);
        },
      ),
      { seed: 20261128, numRuns: 500 },
    );
  });

  it('has the bytes of the public tables, and never a silent change', () => {
    expect(formOf({ xm: '社保 ÖZ\u{20bb7}' })).toBe('xm=%C9%E7%B1%A3+%81%30%89%30Z%95%34%B2%35');
    expect(formOf({ xm: 'A\0\ud800' })).toBe('xm=A%3F%3F');
    // In JSON nothing is lost: private characters and halves go as escapes.
    const odd = { name: '\ue5e5A\ud800\0' };
    expect(JSON.parse(fieldsOf(formOf({ sjnr: gbJson(odd) }))?.['sjnr'] ?? '')).toEqual(odd);
    expect(fieldsOf('xm=%81')).toBeNull();
    expect(fieldsOf('xm=%zz')).toBeNull();
  });

  it('the parser takes any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        fieldsOf(text);
      }),
      { seed: 20261128, numRuns: 1000 },
    );
  });

  it('times of Beijing and back', () => {
    expect(beijingStamp('2026-11-24T16:00:00.000Z')).toBe('20261125000000');
    expect(instantOfStamp('20261125000000')).toBe('2026-11-24T16:00:00.000Z');
    expect(instantOfStamp('yesterday')).toBe('yesterday');
  });
});

describe('G2 模拟省份甲 has no keys', () => {
  it('the record call really keeps a second record when nobody asks first; the adapter asks', async () => {
    const bench = await adapterBench('markBatch');
    const row = wireRow('twice', 'rating.given');
    await sendRows(bench, row);
    await sendRows(bench, row);
    expect(bench.server.books().effects).toEqual([{ businessKey: row.businessKey, times: 1 }]);
    const blind = formOf({
      lsid: row.id,
      lx: row.kind,
      zdbh: stationId,
      fszd: stationId,
      bdbh: '',
      ywj: row.businessKey,
      cjsj: beijingStamp(row.createdAt),
      bb: '1',
      gzlsid: '',
      zdtou: '0',
      zdxh: '',
      zdxl: '',
      sjnr: '{}',
    });
    expect(await ask(bench.server, '/ywjk/JL01', blind)).toMatchObject({ code: '00' });
    expect(bench.server.books().effects).toEqual([{ businessKey: row.businessKey, times: 2 }]);
  });

  it('a record whose answer is still on its way is not sent again until it has settled', async () => {
    const bench = await adapterBench('markBatch', { slowMs: 3000 });
    let clock = 1_000_000;
    const careful = createMarkBatch({
      url: bench.server.url,
      token: bench.server.token,
      settleMs: 60_000,
      now: () => clock,
    });
    onTestFinished(() => careful.close());
    const row = wireRow('late', 'case.opened', {}, { caseNumber: 'SZ50-1' });
    const next = wireRow('next', 'case.decided', {}, { caseNumber: 'SZ50-1' });
    bench.server.setFault({ fault: 'slow', calls: 1, path: '/ywjk/JL01' });
    expect(await careful.call('outbox', batchOf(row, next), { timeoutMs: 1000 })).toEqual({
      kind: 'offline',
      detail: 'timeOut',
    });
    // The work is done after this: a second record now would be one too many.
    expect(bench.server.books().effects).toEqual([]);
    expect(answered(await careful.call('outbox', batchOf(row, next))).results).toEqual([
      { id: row.id, outcome: 'notTried' },
      { id: next.id, outcome: 'notTried' },
    ]);
    await expect.poll(() => bench.server.books().effects, { timeout: 10_000 }).toHaveLength(1);
    expect(answered(await careful.call('outbox', batchOf(row, next))).results).toMatchObject([
      { id: row.id, outcome: 'accepted' },
      { id: next.id, outcome: 'accepted' },
    ]);
    expect(bench.server.books().effects.map(({ times }) => times)).toEqual([1, 1]);

    // One that never arrived is sent again once nothing of it can be under way any more.
    const lost = wireRow('lost', 'rating.given');
    bench.server.setFault({ fault: 'error500', calls: 1, path: '/ywjk/JL01' });
    expect((await careful.call('outbox', batchOf(lost))).kind).toBe('offline');
    clock += 59_999;
    expect(answered(await careful.call('outbox', batchOf(lost))).results).toMatchObject([
      { outcome: 'notTried' },
    ]);
    clock += 1;
    expect(answered(await careful.call('outbox', batchOf(lost))).results).toMatchObject([
      { outcome: 'accepted' },
    ]);
  });

  it('9.20 "has a batch already" resumes the batch that is there', async () => {
    const bench = await adapterBench('markBatch');
    const permit = bench.permitOf('anna');
    bench.server.setFault({ fault: 'dropAnswer', calls: 1, path: '/ywjk/PC01' });
    await bench.upstream.call('cardRegister', {
      jobKey: `${stationId}:job_1`,
      stationId,
      permitNumber: permit.permitNumber,
      passportNumber: permit.holder.passportNumber,
    });
    const card = await registered(bench, permit, `${stationId}:job_1`);
    expect(card.batch).toMatch(/0001$/);
  });
});

describe('1.8 模拟省份乙 wants 18 characters', () => {
  it('refuses any other length in its own words; the adapter fills it and takes the filling away', async () => {
    const bench = await adapterBench('preOpen');
    const card = await locked(bench, bench.permitOf('anna'), `${stationId}:job_1`);
    const row = cardRow(card, 'report');
    const bare = { content: { socialSecurityNumber: 'DEU0C0TEST001' } };
    expect(await ask(bench.server, '/api/cards/complete', bare)).toMatchObject({
      status: 4018,
      tip: '社会保障号码长度不为18位',
    });
    const without = { ...row, payload: { ...row.payload, socialSecurityNumber: null } };
    expect(await sendRows(bench, without)).toEqual([
      {
        id: row.id,
        outcome: 'refused',
        code: 'refusedByOfficer',
        reason: '4018 社会保障号码长度不为18位',
      },
    ]);
    expect(await sendRows(bench, row)).toMatchObject([{ outcome: 'accepted' }]);
    const data = await ask(bench.server, '/api/cards/data', {
      requestNo: card.jobKey,
      batchNo: card.batch,
      cardNo: card.cardNumber,
    });
    expect(data).toMatchObject({ result: { data: { socialSecurityNo: 'DEU0C0TEST001     ' } } });
  });

  it('names a person by type and number of a certificate', async () => {
    const bench = await adapterBench('preOpen');
    const anna = bench.permitOf('anna');
    const by = (certificateType: string, certificateNo: string) =>
      ask(bench.server, '/api/permits/one', { certificateType, certificateNo });
    expect(await by('P', anna.permitNumber)).toMatchObject({
      status: 0,
      result: { permit: { person: { certificateType: 'A', certificateNo: anna.holder.passportNumber } } },
    });
    expect(await by('A', anna.permitNumber)).toMatchObject({ status: 4000 });
  });
});

describe('F7 the interface of a province is a matter of configuration', () => {
  it('a station file names the adapter; without a name it is the reference, and another name is no file', () => {
    const access = { url: 'http://127.0.0.1:1', token: 'test-token-0123456789' };
    expect(upstreamAccess.parse(access).adapter).toBeUndefined();
    expect(upstreamAccess.parse({ ...access, adapter: 'preOpen' }).adapter).toBe('preOpen');
    expect(upstreamAccess.safeParse({ ...access, adapter: 'atlantis' }).success).toBe(false);
    const { upstream } = stationFile.shape;
    expect(upstream.parse({ url: access.url, adapter: 'markBatch' })).toMatchObject({ adapter: 'markBatch' });
    expect(upstream.safeParse({ url: access.url, adapter: 'atlantis' }).success).toBe(false);
  });

  it('the wrong adapter in front of a server is a link fault and does nothing there', async () => {
    const bench = await adapterBench('markBatch');
    for (const adapter of ['reference', 'preOpen'] as const) {
      const { url, token } = bench.server;
      const wrong = createUpstream({ adapter, url, token });
      onTestFinished(() => wrong.close());
      expect((await wrong.call('health', { service: 'queue' })).kind).toBe('linkFault');
      expect((await wrong.call('outbox', batchOf(wireRow('x', 'case.opened')))).kind).toBe('linkFault');
    }
    expect(bench.server.books()).toEqual({ cards: [], rows: [], effects: [] });
  });
});
