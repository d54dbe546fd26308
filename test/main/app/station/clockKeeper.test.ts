import { describe, expect, it } from 'vitest';
import { clockHandlers } from '../../../../main/app/station/clockHandlers.ts';
import { clockHeld, createClockKeeper, type ClockKeeper } from '../../../../main/app/station/clockKeeper.ts';
import { createSteadyClock } from '../../../../main/app/station/steadyClock.ts';
import { keptTime } from '../../../../main/contract/clock.ts';
import { describeError } from '../../../../main/contract/errors.ts';
import {
  fixedClock,
  inspect,
  openTestStores,
  sampleStaff,
  testCaller,
  testDeps,
  type FixedClock,
  type TestStores,
} from '../../helpers/index.ts';

const begin = '2026-11-25T01:20:00.000Z';
const [hour, day] = [3_600_000, 86_400_000];
const inMs = (ms: number): string => new Date(Date.parse(begin) + ms).toISOString();

/** A station whose computer's clock can be set, over stores that outlive it. */
function station(computer: FixedClock = fixedClock(begin), stores: TestStores = openTestStores()) {
  const clock = createSteadyClock(computer);
  const newest = stores.audit.latestAt();
  clock.resume(stores.standings.get('clock', keptTime), newest === null ? null : Date.parse(newest));
  const link = { online: false };
  const deps = testDeps({ clock, stores, links: { list: () => [], online: () => link.online } });
  const keeper: ClockKeeper = createClockKeeper(deps, clock);
  keeper.start();
  const events = (): string[] =>
    inspect(stores, (database) =>
      database.prepare(`SELECT event FROM audit WHERE event LIKE 'clock.%' ORDER BY sequence`).pluck().all(),
    ) as string[];
  return {
    computer,
    stores,
    clock,
    deps,
    keeper,
    link,
    events,
    /** Somebody sets the computer's clock; the station looks. */
    set(ms: number): void {
      computer.set(new Date(computer.now() + ms).toISOString());
      keeper.look();
    },
    restart(off: number, computerAt?: string) {
      keeper.stop();
      const next = fixedClock(computerAt ?? new Date(computer.now() + off).toISOString());
      return station(next, stores);
    },
  };
}

describe('G3 G4 a clock that jumped', () => {
  it('is held, named in both languages, on the audit chain, and over when it is set right again', () => {
    const it_ = station();
    it_.computer.advance(hour);
    it_.set(-day);
    expect(it_.keeper.standing()).toMatchObject({
      state: 'held',
      now: inMs(hour),
      computer: inMs(hour - day),
    });
    const held = clockHeld(it_.deps);
    if (held === null) throw new Error('not held');
    expect(describeError(held, 'zh').message).toContain('电脑时钟异常跳变');
    expect(describeError(held, 'en').remedy).toContain('sets the computer’s clock');
    it_.computer.advance(hour);
    it_.set(day);
    expect(it_.keeper.standing()).toMatchObject({ state: 'steady', now: inMs(2 * hour), since: null });
    expect(it_.events()).toEqual(['clock.jumped', 'clock.back']);
  });

  it('is noticed by the next look of the timer, without anybody asking', () => {
    const it_ = station();
    it_.computer.set(inMs(365 * day));
    it_.computer.advance(2_000);
    expect(it_.events()).toEqual(['clock.jumped']);
    expect(it_.deps.bus.names()).toContain('stationChanged');
  });

  it('upstream that agrees with the computer accepts it: audited once, and counted by from then on', () => {
    const it_ = station();
    it_.set(3 * day);
    expect(it_.keeper.heard(3 * day + 1_000)).toBe(true);
    expect(it_.keeper.standing()).toMatchObject({ state: 'steady', now: inMs(3 * day) });
    expect(it_.events()).toEqual(['clock.jumped', 'clock.accepted']);
    expect(it_.stores.standings.get('clock', keptTime)).toBeNull();
  });

  it('upstream that agrees with the station, or with nobody, leaves it held', () => {
    for (const ahead of [0, 240_000, -hour]) {
      const it_ = station();
      it_.set(3 * day);
      expect(it_.keeper.heard(ahead)).toBe(false);
      expect(it_.keeper.standing()).toMatchObject({ state: 'held', upstreamAheadMs: ahead });
    }
  });

  it('G10 who is vouched for in touch stays so when upstream moves the time, and offline nobody is', () => {
    for (const online of [true, false]) {
      const it_ = station();
      const person = { ...sampleStaff(['clerk']), confirmedAt: it_.keeper.standing().now };
      it_.stores.run(() => it_.stores.staff.save(person));
      it_.link.online = online;
      it_.set(30 * day);
      it_.keeper.heard(30 * day);
      expect(it_.stores.staff.get(person.id)?.confirmedAt).toBe(online ? inMs(30 * day) : begin);
    }
  });

  it('survives a restart of the program, and still goes on by what was kept', () => {
    const it_ = station();
    it_.computer.advance(hour);
    it_.set(365 * day);
    const again = it_.restart(hour);
    expect(again.keeper.standing()).toMatchObject({ state: 'held', now: inMs(2 * hour), since: inMs(hour) });
    const right = again.restart(0, inMs(3 * hour));
    expect(right.keeper.standing()).toMatchObject({ state: 'steady', now: inMs(3 * hour) });
    expect(right.events()).toEqual(['clock.jumped', 'clock.back']);
  });

  it('a far future at the start waits for a word, also over the next start; upstream gives it', () => {
    const it_ = station();
    it_.set(0);
    it_.stores.run(() =>
      it_.stores.audit.append({
        at: begin,
        actor: 'test',
        surface: 'window',
        event: 'test.happened',
        subject: 'x',
        detail: {},
      }),
    );
    expect(it_.restart(14 * day).keeper.standing().state).toBe('steady');
    const far = it_.restart(15 * day);
    expect(far.keeper.standing()).toMatchObject({ state: 'held', now: inMs(15 * day) });
    const next = far.restart(hour);
    expect(next.keeper.standing().state).toBe('held');
    expect(next.keeper.heard(0)).toBe(true);
    expect(next.events()).toEqual(['clock.unproven', 'clock.accepted']);
    expect(next.restart(hour).keeper.standing().state).toBe('steady');
  });
});

describe('G4 two people confirm the time where upstream cannot be asked', () => {
  const input = {
    reason: '换电池 new battery',
    countersignature: { userName: 'second', password: 'second password' },
  };
  async function withTwo(roles: Parameters<typeof sampleStaff>[0] = ['technician'], computer?: FixedClock) {
    const it_ = station(computer);
    const first = sampleStaff(['supervisor'], 'first');
    const passwordHash = await it_.deps.crypto.hashPassword(input.countersignature.password);
    it_.stores.run(() => {
      it_.stores.staff.save(first);
      it_.stores.staff.save({ ...sampleStaff(roles, 'second'), passwordHash });
    });
    const handlers = clockHandlers(it_.deps, it_.keeper);
    return { ...it_, accept: async () => handlers.clockAccept(input, testCaller(first)) };
  }

  it('the computer’s clock counts from then on, with both names on the chain', async () => {
    const it_ = await withTwo();
    it_.set(day);
    expect(await it_.accept()).toMatchObject({ ok: true, value: { state: 'steady', now: inMs(day) } });
    expect(it_.events()).toEqual(['clock.jumped', 'clock.accepted']);
    // Their reason is free words: kept, over the next start too, but not on the chain that goes upstream with its head.
    const chain = inspect(it_.stores, (database) =>
      database.prepare(`SELECT detail FROM audit WHERE event = 'clock.accepted'`).pluck().get(),
    );
    expect(JSON.parse(String(chain))).toEqual({ by: 'twoPeople', second: 'second', byMs: day });
    const kept = (stores: TestStores) => stores.standings.get('clock', keptTime)?.accepted;
    expect(kept(it_.stores)).toEqual({ at: begin, first: 'first', second: 'second', reason: input.reason });
    const again = it_.restart(hour);
    expect(again.keeper.standing().state).toBe('steady');
    again.set(day);
    again.set(-day);
    expect(kept(again.stores)).toMatchObject({ first: 'first' });
  });

  it('not while it is steady, not by a clerk, and not against what upstream said after the jump', async () => {
    const steady = await withTwo();
    expect(await steady.accept()).toMatchObject({ error: { code: 'clockSteady' } });
    const clerk = await withTwo(['clerk']);
    clerk.set(day);
    expect(await clerk.accept()).toMatchObject({ error: { code: 'forbidden' } });
    const told = await withTwo();
    told.set(day);
    told.computer.advance(1_000);
    told.keeper.heard(0);
    told.computer.advance(1_000);
    expect(await told.accept()).toMatchObject({
      error: {
        code: 'clockUpstreamSays',
        detail: { upstream: '2026-11-25 09:20', computer: '2026-11-26 09:20' },
      },
    });
  });

  it('what upstream said before the jump does not forbid it: nobody knows what was slept through', async () => {
    const it_ = await withTwo();
    it_.keeper.heard(0);
    it_.computer.advance(60_000);
    it_.set(day);
    expect(await it_.accept()).toMatchObject({ ok: true });
  });

  it('nor when it said it between two looks at the clock, a moment before the jump', async () => {
    // Some time passes from one reading to the next, as it does.
    const still = fixedClock(begin);
    let readings = 0;
    const it_ = await withTwo(['technician'], {
      ...still,
      elapsed: () => {
        readings += 1;
        return still.elapsed() + readings * 0.001;
      },
    });
    it_.keeper.heard(0);
    it_.set(day);
    expect(await it_.accept()).toMatchObject({ ok: true });
  });
});
