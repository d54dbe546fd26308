import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { enqueue } from '../../../main/app/sync/enqueue.ts';
import { devdockHandlers } from '../../../main/hosts/training/devdockHandlers.ts';
import { runInline, type InlineStation } from '../../../main/hosts/runInline.ts';
import { nativeBinding, temporaryFolder, testCaller, testKey } from '../helpers/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const hands = testCaller(null, 'devdock');
let station: InlineStation | null = null;
afterEach(async () => {
  await station?.close();
  station = null;
});

const people = {
  limin: { userName: 'limin', password: 'zhengka-1' },
  zhaoqiang: { userName: 'zhaoqiang', password: 'zhengka-3' },
  sunlei: { userName: 'sunlei', password: 'zhengka-6' },
} as const;
const revoked = { code: 'stationRevoked' };

async function startStation() {
  const running = await runInline({
    directory: temporaryFolder(),
    databaseKey: testKey(),
    resourcesDir: join(root, 'resources'),
    fontsDir: join(root, 'node_modules'),
    sqliteNativeBinding: nativeBinding ?? null,
    core: { autoSync: false },
  });
  station = running;
  const dock = devdockHandlers(running.training);
  const { sync } = running.core();
  await sync.probeOnce();
  await sync.pullStaffOnce();
  await sync.pullOnce();
  /** Oldest first. */
  const events = (): string[] =>
    running
      .core()
      .deps.stores.audit.page({ events: ['station.'], limit: 50 })
      .entries.map(({ event }) => event)
      .toReversed();
  return {
    running,
    dock,
    core: () => running.core(),
    probe: async () => running.core().sync.probeOnce(),
    admitted: async (admitted: boolean) => dock.stationAdmitted({ admitted }, hands),
    events,
    /** A row that waits; nothing of a person. */
    queueRow: () => {
      const { deps } = running.core();
      return deps.stores.run(() =>
        enqueue(deps, {
          kind: 'stock.moved',
          caseId: null,
          caseNumber: null,
          payload: { note: 'x' },
          owner: '李敏',
        }),
      );
    },
  };
}

// Whole stations, beside other tests on two cores.
describe('I7 a station that upstream does not admit any more', { timeout: 60_000 }, () => {
  it('at the next contact: clerks leave and stay out, no case is opened, the kiosk is shut, rows are untouched', async () => {
    const { running, dock, core, probe, admitted, events, queueRow } = await startStation();
    const [window, other] = [running.open('window'), running.open('window')];
    const kiosk = running.open('kiosk');
    await window.methods.signIn(people.limin);
    await other.methods.signIn(people.zhaoqiang);
    const row = queueRow();
    const before = core().deps.stores.outbox.get(row);
    await admitted(false);
    // Nobody has heard it yet.
    expect(await window.methods.session({})).toMatchObject({ value: { staff: { userName: 'limin' } } });

    await core().sync.drainOnce();
    expect(await window.methods.session({})).toMatchObject({ value: { staff: null, ended: revoked } });
    expect(await window.methods.signIn(people.limin)).toMatchObject({ error: revoked });
    expect(await other.methods.session({})).toMatchObject({ value: { staff: { userName: 'zhaoqiang' } } });
    expect(await window.methods.signIn(people.sunlei)).toMatchObject({ ok: true });
    expect(core().deps.stores.outbox.get(row)).toEqual(before);
    await probe();
    expect(
      core()
        .sync.links.list()
        .map(({ state, detail }) => [state, detail]),
    ).toEqual(Array(4).fill(['linkFault', 'stationRevoked']));
    expect(await other.methods.stationIdentity({})).toMatchObject({
      ok: true,
      value: { stationId: 'SZ50', revokedAt: expect.any(String) as string },
    });
    expect(events()).toEqual(['station.revoked']);

    // From here on the supervisor is the only one at a window.
    await window.methods.signOut({});
    const problems: unknown[] = [];
    other.on('readProblem', (data) => void problems.push(data));
    await dock.scanNotice({ personId: 'anna', target: 'window' }, hands);
    await expect.poll(() => problems).toMatchObject([{ failure: revoked }]);
    expect(core().deps.stores.cases.list('2000-01-01T00:00:00.000Z')).toEqual([]);
    expect(await kiosk.methods.kioskState({})).toMatchObject({
      value: { page: 'unavailable', problem: revoked },
    });
    await dock.scanNotice({ personId: 'anna', target: 'kiosk' }, hands);
    expect(await kiosk.methods.kioskConfirm({ wants: 'slip' })).toMatchObject({ error: revoked });
  });

  it('is kept over a restart without a network, and ends at the next contact after it is admitted again', async () => {
    const { running, dock, core, probe, admitted, events, queueRow } = await startStation();
    const window = running.open('window');
    await window.methods.signIn(people.limin);
    const row = queueRow();
    await admitted(false);
    await probe();
    await dock.network({ on: false }, hands);
    await running.restartCore();
    expect(await window.methods.session({})).toMatchObject({ value: { staff: null } });
    expect(await window.methods.signIn(people.limin)).toMatchObject({ error: revoked });
    await probe();
    expect(await window.methods.signIn(people.limin)).toMatchObject({ error: revoked });

    await dock.network({ on: true }, hands);
    await admitted(true);
    await probe();
    expect(await window.methods.signIn(people.limin)).toMatchObject({ ok: true });
    expect(events()).toEqual(['station.revoked', 'station.admitted']);
    await core().sync.drainOnce({ all: true });
    expect(core().deps.stores.outbox.get(row)).toMatchObject({ state: 'acked' });
    expect(running.training.upstream.books().rows.map(({ id }) => id)).toContain(row);
  });

  it('nobody comes back by himself when it is admitted again', async () => {
    const { running, probe, admitted } = await startStation();
    const window = running.open('window');
    await window.methods.signIn(people.limin);
    await admitted(false);
    await probe();
    await admitted(true);
    await probe();
    expect(await window.methods.session({})).toMatchObject({ value: { staff: null, ended: revoked } });
    expect(await window.methods.caseList({})).toMatchObject({ error: { code: 'notSignedIn' } });
  });

  it('G10 one that never hears of it ends by itself: nobody signs in after the time of the role', async () => {
    const { running, dock, probe, admitted } = await startStation();
    const window = running.open('window');
    await dock.network({ on: false }, hands);
    await admitted(false);
    await probe();
    // Stolen and kept off the network: nothing tells it.
    expect(await window.methods.signIn(people.limin)).toMatchObject({ ok: true });
    for (let week = 0; week < 2; week += 1) await running.training.clock.move('sixDays');
    for (const person of Object.values(people))
      expect(await window.methods.signIn(person)).toMatchObject({ error: { code: 'signInExpired' } });
  });
});
