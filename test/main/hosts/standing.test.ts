import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
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
  return { running, dock, sync: () => running.core().sync };
}
const signedIn = { ok: true, value: { staff: { userName: 'limin' } } };

describe('G10 a whole station and its people upstream', () => {
  it('somebody deactivated upstream is at no window any more, signs nothing, and does not come back by himself', async () => {
    const { running, dock, sync } = await startStation();
    const [one, two] = [running.open('window'), running.open('window')];
    for (const window of [one, two])
      await window.methods.signIn({ userName: 'limin', password: 'zhengka-1' });
    const heard: string[] = [];
    one.on('sessionChanged', () => void heard.push('one'));
    two.on('sessionChanged', () => void heard.push('two'));
    expect(await dock.staffStanding({ userName: 'limin', active: false }, hands)).toEqual({
      ok: true,
      value: {},
    });
    expect(await one.methods.session({})).toMatchObject(signedIn);

    await sync().pullStaffOnce();
    await expect.poll(() => new Set(heard)).toEqual(new Set(['one', 'two']));
    for (const window of [one, two])
      expect(await window.methods.session({})).toEqual({
        ok: true,
        value: { staff: null, ended: { code: 'accountDeactivated' } },
      });
    expect(await one.methods.signIn({ userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      error: { code: 'accountDeactivated' },
    });

    await dock.staffStanding({ userName: 'limin', active: true }, hands);
    await sync().pullStaffOnce();
    expect(await two.methods.session({})).toMatchObject({ value: { staff: null } });
    expect(await two.methods.signIn({ userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
  });

  it('a leap of the training clock is no time without upstream; offline it is', async () => {
    const { running, dock } = await startStation();
    const window = running.open('window');
    const signIn = async () => window.methods.signIn({ userName: 'sunlei', password: 'zhengka-6' });
    await signIn();
    expect(await running.training.clock.move('sixDays')).toMatchObject({ ok: true });
    expect(await window.methods.session({})).toMatchObject({ value: { staff: { userName: 'sunlei' } } });

    await dock.network({ on: false }, hands);
    await running.core().sync.probeOnce();
    expect(await running.training.clock.move('sixDays')).toMatchObject({ ok: true });
    expect(await window.methods.session({})).toMatchObject({
      value: { staff: null, ended: { code: 'signInExpired' } },
    });
    expect(await signIn()).toMatchObject({ error: { code: 'signInExpired' } });
    // A clerk has a week, and the same word of upstream.
    expect(await window.methods.signIn({ userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });

    await dock.network({ on: true }, hands);
    await running.core().sync.pullStaffOnce();
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('E7 the DevDock shows the technician’s code of now, and nobody else has one', async () => {
    const { dock } = await startStation();
    const staff = await dock.staff({}, hands);
    expect(
      staff.ok && staff.value.map(({ userName, code, active }) => [userName, code !== null, active]),
    ).toEqual([
      ['limin', false, true],
      ['wangfang', false, true],
      ['zhaoqiang', false, true],
      ['chenjing', false, true],
      ['liuyang', false, true],
      ['sunlei', true, true],
      ['zhoumin', false, true],
    ]);
    expect(await dock.staffStanding({ userName: 'nobody', active: true }, hands)).toMatchObject({
      error: { code: 'invalidInput' },
    });
  });
});
