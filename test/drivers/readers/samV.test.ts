import { describe, expect, it } from 'vitest';
import { samVTextBytes, type SamVCard } from '../../../drivers/framing/samVReplies.ts';
import { createSamVDriver } from '../../../drivers/readers/samV.ts';
import { simulateIdCardReader, type IdCardReaderSimulator } from '../../../drivers/sim/idCardReader.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import { drive, pass, until } from '../helpers/drive.ts';
import { readerBench, type ReaderBench } from '../helpers/readerBench.ts';
import { cardOf, specimen, texts } from './cards.ts';

type Bench = ReaderBench<IdCardReaderSimulator>;
const bench = async (options: DeviceConfig['options'] = {}, wait = true): Promise<Bench> =>
  readerBench({ kind: 'idCardReader', driver: 'sam-v', options }, simulateIdCardReader, wait);

const config: DeviceConfig = {
  id: 'device',
  kind: 'idCardReader',
  driver: 'sam-v',
  path: '/none',
  baudRate: 115_200,
  surface: 'window',
  options: {},
};

describe('F7 cards on a SAM_V reader', () => {
  it.each(texts.map((text) => [text.cardType, text] as const))('reads a %s card', async (_, text) => {
    const { clock, simulator, cards, failures } = await bench();
    simulator.lay({ text });
    await until(clock, () => cards.length === 1);
    const { cardType, number, chineseName, latinName, sex, birthDate, nationalityCode } = text;
    const { validFrom, expiresOn, formerNumberPart } = text;
    expect(cards[0]).toEqual({
      deviceId: 'reader',
      sequence: expect.any(Number),
      ...{ cardType, number, chineseName, latinName, sex, birthDate, nationalityCode },
      ...{ validFrom, expiresOn, formerNumberPart },
    });
    expect(failures).toEqual([]);
  });

  it('says who it is by its SAM id', async () => {
    const { changes } = await bench();
    expect(changes.at(-1)?.identity).toMatchObject({
      model: 'SAM_V',
      serial: '05.01-20230101-0000000001-0000000002',
    });
  });

  it('polls no faster than every 300 ms, in the order find, select, read', async () => {
    const { clock, simulator, cards } = await bench();
    await pass(clock, 3000);
    simulator.lay(specimen);
    await until(clock, () => cards.length === 1);
    const requests = simulator.requests();
    const finds = requests.filter(({ command }) => command === 'find').map(({ at }) => at);
    expect(finds.length).toBeGreaterThan(5);
    for (const [index, at] of finds.slice(1).entries())
      expect(at - (finds[index] ?? 0)).toBeGreaterThanOrEqual(300);
    expect(requests.slice(0, 4).map(({ command }) => command)).toEqual(['reset', 'status', 'samId', 'find']);
    expect(requests.slice(-3).map(({ command }) => command)).toEqual(['find', 'select', 'read']);
  });

  it('E4 tells that a card lies there, that it was taken, and reads the next one', async () => {
    const { clock, simulator, cards, media } = await bench();
    await until(clock, () => media() === 'notPresent');
    simulator.lay(specimen);
    await until(clock, () => media() === 'present');
    await until(clock, () => cards.length === 1);
    // Left lying for a minute: one read only, and still present.
    await pass(clock, 60_000);
    expect([cards.length, media()]).toEqual([1, 'present']);
    simulator.take();
    await until(clock, () => media() === 'notPresent', 5000);
    simulator.lay({ text: cardOf('resident') });
    await until(clock, () => cards.length === 2);
    expect(cards[1]?.cardType).toBe('resident');
  });

  it('E4 says unknown, not absent, when the module never answered for a card that lay there', async () => {
    const { clock, simulator, cards, media } = await bench();
    simulator.lay(specimen);
    await until(clock, () => cards.length === 1);
    simulator.take();
    await pass(clock, 5000);
    expect(media()).toBe('unknown');
  });

  it('takes 80 for "same card still there" where the card does not answer after a read', async () => {
    const { clock, simulator, cards, media } = await bench({ presence: 'none' });
    simulator.lay(specimen);
    await until(clock, () => cards.length === 1);
    await pass(clock, 10_000);
    expect([cards.length, media()]).toEqual([1, 'present']);
    expect(simulator.requests().filter(({ command }) => command === 'newestAddress')).toEqual([]);
    simulator.take();
    simulator.lay({ text: cardOf('resident') });
    await until(clock, () => cards.length === 2);
  });

  it('reads again a card that was swapped for another between two polls', async () => {
    const { clock, simulator, cards } = await bench();
    simulator.lay(specimen);
    await until(clock, () => cards.length === 1);
    simulator.lay({ text: cardOf('resident') });
    await until(clock, () => cards.length === 2);
  });

  it.each([0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x81])(
    'a card refused with SW3 %i is named once, and read again only after it was taken away',
    async (refusedWith) => {
      const { clock, simulator, cards, failures, media, online } = await bench();
      simulator.lay({ ...specimen, refusedWith });
      await until(clock, () => failures.length === 1);
      expect(failures[0]).toMatchObject({ reason: 'invalidMedia', kind: 'idCardReader' });
      await pass(clock, 20_000);
      expect([cards.length, failures.length, media(), online()]).toEqual([0, 1, 'present', true]);
      const selects = simulator.requests().filter(({ command }) => command === 'select').length;
      expect(selects).toBe(1);
      simulator.take();
      await until(clock, () => media() === 'notPresent');
      simulator.lay(specimen);
      await until(clock, () => cards.length === 1);
    },
  );

  it('names a card whose text fits no layout, and a card pulled during the read', async () => {
    const { clock, simulator, cards, failures, media } = await bench();
    simulator.lay({ ...specimen, block: new Uint8Array(samVTextBytes) });
    await until(clock, () => failures.length === 1);
    await pass(clock, 10_000);
    expect([failures.length, media()]).toEqual([1, 'present']);
    simulator.take();
    await until(clock, () => media() === 'notPresent');
    simulator.lay(specimen);
    await until(clock, () => simulator.requests().at(-1)?.command === 'read');
    simulator.take();
    await until(clock, () => failures.length === 2);
    expect([cards.length, failures.map(({ reason }) => reason)]).toEqual([
      0,
      ['invalidMedia', 'invalidMedia'],
    ]);
    await pass(clock, 2000);
    simulator.lay(specimen);
    await until(clock, () => cards.length === 1);
  });

  it('reads with fingerprint where configured, whether the card holds one or not, and refuses other options', async () => {
    const { clock, simulator, cards } = await bench({ fingerprint: true });
    simulator.lay({ ...specimen, fingerprint: true });
    await until(clock, () => cards.length === 1);
    simulator.take();
    await pass(clock, 3000);
    simulator.lay(specimen);
    await until(clock, () => cards.length === 2);
    expect(simulator.requests().map(({ command }) => command)).toContain('readWithFingerprint');
    const refused = await bench({ fingerprint: 'yes' }, false);
    await pass(refused.clock, 5000);
    expect(refused.online()).toBe(false);
  });

  it('gives the photo to a plug-in, and to nobody else', async () => {
    const seen: SamVCard[] = [];
    const clock = manualClock();
    const cable = memoryCable();
    simulateIdCardReader(cable.device, clock).lay(specimen);
    await cable.host.open();
    const reads: unknown[] = [];
    const nothing = (): void => undefined;
    const events = { scan: nothing, mrz: nothing, readFailed: nothing, facts: nothing };
    const driver = createSamVDriver({ onCard: (card) => seen.push(card) });
    const opened = await drive(
      clock,
      driver.open(cable.host, clock, { ...events, idCard: (read) => reads.push(read) }, config),
    );
    await until(clock, () => reads.length === 1);
    expect(seen[0]?.photo).toHaveLength(1024);
    expect(JSON.stringify(reads)).not.toContain('样本路');
    if (opened.ok) await opened.handle.close();
  });

  it.each([
    [0x60, 'SAM self-test failed'],
    [0x66, 'SAM not authorised'],
  ])('F1 SW3 %i makes the reader a hardware error until it is gone', async (status) => {
    const { clock, simulator, changes, online, cards } = await bench();
    simulator.setModule(status);
    await until(clock, () => changes.at(-1)?.status === 'hardwareError');
    await pass(clock, 20_000);
    expect(changes.at(-1)?.status).not.toBe('online');
    simulator.setModule(0x90);
    await until(clock, online);
    simulator.lay(specimen);
    await until(clock, () => cards.length === 1);
  });
});
