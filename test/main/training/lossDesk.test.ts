import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardOperation } from '../../../main/contract/earlierCards.ts';
import type { PermitRecord } from '../../../main/contract/permit.ts';
import type { RowKind } from '../../../main/contract/sync.ts';
import type { OutboxRow } from '../../../main/contract/upstream.ts';
import { judgeReplacement } from '../../../main/domain/cards/earlierCards.ts';
import { samplePeople } from '../../../main/training/people.ts';
import { cardDesk } from '../../../main/training/upstream/cardDesk.ts';
import { giveEarlierCard, statusOf } from '../../../main/training/upstream/lossDesk.ts';
import { outboxDesk } from '../../../main/training/upstream/outboxDesk.ts';
import { openUpstreamDatabase } from '../../../main/training/upstream/upstreamDatabase.ts';
import { nativeBinding } from '../helpers/stores.ts';
import { stationId, today, wireRow } from './helpers/bench.ts';

const permit = permitOfSample();
const { permitNumber } = permit;
const { passportNumber } = permit.holder;

function permitOfSample(): PermitRecord {
  const found = samplePeople(today).flatMap((person) => person.permit ?? [])[0];
  if (found === undefined) throw new Error('the training sample has no permit');
  return found;
}

/** The two desks of the training upstream over one set of books, without HTTP. */
function desk() {
  const database = openUpstreamDatabase(':memory:', nativeBinding ?? null);
  database.putPermit(permit);
  const cards = cardDesk(database, { today: () => today, bankName: '测试银行', photoOf: () => 'AAAA' });
  const outbox = outboxDesk(database, { now: () => `${today}T02:00:00.000Z` });
  let rows = 0;
  const send = (kind: RowKind, payload: Record<string, unknown>, more: Partial<OutboxRow> = {}) =>
    outbox.batch(stationId, '0'.repeat(64), [
      wireRow(String((rows += 1)), kind, payload, { businessKey: `key${rows}`, ...more }),
    ])[0];
  const report = (operation: CardOperation, cardNumber: string | null, region = '440300') =>
    send('card.loss', { permitNumber, cardNumber, operation, region });
  const register = (jobKey: string, replaces?: string) =>
    cards.register({ jobKey, stationId, permitNumber, passportNumber, ...(replaces && { replaces }) });
  const person = () => {
    const answer = cards.person({ permitNumber });
    if (!('value' in answer)) throw new Error(answer.refusal.code);
    return answer.value.cards;
  };
  const usable = (): number =>
    database
      .cardsOfPermit(permitNumber)
      .filter((card) => !card.released && card.state !== 'wasted' && statusOf(card) === 'normal').length;
  return { database, cards, send, report, register, person, usable };
}
type Desk = ReturnType<typeof desk>;

/** The whole way of a registered card up to `enabled`. */
function make({ cards, send, register }: Desk, jobKey: string, replaces?: string): string {
  const registered = register(jobKey, replaces);
  if (!('value' in registered)) throw new Error(registered.refusal.code);
  const { batch, cardNumber } = registered.value.card;
  cards.lock({ jobKey, batch, cardNumber });
  send('card.report', { batch, cardNumber });
  expect(send('card.enable', { batch, cardNumber })?.outcome).toBe('accepted');
  return cardNumber;
}

describe('D8 replacing a card upstream', () => {
  it('a live card stops a new one until it is lost for good; enabling the new one cancels it', () => {
    const bench = desk();
    const old = giveEarlierCard(bench.database, { permitNumber }) ?? '';
    expect(bench.register('SZ50:job_1')).toMatchObject({ refusal: { code: 'cardExists' } });
    expect(bench.register('SZ50:job_1', old)).toMatchObject({ refusal: { code: 'oldCardUsable' } });
    bench.report('temporaryLoss', old);
    expect(bench.register('SZ50:job_1', old)).toMatchObject({ refusal: { code: 'oldCardUsable' } });
    expect(bench.report('formalLoss', old)?.outcome).toBe('accepted');
    expect(bench.usable()).toBe(0);
    const fresh = make(bench, 'SZ50:job_1', old);
    expect(bench.person()).toEqual([
      expect.objectContaining({ cardNumber: old, status: 'cancelled' }),
      expect.objectContaining({ cardNumber: fresh, status: 'normal' }),
    ]);
  });

  it('a report without a card number finds the card by the person', () => {
    const bench = desk();
    const old = giveEarlierCard(bench.database, { permitNumber }) ?? '';
    expect(bench.report('formalLoss', null)?.outcome).toBe('accepted');
    expect(bench.person()[0]).toMatchObject({ cardNumber: old, status: 'formalLoss' });
    expect(bench.report('formalLoss', old)).toMatchObject({ outcome: 'alreadyDone' });
  });

  it('01 to 03 work from any city, 04 and a replacement in the card’s own only (9.12)', () => {
    const bench = desk();
    const old = giveEarlierCard(bench.database, { permitNumber, region: '440100' }) ?? '';
    expect(bench.report('cancel', old)).toMatchObject({ outcome: 'refused', code: 'otherCity' });
    expect(bench.report('formalLoss', old)?.outcome).toBe('accepted');
    expect(bench.register('SZ50:job_1', old)).toMatchObject({ refusal: { code: 'otherCity' } });
  });

  it('a loss is not taken back while its replacement is registered', () => {
    const bench = desk();
    const old = giveEarlierCard(bench.database, { permitNumber, status: 'formalLoss' }) ?? '';
    bench.register('SZ50:job_1', old);
    expect(bench.report('cancelLoss', old)).toMatchObject({ outcome: 'refused', code: 'wrongOrder' });
    bench.cards.release({ jobKey: 'SZ50:job_1' });
    expect(bench.report('cancelLoss', old)?.outcome).toBe('accepted');
    expect(bench.register('SZ50:job_1', old)).toMatchObject({ refusal: { code: 'oldCardUsable' } });
  });

  it('no order of loss, taking back, replacing, giving up, wasting and making leaves two usable cards', () => {
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom(
          'temporaryLoss',
          'formalLoss',
          'cancelLoss',
          'cancel',
          'register',
          'lock',
          'report',
          'enable',
          'wasted',
          'release',
        ),
        job: fc.constantFrom('SZ50:job_1', 'SZ51:job_2', 'SZ50:job_3'),
        which: fc.nat({ max: 4 }),
        named: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 2 }), (steps, earlier) => {
        const bench = desk();
        for (let index = 0; index < earlier; index += 1)
          giveEarlierCard(bench.database, {
            permitNumber,
            status: index === 0 ? 'normal' : 'formalLoss',
          });
        for (const { act, job, which, named } of steps) {
          const all = bench.database.cardsOfPermit(permitNumber);
          const some = all[which % Math.max(all.length, 1)];
          const mine = bench.database.cardOfJob(job);
          const row = mine === null ? null : { batch: mine.batch, cardNumber: mine.cardNumber };
          if (act === 'register') {
            const verdict = judgeReplacement(bench.person(), { jobKey: job, region: '440300' });
            const guess = named ? some?.cardNumber : undefined;
            bench.register(job, verdict.kind === 'replace' ? verdict.cardNumber : guess);
          } else if (act === 'lock') {
            if (row !== null) bench.cards.lock({ jobKey: job, ...row });
          } else if (act === 'release') bench.cards.release({ jobKey: job });
          else if (act === 'report' || act === 'enable' || act === 'wasted') {
            if (row !== null) bench.send(`card.${act}`, row);
          } else bench.report(act, named ? (some?.cardNumber ?? null) : null);
          expect(bench.usable()).toBeLessThanOrEqual(1);
        }
        bench.database.close();
      }),
      { numRuns: 150 },
    );
  });
});
