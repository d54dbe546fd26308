import { spawn } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockedTransport, lockKeyOfPath } from '../../../drivers/transports/deviceLock.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { temporaryFolder } from '../helpers/counter.ts';

const module = join(import.meta.dirname, '../../../drivers/transports/deviceLock.ts');
const memory = join(import.meta.dirname, '../../../drivers/transports/memoryTransport.ts');

/** Another process that holds the lock until it is killed. */
async function otherHolder(key: string): Promise<{ kill(): Promise<void> }> {
  const source = `
    import { lockedTransport } from ${JSON.stringify(module)};
    import { memoryCable } from ${JSON.stringify(memory)};
    const opened = await lockedTransport(memoryCable().host, () => ${JSON.stringify(key)}).open();
    process.stdout.write(opened.ok ? 'held' : opened.fault);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const told = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  expect(told).toBe('held');
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

describe('F1 one device has one owner', () => {
  it('refuses a second opening in this process, under another name too, and lets go on close and on loss', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'device');
    const link = join(folder, 'link');
    writeFileSync(path, '');
    symlinkSync(path, link);
    const cable = memoryCable();
    const first = lockedTransport(cable.host, () => lockKeyOfPath(path));
    const second = lockedTransport(memoryCable().host, () => lockKeyOfPath(link));
    expect(await first.open()).toEqual({ ok: true });
    expect(await second.open()).toEqual({ ok: false, fault: 'inUse' });
    await first.close();
    expect(await second.open()).toEqual({ ok: true });
    await second.close();
    expect(await first.open()).toEqual({ ok: true });
    await cable.device.unplug();
    expect(await second.open()).toEqual({ ok: true });
    await second.close();
  });

  it('keeps nothing when the device could not be opened', async () => {
    const key = join(temporaryFolder(), 'device');
    const cable = memoryCable();
    await cable.device.unplug();
    expect(await lockedTransport(cable.host, () => key).open()).toEqual({ ok: false, fault: 'absent' });
    expect((await lockedTransport(memoryCable().host, () => key).open()).ok).toBe(true);
  });

  // The other process runs TypeScript sources, which the Node inside Electron cannot.
  it.skipIf(process.versions['electron'] !== undefined)(
    'refuses what another process holds, and takes over from one that was killed (F2)',
    async () => {
      const key = join(temporaryFolder(), 'device');
      const other = await otherHolder(key);
      const mine = lockedTransport(memoryCable().host, () => key);
      expect(await mine.open()).toEqual({ ok: false, fault: 'inUse' });
      await other.kill();
      expect(await mine.open()).toEqual({ ok: true });
      await mine.close();
    },
  );
});
