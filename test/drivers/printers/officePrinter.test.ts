import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { simulateOfficePrinter } from '../../../drivers/sim/officePrinter.ts';
import { folderQueue } from '../../../drivers/transports/folderQueue.ts';
import { nodeTransports } from '../../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';
import { temporaryFolder } from '../helpers/counter.ts';

const pdf = new TextEncoder().encode('%PDF-1.7 specimen');
const document = { deviceId: 'officePrinter', timeoutMs: 5000, name: 'SZ50-20261125-0001', copies: 1, pdf };

/** The simulated printer of a training station, through the driver of a real queue. */
async function station() {
  const printer = simulateOfficePrinter(join(temporaryFolder(), 'office'));
  const api = createDeviceApi({
    configs: [printer.config],
    clock: systemClock,
    transports: nodeTransports(systemClock),
  });
  onTestFinished(() => api.close());
  await expect.poll(async () => (await api.list({}))[0]?.status).toBe('online');
  return { printer, print: async () => api.printDocument(document) };
}

describe('F4 the simulated document printer', () => {
  it('keeps whole documents under their job and name', async () => {
    const { printer, print } = await station();
    expect(await print()).toEqual({ completion: { code: 'success' }, job: '1' });
    expect(await print()).toEqual({ completion: { code: 'success' }, job: '2' });
    expect(printer.documents().map(({ job, name, copies }) => [job, name, copies])).toEqual([
      ['1', document.name, 1],
      ['2', document.name, 1],
    ]);
    const [first] = printer.documents();
    expect(readFileSync(join(printer.folder, first?.file ?? ''))).toEqual(Buffer.from(pdf));
  });

  it.each([
    ['stopped', 'deviceNotReady', 0],
    ['paperOut', 'success', 1],
    ['lostAnswer', 'timeOut', 1],
  ] as const)('%s -> %s, %i on paper', async (state, code, printed) => {
    const { printer, print } = await station();
    printer.set(state);
    expect((await print()).completion.code).toBe(code);
    expect(printer.documents()).toHaveLength(printed);
  });

  it('a folder that nobody made a queue is none, and stays as it is', async () => {
    const folder = temporaryFolder();
    const queue = folderQueue(folder);
    expect(await queue.open()).toEqual({ ok: false, fault: 'absent' });
    expect(await queue.printQueue?.state()).toBe('gone');
    expect(await queue.printQueue?.submit(document)).toEqual({ ok: false, fault: 'serviceDown' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('one whose folder is taken away fails for sure', async () => {
    const { printer, print } = await station();
    rmSync(printer.folder, { recursive: true });
    expect((await print()).completion.code).toMatch(/hardwareError|deviceNotReady/);
  });
});
