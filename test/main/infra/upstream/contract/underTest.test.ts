import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { upstreamAccess } from '../../../../../main/contract/hosts.ts';
import { createUpstream } from '../../../../../main/infra/upstream/createUpstream.ts';
import type { OpenUpstream } from '../../../../../main/infra/upstream/adapters/registry.ts';
import { answered, wireRow } from './helpers.ts';

/**
 * The same contract against any upstream that has an address: `UPSTREAM_UNDER_TEST=upstream.json npm test -- test/main/infra/upstream/contract`
 * (docs/adapters.md). Only for a test system: with `permitNumber` and `passportNumber` a card is applied for and given up again, and one record
 * is left there.
 */
const file = process.env['UPSTREAM_UNDER_TEST'];
const subject = upstreamAccess.extend({
  stationId: z.string(),
  /** Of a person who may have a card and has none. Left out: nothing is applied for, nothing is written. */
  permitNumber: z.string().optional(),
  passportNumber: z.string().optional(),
});
const given = file === undefined ? null : subject.parse(JSON.parse(readFileSync(file, 'utf8')));

describe.skipIf(given === null)('G2 the upstream under test', () => {
  const open = (changes: { readonly url?: string; readonly token?: string } = {}): OpenUpstream => {
    if (given === null) throw new Error('no upstream under test');
    const upstream = createUpstream({ ...given, ...changes });
    onTestFinished(() => upstream.close());
    return upstream;
  };
  const stationId = given?.stationId ?? '';

  it('says of each service whether it is there', async () => {
    for (const service of ['permits', 'cards', 'certificates', 'queue'] as const)
      expect(answered(await open().call('health', { service })).service).toBe(service);
  });

  it('gives the feed in pages that go on where they ended', async () => {
    const first = answered(await open().call('permitFeed', { limit: 2 }));
    expect(first.permits.length + first.gone.length).toBeLessThanOrEqual(2);
    const next = answered(await open().call('permitFeed', { cursor: first.cursor, limit: 2 }));
    const numbers = new Set(first.permits.map(({ permitNumber }) => permitNumber));
    expect(next.permits.filter(({ permitNumber }) => numbers.has(permitNumber))).toEqual([]);
  });

  it('refuses in words of the contract', async () => {
    expect(await open().call('permitVerify', { permitNumber: 'ZZZZZZ000000' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'permitUnknown' },
    });
  });

  it('answers the lists of a station', async () => {
    const upstream = open();
    expect(answered(await upstream.call('staffStanding', { stationId })).stationId).toBe(stationId);
    answered(await upstream.call('withdrawnPapers', { limit: 2 }));
    answered(await upstream.call('stationHead', { stationId, line: 0, sequence: 0 }));
    answered(await upstream.call('books', { stationId, date: '2026-01-01' }));
  });

  it('takes no other token and no other path', async () => {
    const wrong = open({ token: 'not-the-right-token' });
    expect((await wrong.call('health', { service: 'queue' })).kind).toBe('linkFault');
    const elsewhere = open({ url: `${given?.url ?? ''}/elsewhere` });
    expect((await elsewhere.call('health', { service: 'queue' })).kind).toBe('linkFault');
  });

  it.skipIf(given?.permitNumber === undefined || given.passportNumber === undefined)(
    'resumes the same batch and card number, gives up, and keeps a record once',
    async () => {
      const { permitNumber = '', passportNumber = '' } = given ?? {};
      const jobKey = `${stationId}:under-test-${Date.now()}`;
      const input = { jobKey, stationId, permitNumber, passportNumber };
      const first = answered(await open().call('cardRegister', input)).card;
      const again = answered(await open().call('cardRegister', input));
      expect(again).toMatchObject({
        resumed: true,
        card: { batch: first.batch, cardNumber: first.cardNumber, jobKey },
      });
      expect(answered(await open().call('cardRelease', { jobKey }))).toEqual({ released: true });
      expect(answered(await open().call('cardQuery', { permitNumber })).cards).toEqual([]);

      const row = wireRow(`underTest${Date.now()}`, 'rating.given', {}, { stationId });
      const batch = { stationId, chainHead: '0'.repeat(64), rows: [row] };
      const [one] = answered(await open().call('outbox', batch)).results;
      const [two] = answered(await open().call('outbox', batch)).results;
      if (one?.outcome !== 'accepted' || two === undefined || !('receipt' in two))
        throw new Error('the record was not taken');
      expect(two.receipt.number).toBe(one.receipt.number);
    },
  );
});
