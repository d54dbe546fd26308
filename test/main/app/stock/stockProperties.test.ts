import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardClass } from '../../../../main/contract/stock.ts';
import { expectedClosing, stockIdentities } from '../../../../main/domain/day/stockIdentity.ts';
import { deskBalances } from '../../../../main/domain/stock/holdings.ts';
import { drawPhoto } from '../../infra/photo/drawnPhotos.ts';
import { stockBench, type StockBench } from './stockBench.ts';

// Few blanks, so that acts meet: most of a list of many would fail because of one that is somewhere else.
const index = fc.integer({ min: 1, max: 6 });
const indexes = fc.uniqueArray(index, { minLength: 1, maxLength: 2 });
const act = fc.oneof(
  fc.record({
    act: fc.constant('receive' as const),
    indexes,
    cardClass: fc.constantFrom(...cardClass.options),
  }),
  fc.record({
    act: fc.constant('move' as const),
    indexes,
    to: fc.constantFrom('vault' as const, 'desk' as const, 'hopper' as const, 'returned' as const),
    clerk: fc.constantFrom('ann' as const, 'ben' as const),
  }),
  fc.record({ act: fc.constant('waste' as const), index }),
  fc.record({
    act: fc.constant('end' as const),
    indexes,
    how: fc.constantFrom('sentUp', 'destroyed', 'safe'),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

async function perform(bench: StockBench, one: Act, photo: Uint8Array): Promise<void> {
  const { handlers, keeper, countersignature, key } = bench;
  if (one.act === 'receive') await bench.receive(one.indexes, { cardClass: one.cardClass });
  else if (one.act === 'move')
    await bench.move(one.indexes, one.to, one.to === 'desk' ? { clerkId: bench.staff[one.clerk].id } : {});
  else if (one.act === 'waste')
    await handlers.stockWaste({ unit: key(one.index), reason: 'jam', note: '', countersignature }, keeper);
  else {
    const units = one.indexes.map(key);
    if (one.how === 'safe') await handlers.stockToSafe({ units, countersignature }, keeper);
    else if (one.how === 'sentUp')
      await handlers.stockSendUp({ units, ribbons: [], listNumber: 'L-1', countersignature }, keeper);
    else await handlers.stockDestroy({ units, ribbons: [], photos: [photo], countersignature }, keeper);
  }
}

describe('D3 D5 H9 11.1 whatever people do, the books add up', () => {
  it('per class and per desk; nothing is ever deleted, and what is gone stays gone', async () => {
    const photo = await drawPhoto({ width: 358, height: 441 });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 40 }), async (acts) => {
        const bench = await stockBench({ limits: true });
        const { units, stockBook } = bench.deps.stores;
        await bench.receive([1, 2, 3, 4]);
        await bench.receive([5], { cardClass: 'braille' });
        let known = new Map<string, string>();
        for (const one of acts) {
          await perform(bench, one, photo);
          const now = units.list();
          for (const [key, end] of known) {
            const unit = now.find((each) => each.key === key);
            expect(unit).toBeDefined();
            // Returned, sent up and destroyed are ends.
            if (end !== '') expect(unit?.custody ?? unit?.state).toBe(end);
          }
          known = new Map(
            now.map(({ key, state, custody }) => [
              key,
              state === 'returned'
                ? 'returned'
                : custody === 'sentUp' || custody === 'destroyed'
                  ? custody
                  : '',
            ]),
          );
        }
        const movements = units.movementsBetween('2026', '2027');
        const all = units.list();
        const identities = stockIdentities({ units: all, movements, opening: [], counts: null });
        for (const row of identities) expect(expectedClosing(row)).toBe(row.closing);
        expect(identities.reduce((sum, row) => sum + row.received, 0)).toBe(all.length);
        const balances = deskBalances(movements);
        for (const { id } of [bench.staff.ann, bench.staff.ben]) {
          const held = all.filter(({ state, clerkId }) => state === 'desk' && clerkId === id).length;
          expect(balances.get(id) ?? 0).toBe(held);
          expect(held).toBeLessThanOrEqual(4);
        }
        // Every card that was destroyed or sent up has its record, and only one.
        const recorded = stockBook
          .custodyActs(1000)
          .filter(({ kind }) => kind !== 'safe')
          .flatMap((record) => record.units);
        const gone = all.filter(({ custody }) => custody === 'sentUp' || custody === 'destroyed');
        expect(recorded.toSorted()).toEqual(gone.map(({ key }) => key).toSorted());
      }),
      { numRuns: 12 },
    );
  });
});
