import { describe, expect, it } from 'vitest';
import { attemptsBeforeLock } from '../../../../main/app/people/checkPassword.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { stationHandlers } from '../../../../main/app/station/stationHandlers.ts';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import { testCaller } from '../../helpers/index.ts';
import { cabinetBench, type CabinetBench } from './cabinetBench.ts';
import { personal } from './kioskBench.ts';

const atKiosk = () => testCaller(null, 'kiosk');
const entry = (bench: CabinetBench, changes: object = {}) => ({
  userName: 'technician',
  password: 'right',
  code: bench.code(),
  ...changes,
});
async function inside(options?: Parameters<typeof cabinetBench>[0]) {
  const bench = await cabinetBench(options);
  const caller = atKiosk();
  expect(await bench.handlers.maintenanceEnter(entry(bench), caller)).toMatchObject({ ok: true });
  return { bench, caller };
}

describe('E7 maintenance begins with two factors of a technician', () => {
  it('ends the visit, hides it, and is on the books and on the audit chain', async () => {
    const bench = await cabinetBench();
    const caller = atKiosk();
    await bench.toConfirm();
    const entered = await bench.handlers.maintenanceEnter(entry(bench), caller);
    expect(entered).toMatchObject({ ok: true, value: { page: 'maintenance', person: null, caseId: null } });
    expect(JSON.stringify([entered, bench.kiosk.view()])).not.toMatch(personal);
    expect(caller.staff?.userName).toBe('technician');
    expect(bench.cabinet.events()).toMatchObject([
      { kind: 'maintenanceEntered', by: 'Test technician', page: 'confirm', attention: false },
    ]);
    expect(bench.audits('cabinet.').map(({ event, actor }) => [event, actor])).toEqual([
      ['cabinet.maintenanceEntered', 'technician'],
    ]);
    expect(bench.audits('maintenance.done')).toHaveLength(1);
    expect(bench.audits('secondFactor.done')).toMatchObject([{ surface: 'kiosk' }]);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'wrongCredentials'],
    ['nobody', { userName: 'nobody' }, 'wrongCredentials'],
    ['a wrong code', { code: '000000' }, 'oneTimeCodeWrong'],
    ['a clerk with both factors', { userName: 'clerk' }, 'forbidden'],
    ['a supervisor', { userName: 'supervisor' }, 'forbidden'],
  ] as const)('%s does not: the visit goes on', async (_, changes, code) => {
    const bench = await cabinetBench();
    await bench.toConfirm();
    const caller = atKiosk();
    expect(await bench.handlers.maintenanceEnter(entry(bench, changes), caller)).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(caller.staff).toBeNull();
    expect(bench.kiosk.view().page).toBe('confirm');
    expect(bench.kinds()).toEqual([]);
  });

  it('one code lets in once', async () => {
    const { bench, caller } = await inside();
    const used = entry(bench);
    await bench.handlers.maintenanceLeave({}, caller);
    expect(await bench.handlers.maintenanceEnter(used, atKiosk())).toMatchObject({
      ok: false,
      error: { code: 'oneTimeCodeUsed' },
    });
  });

  it('I5 wrong codes lock, however often the password in between is right', async () => {
    const bench = await cabinetBench();
    const codes: string[] = [];
    for (let tries = 0; tries < attemptsBeforeLock + 1; tries += 1) {
      const answer = await bench.handlers.maintenanceEnter(entry(bench, { code: '000000' }), atKiosk());
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(codes.slice(0, attemptsBeforeLock - 1).every((code) => code === 'oneTimeCodeWrong')).toBe(true);
    expect(codes.slice(attemptsBeforeLock - 1)).toEqual(['accountLocked', 'accountLocked']);
    expect(await bench.handlers.maintenanceEnter(entry(bench), atKiosk())).toMatchObject({
      ok: false,
      error: { code: 'accountLocked' },
    });
  });
});

describe('E7 in maintenance', () => {
  it('shows machines and numbers, nothing of any case', async () => {
    const { bench, caller } = await inside();
    const view = await bench.handlers.maintenanceState({}, caller);
    expect(view).toMatchObject({
      ok: true,
      value: { by: 'Test technician', contact: 'closed', printers: [{ id: 'kioskPrinter', inBin: 0 }] },
    });
    const ids = view.ok ? view.value.devices.map(({ id }) => id) : [];
    expect(ids).toEqual(['kioskScanner', 'kioskReader', 'kioskPrinter', 'kioskCabinet']);
    expect(Object.keys(view.ok ? (view.value.events[0] ?? {}) : {}).toSorted()).toEqual([
      'at',
      'by',
      'kind',
      'sequence',
    ]);
  });

  it('I4 a technician at the kiosk may call nothing that shows a person or makes a card', () => {
    const allowed = Object.entries(methods)
      .filter(([, definition]) => definition.surfaces.includes('kiosk') && definition.roles !== 'anyone')
      .map(([name]) => name);
    // Whatever else a kiosk may call, it may call without anybody signed in.
    expect(allowed.toSorted()).toEqual([
      'maintenanceBinEmpty',
      'maintenanceLeave',
      'maintenanceState',
      'maintenanceTest',
    ]);
  });

  it('an opening is what a technician came for: on the books, without attention', async () => {
    const { bench, caller } = await inside();
    bench.door('open');
    expect(bench.kinds()).toEqual(['maintenanceEntered', 'openedInMaintenance']);
    expect(bench.deps.stores.cabinet.unsettled()).toEqual([]);
    expect(bench.kiosk.view().page).toBe('maintenance');
    expect(bench.handlers.maintenanceLeave({}, caller)).toMatchObject({
      ok: false,
      error: { code: 'cabinetOpen' },
    });
    bench.door('closed');
    expect(bench.handlers.maintenanceLeave({}, caller)).toMatchObject({
      ok: true,
      value: { page: 'attract' },
    });
    expect(caller.staff).toBeNull();
    expect(bench.kinds().slice(-2)).toEqual(['closed', 'maintenanceLeft']);
    expect(bench.wentOn).toEqual(['safe']);
  });

  it('another line, or the same one after it ended, may do nothing', async () => {
    const { bench, caller } = await inside();
    const stranger = testCaller({ ...bench.people.technician, id: 'staff_other' as never }, 'kiosk');
    for (const call of [
      () => bench.handlers.maintenanceState({}, stranger),
      () => bench.handlers.maintenanceLeave({}, stranger),
      () => bench.handlers.maintenanceTest({ deviceId: 'kioskReader' }, stranger),
    ])
      expect(await call()).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    await bench.handlers.maintenanceLeave({}, caller);
    const late = testCaller(bench.people.technician, 'kiosk');
    expect(bench.handlers.maintenanceState({}, late)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
  });

  it('tests one device of the kiosk, and none of the window; each test is on the audit chain', async () => {
    const { bench, caller } = await inside();
    expect(await bench.handlers.maintenanceTest({ deviceId: 'kioskReader' }, caller)).toEqual({
      ok: true,
      value: { completion: { code: 'success' } },
    });
    expect(await bench.handlers.maintenanceTest({ deviceId: 'scanner' }, caller)).toMatchObject({
      ok: false,
      error: { code: 'invalidInput' },
    });
    expect(bench.audits('maintenance.test')).toMatchObject([
      { actor: 'technician', surface: 'kiosk', subject: 'kioskReader', detail: { code: 'success' } },
    ]);
  });

  it('10.3 the reject box is emptied by two people of the stock, never by the technician', async () => {
    const { bench, caller } = await inside();
    const sign = (userName: string) => ({ userName, password: 'right' });
    const empty = (keeper: string, second: string, printerId = 'kioskPrinter') =>
      bench.handlers.maintenanceBinEmpty(
        { printerId, found: 0, keeper: sign(keeper), countersignature: sign(second) },
        caller,
      );
    expect(await empty('technician', 'supervisor')).toMatchObject({
      ok: false,
      error: { code: 'samePerson' },
    });
    expect(await empty('clerk', 'supervisor')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await empty('keeper', 'technician')).toMatchObject({ ok: false });
    expect(await empty('stockKeeper', 'stockKeeper')).toMatchObject({
      ok: false,
      error: { code: 'samePerson' },
    });
    expect(await empty('stockKeeper', 'supervisor', 'printer')).toMatchObject({
      ok: false,
      error: { code: 'invalidInput' },
    });
    expect(await empty('stockKeeper', 'supervisor')).toMatchObject({
      ok: true,
      value: { ledger: 0, found: 0 },
    });
    expect(bench.audits('bin.empty')).toMatchObject([
      { actor: 'stockKeeper', surface: 'kiosk', subject: 'kioskPrinter', detail: { second: 'supervisor' } },
    ]);
  });

  it('the window reads "in maintenance since … by …"; the public screen names nobody', async () => {
    const { bench } = await inside();
    const { stationStatus } = stationHandlers({ ...bench.deps, version: '0' });
    const status = async (surface: 'window' | 'kiosk') => {
      const answer = await stationStatus({}, testCaller(null, surface));
      return answer.ok ? answer.value.kiosk : undefined;
    };
    expect(await status('window')).toMatchObject({
      state: 'maintenance',
      by: 'Test technician',
      since: bench.deps.clock.iso(),
    });
    expect(await status('kiosk')).toMatchObject({ state: 'maintenance', by: null });
  });
});

describe('E7 maintenance ends by itself', () => {
  const { endAfterMs } = pageTimes.maintenance;

  it('when nobody touches it; a touch keeps it', async () => {
    const { bench, caller } = await inside();
    bench.deps.clock.advance(endAfterMs - 1000);
    bench.kiosk.touch({ type: 'stay' });
    bench.deps.clock.advance(endAfterMs - 1000);
    expect(bench.kiosk.view().page).toBe('maintenance');
    bench.deps.clock.advance(1000);
    expect(bench.kiosk.view().page).toBe('attract');
    expect(caller.staff).toBeNull();
    expect(bench.kinds()).toEqual(['maintenanceEntered', 'maintenanceTimedOut']);
    expect(bench.cabinet.events()[0]).toMatchObject({ by: 'Test technician' });
  });

  it.each([
    ['open', 'leftOpen'],
    ['unknown', 'contactLost'],
  ] as const)(
    'a door that is %s then is %s with attention, and the kiosk stays out of service',
    async (door, kind) => {
      const { bench } = await inside();
      bench.door(door);
      bench.deps.clock.advance(endAfterMs);
      expect(bench.deps.stores.cabinet.unsettled()).toMatchObject([{ kind, by: 'Test technician' }]);
      expect(bench.kiosk.view().page).toBe('callStaff');
    },
  );

  it('a start of the program finds it cut off: nobody is in maintenance, and the kiosk is not open beside an open door', async () => {
    const bench = await cabinetBench({ start: false });
    bench.deps.stores.run(() =>
      bench.deps.stores.cabinet.append({
        at: bench.deps.clock.iso(),
        kind: 'maintenanceEntered',
        by: 'Test technician',
        page: null,
        caseId: null,
        jobId: null,
        attention: false,
      }),
    );
    bench.door('open');
    bench.cabinet.start();
    expect(bench.kinds()).toEqual(['maintenanceEntered', 'maintenanceCutOff', 'foundOpen']);
    expect(bench.kiosk.view().page).toBe('callStaff');
  });

  it('what a supervisor has not settled keeps the kiosk out of service after maintenance', async () => {
    const bench = await cabinetBench();
    bench.door('open');
    const caller = atKiosk();
    expect((await bench.handlers.maintenanceEnter(entry(bench), caller)).ok).toBe(true);
    expect(bench.kiosk.view().page).toBe('maintenance');
    bench.door('closed');
    expect(bench.handlers.maintenanceLeave({}, caller)).toMatchObject({
      ok: true,
      value: { page: 'callStaff' },
    });
    expect(bench.wentOn).toEqual([]);
  });
});
