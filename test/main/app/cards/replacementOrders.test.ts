import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replacementHandlers } from '../../../../main/app/cards/replacementHandlers.ts';
import type { CardPurpose } from '../../../../main/contract/cards.ts';
import type { LossOperation, ReplacementReason } from '../../../../main/contract/earlierCards.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import { upstreamCalls, type RowResult, type UpstreamCallName } from '../../../../main/contract/upstream.ts';
import { giveEarlierCard, statusOf } from '../../../../main/training/upstream/lossDesk.ts';
import { openUpstreamDatabase } from '../../../../main/training/upstream/upstreamDatabase.ts';
import { upstreamDesk } from '../../../../main/training/upstream/upstreamDesk.ts';
import { samplePermit } from '../../helpers/index.ts';
import { nativeBinding } from '../../helpers/stores.ts';
import { actor, caller, cardBench } from './helpers/cardBench.ts';

const permit = samplePermit({ permitNumber: 'TEST00000001' });
const { permitNumber } = permit;
const reasons = {
  first: undefined,
  lost: 'lost',
  damaged: 'broken',
  expired: 'expired',
  changed: 'nameChanged',
} as const satisfies Record<CardPurpose, ReplacementReason | undefined>;

/** A whole station over the real books of the training upstream, without HTTP. The person has one card that can be used. */
function stationBench() {
  const bench = cardBench({ cards: 12, permit });
  const database = openUpstreamDatabase(':memory:', nativeBinding ?? null);
  database.putPermit(permit);
  const old = giveEarlierCard(database, { permitNumber });
  const desk = upstreamDesk(database, {
    now: () => bench.deps.clock.now(),
    bankName: 'Test Bank',
    photoOf: () => '/9j/4AAQ',
    ecards: { check: () => ({ result: 'unknown' }) },
    people: { list: () => [] },
  });
  for (const name of Object.keys(upstreamCalls) as UpstreamCallName[])
    bench.upstream.answer(name, (input) => {
      if (bench.upstream.offline) return { kind: 'offline', detail: 'test' };
      const answer = (desk[name] as (input: unknown, refuses: boolean) => object)(
        upstreamCalls[name].in.parse(input),
        false,
      ) as { value: unknown } | { refusal: never };
      return 'refusal' in answer
        ? { kind: 'refused', refusal: answer.refusal }
        : { kind: 'answer', value: upstreamCalls[name].out.parse(answer.value) };
    });
  const take = (row: OutboxRecord, officerRefuses = false): RowResult => {
    const { id, kind, caseNumber, businessKey, createdAt, payload } = row;
    const { stationId } = bench.deps.profile;
    const answer = desk.outbox(
      {
        stationId,
        chainHead: '0'.repeat(64),
        rows: [{ id, kind, stationId, caseNumber, businessKey, createdAt, payload }],
      },
      officerRefuses,
    );
    const result = 'value' in answer ? answer.value.results[0] : undefined;
    if (result === undefined) throw new Error('no answer to a row');
    return result as RowResult;
  };
  return {
    bench,
    old,
    take,
    jobs: () => bench.deps.stores.jobs.ofPermit(permitNumber),
    cards: () => database.cardsOfPermit(permitNumber),
    /** Cards that somebody could use now. */
    usable: () =>
      database
        .cardsOfPermit(permitNumber)
        .filter((card) => !card.released && card.state !== 'wasted' && statusOf(card) === 'normal').length,
    /** Another desk asks upstream directly. */
    elsewhere: (operation: LossOperation, count: number) =>
      desk.outbox(
        {
          stationId: 'OTHER',
          chainHead: '0'.repeat(64),
          rows: [
            {
              id: `row_other${count}` as OutboxRecord['id'],
              kind: 'card.loss',
              stationId: 'OTHER',
              caseNumber: null,
              businessKey: `other:${count}`,
              createdAt: bench.deps.clock.iso(),
              payload: { permitNumber, cardNumber: old, operation, region: '440300' },
            },
          ],
        },
        false,
      ),
  };
}
type Station = ReturnType<typeof stationBench>;

const step = <Act extends string>(acts: readonly Act[]) =>
  fc.record({ act: fc.constantFrom(...acts), after: fc.integer({ min: 1, max: 12 }) });

async function start({ bench }: Station, purpose: CardPurpose): Promise<void> {
  bench.executor.startJob({
    caseId: bench.caseId,
    channel: 'window',
    owner: actor.name,
    ownerId: actor.staffId,
    purpose,
    reason: reasons[purpose],
    second: 'second',
  });
  await bench.executor.idle();
}
async function settle({ bench, take }: Station, officerRefuses = false): Promise<void> {
  bench.drain((row) => take(row, officerRefuses));
  await bench.executor.idle();
}
const loss = ({ bench }: Station, operation: LossOperation) =>
  replacementHandlers(bench.deps, bench.executor).cardLoss(
    { caseId: bench.caseId, operation, reason: 'lost' },
    caller,
  );

describe('D8 never two usable cards', () => {
  it('the whole way: loss, confirmation, card, report, enable; only then is the old card void', async () => {
    const station = stationBench();
    const { bench, old } = station;
    await loss(station, 'formalLoss');
    await start(station, 'lost');
    expect(station.jobs().at(-1)).toMatchObject({ state: 'ready', problem: { code: 'lossNotConfirmed' } });
    await settle(station);
    const job = station.jobs().at(-1);
    expect(job?.state).toBe('printed');
    expect(station.usable()).toBe(0);
    if (job === undefined) throw new Error('no job');
    bench.executor.confirmVisual(job.id, { good: true }, actor);
    await settle(station);
    expect(station.jobs().at(-1)?.state).toBe('enabled');
    expect(station.cards().map(({ cardNumber, status }) => [cardNumber === old, status])).toEqual(
      expect.arrayContaining([
        [true, 'cancelled'],
        [false, null],
      ]),
    );
    expect(station.usable()).toBe(1);
  });

  it('no order of loss, its end here or elsewhere, first and replacement cards, refusals, waste, cuts and kills leaves two', async () => {
    const acts = [
      'formalLoss',
      'formalLoss',
      'cancelLoss',
      'first',
      'lost',
      'lost',
      'damaged',
      'good',
      'good',
      'bad',
      'giveUp',
      'settle',
      'settle',
      'refuse',
      'cut',
      'kill',
      'elsewhereLoss',
      'elsewhereBack',
      'resume',
    ] as const;
    const way = ['formalLoss', 'settle', 'lost', 'good', 'settle', 'settle'] as const;
    let replaced = 0;
    await fc.assert(
      fc.asyncProperty(
        // Anything may come between the steps of a replacement, and any of them twice.
        fc
          .array(fc.array(step(acts), { maxLength: 2 }), { minLength: way.length, maxLength: way.length })
          .map((noise) => way.flatMap((act, index) => [...(noise[index] ?? []), { act, after: 1 }])),
        async (steps) => {
          const station = stationBench();
          const { bench } = station;
          for (const [index, { act, after }] of steps.entries()) {
            const job = station.jobs().at(-1);
            if (act === 'formalLoss' || act === 'cancelLoss') await loss(station, act);
            else if (act === 'first' || act === 'lost' || act === 'damaged') await start(station, act);
            else if (act === 'good' && job !== undefined)
              bench.executor.confirmVisual(job.id, { good: true }, actor);
            else if (act === 'bad' && job !== undefined)
              bench.executor.confirmVisual(job.id, { good: false }, actor);
            else if (act === 'giveUp' && job !== undefined)
              await bench.executor.giveUp(job.id, 'not wanted', actor);
            else if (act === 'resume' && job !== undefined) bench.executor.resume(job.id, actor, 'second');
            else if (act === 'settle') await settle(station);
            else if (act === 'refuse') await settle(station, true);
            else if (act === 'cut') bench.upstream.offline = !bench.upstream.offline;
            else if (act === 'elsewhereLoss') station.elsewhere('formalLoss', index);
            else if (act === 'elsewhereBack') station.elsewhere('cancelLoss', index);
            else if (act === 'kill') {
              let left = after;
              const dying = bench.restart({
                onJournalled: () => {
                  left -= 1;
                  if (left === 0) throw new Error('killed');
                },
              });
              await dying.resumeAll().catch(() => undefined);
              if (job !== undefined) dying.resume(job.id, actor, 'second');
              await dying.idle();
              await bench.restart().resumeAll();
            }
            await bench.executor.idle();
            expect(station.usable()).toBeLessThanOrEqual(1);
            const alive = station
              .jobs()
              .filter(({ state }) => state !== 'failed' && state !== 'wasted' && state !== 'handedOver');
            expect(alive.length).toBeLessThanOrEqual(1);
          }
          if (station.cards().some(({ replaces, state }) => replaces !== null && state === 'enabled'))
            replaced += 1;
        },
      ),
      { numRuns: 50, seed: 20261125 },
    );
    // The walk is worth nothing where it never gets to a new card.
    expect(replaced).toBeGreaterThan(5);
  });
});
