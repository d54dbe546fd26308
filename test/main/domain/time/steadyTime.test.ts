import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  agreesWithinMs,
  isHeld,
  jumpToleranceMs,
  longestPauseMs,
  passedBy,
  slewedMs,
  timeAt,
  timeAtStart,
  whoIsRight,
  type SteadyTime,
} from '../../../../main/domain/time/steadyTime.ts';

const start = Date.parse('2026-11-25T01:20:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** What happens to the two sources: `ms` pass, and somebody sets the computer's clock by `set`. */
interface Turn {
  readonly ms: number;
  readonly set: number;
}
function after(turns: readonly Turn[], from: SteadyTime = begun()): SteadyTime {
  let time = from;
  let { computer, elapsed } = from;
  for (const { ms, set } of turns) {
    computer += ms + set;
    elapsed += ms;
    time = timeAt(time, { computer, elapsed });
  }
  return time;
}
const begun = (): SteadyTime => timeAtStart({ computer: start, elapsed: 0 }, null, null);

describe('G3 G4 the station does not believe a jump of the clock', () => {
  it.each([
    ['a day back', -day],
    ['a year ahead', year],
    ['400 days back', -400 * day],
    ['ten years ahead', 10 * year],
    ['an hour by hand', hour],
    ['an hour back by hand', -hour],
    ['just over the tolerance', jumpToleranceMs + 1],
  ])('%s: it goes on by the time that passes', (_name, set) => {
    const jumped = after([
      { ms: hour, set: 0 },
      { ms: 5_000, set },
      { ms: 10 * minute, set: 0 },
    ]);
    expect(jumped.now).toBe(start + hour + 5_000 + 10 * minute);
    expect(jumped.jumpedAt).toBe(start + hour);
    expect(isHeld(jumped)).toBe(true);
    const back = after([{ ms: minute, set: -set }], jumped);
    expect(back).toMatchObject({ jumpedAt: null, now: start + hour + 5_000 + 11 * minute });
  });

  it.each([
    ['a leap second', [{ ms: 1_000, set: -1_000 }]],
    ['the same second smeared over a day', Array.from({ length: 1_440 }, () => ({ ms: minute, set: -0.7 }))],
    ['a correction of a time service', [{ ms: 15 * minute, set: -900 }]],
    ['a slew of a minute at 500 ppm', Array.from({ length: 2_000 }, () => ({ ms: minute, set: 30 }))],
    ['thirty days of a bad crystal', Array.from({ length: 720 }, () => ({ ms: hour, set: 360 }))],
    ['a minute by hand', [{ ms: 1_000, set: minute }]],
    ['a night of sleep', [{ ms: 14 * hour, set: 0 }]],
  ] as const)('%s is no jump', (_name, turns) => {
    const time = after(turns);
    expect(time.jumpedAt).toBeNull();
    expect(Math.abs(time.now - time.computer)).toBeLessThanOrEqual(1_000);
  });

  it('many small steps are one jump: the tolerance is not given anew with each', () => {
    expect(after(Array.from({ length: 3 }, () => ({ ms: 1_000, set: 119_000 }))).jumpedAt).not.toBeNull();
  });

  it('goes on and never back, whatever somebody does to the clock, and is right when nobody does', () => {
    const turn = fc.record({
      ms: fc.integer({ min: 0, max: 3 * hour }),
      set: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -200_000, max: 200_000 }),
        fc.integer({ min: -400 * day, max: 10 * year }),
      ),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 60 }), (turns) => {
        let time = begun();
        let passed = 0;
        for (const each of turns) {
          const next = after([each], time);
          expect(next.now).toBeGreaterThanOrEqual(time.now);
          passed += each.ms;
          // Never further from the time that has passed than drift and tolerance together allow.
          expect(Math.abs(next.now - start - passed)).toBeLessThanOrEqual(
            jumpToleranceMs + passed * 0.001 + 1,
          );
          time = next;
        }
        if (turns.every(({ set }) => set === 0)) expect(time.now).toBe(time.computer);
      }),
    );
  });

  it('upstream decides whose time is right, within five minutes', () => {
    const time = after([{ ms: 1_000, set: day }]);
    expect(whoIsRight(time, time.computer + agreesWithinMs)).toBe('computer');
    expect(whoIsRight(time, time.now - agreesWithinMs)).toBe('station');
    expect(whoIsRight(time, time.now + hour)).toBe('nobody');
  });

  it('an accepted jump ahead counts at once; a small one back is waited for, a large one is one step', () => {
    const ahead = accepted(after([{ ms: 1_000, set: day }]));
    expect(ahead).toMatchObject({ jumpedAt: null, now: start + day + 1_000 });
    const little = accepted(after([{ ms: 1_000, set: -hour }]));
    expect(little.now).toBe(start + 1_000);
    const waiting = after([{ ms: hour, set: 0 }], little);
    expect(waiting).toMatchObject({ jumpedAt: null, now: start + 1_000 + hour / 2 });
    const met = after([{ ms: 2 * hour, set: 0 }], waiting);
    expect(met.now).toBe(met.computer);
    const large = accepted(after([{ ms: 1_000, set: -slewedMs - 1 }]));
    expect(large.now).toBe(large.computer);
  });
});

describe('G4 the clock at the start, when nobody knows how long it was off', () => {
  const at = (computer: number) => ({ computer, elapsed: 0 });
  it('within two weeks of the newest record it is believed', () => {
    for (const pause of [0, day, longestPauseMs])
      expect(isHeld(timeAtStart(at(start + pause), null, start))).toBe(false);
  });

  it('further than that it is asked about, and stays so over the next start, whose records are of that time', () => {
    const far = timeAtStart(at(start + year), null, start);
    expect(far).toMatchObject({ unprovenAt: start + year, now: start + year });
    const kept = { jumpedAt: null, unprovenAt: start + year, aheadMs: 0 };
    expect(isHeld(timeAtStart(at(start + year + hour), kept, start + year))).toBe(true);
    expect(isHeld(accepted(far))).toBe(false);
  });

  it('a held clock stays held over a restart, by what was kept', () => {
    const kept = { jumpedAt: start, unprovenAt: null, aheadMs: -year };
    expect(timeAtStart(at(start + year + day), kept, start)).toMatchObject({
      jumpedAt: start,
      now: start + day,
    });
    // Set right meanwhile: by what was kept it would be a year before the newest record.
    expect(timeAtStart(at(start + day), kept, start)).toMatchObject({ jumpedAt: null, now: start + day });
  });

  it('a held clock that fits nowhere never lies before the newest record', () => {
    const kept = { jumpedAt: start, unprovenAt: null, aheadMs: day };
    expect(timeAtStart(at(start - year), kept, start).now).toBe(start);
  });
});

describe('G4 time that has passed is made of two sources', () => {
  const from = { elapsed: 0, awake: 1_000, up: 50_000 };
  it('a sleep counts, which the fine source does not see', () => {
    expect(passedBy(from, 2_000, 50_000 + 8 * hour).elapsed).toBe(8 * hour);
  });
  it('whole seconds of the coarse source are no sleep, and nothing takes time back', () => {
    expect(passedBy(from, 1_200, 51_000).elapsed).toBe(200);
    expect(passedBy(from, 900, 0).elapsed).toBe(0);
  });
  it('never backwards, and at least what the fine source saw, for any readings', () => {
    const look = fc.tuple(fc.integer({ min: 0, max: 10 * day }), fc.integer({ min: 0, max: 10 * day }));
    fc.assert(
      fc.property(fc.array(look), (looks) => {
        let passed = from;
        for (const [awake, up] of looks) {
          const next = passedBy(passed, awake, up);
          expect(next.elapsed).toBeGreaterThanOrEqual(passed.elapsed + Math.max(0, awake - passed.awake));
          passed = next;
        }
      }),
    );
  });
});
