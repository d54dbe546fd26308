import fc from 'fast-check';
import type { BookedCard } from '../../../../main/contract/upstream.ts';
import { describe, expect, it } from 'vitest';
import { gatherDay } from '../../../../main/app/day/gatherDay.ts';
import { presentCase } from '../../../../main/app/cases/presentCase.ts';
import { identityChecks } from '../../../../main/domain/day/identityChecks.ts';
import { stockIdentities } from '../../../../main/domain/day/stockIdentity.ts';
import { casesAtDesk, machineFaults, modelDesk, type ModelDesk } from './helpers/modelDesk.ts';

const runs = process.env['ZHENGKA_PROOF'] === undefined ? 30 : 1000;

type Step =
  | { readonly do: 'press'; readonly at: number; readonly key: Parameters<ModelDesk['press']>[1] }
  | { readonly do: 'fault'; readonly fault: (typeof machineFaults)[number]; readonly on: boolean }
  | { readonly do: 'network'; readonly on: boolean }
  | { readonly do: 'kill' | 'fill'; readonly after: number }
  | { readonly do: 'makeRoom' | 'drain' | 'takeOut' };

const at = fc.integer({ min: 1, max: casesAtDesk });
const press: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('press' as const),
  at,
  key: fc.constantFrom('start', 'start', 'resume', 'settle', 'good', 'good', 'notGood', 'handOver'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: press },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom(...machineFaults),
      on: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('network' as const), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('kill' as const, 'fill' as const),
      after: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('makeRoom' as const, 'drain' as const, 'takeOut' as const) }),
  },
);

async function perform(desk: ModelDesk, each: Step): Promise<void> {
  switch (each.do) {
    case 'press':
      return desk.press(each.at, each.key);
    case 'fault':
      if (each.on) desk.bench.printer.faults.add(each.fault);
      else desk.bench.printer.faults.delete(each.fault);
      return undefined;
    case 'network':
      desk.bench.upstream.offline = !each.on;
      return undefined;
    case 'kill':
      return desk.killAfter(each.after);
    case 'fill':
      return desk.fillAfter(each.after);
    case 'makeRoom':
      return desk.makeRoom();
    case 'drain':
      return desk.drain();
    case 'takeOut':
      return desk.takeOut();
  }
}

const identities = (desk: ModelDesk, upstream: Parameters<typeof gatherDay>[3]) => {
  const { deps } = desk.bench;
  const day = deps.stores.days.current();
  if (day === null) throw new Error('no day');
  const inputs = gatherDay(deps, (record) => presentCase(deps, record), day, upstream);
  return identityChecks(inputs, stockIdentities(inputs)).filter(({ id }) => /^11\.[1-5]/.test(id));
};
const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((each, index) => values.indexOf(each) !== index);

/** What holds at every moment, whatever happened (domain-rules 9.13, 9.22, 10.2, 11.1–11.4). */
function expectSound(desk: ModelDesk): void {
  const { printer, upstream, deps } = desk.bench;
  const { stores } = deps;
  const inside = printer.inside === null ? [] : [printer.inside.card];
  const cards = [...printer.feeder, ...inside, ...printer.output, ...printer.bin, ...desk.hands];
  expect(repeated(cards.map(({ number }) => number))).toEqual([]);
  expect(cards).toHaveLength(stores.units.list().length);
  expect(cards.filter(({ faces }) => faces > 1)).toEqual([]);
  expect(printer.printedCards - 100).toBe(cards.reduce((sum, { faces }) => sum + faces, 0));

  const live = [...upstream.cards.values()].filter(({ state }) => state !== 'wasted');
  expect(repeated(live.map(({ permitNumber }) => permitNumber))).toEqual([]);
  const jobs = stores.jobs.list('2000-01-01T00:00:00.000Z');
  expect(repeated(jobs.map(({ caseId }) => caseId))).toEqual([]);
  const used = stores.units.list().filter(({ state }) => state === 'used');
  expect(repeated(used.map(({ jobId }) => jobId ?? 'none'))).toEqual([]);
  const bound = jobs.flatMap(({ id, unitKey }) => (unitKey === null ? [] : [{ id, unitKey }]));
  expect(repeated(bound.map(({ unitKey }) => unitKey))).toEqual([]);
  for (const { id, unitKey } of bound) expect(stores.units.get(unitKey)?.jobId).toBe(id);
  expect([...jobs, ...stores.outbox.open()].filter(({ owner }) => owner === '')).toEqual([]);
  expect(identities(desk, null).filter(({ holds, open }) => !holds && !open)).toEqual([]);
}

/** When everything is sent, upstream's books and the ledger say the same, and every card is where the ledger says. */
function expectSettled(desk: ModelDesk): void {
  const { printer, upstream, deps } = desk.bench;
  const { stores } = deps;
  expect(stores.outbox.open()).toEqual([]);
  const cards = [...upstream.cards.values()];
  const inStates = (states: readonly string[]): BookedCard[] =>
    cards
      .filter(({ state }) => states.includes(state))
      .map(({ batch, cardNumber, cardIdentifier }) => ({ batch, cardNumber, cardIdentifier }));
  const books = {
    askedAt: deps.clock.iso(),
    reported: inStates(['reported', 'enabled', 'handedOver']),
    enabled: inStates(['enabled', 'handedOver']),
  };
  expect(identities(desk, books).filter(({ holds, open, id }) => !holds && !(open && id === '11.1'))).toEqual(
    [],
  );
  for (const job of stores.jobs.list('2000-01-01T00:00:00.000Z')) {
    const theirs = cards.find(({ cardNumber }) => cardNumber === job.cardNumber);
    if (job.state === 'handedOver') expect(theirs?.state).toBe('handedOver');
    expect(['handedOver', 'retained', 'failed']).toContain(job.state);
  }
  const tails = (cardsThere: readonly { readonly number: string }[]): string[] =>
    cardsThere.map(({ number }) => number.slice(-4)).toSorted();
  const units = stores.units.list();
  const free = units.filter(({ state, jobId }) => state === 'hopper' && jobId === null);
  expect(tails(printer.feeder)).toEqual(free.map(({ tail }) => tail).toSorted());
  const handedOver = stores.jobs
    .list('2000-01-01T00:00:00.000Z')
    .filter(({ state }) => state === 'handedOver');
  const used = units.filter(({ state }) => state === 'used');
  expect(new Set(used.map(({ key }) => key))).toEqual(new Set(handedOver.map(({ unitKey }) => unitKey)));
  const good = [...printer.output, ...desk.hands].filter(({ faces, spoiled }) => faces === 1 && !spoiled);
  expect(tails(good)).toEqual(expect.arrayContaining(used.map(({ tail }) => tail)));
  expect(printer.inside).toBeNull();
}

describe('D1 D7 G1 random commands against machine, upstream and disk', () => {
  it(
    'no sequence leaves two cards, a card in two jobs, or books that differ',
    { timeout: 900_000 },
    async () => {
      const ends: Record<string, number> = {};
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (sequence) => {
          const desk = modelDesk();
          try {
            for (const each of sequence) {
              await perform(desk, each);
              expectSound(desk);
            }
            await desk.finish();
            expectSound(desk);
            expectSettled(desk);
            for (const { state } of desk.bench.deps.stores.jobs.list('2000-01-01T00:00:00.000Z'))
              ends[state] = (ends[state] ?? 0) + 1;
          } finally {
            desk.bench.deps.stores.close();
          }
        }),
        { numRuns: runs, seed: 2026, endOnFailure: true },
      );
      // The walk reaches what it is about.
      expect(ends['handedOver']).toBeGreaterThan(runs / 2);
    },
  );
});
