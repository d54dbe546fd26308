import { describe, expect, it } from 'vitest';
import { stockHandlers } from '../../../../main/app/stock/stockHandlers.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import type { Role } from '../../../../main/contract/access.ts';
import { methods } from '../../../../main/contract/methods.ts';
import type { UnitKey } from '../../../../main/contract/ids.ts';
import type { Result } from '../../../../main/contract/result.ts';
import {
  sampleCase,
  sampleJob,
  sampleSnapshot,
  sampleStaff,
  testCaller,
  testDeps,
} from '../../helpers/index.ts';

const plain = { cardClass: 'standard', box: null } as const;
const numbers = ['6200000000000000001', '6200000000000000002'];
const word = 'pass phrase of the second person';

async function bench(firstRole: Role = 'stockKeeper', secondRole: Role = 'supervisor') {
  const deps = testDeps();
  const passwordHash = await deps.crypto.hashPassword(word);
  const first: StaffRecord = { ...sampleStaff([firstRole], 'first'), passwordHash };
  const second: StaffRecord = { ...sampleStaff([secondRole], 'second'), passwordHash };
  deps.stores.run(() => [first, second].forEach((staff) => deps.stores.staff.save(staff)));
  const handlers = stockHandlers(deps);
  const caller = testCaller(first);
  const countersignature = { userName: second.userName, password: word };
  const receive = async (bankCardNumbers = numbers): Promise<Result<{ received: number }>> =>
    handlers.stockReceive(
      { bank: 'Test Bank', vendor: 'Test Vendor', ...plain, bankCardNumbers, countersignature },
      caller,
    );
  const key = (number: string): UnitKey => deps.crypto.unitKeyOf(number) as UnitKey;
  return { deps, handlers, caller, first, second, countersignature, receive, key };
}

describe('D3 D4 blanks come in by number, with two people', () => {
  it('receives, books and reports in one commit; shows four digits only', async () => {
    const { deps, handlers, caller, receive, key } = await bench();
    expect(await receive()).toEqual({ ok: true, value: { received: 2 } });
    const list = await handlers.stockList({}, caller);
    if (!list.ok) throw new Error('no list');
    expect(methods.stockList.out.parse(list.value).map(({ tail, state }) => [tail, state])).toEqual([
      ['0001', 'received'],
      ['0002', 'received'],
    ]);
    expect(JSON.stringify(list.value)).not.toContain(numbers[0]);
    expect(deps.stores.units.movementsBetween('2026', '2027')[0]).toMatchObject({
      unitKey: key('6200000000000000001'),
      from: null,
      to: 'received',
      by: 'Test first',
      by2: 'Test second',
    });
    expect(deps.stores.outbox.list(10)).toMatchObject([
      { kind: 'stock.moved', payload: { bankCardNumbers: numbers } },
    ]);
    expect(deps.bus.names()).toContain('stockChanged');
  });

  it('refuses one and the same person', async () => {
    const { handlers, caller, first, deps } = await bench();
    const answer = await handlers.stockReceive(
      {
        bank: 'b',
        vendor: 'v',
        ...plain,
        bankCardNumbers: numbers,
        countersignature: { userName: first.userName, password: word },
      },
      caller,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'samePerson' } });
    expect(deps.stores.units.list()).toEqual([]);
  });

  it('refuses a second person without the right, or with a wrong password', async () => {
    const clerks = await bench('stockKeeper', 'clerk');
    expect(await clerks.receive()).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    const { handlers, caller, second, deps } = await bench();
    const answer = await handlers.stockReceive(
      {
        bank: 'b',
        vendor: 'v',
        ...plain,
        bankCardNumbers: numbers,
        countersignature: { userName: second.userName, password: 'wrong' },
      },
      caller,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'wrongCredentials' } });
    expect(deps.stores.units.list()).toEqual([]);
  });

  it('refuses a number that is there already, and one that is listed twice: nothing of the list comes in', async () => {
    const { deps, receive } = await bench();
    await receive();
    expect(await receive(['6200000000000000003', '6200000000000000001'])).toEqual({
      ok: false,
      error: { code: 'numbersKnown', detail: { count: 1, tails: '0001' } },
    });
    expect(await receive(['6200000000000000003', '6200000000000000003'])).toEqual({
      ok: false,
      error: { code: 'numbersRepeated', detail: { count: 1, tails: '0003' } },
    });
    expect(deps.stores.units.list()).toHaveLength(2);
  });
});

describe('D3 10.2 moves', () => {
  it('goes from vault to hopper with two names; all or nothing', async () => {
    const { deps, handlers, caller, countersignature, receive, key } = await bench();
    await receive();
    const units = numbers.map(key);
    for (const to of ['vault', 'hopper'] as const)
      expect(await handlers.stockMove({ units, to, countersignature }, caller)).toEqual({
        ok: true,
        value: { moved: 2 },
      });
    expect(deps.stores.units.inState('hopper')).toHaveLength(2);
    const stranger = await handlers.stockMove(
      { units: [...units, 'f'.repeat(64) as UnitKey], to: 'vault', countersignature },
      caller,
    );
    expect(stranger).toMatchObject({ ok: false, error: { code: 'unitNotFound' } });
    expect(deps.stores.units.inState('hopper')).toHaveLength(2);
  });

  it('a blank of a job stays with its job; a returned one does not come back', async () => {
    const { deps, handlers, caller, countersignature, receive, key } = await bench();
    await receive();
    const [one, two] = numbers.map(key) as [UnitKey, UnitKey];
    await handlers.stockMove({ units: [one], to: 'hopper', countersignature }, caller);
    const job = sampleJob({ state: 'fed', unitKey: one });
    deps.stores.run(() => {
      deps.stores.snapshots.insert(sampleSnapshot());
      deps.stores.cases.save(sampleCase());
      deps.stores.jobs.save(job);
      deps.stores.units.bind(one, job.id, null);
    });
    const list = await handlers.stockList({}, caller);
    expect(list.ok && list.value.map(({ unresolved }) => unresolved)).toEqual([true, false]);
    expect(await handlers.stockMove({ units: [one], to: 'vault', countersignature }, caller)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
    expect(
      await handlers.stockWaste({ unit: one, reason: 'jam', note: '', countersignature }, caller),
    ).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    await handlers.stockMove({ units: [two], to: 'returned', countersignature }, caller);
    expect(await handlers.stockMove({ units: [two], to: 'hopper', countersignature }, caller)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
  });
});

describe('D4 10.3 waste', () => {
  it('needs a reason, words for “other”, and two people; the unit stays in the books', async () => {
    const { deps, handlers, caller, countersignature, receive, key } = await bench();
    await receive();
    const unit = key('6200000000000000001');
    expect(
      await handlers.stockWaste({ unit, reason: 'other', note: '', countersignature }, caller),
    ).toMatchObject({ ok: false, error: { code: 'reasonMissing' } });
    const wasted = await handlers.stockWaste(
      { unit, reason: 'chipDead', note: '', countersignature },
      caller,
    );
    expect(wasted.ok && methods.stockWaste.out.parse(wasted.value)).toMatchObject({
      state: 'wasted',
      reason: 'chipDead',
    });
    expect(
      await handlers.stockWaste({ unit, reason: 'chipDead', note: '', countersignature }, caller),
    ).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(deps.stores.units.get(unit)?.state).toBe('wasted');
    expect(deps.stores.units.movementsBetween('2026', '2027').at(-1)).toMatchObject({
      to: 'wasted',
      by: 'Test first',
      by2: 'Test second',
      reason: 'chipDead',
    });
  });
});
