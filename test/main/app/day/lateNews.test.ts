import { describe, expect, it, vi } from 'vitest';
import type { CaseId, JobId, RowId } from '../../../../main/contract/ids.ts';
import type { RowResult } from '../../../../main/contract/upstream.ts';
import { confirmEndedDays, createLateBooks } from '../../../../main/app/day/lateBooks.ts';
import { settleRows } from '../../../../main/app/sync/settleRow.ts';
import { sampleRow, testCaller } from '../../helpers/index.ts';
import { bank, closeAll, countedDay, makeCard, station, value, type Station } from './helpers/dayStation.ts';

const date = '2026-11-25';
const rowOf = (id: string): RowId => `row_${id}` as RowId;
const nextDay = 86_400_000;

/** A row of the day, queued before its close. */
const queue = ({ deps }: Station, id: string, kind: 'card.report' | 'case.opened' = 'case.opened'): void =>
  deps.stores.run(() =>
    deps.stores.outbox.insert(
      sampleRow({
        id: rowOf(id),
        kind,
        caseId: 'case_1' as CaseId,
        caseNumber: 'SZ50-20261125-0001',
        createdAt: deps.clock.iso(),
        payload: { batch: 'P1', cardNumber: 'B00000001' },
      }),
    ),
  );
/** What upstream says about a row now. */
function settle({ deps }: Station, id: string, result: { readonly outcome: RowResult['outcome'] }): void {
  const row = deps.stores.outbox.get(rowOf(id));
  if (row === null) throw new Error('no row');
  const receipt = { number: `R-${id}`, at: deps.clock.iso() };
  const answer: RowResult =
    result.outcome === 'refused'
      ? { id: row.id, outcome: 'refused', code: 'wrongOrder', reason: '' }
      : { id: row.id, outcome: result.outcome, receipt };
  deps.stores.run(() => settleRows(deps, [{ row, result: answer }], () => null));
}

/** A day with a card, closed without a network; two rows of it still wait. */
async function closedOffline(): Promise<Station> {
  const made = await countedDay();
  queue(made, 'late');
  queue(made, 'bad');
  made.tick();
  await closeAll(made);
  return made;
}

const noWait = async (): Promise<void> => Promise.resolve();
const confirm = async (deps: Parameters<typeof confirmEndedDays>[0]): Promise<number> =>
  confirmEndedDays(deps, noWait, new Set());

describe('H1 13.10 a close with the network down', () => {
  it('says what upstream has not confirmed', async () => {
    const { deps } = await closedOffline();
    expect(deps.stores.days.get(date)?.closed?.unconfirmed).toEqual({
      upstreamAsked: false,
      cards: 1,
      notices: 0,
      rows: 2,
      oldestRowAt: expect.any(String) as string,
    });
  });

  it('with everything confirmed it says nothing', async () => {
    const made = await station();
    made.deps.upstream.answer('books', () => ({ kind: 'answer', value: { reported: [], enabled: [] } }));
    value(await made.day.dayOpen({}, testCaller(made.zhao)));
    value(await made.day.dayCount({ counts: [{ ...bank, counted: 3 }] }, testCaller(made.zhao)));
    expect((await closeAll(made)).unconfirmed).toBeNull();
  });
});

describe('G9 what upstream says after the close', () => {
  it('becomes a correction, once, and the closed day stays byte for byte', async () => {
    const made = await closedOffline();
    const { deps } = made;
    const signed = JSON.stringify(deps.stores.days.get(date));
    deps.clock.advance(3_600_000);
    settle(made, 'late', { outcome: 'accepted' });
    settle(made, 'bad', { outcome: 'refused' });
    settle(made, 'bad', { outcome: 'refused' });
    expect(deps.stores.days.correctionsOf(date)).toMatchObject([
      { kind: 'receipt', rowId: 'row_late', outcome: 'R-late', caseNumber: 'SZ50-20261125-0001' },
      { kind: 'refusal', rowId: 'row_bad', outcome: 'wrongOrder', at: deps.clock.iso() },
    ]);
    expect(JSON.stringify(deps.stores.days.get(date))).toBe(signed);
    // A row that was refused and is taken after all is news once more.
    settle(made, 'bad', { outcome: 'accepted' });
    expect(deps.stores.days.correctionsOf(date).map(({ kind }) => kind)).toEqual([
      'receipt',
      'refusal',
      'receipt',
    ]);
  });

  it('a conflict about a card is one, too, by its receipt', async () => {
    const made = await countedDay();
    queue(made, 'card', 'card.report');
    made.tick();
    await closeAll(made);
    // Upstream knows another card under this key: nobody's success (9.13).
    settle(made, 'card', { outcome: 'alreadyDone' });
    expect(made.deps.stores.days.correctionsOf(date)).toMatchObject([
      { kind: 'conflict', outcome: 'R-card' },
    ]);
  });

  it('stands in the next day, where a refusal needs a reason', async () => {
    const made = await closedOffline();
    const { deps, day, zhao } = made;
    // One comes in the night, when no day is open, the other in the day.
    deps.clock.advance(nextDay / 4);
    settle(made, 'late', { outcome: 'accepted' });
    deps.clock.advance((nextDay * 3) / 4);
    value(await day.dayOpen({}, testCaller(zhao)));
    made.tick();
    settle(made, 'bad', { outcome: 'refused' });
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(zhao)));
    const figures = value(await day.dayFigures({}, testCaller(zhao)));
    expect(figures.corrections).toMatchObject([
      { date, kind: 'receipt' },
      { date, kind: 'refusal' },
    ]);
    const refused = figures.exceptions.filter(({ kind }) => kind === 'refusedRow');
    expect(refused).toMatchObject([{ needsReason: true }]);
  });

  it('is told in one day only', async () => {
    const made = await closedOffline();
    const { deps, day, zhao } = made;
    const caller = testCaller(zhao);
    deps.clock.advance(3_600_000);
    settle(made, 'late', { outcome: 'accepted' });
    deps.clock.advance(nextDay - 3_600_000);
    value(await day.dayOpen({}, caller));
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, caller));
    expect((await closeAll(made)).figures.corrections).toHaveLength(1);
    deps.clock.advance(nextDay);
    value(await day.dayOpen({}, caller));
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, caller));
    expect(value(await day.dayFigures({}, caller)).corrections).toBeUndefined();
  });

  it('a row of the day that is open now, and the row of the close itself, are no corrections', async () => {
    const made = await closedOffline();
    const { deps } = made;
    const close = deps.stores.outbox.open().find(({ kind }) => kind === 'day.closed');
    if (close === undefined) throw new Error('no row of the close');
    settle(made, close.id.replace('row_', ''), { outcome: 'accepted' });
    deps.clock.advance(nextDay);
    value(await made.day.dayOpen({}, testCaller(made.zhao)));
    made.tick();
    queue(made, 'today');
    settle(made, 'today', { outcome: 'accepted' });
    expect(deps.stores.days.correctionsBetween('2026', '2027')).toEqual([]);
  });

  it('a row of an overridden day is one, too', async () => {
    const made = await station();
    const { deps, day, zhao } = made;
    value(await day.dayOpen({}, testCaller(zhao)));
    made.tick();
    makeCard(made);
    queue(made, 'late');
    deps.clock.advance(nextDay);
    const countersignature = { userName: 'qian', password: 'right' };
    value(
      await day.dayOpen({ override: { kind: 'twoPeople', reason: 'x', countersignature } }, testCaller(zhao)),
    );
    settle(made, 'late', { outcome: 'accepted' });
    expect(deps.stores.days.correctionsOf(date)).toMatchObject([{ kind: 'receipt' }]);
  });

  it('nothing of it is there when the commit of the receipt is not', async () => {
    const made = await closedOffline();
    expect(() =>
      made.deps.stores.run(() => {
        const row = made.deps.stores.outbox.get(rowOf('bad'));
        if (row === null) throw new Error('no row');
        const refused = { id: row.id, outcome: 'refused', code: 'conflict', reason: '' } as const;
        settleRows(made.deps, [{ row, result: refused }], () => null);
        throw new Error('power');
      }),
    ).toThrow('power');
    expect(made.deps.stores.days.correctionsOf(date)).toEqual([]);
  });
});

describe('G9 11.5 the books of a closed day, when upstream is back', () => {
  const answer = ({ deps }: Station, cards: readonly string[]): void =>
    deps.upstream.answer('books', () => ({
      kind: 'answer',
      value: {
        reported: cards.map((cardNumber) => ({ batch: 'P1', cardNumber, cardIdentifier: null })),
        enabled: [],
      },
    }));

  it('are asked once; what they say is a correction, and the closed day stays what it was', async () => {
    const made = await closedOffline();
    const { deps } = made;
    const signed = JSON.stringify(deps.stores.days.get(date));
    expect(await confirm(deps)).toBe(0);
    answer(made, []);
    expect(await confirm(deps)).toBe(1);
    const asked = deps.upstream.calls.length;
    expect(await confirm(deps)).toBe(0);
    expect(deps.upstream.calls).toHaveLength(asked);
    expect(deps.stores.days.correctionsOf(date)).toMatchObject([
      { kind: 'books', rowId: null, outcome: 'agree 0/0' },
    ]);
    expect(JSON.stringify(deps.stores.days.get(date))).toBe(signed);
    expect(deps.bus.events.map(({ name }) => name)).toContain('dayChanged');
  });

  it('a card that only upstream has is named, and needs a word in the next day', async () => {
    const made = await closedOffline();
    const { deps, day, zhao } = made;
    answer(made, ['B00000009']);
    deps.clock.advance(nextDay);
    value(await day.dayOpen({}, testCaller(zhao)));
    const late = createLateBooks(deps, noWait);
    late.ask();
    await late.settled();
    made.tick();
    answer(made, []);
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(zhao)));
    const { exceptions } = value(await day.dayFigures({}, testCaller(zhao)));
    const found = exceptions.find(({ kind }) => kind === 'matchDiffers');
    expect(found).toMatchObject({ key: `matchDiffers:books:${date}`, needsReason: true });
    expect(found?.en).toContain('B00000009');
  });

  it('a day whose books were there at the close is not asked again', async () => {
    const made = await countedDay();
    answer(made, []);
    await closeAll(made);
    const asked = made.deps.upstream.calls.length;
    expect(await confirm(made.deps)).toBe(0);
    expect(made.deps.upstream.calls).toHaveLength(asked);
    expect(made.deps.stores.jobs.get('job_1' as JobId)?.state).toBe('pendingReport');
    // Nor is its signed page read again, which is long: each probe asks.
    const read = vi.spyOn(made.deps.stores.days, 'wasAsked');
    const late = createLateBooks(made.deps, noWait);
    for (let probe = 0; probe < 3; probe += 1) {
      late.ask();
      await late.settled();
    }
    expect(read).toHaveBeenCalledTimes(1);
  });
});
