import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import type { DayInputs, DayJob } from '../../../../main/domain/day/dayInputs.ts';
import { broken } from './helpers/daySamples.ts';
import { honestDay, plans } from './helpers/randomDay.ts';

const runs = process.env['ZHENGKA_PROOF'] === undefined ? 200 : 3000;
const options = { numRuns: runs, seed: 2026 };

describe('H1 H2 random days: cards, waste, transfers, kills, late receipts, overrides, counts', () => {
  it('every identity of an honest ledger holds, or is open because it cannot be proven', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const inputs = honestDay(plan);
        expect(broken(inputs).filter((id) => !id.endsWith(' open'))).toEqual([]);
        const figures = computeDay(inputs);
        expect(figures.match).toMatchObject({ differs: 0 });
        const kinds = new Set(figures.exceptions.map(({ kind }) => kind));
        for (const kind of [
          'identityDiffers',
          'matchDiffers',
          'stockDifference',
          'localOnly',
          'upstreamOnly',
        ])
          expect(kinds).not.toContain(kind);
        expect(kinds.has('dayUnsigned')).toBe(plan.overriddenBefore);
        expect(kinds.has('notCounted')).toBe(!plan.counted);
        expect(new Set(figures.exceptions.map(({ key }) => key)).size).toBe(figures.exceptions.length);
      }),
      options,
    );
  });
});

/** One thing that is wrong with a day that was honest, and what must be named then; null = this day has nothing to plant it in. */
interface Plant {
  readonly inputs: DayInputs;
  readonly name: string;
}
type Planting = (inputs: DayInputs, pick: number) => Plant | null;

const at = <Item>(items: readonly Item[], pick: number): Item | null => items[pick % items.length] ?? null;
const without = <Item>(items: readonly Item[], gone: Item): Item[] => items.filter((each) => each !== gone);
const swap = <Item>(items: readonly Item[], old: Item, changed: Item): Item[] =>
  items.map((each) => (each === old ? changed : each));
const madeCards = ({ jobs }: DayInputs): DayJob[] =>
  jobs.filter(({ visualOkAt, state }) => visualOkAt !== null && state !== 'wasted');
const known = ({ jobs }: DayInputs, pick: number): DayJob | null =>
  at(madeCards({ jobs } as DayInputs), pick);

const plantings: Readonly<Record<string, Planting>> = {
  'missing card: one blank less than the books was counted': (inputs, pick) => {
    const counts = inputs.counts?.filter(({ counted }) => counted > 0) ?? [];
    const row = at(counts, pick);
    if (row === null || inputs.counts === null) return null;
    const counted = { ...row, counted: row.counted - 1 };
    return { inputs: { ...inputs, counts: swap(inputs.counts, row, counted) }, name: `${row.vendor}` };
  },
  'missing card: an enabled card is not to be found': (inputs, pick) => {
    const card = at(
      inputs.jobs.filter(({ state }) => state === 'retained'),
      pick,
    );
    return card === null
      ? null
      : {
          inputs: { ...inputs, jobs: swap(inputs.jobs, card, { ...card, place: 'unknown' }) },
          name: card.caseNumber,
        };
  },
  'double booking: two jobs have the same blank': (inputs, pick) => {
    const cards = madeCards(inputs);
    const [first, second] = [at(cards, pick), at(cards, pick + 1)];
    if (first === null || second === null || first === second) return null;
    const { unitKey, unitTail } = first;
    const jobs = swap(inputs.jobs, second, { ...second, unitKey, unitTail });
    return { inputs: { ...inputs, jobs }, name: second.caseNumber };
  },
  'double booking: upstream has the card twice': (inputs, pick) => {
    const card = at(inputs.upstream?.reported ?? [], pick);
    if (card === null || inputs.upstream === null) return null;
    const reported = [...inputs.upstream.reported, card];
    return { inputs: { ...inputs, upstream: { ...inputs.upstream, reported } }, name: card.cardNumber };
  },
  'double booking: one blank was fed for two jobs': (inputs, pick) => {
    const feed = at(inputs.feeds, pick);
    const other = inputs.jobs.find(({ id }) => id !== feed?.jobId);
    if (feed === null || other === undefined) return null;
    return {
      inputs: { ...inputs, feeds: [...inputs.feeds, { ...feed, jobId: other.id }] },
      name: `*${feed.unitTail}`,
    };
  },
  'altered row: the state of a blank': (inputs, pick) => {
    const unit = at(inputs.units, pick);
    if (unit === null) return null;
    const state = unit.state === 'vault' ? 'used' : 'vault';
    return {
      inputs: { ...inputs, units: swap(inputs.units, unit, { ...unit, state }) },
      name: `*${unit.tail}`,
    };
  },
  'altered row: the desk of a blank': (inputs, pick) => {
    const unit = at(
      inputs.units.filter(({ clerkId }) => clerkId !== null),
      pick,
    );
    if (unit === null) return null;
    return {
      inputs: { ...inputs, units: swap(inputs.units, unit, { ...unit, clerkId: null }) },
      name: `*${unit.tail}`,
    };
  },
  'altered row: the state of a job': (inputs, pick) => {
    const card = at(inputs.jobs, pick);
    if (card === null) return null;
    const state = card.state === 'reported' ? 'enabled' : card.reportedAt === null ? 'enabled' : 'visualOk';
    return {
      inputs: { ...inputs, jobs: swap(inputs.jobs, card, { ...card, state }) },
      name: card.caseNumber,
    };
  },
  'altered row: the instant of a stage': (inputs, pick) => {
    const card = at(
      inputs.jobs.filter(({ handedOverAt }) => handedOverAt !== null),
      pick,
    );
    if (card === null) return null;
    return {
      inputs: { ...inputs, jobs: swap(inputs.jobs, card, { ...card, enabledAt: null }) },
      name: card.caseNumber,
    };
  },
  'altered row: the blank of a job': (inputs, pick) => {
    const card = known(inputs, pick);
    if (card === null) return null;
    return {
      inputs: { ...inputs, jobs: swap(inputs.jobs, card, { ...card, unitTail: '9999' }) },
      name: card.caseNumber,
    };
  },
  'altered row: the batch of a card': (inputs, pick) => {
    const card = at(
      inputs.jobs.filter(({ reportedAt, state }) => reportedAt !== null && state !== 'wasted'),
      pick,
    );
    if (card === null || inputs.upstream === null) return null;
    return {
      inputs: { ...inputs, jobs: swap(inputs.jobs, card, { ...card, batch: 'P7' }) },
      name: card.caseNumber,
    };
  },
  'altered row: a case': (inputs, pick) => {
    const each = at(inputs.cases, pick);
    if (each === null) return null;
    const endedAt = each.endedAt === null ? inputs.now : null;
    return {
      inputs: { ...inputs, cases: swap(inputs.cases, each, { ...each, endedAt }) },
      name: each.number,
    };
  },
  'altered row: an acknowledged row lost its receipt': (inputs, pick) => {
    const each = at(inputs.rows.handOvers, pick);
    if (each === null) return null;
    return { inputs: { ...inputs, rows: { ...inputs.rows, withoutReceipt: [each] } }, name: each.id };
  },
  'removed row: a blank': (inputs, pick) => {
    const unit = at(inputs.units, pick);
    if (unit === null) return null;
    return { inputs: { ...inputs, units: without(inputs.units, unit) }, name: `#${unit.key.slice(0, 8)}` };
  },
  'removed row: the only movement of a blank': (inputs, pick) => {
    const last = at(inputs.lastMoves, pick);
    const unit = inputs.units.find(({ key }) => key === last?.unitKey);
    if (last === null || unit === undefined) return null;
    const lastMoves = without(inputs.lastMoves, last);
    const movements = inputs.movements.filter(({ unitKey }) => unitKey !== last.unitKey);
    return { inputs: { ...inputs, lastMoves, movements }, name: `*${unit.tail}` };
  },
  'removed row: the job of a made card': (inputs, pick) => {
    const card = known(inputs, pick);
    if (card === null) return null;
    const feeds = inputs.feeds.filter(({ jobId }) => jobId !== card.id);
    return {
      inputs: { ...inputs, jobs: without(inputs.jobs, card), feeds },
      name: `*${card.unitTail ?? ''}`,
    };
  },
  'removed row: a line of a journal': (inputs, pick) => {
    const feed = at(inputs.feeds, pick);
    if (feed === null) return null;
    return { inputs: { ...inputs, feeds: without(inputs.feeds, feed) }, name: `*${feed.unitTail}` };
  },
  'removed row: a row of the queue': (inputs, pick) => {
    if (inputs.rows.created === 0) return null;
    const created = inputs.rows.created - 1;
    return { inputs: { ...inputs, rows: { ...inputs.rows, created, missing: [pick] } }, name: `№ ${pick}` };
  },
  'removed row: a hand-over receipt': (inputs, pick) => {
    const each = at(inputs.rows.handOvers, pick);
    if (each === null) return null;
    const handOvers = without(inputs.rows.handOvers, each);
    return { inputs: { ...inputs, rows: { ...inputs.rows, handOvers } }, name: each.caseNumber ?? '' };
  },
  'removed row: a case': (inputs, pick) => {
    const each = at(inputs.cases, pick);
    if (each === null) return null;
    const caseNumbers = { ...inputs.caseNumbers, known: without(inputs.caseNumbers.known, each.number) };
    return { inputs: { ...inputs, cases: without(inputs.cases, each), caseNumbers }, name: each.number };
  },
  'removed row: a paper': (inputs, pick) => {
    const number = at(inputs.notices.numbersOfYear, pick);
    if (number === null) return null;
    const numbersOfYear = without(inputs.notices.numbersOfYear, number);
    return { inputs: { ...inputs, notices: { ...inputs.notices, numbersOfYear } }, name: number };
  },
};

describe('H1 H2 one thing that is wrong is found and named, every time', () => {
  it.each(Object.entries(plantings))('%s', (_title, plant) => {
    let planted = 0;
    fc.assert(
      fc.property(plans, fc.nat({ max: 1000 }), (plan, pick) => {
        const honest = honestDay(plan);
        const found = plant(honest, pick);
        if (found === null) return;
        planted += 1;
        const before = new Set(computeDay(honest).exceptions.map(({ zh }) => zh));
        const news = computeDay(found.inputs).exceptions.filter(({ zh }) => !before.has(zh));
        // It is named in both languages, and nobody signs it away without a word.
        expect(news.some(({ zh, en }) => zh.includes(found.name) && en.includes(found.name))).toBe(true);
        expect(news.some(({ needsReason }) => needsReason)).toBe(true);
      }),
      options,
    );
    // The walk plants what it is about.
    expect(planted).toBeGreaterThan(runs / 10);
  });
});
