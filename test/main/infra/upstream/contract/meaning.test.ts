import { sm3 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import type { PermitRecord } from '../../../../../main/contract/permit.ts';
import {
  adapterBench,
  adapterNames,
  answered,
  batchOf,
  chip,
  now,
  otherStation,
  registered,
  registerInput,
  sendRows,
  stationId,
  today,
  watchAddresses,
  wireRow,
} from './helpers.ts';

watchAddresses();
const jobKey = `${stationId}:job_000001`;

describe.each(adapterNames)('G2 %s: what the calls of the contract mean', (adapter) => {
  it('each service says that it is there, and what time it is', async () => {
    const { upstream } = await adapterBench(adapter);
    for (const service of ['permits', 'cards', 'certificates', 'queue'] as const)
      expect(answered(await upstream.call('health', { service }))).toEqual({
        service,
        inService: true,
        time: new Date(now).toISOString(),
      });
  });

  it('A3 a permit arrives as it is upstream, letter by letter, whatever letters it has', async () => {
    const bench = await adapterBench(adapter);
    const anna = bench.permitOf('anna');
    const strange: PermitRecord = {
      ...anna,
      permitNumber: 'TRN440390000001',
      position: '工程师 “首席” \\ & = + % \u{20bb7}田\u3b4e镕 ½ ß',
      place: '广东省深圳市福田区 100%',
      employer: { ...anna.employer, name: '深圳市𠮷祥（培训）有限公司 & Söhne' },
      status: 'suspended',
      photoReceipt: null,
      documents: [
        { code: 'DEGREE', authType: 'cn_degree_authentication', authCountry: 'DEU' },
        { code: 'CONTRACT', issueDate: today, effectiveDate: '2027-02-28' },
        { code: 'NCR', authType: 'notary_hkmotw' },
      ],
      holder: {
        ...anna.holder,
        familyName: 'ÖRNEKOĞLU-ŠPECIMEN',
        givenNames: "O'ŁÓDŹ ÅSA",
        sex: 'X',
        passportNumber: 'C0TEST901',
      },
    };
    bench.server.putPermits([strange]);
    const verified = await bench.upstream.call('permitVerify', { permitNumber: strange.permitNumber });
    expect(answered(verified).permit).toEqual(strange);
    const gokce = bench.permitOf('gokce');
    expect(
      answered(await bench.upstream.call('permitVerify', { permitNumber: gokce.permitNumber })).permit,
    ).toEqual(gokce);
  });

  it('A3 the feed comes in pages by a cursor, then only what changed, and what is gone', async () => {
    const bench = await adapterBench(adapter);
    const all = Array.from({ length: 7 }, () => bench.freshPermit());
    const seen: string[] = [];
    let cursor = '';
    for (let more = true; more;) {
      const page = answered(await bench.again().call('permitFeed', { cursor, limit: 4 }));
      expect(page.permits.length).toBeLessThanOrEqual(4);
      seen.push(...page.permits.map(({ permitNumber }) => permitNumber));
      ({ cursor, more } = page);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(-7)).toEqual(all.map(({ permitNumber }) => permitNumber));
    const [first, second] = all;
    if (first === undefined || second === undefined) throw new Error('no permits');
    const changed = { ...first, status: 'cancelled' as const };
    bench.server.putPermits([changed, second]);
    bench.server.removePermits([second.permitNumber]);
    expect(answered(await bench.upstream.call('permitFeed', { cursor }))).toMatchObject({
      permits: [changed],
      gone: [second.permitNumber],
      total: seen.length - 1,
      more: false,
    });
  });

  it.each([
    ['unknown', 'permitUnknown'],
    ['hans', 'permitNotValid'],
    ['taro', 'photoMissing'],
    ['wrongPassport', 'conflict'],
    ['retired', 'stationRetired'],
  ])('no card for %s: %s', async (who, code) => {
    const bench = await adapterBench(adapter);
    const anna = bench.permitOf('anna');
    if (who === 'retired') bench.server.retireStation(stationId);
    const permit =
      who === 'unknown'
        ? { ...anna, permitNumber: 'TRN440300999999' }
        : who === 'hans' || who === 'taro'
          ? bench.permitOf(who)
          : who === 'wrongPassport'
            ? { ...anna, holder: { ...anna.holder, passportNumber: 'X0000000' } }
            : anna;
    expect(await bench.upstream.call('cardRegister', registerInput(permit, jobKey))).toMatchObject({
      kind: 'refused',
      refusal: { refused: true, code },
    });
    expect(bench.server.books().cards).toEqual([]);
  });

  it('refusals of the other calls say why', async () => {
    const bench = await adapterBench(adapter);
    const { upstream } = bench;
    const refused = (code: string) => ({ kind: 'refused', refusal: { code } });
    expect(await upstream.call('permitVerify', { permitNumber: 'TRN440300999999' })).toMatchObject(
      refused('permitUnknown'),
    );
    expect(await upstream.call('cardPerson', { permitNumber: 'TRN440300999999' })).toMatchObject(
      refused('permitUnknown'),
    );
    expect(answered(await upstream.call('cardQuery', { permitNumber: 'TRN440300999999' }))).toEqual({
      cards: [],
    });
    const nobody = { jobKey, batch: 'B1', cardNumber: 'T99999999' };
    expect(await upstream.call('cardLock', nobody)).toMatchObject(refused('notRegistered'));
    const card = await registered(bench, bench.permitOf('anna'), jobKey);
    expect(
      await upstream.call('cardLock', { jobKey, batch: 'B1', cardNumber: card.cardNumber }),
    ).toMatchObject(refused('conflict'));
    expect(
      await upstream.call('attachmentPart', { stationId, digest: 'a'.repeat(64), offset: 0, bytes: 'AAAA' }),
    ).toMatchObject(refused('wrongOrder'));
    bench.server.retireStation(stationId);
    expect(await upstream.call('books', { stationId, date: today })).toMatchObject(refused('stationRetired'));
  });

  it('G1 the rows of a batch are answered one by one; behind one that was not taken the rest of its case is not tried', async () => {
    const bench = await adapterBench(adapter);
    const one = { caseNumber: `${stationId}-20261125-0001` };
    const two = { caseNumber: `${stationId}-20261125-0002` };
    const report = { batch: 'B1', cardNumber: 'T99999999', cardIdentifier: chip };
    const rows = [
      wireRow('a', 'case.opened', {}, one),
      wireRow('b', 'card.report', { ...report, socialSecurityNumber: 'DEU0C0TEST001' }, one),
      wireRow('c', 'case.decided', {}, one),
      wireRow('d', 'case.opened', {}, two),
      wireRow('e', 'fee.paid', {}, one),
      wireRow('f', 'day.closed'),
      wireRow('g', 'rating.given', {}, { stationId: otherStation }),
    ];
    const results = await sendRows(bench, ...rows);
    expect(results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'row_a accepted',
      'row_b refused',
      'row_c notTried',
      'row_d accepted',
      'row_e accepted',
      'row_f accepted',
      'row_g refused',
    ]);
    expect(results[1]).toMatchObject({ code: 'notRegistered' });
    expect(results[6]).toMatchObject({ code: 'conflict' });
    expect(results[0]).toMatchObject({
      receipt: { at: new Date(now).toISOString() },
      upstreamCaseNumber: expect.stringMatching(/^WGR2026/),
    });
    expect(bench.server.books().rows.map(({ id }) => id)).not.toContain('row_c');
    // Put right, and sent again: what was taken keeps its receipt.
    const rest = await sendRows(bench, ...rows.slice(0, 1), ...rows.slice(2, 3));
    expect(rest[1]).toMatchObject({ id: 'row_c', outcome: 'accepted' });
    const receiptOf = (result: (typeof results)[number] | undefined) =>
      result !== undefined && 'receipt' in result ? result.receipt.number : 'none';
    expect(receiptOf(rest[0])).toBe(receiptOf(results[0]));
  });

  it('G3 the line fails in the middle of a batch: what was answered is kept, the rest is sent later, each once', async () => {
    const bench = await adapterBench(adapter);
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((id) =>
      wireRow(id, 'case.decided', {}, { caseNumber: `${stationId}-${id}` }),
    );
    const path = { reference: '/v1/outbox', markBatch: '/ywjk/JL01', preOpen: '/api/records' }[adapter];
    bench.server.setFault({ fault: 'dropAnswer', calls: 1, path });
    const outcome = await bench.upstream.call('outbox', batchOf(...rows));
    const answeredFirst = outcome.kind === 'answer' ? outcome.value.results : [];
    if (outcome.kind !== 'answer') expect(outcome.kind).toBe('offline');
    // The row whose answer was lost is none of "not tried": its work may have been done.
    else expect(answeredFirst.length).toBe(rows.length - 1);
    const left = rows.filter(
      ({ id }) => !answeredFirst.some((each) => each.id === id && each.outcome === 'accepted'),
    );
    for (const result of await sendRows(bench, ...left))
      expect(['accepted', 'alreadyDone']).toContain(result.outcome);
    expect(
      bench.server
        .books()
        .effects.map(({ businessKey, times }) => `${businessKey} ${times}`)
        .sort(),
    ).toEqual(rows.map(({ id }) => `${id} 1`).sort());
  });

  it('G5 a picture that was cut goes on where it ended, also after a restart; spoilt bytes are let go', async () => {
    const bench = await adapterBench(adapter);
    const bytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);
    const digest = sm3(bytes);
    const offer = { stationId, rowId: wireRow('p', 'case.opened').id, kind: 'photo', digest, size: 1000 };
    const part = (from: number, to: number, upstream = bench.upstream) =>
      upstream.call('attachmentPart', {
        stationId,
        digest,
        offset: from,
        bytes: Buffer.from(bytes.slice(from, to)).toString('base64'),
      });
    expect(answered(await bench.upstream.call('attachmentOffer', offer))).toEqual({
      received: 0,
      complete: false,
    });
    expect(answered(await part(0, 400))).toMatchObject({ received: 400, complete: false });
    const restarted = bench.again();
    expect(answered(await restarted.call('attachmentOffer', offer))).toMatchObject({ received: 400 });
    expect(answered(await part(0, 400, restarted))).toMatchObject({ received: 400, spoiled: false });
    expect(answered(await part(400, 1000, restarted))).toEqual({
      received: 1000,
      complete: true,
      spoiled: false,
    });
    expect(answered(await restarted.call('attachmentOffer', offer))).toEqual({
      received: 1000,
      complete: true,
    });
    const wrong = { ...offer, digest: 'f'.repeat(64), size: 3 };
    answered(await restarted.call('attachmentOffer', wrong));
    const spoilt = { stationId, digest: wrong.digest, offset: 0, bytes: 'AAAA' };
    expect(answered(await restarted.call('attachmentPart', spoilt))).toEqual({
      received: 0,
      complete: false,
      spoiled: true,
    });
  });

  it('I1 G7 upstream knows the place of the chain that came last, and the rows that came with it', async () => {
    const bench = await adapterBench(adapter);
    const row = wireRow('late', 'notice.issued', { number: `${stationId}-SL-1` }, { caseNumber: 'SZ50-1' });
    await sendRows(bench, row);
    const ask = async (sequence: number) =>
      answered(await bench.upstream.call('stationHead', { stationId, line: 0, sequence }));
    expect(await ask(5)).toEqual({
      newest: { line: 0, sequence: 12, head: '0'.repeat(64), at: new Date(now).toISOString() },
      rows: [
        {
          id: row.id,
          kind: row.kind,
          caseNumber: 'SZ50-1',
          number: `${stationId}-SL-1`,
          createdAt: row.createdAt,
        },
      ],
      more: false,
    });
    expect((await ask(12)).rows).toEqual([]);
  });

  it('C5 a withdrawn paper comes back in the list of every station', async () => {
    const bench = await adapterBench(adapter);
    const paper = {
      number: `${stationId}-SL-2026-000001`,
      kind: 'acceptance',
      how: 'revoked',
      by: null,
      at: `${today}T01:00:00.000Z`,
    };
    const foreign = { ...paper, number: `${otherStation}-SL-2026-000001` };
    expect(
      await sendRows(
        bench,
        wireRow('w', 'notice.withdrawn', paper),
        wireRow('x', 'notice.withdrawn', foreign),
      ),
    ).toMatchObject([{ outcome: 'accepted' }, { outcome: 'refused', code: 'conflict' }]);
    const { papers, cursor, more } = answered(await bench.again().call('withdrawnPapers', {}));
    expect([papers, more]).toEqual([[paper], false]);
    expect(answered(await bench.upstream.call('withdrawnPapers', { cursor })).papers).toEqual([]);
  });

  it('G10 the people of the station, with and without roles; A11 the code of an electronic card', async () => {
    const bench = await adapterBench(adapter);
    expect(answered(await bench.upstream.call('staffStanding', { stationId }))).toEqual({
      stationId,
      staff: [
        { userName: 'limin', active: true, roles: ['clerk', 'stockKeeper'] },
        { userName: 'gone', active: false },
      ],
      at: new Date(now).toISOString(),
    });
    const anna = bench.permitOf('anna');
    const check = async (code: string, permitNumber: string | null) =>
      answered(await bench.upstream.call('ecardCheck', { code, use: '01', permitNumber })).check;
    const code = bench.server.showEcard(anna.permitNumber);
    expect(await check(code, anna.permitNumber)).toEqual({
      result: 'valid',
      holder: {
        permitNumber: anna.permitNumber,
        birthYear: Number(anna.holder.birthDate.slice(0, 4)),
        passportTail: anna.holder.passportNumber.slice(-4),
      },
    });
    expect(await check(code, bench.permitOf('karl').permitNumber)).toEqual({ result: 'notYours' });
    expect(await check(bench.server.showEcard(null), null)).toEqual({ result: 'valid', holder: null });
    expect(await check('nothing of theirs', null)).toEqual({ result: 'unknown' });
  });
});
