import { describe, expect, it } from 'vitest';
import { inspect, testCaller } from '../../helpers/index.ts';
import {
  bank,
  close,
  codeOf,
  countedDay,
  makeCard,
  reasonsFor,
  station,
  value,
  type Station,
} from './helpers/dayStation.ts';

const nextDay = 86_400_000;
const second = { userName: 'qian', password: 'right' };
const twoPeople = {
  kind: 'twoPeople',
  reason: '两人都病了 both were ill',
  countersignature: second,
} as const;
const alone = { kind: 'offlineMorning', reason: '网络中断 no network' } as const;

/** A day with one card that nobody closed, and the next morning. */
async function openYesterday(): Promise<Station> {
  const made = await station();
  value(await made.day.dayOpen({}, testCaller(made.zhao)));
  made.tick();
  makeCard(made);
  made.deps.clock.advance(nextDay);
  return made;
}
const eventsOf = ({ deps }: Station): unknown[] =>
  inspect(deps.stores, (file) => file.prepare('SELECT event FROM audit ORDER BY sequence').pluck().all());

describe('H3 the next day opens by a close or an override', () => {
  it('not without either', async () => {
    const { day, zhao } = await openYesterday();
    expect(codeOf(await day.dayOpen({}, testCaller(zhao)))).toBe('dayAlreadyOpen');
  });

  it('today itself is never overridden', async () => {
    const { day, zhao, deps } = await station();
    value(await day.dayOpen({}, testCaller(zhao)));
    expect(codeOf(await day.dayOpen({ override: twoPeople }, testCaller(zhao)))).toBe('dayAlreadyOpen');
    expect(deps.stores.days.current()?.state).toBe('open');
  });

  it('two people freeze the earlier day as it stands and open the next with its books', async () => {
    const made = await openYesterday();
    const { day, zhao, deps } = made;
    const status = value(await day.dayOpen({ override: twoPeople }, testCaller(zhao)));
    expect(status).toMatchObject({ date: '2026-11-26', state: 'open', unsigned: ['2026-11-25'] });
    const frozen = deps.stores.days.get('2026-11-25');
    expect(frozen).toMatchObject({
      state: 'overridden',
      closed: null,
      overridden: {
        override: { kind: 'twoPeople', by: 'Test zhao', second: 'Test qian', at: deps.clock.iso() },
        unconfirmed: { upstreamAsked: false, cards: 1 },
      },
    });
    const figures = frozen?.overridden?.figures;
    // Nobody had counted: the day says so, and 11.1 stays open.
    expect(figures?.exceptions.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['notCounted', 'madeNotReported']),
    );
    expect(deps.stores.days.current()?.opening).toEqual([{ ...bank, opening: 2 }]);
    if (figures === undefined) throw new Error('nothing was frozen');
    const csv = deps.paper.dayCsv({ date: '2026-11-25', figures });
    expect(frozen?.overridden?.csvHash).toBe(deps.crypto.sha256Hex(csv));
    expect(eventsOf(made).slice(-2)).toEqual(['day.override', 'day.open']);
    const told = deps.stores.outbox.open().filter(({ kind }) => kind === 'day.overridden');
    expect(told).toMatchObject([
      { businessKey: 'SZ50:2026-11-25:override', payload: { csvHash: frozen?.overridden?.csvHash } },
    ]);
    // Whoever looks sees a day without signatures.
    expect(value(await day.dayClosed({ date: '2026-11-25' }, testCaller(zhao)))).toMatchObject({
      signatures: [],
      override: { kind: 'twoPeople' },
    });
    expect(deps.stores.audit.verify().intact).toBe(true);
  });

  it('the next day opens with the books of the overridden day, not of the last signed one', async () => {
    const made = await station();
    const { day, zhao, deps } = made;
    value(await day.dayOpen({}, testCaller(zhao)));
    value(await day.dayCount({ counts: [{ ...bank, counted: 3 }] }, testCaller(zhao)));
    value(await day.dayClose(close(await reasonsFor(made)), testCaller(zhao)));
    deps.clock.advance(nextDay);
    value(await day.dayOpen({}, testCaller(zhao)));
    made.tick();
    makeCard(made);
    deps.clock.advance(nextDay);
    value(await day.dayOpen({ override: twoPeople }, testCaller(zhao)));
    expect(deps.stores.days.current()).toMatchObject({
      date: '2026-11-27',
      opening: [{ ...bank, opening: 2 }],
      openJobsAtStart: 1,
    });
  });

  it.each([
    ['nobody signs beside', { kind: 'twoPeople', reason: 'x' } as const, 'countersignatureNeeded'],
    [
      'the same person signs',
      { ...twoPeople, countersignature: { ...second, userName: 'zhao' } },
      'samePerson',
    ],
    ['a clerk signs beside', { ...twoPeople, countersignature: { ...second, userName: 'li' } }, 'forbidden'],
    [
      'the wrong password',
      { ...twoPeople, countersignature: { ...second, password: 'x' } },
      'wrongCredentials',
    ],
  ])('%s: nothing changes', async (_title, override, code) => {
    const { day, zhao, deps } = await openYesterday();
    expect(codeOf(await day.dayOpen({ override }, testCaller(zhao)))).toBe(code);
    expect(deps.stores.days.current()?.date).toBe('2026-11-25');
    expect(deps.stores.days.unsigned()).toEqual([]);
  });
});

describe('H3 the grace of an offline morning', () => {
  it('one supervisor opens without upstream, once', async () => {
    const made = await openYesterday();
    const { day, zhao, deps } = made;
    value(await day.dayOpen({ override: alone }, testCaller(zhao)));
    expect(deps.stores.days.get('2026-11-25')?.overridden?.override).toMatchObject({
      kind: 'offlineMorning',
      second: null,
    });
    deps.clock.advance(nextDay);
    expect(codeOf(await day.dayOpen({ override: alone }, testCaller(zhao)))).toBe('graceUsed');
    // Two people may go on all the same: both days wait then.
    value(await day.dayOpen({ override: twoPeople }, testCaller(zhao)));
    expect(deps.stores.days.unsigned().map(({ date }) => date)).toEqual(['2026-11-25', '2026-11-26']);
  });

  it('none while the queue is online, nor when upstream answers for its books', async () => {
    const online = { links: { list: () => [], online: () => true } };
    const first = await station(online);
    value(await first.day.dayOpen({}, testCaller(first.zhao)));
    first.deps.clock.advance(nextDay);
    expect(codeOf(await first.day.dayOpen({ override: alone }, testCaller(first.zhao)))).toBe(
      'upstreamInReach',
    );
    // Right after a start no link is known; the books are asked all the same.
    const { day, zhao, deps } = await openYesterday();
    deps.upstream.answer('books', () => ({ kind: 'answer', value: { reported: [], enabled: [] } }));
    expect(codeOf(await day.dayOpen({ override: alone }, testCaller(zhao)))).toBe('upstreamInReach');
    expect(deps.stores.days.current()?.date).toBe('2026-11-25');
  });
});

describe('H3 an overridden day is signed afterwards', () => {
  const overridden = async (): Promise<Station> => {
    const made = await openYesterday();
    value(await made.day.dayOpen({ override: twoPeople }, testCaller(made.zhao)));
    return made;
  };
  const reasons = ({ deps }: Station): Record<string, string> =>
    Object.fromEntries(
      (deps.stores.days.get('2026-11-25')?.overridden?.figures.exceptions ?? []).map(({ key }) => [
        key,
        'explained',
      ]),
    );

  it('stands in the next day as high risk until two have signed it, with a word for each frozen difference', async () => {
    const made = await overridden();
    const { day, zhao, deps } = made;
    const caller = testCaller(zhao);
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, caller));
    const before = value(await day.dayFigures({}, caller));
    // Nothing is lost or counted twice between the two days.
    expect(before.identities.filter(({ holds, open }) => !holds && !open)).toEqual([]);
    expect(before.queue).toMatchObject({ openAtStart: 0, created: 1, open: 1 });
    expect(before.exceptions.find(({ kind }) => kind === 'dayUnsigned')).toMatchObject({
      key: 'dayUnsigned:2026-11-25',
      risk: 'high',
      needsReason: true,
    });
    expect(before.earlierUnsigned).toMatchObject([{ date: '2026-11-25', kind: 'twoPeople' }]);

    const late = { date: '2026-11-25', ...close() };
    expect(codeOf(await day.daySignLate(late, caller))).toBe('reasonMissing');
    const frozen = deps.stores.days.get('2026-11-25')?.overridden;
    const signed = value(await day.daySignLate({ ...late, reasons: reasons(made) }, caller));
    expect(signed).toMatchObject({
      closedAt: frozen?.closedAt,
      csvHash: frozen?.csvHash,
      chainHead: frozen?.chainHead,
      override: frozen?.override,
      signatures: [{ userName: 'zhao' }, { userName: 'qian' }],
    });
    expect(signed.figures).toEqual(frozen?.figures);
    expect(deps.stores.days.get('2026-11-25')?.overridden).toEqual(frozen);
    expect(eventsOf(made).at(-1)).toBe('day.signLate');
    expect(deps.stores.outbox.open().map(({ businessKey }) => businessKey)).toContain(
      'SZ50:2026-11-25:close',
    );
    expect(value(await day.dayFigures({}, caller)).exceptions.map(({ kind }) => kind)).not.toContain(
      'dayUnsigned',
    );
    expect(deps.stores.days.unsigned()).toEqual([]);
  });

  it('H4 a day that tells of it is hashed as it will be read back', async () => {
    const made = await overridden();
    const { day, zhao, deps } = made;
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(zhao)));
    const { date, csvHash } = value(await day.dayClose(close(await reasonsFor(made)), testCaller(zhao)));
    const kept = deps.stores.days.get(date)?.closed?.figures;
    if (kept === undefined) throw new Error('no closed day');
    expect(kept.earlierUnsigned).toHaveLength(1);
    expect(deps.crypto.sha256Hex(deps.paper.dayCsv({ date, figures: kept }))).toBe(csvHash);
  });

  it('is signed once, and only such a day is', async () => {
    const made = await overridden();
    const { day, zhao } = made;
    const late = { date: '2026-11-25', ...close(reasons(made)) };
    value(await day.daySignLate(late, testCaller(zhao)));
    expect(codeOf(await day.daySignLate(late, testCaller(zhao)))).toBe('dayNotOpen');
    expect(codeOf(await day.daySignLate({ ...late, date: '2026-11-26' }, testCaller(zhao)))).toBe(
      'dayNotOpen',
    );
  });

  it('is never open again: its file refuses', async () => {
    const { deps } = await overridden();
    const day = deps.stores.days.get('2026-11-25');
    if (day === null) throw new Error('no day');
    const write = (changes: Partial<typeof day>) => () =>
      deps.stores.run(() => deps.stores.days.save({ ...day, ...changes }));
    expect(write({ state: 'open', overridden: null })).toThrow('only signed afterwards');
    expect(write({ overridden: null })).toThrow('only signed afterwards');
  });

  it('a day that was closed opens the next without an override, and an override is then nothing', async () => {
    const made = await countedDay();
    const { day, zhao, deps } = made;
    value(await day.dayClose(close(await reasonsFor(made)), testCaller(zhao)));
    deps.clock.advance(nextDay);
    value(await day.dayOpen({ override: twoPeople }, testCaller(zhao)));
    expect(deps.stores.days.get('2026-11-25')?.state).toBe('closed');
    expect(deps.stores.days.unsigned()).toEqual([]);
  });
});
