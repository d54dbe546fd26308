import { describe, expect, it } from 'vitest';
import type { UpstreamFault } from '../../../main/contract/devdock.ts';
import type { UpstreamCallName } from '../../../main/contract/upstream.ts';
import { createHttpUpstream } from '../../../main/infra/upstream/httpUpstream.ts';
import { trainingChipKeys } from '../../../main/training/chipKeys.ts';
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

describe('G1 each fault gives the right outcome for each call', () => {
  const calls: Readonly<Record<UpstreamCallName, (bench: UpstreamBench) => Promise<{ kind: string }>>> = {
    health: (bench) => bench.upstream.call('health', { service: 'queue' }),
    permitFeed: (bench) => bench.upstream.call('permitFeed', {}),
    withdrawnPapers: (bench) => bench.upstream.call('withdrawnPapers', {}),
    staffStanding: (bench) => bench.upstream.call('staffStanding', { stationId }),
    permitVerify: (bench) => bench.upstream.call('permitVerify', { permitNumber: 'TRN440300000001' }),
    ecardCheck: (bench) =>
      bench.upstream.call('ecardCheck', { code: 'ZKE1:X', use: '01', permitNumber: null }),
    cardRegister: (bench) =>
      bench.upstream.call('cardRegister', registerInput(bench.person('anna'), 'job_00000000')),
    cardLock: (bench) => bench.upstream.call('cardLock', lockInput),
    cardCertificate: (bench) =>
      bench.upstream.call('cardCertificate', { ...lockInput, cardIdentifier: '0'.repeat(32), publicKey }),
    cardQuery: (bench) => bench.upstream.call('cardQuery', { permitNumber: 'TRN440300000001' }),
    cardPerson: (bench) => bench.upstream.call('cardPerson', { permitNumber: 'TRN440300000001' }),
    cardRelease: (bench) => bench.upstream.call('cardRelease', { jobKey: 'job_none0000' }),
    attachmentOffer: (bench) => bench.upstream.call('attachmentOffer', picture),
    attachmentPart: async (bench) => {
      await bench.upstream.call('attachmentOffer', picture);
      return bench.upstream.call('attachmentPart', { stationId, digest, offset: 0, bytes: 'AAAA' });
    },
    outbox: (bench) => bench.upstream.call('outbox', batchOf(wireRow('1', 'case.opened'))),
    books: (bench) => bench.upstream.call('books', { stationId, date: today }),
    stationHead: (bench) => bench.upstream.call('stationHead', { stationId, line: 0, sequence: 0 }),
  };
  const digest = '0'.repeat(64);
  const picture = { stationId, rowId: wireRow('1', 'case.opened').id, kind: 'photo', digest, size: 3 };
  const { publicKey } = trainingChipKeys.newPair();
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
    withdrawnPapers: '/v1/withdrawn-papers',
    staffStanding: '/v1/staff',
    permitVerify: '/v1/permits/verify',
    ecardCheck: '/v1/ecards/check',
    cardRegister: '/v1/cards/register',
    cardLock: '/v1/cards/lock',
    cardCertificate: '/v1/cards/certificate',
    cardQuery: '/v1/cards/query',
    cardPerson: '/v1/cards/person',
    cardRelease: '/v1/cards/release',
    attachmentOffer: '/v1/attachments/offer',
    attachmentPart: '/v1/attachments/part',
    outbox: '/v1/outbox',
    books: '/v1/books',
    stationHead: '/v1/station-head',
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
    expect(await stranger.call('health', { service: 'queue' })).toEqual({
      kind: 'linkFault',
      detail: 'HTTP 401',
    });
    await stranger.close();
  });
});
