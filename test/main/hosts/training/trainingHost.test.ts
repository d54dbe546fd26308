import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceApi } from '../../../../drivers/manager/deviceApi.ts';
import { nodeTransports } from '../../../../drivers/transports/nodeTransports.ts';
import { systemClock } from '../../../../drivers/transports/systemClock.ts';
import { trainingReady } from '../../../../main/contract/hosts.ts';
import { startTraining } from '../../../../main/hosts/training/trainingHost.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { nativeBinding } from '../../helpers/stores.ts';

/** A unix socket lies in it, so its path is short. */
function shortFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the training host', () => {
  it('puts up devices of both screens, upstream, people and seed; a kiosk read is told from a window read', async () => {
    const training = await startTraining({
      directory: shortFolder(),
      pty: true,
      nativeBinding: nativeBinding ?? null,
      today: '2026-11-25',
    });
    const { ready, counter, people } = training;
    const upstream = createHttpUpstream(ready.upstream);
    const api = createDeviceApi({
      configs: ready.profile.devices,
      clock: systemClock,
      transports: nodeTransports(systemClock),
    });
    onTestFinished(async () => {
      await api.close();
      await upstream.close();
      await training.close();
    });
    expect(trainingReady.parse(ready)).toEqual(ready);
    expect(ready.profile.devices.map(({ id, surface }) => [id, surface])).toEqual([
      ['scanner', 'window'],
      ['passportReader', 'window'],
      ['cardPrinter', 'window'],
      ['chipReader', 'window'],
      ['kioskScanner', 'kiosk'],
      ['kioskPassportReader', 'kiosk'],
      ['kioskIdCardReader', 'kiosk'],
      ['kioskReceiptPrinter', 'kiosk'],
      ['kioskCardPrinter', 'kiosk'],
      ['kioskChipReader', 'kiosk'],
      ['kioskCabinet', 'kiosk'],
      ['officePrinter', 'window'],
    ]);
    expect(counter.printer.state().feeder).toHaveLength(12);
    expect(counter.kioskPrinter.state().feeder).toHaveLength(8);
    expect((await upstream.call('health', { service: 'queue' })).kind).toBe('answer');

    const scans: string[] = [];
    const documents: string[] = [];
    api.on('scanRead', (read) => scans.push(`${read.deviceId} ${read.text}`));
    api.on('mrzRead', (read) => documents.push(`${read.deviceId} ${read.lines.length}`));
    await expect
      .poll(async () => (await api.list({})).filter((device) => device.status === 'online').length, {
        timeout: 10_000,
      })
      .toBe(12);
    const anna = people[0];
    if (anna === undefined) throw new Error('nobody there');
    counter.kioskScanner.scan(anna.noticeQr);
    counter.scanner.scan('window');
    counter.kioskPassportReader.show(anna.mrz);
    await expect.poll(() => [scans.length, documents.length]).toEqual([2, 1]);
    expect(scans.toSorted()).toEqual([`kioskScanner ${anna.noticeQr}`, 'scanner window']);
    expect(documents).toEqual(['kioskPassportReader 2']);
  });

  it('keeps the books of the upstream over a restart, with a new token', async () => {
    const directory = shortFolder();
    const start = () =>
      startTraining({ directory, pty: false, nativeBinding: nativeBinding ?? null, today: '2026-11-25' });
    const first = await start();
    const upstream = createHttpUpstream(first.ready.upstream);
    const holder = first.people[0]?.permit?.holder;
    await upstream.call('cardRegister', {
      jobKey: 'job_00000000',
      stationId: 'SZ50',
      permitNumber: first.people[0]?.permitNumber ?? '',
      passportNumber: holder?.passportNumber ?? '',
    });
    const books = first.upstream.books();
    await upstream.close();
    await first.close();
    const second = await start();
    onTestFinished(() => second.close());
    expect(books.cards).toHaveLength(1);
    expect(second.upstream.books()).toEqual(books);
    expect(second.ready.upstream.token).not.toBe(first.ready.upstream.token);
  });
});
