import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runInline } from '../../main/hosts/runInline.ts';
import { nativeBinding, temporaryFolder, testKey } from '../main/helpers/index.ts';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';
import { fontsDir, resourcesDir } from './support/repoFolders.ts';

/** Only an administrator may mount. */
const mayMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  return mounted;
})();

describe.skipIf(!mayMount)('G3 I1 a disk that takes nothing at the start', () => {
  it('is named, nothing of the data is touched, and everything is there when it can be written again', async () => {
    const directory = temporaryFolder();
    const folder = join(directory, 'data');
    mkdirSync(folder);
    onTestFinished(() => void spawnSync('umount', ['-l', folder]));
    const databaseKey = testKey();
    const start = async () =>
      runInline({
        directory,
        databaseKey,
        resourcesDir,
        fontsDir,
        sqliteNativeBinding: nativeBinding ?? null,
        core: { autoSync: false },
      });
    const station = await start();
    const client = station.open('window');
    const desk = deskWork(station.training, client);
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');
    const [person] = station.training.people;
    if (person === undefined) throw new Error('no people');
    const { id } = await desk.acceptPerson(person);
    const waiting = value(await client.methods.queueRows({ openOnly: true })).length;
    expect(waiting).toBeGreaterThan(0);
    await station.close();
    const before = filesOf(folder);

    // The same files under a mount of its own that takes no write.
    expect(spawnSync('mount', ['--bind', folder, folder]).status).toBe(0);
    expect(spawnSync('mount', ['-o', 'remount,bind,ro', folder]).status).toBe(0);
    await expect(start()).rejects.toThrow('the core host did not start: diskReadOnly');
    expect(filesOf(folder)).toEqual(before);

    expect(spawnSync('umount', ['-l', folder]).status).toBe(0);
    const again = await start();
    onTestFinished(() => again.close());
    const clientAgain = again.open('window');
    await deskWork(again.training, clientAgain).signIn('limin');
    expect(value(await clientAgain.methods.caseGet({ caseId: id })).state).toBe('accepted');
    expect(value(await clientAgain.methods.queueRows({ openOnly: true }))).toHaveLength(waiting);
  }, 120_000);
});

describe.skipIf(!mayMount)('G1 G3 a disk that is really full while the queue is sent', () => {
  it('names it at the desk, loses no row, and sends each once when there is room', async () => {
    const directory = temporaryFolder();
    const folder = join(directory, 'data');
    mkdirSync(folder);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'none', folder]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', ['-l', folder]));
    const station = await inlineStation({ directory });
    const client = station.open('window');
    const desk = deskWork(station.training, client);
    const [first, second] = station.training.people;
    if (first === undefined || second === undefined) throw new Error('no people');
    const { upstream } = station.training;
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');
    upstream.setNetwork(false);
    const { id } = await desk.acceptPerson(first);
    const queued = value(await client.methods.queueRows({ openOnly: true })).map((row) => row.id);
    expect(queued.length).toBeGreaterThanOrEqual(2);

    const ballast = join(folder, 'ballast');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, new Uint8Array(bavail * bsize));
    // Whoever writes first finds it full; what was in the log file's own room may still be written.
    let stop: string | null = null;
    for (let turn = 0; turn < 200 && stop === null; turn += 1) {
      const kept = await client.methods.caseOpenByNumber({ permitNumber: second.permitNumber });
      stop = kept.ok ? null : kept.error.code;
    }
    expect(stop).toMatch(/^disk(Full|Fault)$/);
    upstream.setNetwork(true);
    await client.methods.queueRetry({});
    // What cannot be written down is not begun, or is asked about again with the same key: either way the rows stay.
    const still = value(await client.methods.queueRows({ openOnly: true }));
    expect(still.map((row) => row.id)).toEqual(queued);
    rmSync(ballast);
    await eventually('an empty queue', async () => {
      await client.methods.queueRetry({});
      return value(await client.methods.queueRows({ openOnly: true })).length === 0;
    });
    expect(upstream.books().effects.filter(({ times }) => times !== 1)).toEqual([]);
    expect(value(await client.methods.caseGet({ caseId: id })).notices[0]?.confirmed).toBe(true);
    expect(station.core().deps.stores.audit.verify().intact).toBe(true);
  }, 120_000);
});

async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited 40 s for ${what}`);
}

/** Names and bytes of the data, logs apart. */
function filesOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(folder, name)).toString('base64').slice(-64)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
