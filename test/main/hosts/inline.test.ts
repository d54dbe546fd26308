import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RowId } from '../../../main/contract/ids.ts';
import { runInline, type InlineStation, type StationClient } from '../../../main/hosts/runInline.ts';
import { nativeBinding, sampleRow, temporaryFolder, testKey } from '../helpers/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let station: InlineStation | null = null;
afterEach(async () => {
  await station?.close();
  station = null;
});

async function startStation(): Promise<InlineStation> {
  station = await runInline({
    directory: temporaryFolder(),
    databaseKey: testKey(),
    resourcesDir: join(root, 'resources'),
    fontsDir: join(root, 'node_modules'),
    sqliteNativeBinding: nativeBinding ?? null,
  });
  return station;
}

async function value<Value>(
  answer: Promise<
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: object }
  >,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const heard = async (client: StationClient, name: string): Promise<unknown> =>
  new Promise((resolve) => {
    const leave = client.on(name, (data) => {
      leave();
      resolve(data);
    });
  });

const signIn = async (client: StationClient, running: InlineStation, role: string): Promise<void> => {
  const person = running.training.ready.seed.staff.find(({ roles }) => roles.some((each) => each === role));
  if (person === undefined) throw new Error(`nobody is ${role}`);
  await value(client.methods.signIn({ userName: person.userName, password: person.password }));
};

describe('A1 the whole station in one process', () => {
  it('is closed twice without harm: a signal and the shell may both ask', async () => {
    const core = (await startStation()).core();
    await Promise.all([core.close(), core.close()]);
    await core.close();
  });

  it('a Notice under the scanner opens a case at the window', async () => {
    const running = await startStation();
    const window = running.open('window');
    await signIn(window, running, 'clerk');
    await running.core().sync.probeOnce();
    await running.core().sync.pullOnce();
    const person = running.training.people.find(({ permit }) => permit !== null);
    if (person === undefined) throw new Error('no sample person has a permit');

    const opened = heard(window, 'caseOpened');
    running.training.counter.scanner.scan(person.noticeQr);
    const { caseId } = (await opened) as { caseId: Parameters<typeof window.methods.caseGet>[0]['caseId'] };

    const view = await value(window.methods.caseGet({ caseId }));
    expect(view.id).toBe(caseId);
    expect(await value(window.methods.caseList({}))).toHaveLength(1);
    const kept = running.core().deps.stores.cases.list('2000-01-01T00:00:00.000Z');
    expect(kept.map(({ permitNumber }) => permitNumber)).toEqual([person.permitNumber]);
  });
});

describe('a core host that is restarted during a call', () => {
  it('answers the call after the restart, and has done it once', async () => {
    const running = await startStation();
    await running.core().sync.probeOnce();
    await running.core().sync.pullOnce();
    const person = running.training.people.find(({ permit }) => permit !== null);
    if (person === undefined) throw new Error('no sample person has a permit');
    const window = running.open('window');
    await signIn(window, running, 'clerk');

    const opening = window.methods.caseOpenByNumber({ permitNumber: person.permitNumber });
    await running.restartCore();
    expect((await opening).ok).toBe(true);
    const kept = running.core().deps.stores.cases.list('2000-01-01T00:00:00.000Z');
    expect(kept.map(({ permitNumber }) => permitNumber)).toEqual([person.permitNumber]);
  });

  it('keeps who was signed in, and lets nobody in who is not active any more (I4)', async () => {
    const running = await startStation();
    const window = running.open('window');
    await signIn(window, running, 'clerk');
    await running.restartCore();
    const { staff } = await value(window.methods.session({}));
    expect(staff?.roles).toEqual(['clerk']);
    const { stores } = running.core().deps;
    const clerk = stores.staff.byUserName(staff?.userName ?? '');
    if (clerk === null) throw new Error('no clerk');
    stores.run(() => stores.staff.save({ ...clerk, active: false }));
    const over = { staff: null, ended: { code: 'accountDeactivated' } };
    expect(await window.methods.caseList({})).toEqual({ ok: false, error: { code: 'accountDeactivated' } });
    expect(await value(window.methods.session({}))).toEqual(over);
    expect(await window.methods.caseList({})).toEqual({ ok: false, error: { code: 'notSignedIn' } });
    stores.run(() => stores.staff.save(clerk));
    expect(await value(window.methods.session({})), 'nobody comes back by himself').toEqual(over);
  });

  it('I4 a role that was given or taken away counts from the next call on', async () => {
    const running = await startStation();
    const window = running.open('window');
    await signIn(window, running, 'clerk');
    const forbidden = { ok: false, error: { code: 'forbidden' } };
    expect(await window.methods.auditVerify({})).toEqual(forbidden);
    const { stores } = running.core().deps;
    const { staff } = await value(window.methods.session({}));
    const clerk = stores.staff.byUserName(staff?.userName ?? '');
    if (clerk === null) throw new Error('no clerk');
    stores.run(() => stores.staff.save({ ...clerk, roles: ['supervisor'] }));
    expect((await window.methods.auditVerify({})).ok).toBe(true);
    expect((await value(window.methods.session({}))).staff?.roles).toEqual(['supervisor']);
    stores.run(() => stores.staff.save(clerk));
    expect(await window.methods.auditVerify({})).toEqual(forbidden);
  });
});

describe('a core host that is closed during a call upstream', () => {
  it('G2 does not wait for the answer, and keeps the row', async () => {
    const running = await startStation();
    const { sync, deps } = running.core();
    const id = 'row_underway' as RowId;
    deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id })));
    running.training.upstream.setFault({ fault: 'slow', calls: 1, path: '/v1/outbox' });
    const sent = sync.drainOnce({ all: true });
    // The fault is used up by the call that it strikes.
    await expect.poll(() => running.training.upstream.activeFaults()).toEqual([]);
    await running.restartCore();
    // Had the close waited for the slow answer, its receipt would be stored.
    expect(await sent).toMatchObject({ acked: 0, stopped: 'offline' });
    // Kept, and perhaps sent again by the new core host in the meantime.
    expect(['waiting', 'acked']).toContain(running.core().deps.stores.outbox.get(id)?.state);
  });
});
