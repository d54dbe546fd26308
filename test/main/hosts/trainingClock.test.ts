import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DateCheck } from '../../../main/contract/cases.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { DocumentCode } from '../../../main/contract/permit.ts';
import type { ClockMove } from '../../../main/contract/trainingClock.ts';
import { shanghaiDate } from '../../../main/domain/calendar/shanghai.ts';
import { devdockHandlers } from '../../../main/hosts/training/devdockHandlers.ts';
import { runInline, type InlineStation, type StationClient } from '../../../main/hosts/runInline.ts';
import { nativeBinding, temporaryFolder, testCaller, testKey } from '../helpers/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const hands = testCaller(null, 'devdock');
let station: InlineStation | null = null;
afterEach(async () => {
  await station?.close();
  station = null;
});

async function value<Value>(
  answer:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: object }
    | Promise<{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: object }>,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function startStation() {
  const running = await runInline({
    directory: temporaryFolder(),
    databaseKey: testKey(),
    resourcesDir: join(root, 'resources'),
    fontsDir: join(root, 'node_modules'),
    sqliteNativeBinding: nativeBinding ?? null,
  });
  station = running;
  await running.core().sync.probeOnce();
  await running.core().sync.pullOnce();
  const dock = devdockHandlers(running.training);
  const window = running.open('window');
  const clerk = running.training.ready.seed.staff.find(({ roles }) => roles.includes('clerk'));
  if (clerk === undefined) throw new Error('no clerk');
  await value(window.methods.signIn({ userName: clerk.userName, password: clerk.password }));
  const heard = async (name: string): Promise<unknown> =>
    new Promise((resolve) => {
      const leave = window.on(name, (data) => {
        leave();
        resolve(data);
      });
    });
  const today = async (): Promise<string> =>
    shanghaiDate(Date.parse((await value(window.methods.stationStatus({}))).now));
  return {
    running,
    dock,
    window,
    heard,
    today,
    move: async (to: ClockMove) => value(dock.moveClock({ to }, hands)),
    async until(date: string): Promise<void> {
      for (let at = await today(); at <= date;) {
        const { now } = await value(dock.moveClock({ to: 'sixDays' }, hands));
        at = shanghaiDate(Date.parse(now));
      }
    },
    async scan(personId: string): Promise<CaseId> {
      const opened = heard('caseOpened');
      await value(dock.scanNotice({ personId, target: 'window' }, hands));
      return ((await opened) as { caseId: CaseId }).caseId;
    },
  };
}

const checkOf = async (window: StationClient, caseId: CaseId, code: DocumentCode): Promise<DateCheck> => {
  const view = await value(window.methods.caseGet({ caseId }));
  const check = view.documents.find((row) => row.code === code)?.dateChecks[0];
  if (check === undefined) throw new Error(`${code} has no date rule`);
  return check;
};

// A passport runs out after some three hundred moves, each a durable commit, on whatever is left of two cores.
describe('the moved clock of a training station, over the whole of it', { timeout: 60_000 }, () => {
  it.each(['MEDICAL', 'PHOTO'] as const)(
    'B4 %s: six months go by, and what lies on the desk turns stale in words',
    async (code) => {
      const { window, scan, until, heard, move } = await startStation();
      const caseId = await scan('anna');
      const fresh = await checkOf(window, caseId, code);
      expect(fresh).toMatchObject({ rule: code === 'PHOTO' ? '5.3' : '5.4', result: 'ok' });
      const moved = heard('clockMoved');
      await move('day');
      await moved;
      expect(await checkOf(window, caseId, code)).toEqual(fresh);
      await until(fresh.until ?? '');
      expect(await checkOf(window, caseId, code)).toMatchObject({
        result: 'warn',
        until: fresh.until,
        zh: `提交时有效，${fresh.until} 后已满 6 个月`,
      });
    },
  );

  it('B4 E6 a passport runs out: it fails at the window, and the kiosk sends its holder there', async () => {
    const { running, window, scan, until, dock } = await startStation();
    const caseId = await scan('anna');
    const before = await checkOf(window, caseId, 'PASSPORT');
    expect(before).toMatchObject({ rule: '4.10', result: 'ok' });
    await until(before.until ?? '');
    expect(await checkOf(window, caseId, 'PASSPORT')).toMatchObject({ result: 'fails' });

    const kiosk = running.open('kiosk');
    await value(kiosk.methods.kioskBegin({ language: 'zh' }));
    await value(kiosk.methods.kioskLanguage({ language: 'en' }));
    const page = async (): Promise<string> => (await value(kiosk.methods.kioskState({}))).page;
    await value(dock.scanNotice({ personId: 'anna', target: 'kiosk' }, hands));
    await expect.poll(page).toBe('passport');
    await value(dock.handPassport({ personId: 'anna', target: 'kiosk' }, hands));
    await expect.poll(page).toBe('confirm');
    expect(await value(kiosk.methods.kioskState({}))).toMatchObject({
      problem: { code: 'passportExpired' },
      cardOffered: false,
    });
  });

  it('C3 A11 the upstream moves with the station: a code that is shown now is young on both sides', async () => {
    const { running, window, scan, move, dock, today } = await startStation();
    const caseId = await scan('anna');
    await move('sixDays');
    expect(shanghaiDate(running.training.clock.now())).toBe(await today());
    await value(dock.scanEcard({ personId: 'anna', target: 'window' }, hands));
    await expect
      .poll(async () =>
        (await value(window.methods.caseGet({ caseId }))).evidence.map(({ result }) => result),
      )
      .toEqual(['valid']);
  });

  it('J6 a core host that is restarted goes on at the moved time, and not behind its records', async () => {
    const { running, move, today, scan, dock } = await startStation();
    await move('sixDays');
    await scan('anna');
    const before = await today();
    await running.restartCore();
    expect(await today()).toBe(before);
    expect(await dock.moveClock({ to: 'real' }, hands)).toMatchObject({
      ok: false,
      error: { code: 'clockBehindRecords' },
    });
    expect(await today()).toBe(before);
    expect(running.core().deps.stores.audit.verify().intact).toBe(true);
  });

  it('F2 a device that fails after the move is out since the moved time, not since before it', async () => {
    const { running, window, move } = await startStation();
    await move('sixDays');
    await running.training.counter.scanner.unplug();
    const scanner = async () =>
      (await value(window.methods.stationStatus({}))).devices.find(({ id }) => id === 'scanner');
    await expect.poll(async () => (await scanner())?.status).toBe('powerOff');
    const { now } = await value(window.methods.stationStatus({}));
    const since = Date.parse((await scanner())?.since ?? '');
    expect(Date.parse(now) - since).toBeLessThan(3_600_000);
    expect(since).toBeGreaterThan(Date.now() + 5 * 86_400_000);
  });
});
