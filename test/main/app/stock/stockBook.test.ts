import { describe, expect, it } from 'vitest';
import { methods } from '../../../../main/contract/methods.ts';
import type { StaffId } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import { gatherDay } from '../../../../main/app/day/gatherDay.ts';
import { inspect, sampleDay, testCaller } from '../../helpers/index.ts';
import { drawPhoto } from '../../infra/photo/drawnPhotos.ts';
import { printer, stockBench } from './stockBench.ts';

describe('D3 a delivery has a class and a box', () => {
  it('braille is a class of its own in the equation', async () => {
    const bench = await stockBench();
    await bench.receive([1, 2, 3], { box: 'BOX-07' });
    await bench.receive([4], { cardClass: 'braille' });
    const book = await bench.book();
    expect(book.equation.map((row) => [row.cardClass, row.received, row.closing])).toEqual([
      ['braille', 1, 1],
      ['standard', 3, 3],
    ]);
    expect(methods.stockBook.out.parse(book)).toEqual(book);
    expect(bench.deps.stores.units.get(bench.key(1))).toMatchObject({ box: 'BOX-07', cardClass: 'standard' });
  });

  it('the hopper is filled from the boxes in hand only', async () => {
    const bench = await stockBench();
    await bench.receive([1, 2], { box: 'BOX-07' });
    await bench.receive([3], { box: 'BOX-08' });
    expect(await bench.move([1, 3], 'hopper', { boxes: ['BOX-07'] })).toMatchObject({
      error: { code: 'boxNotNamed', detail: { boxes: 'BOX-08' } },
    });
    expect(bench.deps.stores.units.inState('hopper')).toEqual([]);
    expect((await bench.move([1, 2], 'hopper', { boxes: ['BOX-07'] })).ok).toBe(true);
    expect(bench.deps.stores.units.get(bench.key(1))).toMatchObject({ printerId: 'cardPrinter' });
  });

  it('with several printers it is said whose hopper; a printer of nobody is refused', async () => {
    const bench = await stockBench({ printers: [printer('desk', 'window'), printer('hall', 'kiosk')] });
    await bench.receive([1, 2]);
    expect(await bench.move([1], 'hopper', { printerId: 'other' })).toMatchObject({
      error: { code: 'invalidInput' },
    });
    await bench.move([1], 'hopper', { printerId: 'hall' });
    await bench.move([2], 'hopper');
    expect([1, 2].map((index) => bench.deps.stores.units.get(bench.key(index))?.printerId)).toEqual([
      'hall',
      null,
    ]);
  });
});

describe('H9 desks of clerks', () => {
  it('a desk has an owner, who may sign for it; above the ceiling it is refused by name', async () => {
    const bench = await stockBench({ limits: true });
    const { ann, ben, keeper } = bench.staff;
    await bench.receive([1, 2, 3, 4, 5, 6]);
    expect(await bench.move([1], 'desk')).toMatchObject({ error: { code: 'clerkNotFound' } });
    expect(await bench.move([1], 'desk', { clerkId: 'staff_x' as StaffId })).toMatchObject({
      error: { code: 'clerkNotFound' },
    });
    expect(await bench.move([1], 'desk', { clerkId: keeper.id })).toMatchObject({
      error: { code: 'clerkNotFound' },
    });
    const give = async (indexes: readonly number[], second = ann) =>
      bench.handlers.stockMove(
        {
          units: indexes.map(bench.key),
          to: 'desk',
          clerkId: ann.id,
          countersignature: bench.signedBy(second),
        },
        bench.keeper,
      );
    // Another clerk is nobody here; the one who gets them is.
    expect(await give([1, 2, 3], ben)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await give([1, 2, 3])).toEqual({ ok: true, value: { moved: 3 } });
    expect(await give([4, 5])).toEqual({
      ok: false,
      error: { code: 'deskCeiling', detail: { ceiling: 4, free: 1 } },
    });
    const { desks } = await bench.book();
    expect(desks.map(({ clerk, held, standing }) => [clerk, held, standing])).toEqual([
      ['Test ann', 3, 'ok'],
      ['Test ben', 0, 'refill'],
    ]);
    expect(bench.deps.stores.units.movementsBetween('2026', '2027').at(-1)).toMatchObject({
      fromClerk: null,
      toClerk: ann.id,
    });
    await bench.move([1], 'desk', { clerkId: ben.id });
    await bench.move([2, 3], 'vault');
    expect(bench.deps.stores.units.get(bench.key(2))?.clerkId).toBeNull();
    expect((await bench.book()).desks.map(({ clerk, held }) => [clerk, held])).toEqual([
      ['Test ben', 1],
      ['Test ann', 0],
    ]);
  });

  it('a desk that was not returned is an exception of the day', async () => {
    const bench = await stockBench();
    const { deps } = bench;
    deps.stores.run(() => deps.stores.days.save(sampleDay({ opening: [] })));
    await bench.receive([1, 2]);
    await bench.move([1, 2], 'desk', { clerkId: bench.staff.ann.id });
    const day = deps.stores.days.current();
    if (day === null) throw new Error('no day');
    const exceptions = () =>
      computeDay(
        gatherDay(
          deps,
          () => {
            throw new Error('no case');
          },
          day,
          null,
        ),
      ).exceptions;
    expect(exceptions().find(({ kind }) => kind === 'deskNotReturned')).toMatchObject({
      owner: 'Test ann',
      needsReason: true,
      zh: expect.stringContaining('Test ann × 2') as string,
    });
    await bench.move([1, 2], 'vault');
    expect(exceptions().some(({ kind }) => kind === 'deskNotReturned')).toBe(false);
  });
});

describe('D5 waste is destroyed by two people, with a photo', () => {
  it('keeps the record, the sealed photo and the unit; nothing of it can be changed', async () => {
    const bench = await stockBench();
    const { deps, handlers, keeper, countersignature, key } = bench;
    await bench.receive([1, 2]);
    await bench.waste(1);
    const destroy = async (photos: Uint8Array[], second = countersignature) =>
      handlers.stockDestroy({ units: [key(1)], ribbons: [], photos, countersignature: second }, keeper);
    expect(await destroy([])).toMatchObject({ error: { code: 'destroyPhotoMissing' } });
    expect(await destroy([new Uint8Array([1, 2, 3])])).toMatchObject({ error: { code: 'pictureNotJpeg' } });
    const photo = await drawPhoto({ width: 358, height: 441 });
    expect(await destroy([photo], bench.signedBy(bench.staff.keeper))).toMatchObject({
      error: { code: 'samePerson' },
    });
    expect(await destroy([photo], bench.signedBy(bench.staff.ann))).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(deps.stores.stockBook.custodyActs(9)).toEqual([]);
    const done = await destroy([photo]);
    if (!done.ok) throw new Error(done.error.code);
    expect(methods.stockDestroy.out.parse(done.value)).toMatchObject({
      kind: 'destroyed',
      by: 'Test keeper',
      by2: 'Test supervisor',
      tails: ['0001'],
    });
    expect(deps.stores.units.get(key(1))).toMatchObject({ state: 'wasted', custody: 'destroyed' });
    const sealed = deps.stores.stockBook.custodyPhoto(done.value.id, 0);
    if (sealed === null) throw new Error('no photo');
    expect(Buffer.from(await deps.pictures.unseal(sealed)).equals(Buffer.from(photo))).toBe(true);
    expect(deps.stores.outbox.list(9)[0]).toMatchObject({
      kind: 'stock.moved',
      payload: { act: 'destroyed', photos: [{ digest: done.value.photos[0] }] },
    });
    expect(await destroy([photo])).toMatchObject({ error: { code: 'wasteNotHeld' } });
    inspect(deps.stores, (database) => {
      expect(() => database.exec(`UPDATE custodyActs SET kind = 'safe'`)).toThrow(/never changed/);
      expect(() => database.exec(`DELETE FROM custodyActs`)).toThrow(/never deleted/);
      expect(() => database.exec(`DELETE FROM units`)).toThrow(/never deleted/);
      expect(() => database.exec(`UPDATE custodyPhotos SET sealed = x'00'`)).toThrow(/never changed/);
    });
  });

  it('a good blank is not destroyed; a list goes up with its number; the report says what became of each', async () => {
    const bench = await stockBench();
    const { handlers, keeper, countersignature, key } = bench;
    await bench.receive([1, 2, 3]);
    await bench.waste(1);
    await bench.waste(2);
    const more = { ribbons: [], countersignature };
    expect(
      await handlers.stockSendUp({ units: [key(1), key(3)], listNumber: 'L-1', ...more }, keeper),
    ).toMatchObject({ error: { code: 'wasteNotHeld' } });
    expect(await handlers.stockSendUp({ units: [], listNumber: 'L-1', ...more }, keeper)).toMatchObject({
      error: { code: 'invalidInput' },
    });
    expect((await handlers.stockSendUp({ units: [key(1)], listNumber: 'L-1', ...more }, keeper)).ok).toBe(
      true,
    );
    const report = await handlers.stockWasteReport({ from: '2026-11-25', to: '2026-11-25' }, keeper);
    expect(report.ok && report.value).toEqual({
      rows: [{ reason: 'jam', printerId: null, wasted: 2, waiting: 1, sentUp: 1, destroyed: 0 }],
      total: 2,
    });
    const before = await handlers.stockWasteReport({ from: '2026-11-23', to: '2026-11-24' }, keeper);
    expect(before.ok && before.value.total).toBe(0);
  });
});

describe('D13 ribbons', () => {
  it('are received, put in, spent and destroyed; the equation of the day has them', async () => {
    const bench = await stockBench();
    const { deps, handlers, machine, keeper, countersignature } = bench;
    const receive = async (labels: string[]) => handlers.ribbonReceive({ labels, countersignature }, keeper);
    expect(await receive(['R-1', 'R-2'])).toEqual({ ok: true, value: { received: 2 } });
    expect(await receive(['R-3', 'R-1'])).toMatchObject({
      error: { code: 'ribbonKnown', detail: { label: 'R-1' } },
    });
    const clerk = testCaller(bench.staff.ann);
    const exchange = async (label: string) =>
      handlers.ribbonExchange({ printerId: 'cardPrinter', label }, clerk);
    expect(await exchange('R-9')).toMatchObject({ error: { code: 'ribbonNotFound' } });
    machine.printedCards = null;
    expect(await exchange('R-1')).toMatchObject({ error: { code: 'printerCounterUnknown' } });
    machine.printedCards = 500;
    expect((await exchange('R-1')).ok).toBe(true);
    expect(await exchange('R-1')).toMatchObject({ error: { code: 'ribbonWrongState' } });
    machine.printedCards = 503;
    expect((await exchange('R-2')).ok).toBe(true);
    const { ribbons, discrepancies } = await bench.book();
    expect(ribbons).toMatchObject([
      { label: 'R-1', state: 'used', byCounter: 3, byLedger: 0 },
      { label: 'R-2', state: 'inPrinter', byCounter: null },
    ]);
    // Three cards on the ribbon that no ledger knows: named, with an owner and an age.
    expect(discrepancies).toMatchObject([
      {
        kind: 'printedCards',
        subject: 'cardPrinter',
        ledger: 500,
        found: 503,
        owner: 'Test ann',
        closed: null,
      },
    ]);
    const destroy = async (label: string) =>
      handlers.stockDestroy(
        {
          units: [],
          ribbons: [label],
          photos: [await drawPhoto({ width: 358, height: 441 })],
          countersignature,
        },
        keeper,
      );
    expect(await destroy('R-2')).toMatchObject({ error: { code: 'ribbonWrongState' } });
    expect((await destroy('R-1')).ok).toBe(true);
    deps.stores.run(() => deps.stores.days.save(sampleDay({ opening: [] })));
    const day = deps.stores.days.current();
    if (day === null) throw new Error('no day');
    const figures = computeDay(
      gatherDay(
        deps,
        () => {
          throw new Error('no case');
        },
        day,
        null,
      ),
    );
    expect(figures.ribbons).toEqual({ received: 2, gone: 1, unused: 0, inPrinter: 1, used: 0 });
    expect(figures.identities.find(({ id }) => id === '10.4')).toMatchObject({
      left: 1,
      right: 1,
      holds: true,
    });
    expect(figures.exceptions.find(({ kind }) => kind === 'discrepancyOpen')).toMatchObject({
      owner: 'Test ann',
      needsReason: true,
    });
    inspect(deps.stores, (database) => {
      expect(() => database.exec(`DELETE FROM ribbons`)).toThrow(/never deleted/);
      expect(() => database.exec(`UPDATE ribbonMoves SET "to" = 'used'`)).toThrow(/never changed/);
    });
  });
});

describe('D4 counts at any time', () => {
  it('are kept; a difference is listed by tail and closed once, with a reason', async () => {
    const bench = await stockBench();
    const { deps, handlers, countersignature: _, keeper } = bench;
    await bench.receive([1, 2, 3]);
    await bench.move([3], 'desk', { clerkId: bench.staff.ann.id });
    const row = { bank: 'Test Bank', vendor: 'Test Vendor', cardClass: 'standard' } as const;
    const clerk = testCaller(bench.staff.ann);
    const good = await handlers.stockCount(
      { place: 'desk', clerkId: bench.staff.ann.id, counts: [{ ...row, counted: 1 }] },
      clerk,
    );
    expect(good.ok && good.value.rows).toEqual([{ ...row, counted: 1, expected: 1, tails: [] }]);
    const bad = await handlers.stockCount({ place: 'vault', counts: [{ ...row, counted: 1 }] }, keeper);
    expect(bad.ok && bad.value.rows).toEqual([{ ...row, counted: 1, expected: 2, tails: ['0001', '0002'] }]);
    const { discrepancies, counts } = await bench.book();
    expect(counts).toHaveLength(2);
    expect(discrepancies).toMatchObject([{ kind: 'count', ledger: 2, found: 1, owner: 'Test keeper' }]);
    const [open] = discrepancies;
    if (open === undefined) throw new Error('no difference');
    const close = async () =>
      handlers.discrepancyClose(
        { discrepancyId: open.id, reason: 'found in the drawer' },
        testCaller(bench.staff.supervisor),
      );
    expect(await close()).toMatchObject({ value: { closed: { by: 'Test supervisor' } } });
    expect(await close()).toMatchObject({ error: { code: 'discrepancyClosed' } });
    inspect(deps.stores, (database) => {
      expect(() => database.exec(`UPDATE discrepancies SET closed = NULL`)).toThrow(/only closed, once/);
      expect(() => database.exec(`DELETE FROM discrepancies`)).toThrow(/never deleted/);
      expect(() => database.exec(`UPDATE stockCounts SET "rows" = '[]'`)).toThrow(/never changed/);
    });
  });
});
