import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moveTraining, moveTrainingClock } from '../../../../main/app/station/moveClock.ts';
import { movedTo } from '../../../../main/domain/calendar/clockMove.ts';
import { createSteadyClock } from '../../../../main/app/station/steadyClock.ts';
import {
  clockFileName,
  computerFileName,
  createMovableClock,
  readAhead,
  readAllAhead,
} from '../../../../main/infra/system/movableClock.ts';
import { fixedClock, temporaryFolder, testDeps, testPack, testProfile } from '../../helpers/index.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

function station() {
  const real = fixedClock('2026-11-27T01:20:00.000Z');
  const path = join(temporaryFolder(), 'training-clock.json');
  const clock = createMovableClock(real, path);
  const deps = { ...testDeps({ profile: { ...testProfile, mode: 'training' } }), clock };
  const happens = (at: string) =>
    deps.stores.run(() =>
      deps.stores.audit.append({
        at,
        actor: 'test',
        surface: 'window',
        event: 'test.happened',
        subject: 'x',
        detail: {},
      }),
    );
  return { real, path, clock, deps, happens };
}

describe('C3 J6 the clock of a training station', () => {
  it.each([
    ['workingDay', '2026-11-30T01:20:00.000Z'],
    ['day', '2026-11-28T01:20:00.000Z'],
    ['sixDays', '2026-12-03T01:20:00.000Z'],
  ] as const)('a Friday, %s: %s', (to, then) => {
    const { clock, deps } = station();
    expect(moveTrainingClock(deps, clock, to)).toMatchObject({ ok: true, value: { now: then } });
    expect(new Date(clock.now()).toISOString()).toBe(then);
    expect(deps.bus.names()).toContain('clockMoved');
  });

  it('the next working day is that of the calendar: holidays are passed over, a make-up Saturday is not', () => {
    const at = { nowMs: Date.parse('2026-11-27T01:20:00.000Z'), realMs: 0 };
    const calendar = { ...testPack.calendar, holidays: ['2026-11-30'], makeUpDays: [] };
    expect(new Date(movedTo('workingDay', at, calendar)).toISOString()).toBe('2026-12-01T01:20:00.000Z');
    const made = { ...calendar, makeUpDays: ['2026-11-28'] };
    expect(new Date(movedTo('workingDay', at, made)).toISOString()).toBe('2026-11-28T01:20:00.000Z');
  });

  it('goes back to real time while nothing was recorded later, and never behind a record', () => {
    const { clock, deps, real, happens } = station();
    happens('2026-11-27T01:20:00.000Z');
    expect(moveTrainingClock(deps, clock, 'sixDays').ok).toBe(true);
    expect(moveTrainingClock(deps, clock, 'real')).toMatchObject({ ok: true, value: { aheadMs: 0 } });
    moveTrainingClock(deps, clock, 'sixDays');
    happens('2026-12-03T01:20:00.000Z');
    const before = clock.now();
    expect(moveTrainingClock(deps, clock, 'real')).toEqual({
      ok: false,
      error: { code: 'clockBehindRecords', detail: { newest: '2026-12-03 09:20' } },
    });
    expect(clock.now()).toBe(before);
    // Real time has come to the records: from there it may go on.
    real.set('2026-12-03T01:20:00.000Z');
    expect(moveTrainingClock(deps, clock, 'real')).toMatchObject({ ok: true, value: { aheadMs: 0 } });
    expect(deps.stores.audit.verify().intact).toBe(true);
  });

  it('asks the latest record, not the newest: a clock that was set back wrote an earlier one after it', () => {
    const { clock, deps, happens } = station();
    moveTrainingClock(deps, clock, 'sixDays');
    happens('2026-12-03T01:20:00.000Z');
    happens('2026-11-20T01:20:00.000Z');
    expect(moveTrainingClock(deps, clock, 'real').ok).toBe(false);
  });

  it('the move stands in the journal, at the time that was left', () => {
    const { clock, deps } = station();
    moveTrainingClock(deps, clock, 'day');
    expect(deps.stores.audit.latestAt()).toBe('2026-11-27T01:20:00.000Z');
    expect(deps.stores.audit.verify()).toMatchObject({ intact: true, rows: 1 });
  });

  it('keeps how far it is ahead over a restart, and counts from real time when that cannot be read', () => {
    const { clock, deps, real, path } = station();
    moveTrainingClock(deps, clock, 'day');
    expect(createMovableClock(real, path).now()).toBe(real.now() + dayMs);
    expect(readFileSync(path, 'utf8')).not.toContain('SZ');
    writeFileSync(path, '{"aheadMs":"soon"}');
    expect(readAhead(path)).toBe(0);
  });

  it('a production station refuses, and its clock stays where it is', () => {
    const { clock, deps, real } = station();
    const production = { ...deps, profile: { ...deps.profile, mode: 'production' as const } };
    expect(moveTrainingClock(production, clock, 'day')).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(moveTrainingClock(deps, null, 'day')).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(clock.now()).toBe(real.now());
    expect(deps.stores.audit.latestAt()).toBeNull();
  });

  it('timers run by real time: a jump fires nothing', () => {
    const { clock, deps, real } = station();
    let fired = 0;
    clock.setTimer(60_000, () => {
      fired += 1;
    });
    moveTrainingClock(deps, clock, 'sixDays');
    expect(fired).toBe(0);
    real.advance(60_000);
    expect(fired).toBe(1);
  });

  it('G4 the computer’s clock is set on below the station’s, which holds it; both are ahead of the real time together, also after a start', () => {
    const { real, deps } = station();
    const folder = temporaryFolder();
    const computer = createMovableClock(real, join(folder, computerFileName));
    const steady = createSteadyClock(computer);
    const clock = createMovableClock(steady, join(folder, clockFileName));
    const move = (to: 'day' | 'computerHour') => moveTraining(deps, { station: clock, computer }, to);
    expect(move('day')).toMatchObject({ ok: true, value: { aheadMs: dayMs } });
    const before = clock.now();
    expect(move('computerHour')).toMatchObject({
      ok: true,
      value: { aheadMs: dayMs + hourMs, now: new Date(real.now() + dayMs + hourMs).toISOString() },
    });
    expect([clock.now(), clock.trusted()]).toEqual([before, false]);
    steady.accept();
    expect([clock.now(), clock.trusted()]).toEqual([before + hourMs, true]);
    expect(move('day')).toMatchObject({ ok: true, value: { aheadMs: 2 * dayMs + hourMs } });
    expect(readAllAhead(folder)).toBe(2 * dayMs + hourMs);
  });

  it('the computer’s clock of a production station is nobody’s to set', () => {
    const { real, deps, path } = station();
    const computer = createMovableClock(real, path);
    const production = { ...deps, profile: { ...deps.profile, mode: 'production' as const } };
    const clocks = { station: computer, computer };
    expect(moveTraining(production, clocks, 'computerHour')).toEqual({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(computer.now()).toBe(real.now());
    expect(moveTraining(deps, { station: null, computer: null }, 'computerHour').ok).toBe(false);
  });
});
