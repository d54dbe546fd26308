import { describe, expect, it } from 'vitest';
import { backupStatus } from '../../../../main/contract/records.ts';
import { actorOf } from '../../../../main/app/cases/actor.ts';
import { countAsAccepted } from '../../../../main/app/cases/refuseCase.ts';
import { clockList } from '../../../../main/app/cases/clockList.ts';
import { standingProblem } from '../../../../main/app/people/standing.ts';
import { createRetention } from '../../../../main/app/retention/createRetention.ts';
import { runRetention } from '../../../../main/app/retention/runRetention.ts';
import { startGateNow } from '../../../../main/app/gate/startGate.ts';
import { stationStatusOf } from '../../../../main/app/station/stationHandlers.ts';
import { createSteadyClock } from '../../../../main/app/station/steadyClock.ts';
import { fixedClock, recordingLog, sampleStaff, testProfile } from '../../helpers/index.ts';
import { goodPermit, openDesk } from '../cases/desk.ts';
import { closedAt, dayMs, retentionBench } from '../retention/retentionBench.ts';

const noCopies = backupStatus.parse({
  folder: null,
  everyHours: 24,
  keep: 14,
  copies: 0,
  newest: null,
  lastTry: null,
  lastDrill: null,
  provenAt: null,
  running: false,
});
const year = 365 * dayMs;
const actor = actorOf(sampleStaff(['supervisor']));

/** A desk whose computer's clock somebody may set. */
function deskWithClock() {
  const computer = fixedClock();
  const clock = createSteadyClock(computer);
  const profile = { ...testProfile, offlineLimits: { notices: 50, hours: 8760 } };
  const desk = openDesk({ profile, clock: { ...computer, ...clock } }, [goodPermit()]);
  return {
    computer,
    clock,
    desk,
    jump: (ms: number) => computer.set(new Date(computer.now() + ms).toISOString()),
  };
}

describe('C3 G4 G10 what a jump of the clock does not bring about', () => {
  it('the law accepts nothing by it, and by the time that passes it still does once the time is confirmed', async () => {
    const { desk, jump, computer, clock } = deskWithClock();
    await desk.begin();
    jump(year);
    expect(clockList(desk.deps)).toMatchObject([{ clock: { breached: false } }]);
    expect(countAsAccepted(desk.deps, desk.current(), actor)).toMatchObject({
      error: { code: 'clockNotBreached' },
    });
    // Nine days later it is really over; but which day it is nobody has said.
    computer.advance(9 * dayMs);
    expect(countAsAccepted(desk.deps, desk.current(), actor)).toMatchObject({ error: { code: 'clockHeld' } });
    jump(-year);
    expect(clock.trusted()).toBe(true);
    expect(countAsAccepted(desk.deps, desk.current(), actor)).toMatchObject({ ok: true });
  });

  it('the strip that is always in sight says it for as long as it is so', () => {
    const { desk, jump, clock } = deskWithClock();
    const says = () => stationStatusOf({ ...desk.deps, clock, version: '0' }).clockHeld;
    expect(says()).toBeUndefined();
    jump(year);
    expect(says()).toBe(true);
    jump(-year);
    expect(says()).toBeUndefined();
  });

  it('nobody’s sign-in ends by it, and by the time that passes it does', () => {
    const { jump, computer, clock } = deskWithClock();
    const person = { ...sampleStaff(['clerk']), confirmedAt: new Date(clock.now()).toISOString() };
    const problem = () => standingProblem(testProfile, clock.now(), person);
    jump(year);
    expect(problem()).toBeNull();
    // Nor is it given back: a clock that is put back every evening makes no day longer.
    for (let evening = 0; evening < 8; evening += 1) {
      computer.advance(dayMs);
      jump(-dayMs);
    }
    expect(problem()).toMatchObject({ code: 'signInExpired' });
  });

  it('I3 nothing is destroyed while nobody has confirmed the time, and what is due goes when somebody has', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    bench.ack();
    bench.closeDay();
    const clock = createSteadyClock(bench.clock);
    const deps = { ...bench.deps, clock };
    bench.clock.set(new Date(Date.parse(closedAt) + year).toISOString());
    // A year has really passed, but the station slept through it: to itself it looks like a jump.
    expect(clock.trusted()).toBe(false);
    expect(await runRetention(deps, { pause: async () => Promise.resolve() })).toEqual({});
    const retention = createRetention({ ...deps, log: recordingLog() });
    retention.start();
    expect(retention.lastRunAt()).toBeNull();
    await retention.stop();
    expect(bench.pictureOf(id)).toHaveLength(5);
    clock.accept();
    expect(await runRetention(deps, { pause: async () => Promise.resolve() })).toMatchObject({ scans: 2 });
  });

  it('I3 a jump in the middle of a run ends it', async () => {
    const bench = retentionBench();
    bench.openDay();
    for (const number of [1, 2, 3, 4, 5, 6]) bench.addCase(number);
    bench.ack();
    bench.closeDay();
    bench.clock.set(new Date(Date.parse(closedAt) + 40 * dayMs).toISOString());
    const clock = createSteadyClock(bench.clock);
    const report = await runRetention(
      { ...bench.deps, clock },
      {
        pause: async () => {
          bench.clock.set(new Date(Date.parse(closedAt) + 10 * year).toISOString());
          return Promise.resolve();
        },
      },
    );
    // Two cases are one transaction; the signatures, whose time has not come, stay everywhere.
    expect(report).toMatchObject({ photos: 4 });
    expect(bench.stores.retention.caseIds()).toHaveLength(6);
  });

  it('J1 the start gate names it, with where to confirm it', async () => {
    const { desk, jump } = deskWithClock();
    jump(year);
    const gate = await startGateNow(desk.deps, {
      backups: { status: async () => Promise.resolve(noCopies) },
      keys: () => ({ recoveryWrap: false, hallKey: false }),
      upstreamAheadMs: () => null,
    });
    expect(gate.items.find(({ key }) => key === 'clock')).toMatchObject({
      state: 'warn',
      page: 'queue',
      reason: { en: expect.stringContaining('jumped') as string },
      fix: { zh: expect.stringContaining('校准电脑时钟') as string },
    });
  });
});
