import { describe, expect, it } from 'vitest';
import { gatherDay } from '../../../../main/app/day/gatherDay.ts';
import { presentCase } from '../../../../main/app/cases/presentCase.ts';
import { reasonAgainstGiving, reasonsAgainst } from '../../../../main/app/cards/cardStanding.ts';
import { stationStatusOf } from '../../../../main/app/station/stationHandlers.ts';
import { dayExceptions } from '../../../../main/domain/day/dayExceptions.ts';
import { NotWritten } from '../../../../main/app/ports/notWritten.ts';
import { sampleCase, sampleDay, sampleJob, sampleSnapshot, testCaller } from '../../helpers/index.ts';
import { cabinetBench, type CabinetBench } from './cabinetBench.ts';
import { permit, personal } from './kioskBench.ts';

const theCase = sampleCase({ permitNumber: permit.permitNumber });
function openCase({ deps }: CabinetBench): void {
  deps.stores.run(() => {
    deps.stores.days.save(sampleDay());
    deps.stores.snapshots.insert(sampleSnapshot({ record: permit }));
    deps.stores.cases.save(theCase);
  });
}

describe('E7 F6 the cabinet is opened during a visit', () => {
  it('freezes the kiosk, clears the visit, and ties the event to what was on the screen at that second', async () => {
    const bench = await cabinetBench();
    openCase(bench);
    await bench.toConfirm();
    expect(bench.kiosk.view().person).not.toBeNull();

    bench.door('open');
    const frozen = bench.kiosk.view();
    expect(frozen).toMatchObject({ page: 'callStaff', language: 'en', person: null, caseId: null });
    expect(JSON.stringify(frozen)).not.toMatch(personal);
    expect(bench.cabinet.events()).toMatchObject([
      {
        kind: 'opened',
        page: 'confirm',
        caseId: theCase.id,
        caseNumber: theCase.number,
        attention: true,
        by: null,
      },
    ]);
    expect(bench.audits('cabinet.')).toMatchObject([
      {
        event: 'cabinet.opened',
        actor: 'kiosk',
        subject: theCase.id,
        detail: { page: 'confirm', attention: true },
      },
    ]);
    expect(
      JSON.stringify([bench.audits('cabinet.'), bench.deps.log.lines, bench.deps.bus.events]),
    ).not.toMatch(personal);
  });

  it('no touch and no time brings the visit back, and a closed door alone does not either', async () => {
    const bench = await cabinetBench();
    await bench.toConfirm();
    bench.door('open');
    for (const type of ['back', 'stay', 'numberWanted', 'finish'] as const)
      expect(bench.kiosk.touch({ type }).page).toBe('callStaff');
    expect(await bench.kiosk.confirm('slip')).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    bench.deps.clock.advance(3_600_000);
    bench.door('closed');
    expect(bench.kiosk.view().page).toBe('callStaff');
    expect(bench.kinds()).toEqual(['opened', 'closed']);
    await bench.toConfirm();
    expect(bench.kiosk.view().page).toBe('callStaff');
  });

  it('a supervisor settles it with a note, once, and not while the door is open; then the kiosk serves again', async () => {
    const bench = await cabinetBench();
    openCase(bench);
    await bench.toConfirm();
    bench.door('open');
    const supervisor = testCaller(bench.people.supervisor);
    const settle = (sequence = 1) =>
      bench.cabinet.settle(sequence, 'checked, nothing is missing', supervisor);
    expect(settle()).toMatchObject({ ok: false, error: { code: 'cabinetOpen' } });
    bench.door('closed');
    expect(bench.wentOn).toEqual([]);
    expect(settle(2)).toMatchObject({ ok: false, error: { code: 'cabinetEventNotFound' } });
    expect(settle()).toMatchObject({
      ok: true,
      value: { settledBy: bench.people.supervisor.displayName, note: 'checked, nothing is missing' },
    });
    expect(bench.kiosk.view().page).toBe('attract');
    expect(bench.wentOn).toEqual(['safe']);
    expect(settle()).toMatchObject({ ok: false, error: { code: 'cabinetSettled' } });
    expect(bench.audits('cabinet.settled')).toMatchObject([
      { actor: 'supervisor', surface: 'window', subject: theCase.id, detail: { sequence: 1 } },
    ]);
  });

  it('a second opening before the first is settled needs a note of its own', async () => {
    const bench = await cabinetBench();
    for (const contact of ['open', 'closed', 'open', 'closed'] as const) bench.door(contact);
    const supervisor = testCaller(bench.people.supervisor);
    expect(bench.cabinet.settle(1, 'first', supervisor).ok).toBe(true);
    expect(bench.kiosk.view().page).toBe('callStaff');
    expect(bench.cabinet.settle(3, 'second', supervisor).ok).toBe(true);
    expect(bench.kiosk.view().page).toBe('attract');
  });

  it('E4 calls after a passport that still lies on the reader, until it is taken', async () => {
    const bench = await cabinetBench();
    bench.layPassport('present');
    bench.door('closed');
    await bench.toConfirm();
    bench.door('open');
    expect(bench.kiosk.view().left).toEqual(['passport']);
    const before = bench.signals.length;
    bench.deps.clock.advance(16_000);
    expect(bench.signals.length - before).toBeGreaterThanOrEqual(3);
    bench.layPassport('notPresent');
    bench.door('open');
    bench.deps.clock.advance(10_000);
    const after = bench.signals.length;
    bench.deps.clock.advance(60_000);
    expect(bench.signals.length).toBe(after);
  });
});

describe('E7 the case is flagged', () => {
  it('the desk sees it with its reason; no card is started or given until it is settled', async () => {
    const bench = await cabinetBench();
    openCase(bench);
    const job = sampleJob({ caseId: theCase.id, permitNumber: permit.permitNumber, state: 'enabled' });
    bench.deps.stores.run(() => bench.deps.stores.jobs.save(job));
    const codes = () => reasonsAgainst(bench.deps, theCase).map(({ code }) => code);
    expect(codes()).not.toContain('cabinetOpened');
    expect(reasonAgainstGiving(bench.deps, job.id)?.code).not.toBe('cabinetOpened');
    await bench.toConfirm();
    bench.door('open');

    const flagged = presentCase(bench.deps, theCase);
    expect(flagged.cabinetOpenings).toMatchObject([{ kind: 'opened', settledAt: null }]);
    expect(flagged.issue.reasons.map(({ code }) => code)).toContain('cabinetOpened');
    expect(codes()).toContain('cabinetOpened');
    expect(reasonAgainstGiving(bench.deps, job.id)).toEqual({ code: 'cabinetOpened' });

    bench.door('closed');
    bench.cabinet.settle(1, 'a cleaner leaned on it', testCaller(bench.people.supervisor));
    expect(codes()).not.toContain('cabinetOpened');
    expect(reasonAgainstGiving(bench.deps, job.id)?.code).not.toBe('cabinetOpened');
    // The flag stays in sight with what was found.
    expect(presentCase(bench.deps, theCase).cabinetOpenings).toMatchObject([
      { note: 'a cleaner leaned on it' },
    ]);
  });

  it('another case is not touched by it', async () => {
    const bench = await cabinetBench();
    openCase(bench);
    bench.door('open');
    expect(presentCase(bench.deps, theCase).cabinetOpenings).toEqual([]);
    expect(reasonsAgainst(bench.deps, theCase).map(({ code }) => code)).not.toContain('cabinetOpened');
  });

  it('H8 the day lists every opening that nobody has settled, and needs a reason', async () => {
    const bench = await cabinetBench();
    openCase(bench);
    await bench.toConfirm();
    bench.door('open');
    const listed = () =>
      dayExceptions(
        gatherDay(bench.deps, (record) => presentCase(bench.deps, record), sampleDay(), null),
        [],
        [],
      ).filter(({ kind }) => kind === 'cabinetOpened');
    expect(listed()).toMatchObject([
      { risk: 'high', caseId: theCase.id, needsReason: true, since: bench.deps.clock.iso() },
    ]);
    bench.door('closed');
    bench.cabinet.settle(1, 'checked', testCaller(bench.people.supervisor));
    expect(listed()).toEqual([]);
  });
});

describe('E7 F6 openings without a visit, and contacts that say nothing', () => {
  it('without a session and without maintenance: an event with attention, and the kiosk is out of service', async () => {
    const bench = await cabinetBench();
    bench.door('open');
    expect(bench.cabinet.events()).toMatchObject([
      { kind: 'opened', page: null, caseId: null, attention: true },
    ]);
    expect(bench.kiosk.view().page).toBe('callStaff');
    expect(stationStatusOf({ ...bench.deps, version: '0' }).kiosk).toMatchObject({
      state: 'outOfService',
      contact: 'open',
      unsettled: 1,
      since: bench.deps.clock.iso(),
    });
  });

  it.each(['powerOff', 'hardwareError', 'offline'] as const)(
    'a contact that is %s counts like an opening',
    async (status) => {
      const bench = await cabinetBench();
      await bench.toConfirm();
      bench.contactDevice(status);
      expect(bench.kiosk.view().page).toBe('callStaff');
      expect(bench.kinds()).toEqual(['contactLost']);
      // Settled, but nobody can tell whether it is closed: the kiosk waits for its contact.
      expect(bench.cabinet.settle(1, 'plug was loose', testCaller(bench.people.supervisor)).ok).toBe(true);
      expect(bench.kiosk.view().page).toBe('callStaff');
      bench.door('closed');
      expect(bench.kiosk.view().page).toBe('attract');
    },
  );

  it('a device that is starting is no news', async () => {
    const bench = await cabinetBench();
    await bench.toConfirm();
    bench.contactDevice('starting');
    expect(bench.kiosk.view().page).toBe('confirm');
    expect(bench.kinds()).toEqual([]);
  });

  it('one that has not answered since the start gets some seconds: nobody is served, and nothing is there to be settled', async () => {
    const bench = await cabinetBench({ start: false });
    bench.contactDevice('powerOff');
    bench.cabinet.start();
    expect([bench.kiosk.view().page, bench.kinds()]).toEqual(['callStaff', []]);
    bench.deps.clock.advance(5_000);
    bench.door('closed');
    expect([bench.kiosk.view().page, bench.kinds()]).toEqual(['attract', []]);
    // It has said its first word: silence is news again.
    bench.contactDevice('powerOff');
    expect([bench.kiosk.view().page, bench.kinds()]).toEqual(['callStaff', ['contactLost']]);
  });

  it.each([
    ['stays silent', null, 'contactLost'],
    ['says open', 'open', 'foundOpen'],
  ] as const)('one that %s after the start is written down', async (_what, contact, kind) => {
    const bench = await cabinetBench({ start: false });
    bench.contactDevice('powerOff');
    bench.cabinet.start();
    if (contact === null) bench.deps.clock.advance(20_000);
    else bench.door(contact);
    expect([bench.kiosk.view().page, bench.kinds()]).toEqual(['callStaff', [kind]]);
  });

  it('open at the start of the program: found open; what was unsettled keeps the kiosk out of service over a restart', async () => {
    const bench = await cabinetBench({ door: 'open' });
    expect(bench.kinds()).toEqual(['foundOpen']);
    expect(bench.kiosk.view().page).toBe('callStaff');
  });

  it('a disk that takes no record does not keep the kiosk open beside an open door', async () => {
    const bench = await cabinetBench();
    await bench.toConfirm();
    const { stores } = bench.deps;
    const run = stores.run.bind(stores);
    Object.assign(stores, {
      run: () => {
        throw new NotWritten('diskFull');
      },
    });
    bench.door('open');
    expect(bench.kiosk.view()).toMatchObject({ page: 'callStaff', person: null });
    Object.assign(stores, { run });
    // The next word of any device writes it down.
    bench.door('open');
    expect(bench.kinds()).toEqual(['opened']);
  });
});
