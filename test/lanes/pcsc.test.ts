import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chipDifferences } from '../../main/domain/cards/chipReadBack.ts';
import type { ChipFacts, ChipRecord, DeviceStatus } from '../../main/contract/devices.ts';
import { createDeviceApi, type DeviceApi } from '../../drivers/manager/deviceApi.ts';
import type { ChipContent } from '../../drivers/sim/simulatedChip.ts';
import { nodeTransports } from '../../drivers/transports/nodeTransports.ts';
import { pcscTransport } from '../../drivers/transports/pcscTransport.ts';
import { systemClock } from '../../drivers/transports/systemClock.ts';
import {
  insertCard,
  pcscConfig,
  reached,
  startPcscd,
  virtualReader,
  whyNoPcsc,
  type InsertedCard,
  type PcscService,
} from './support/pcscStation.ts';

/**
 * The real pcscd, the real `smartcard` package, and a virtual card behind vpcd: what the chip driver does over the socket in memory it does
 * here over PC/SC, and the service may die under it.
 */
const missing = await whyNoPcsc();
if (missing !== null) console.log(`PC/SC lane skipped: ${missing}`);

const atr = '3B6D000000905431168660130400000001';
const blank: ChipContent = {
  cardIdentifier: '00000000000000000000000000000001',
  bankCardNumber: '6200000000000000001',
};
const record: ChipRecord = {
  cardNumber: '000000001',
  socialSecurityNumber: '990000190001010005',
  holderName: 'ERIKSSON ANNA MARIA VON UND ZU SPECIMEN',
  issuedOn: '2026-11-24',
  expiresOn: '2036-11-24',
};
const asked = { deviceId: 'chipReader', timeoutMs: 10_000 };

describe.skipIf(missing !== null)(
  `PC/SC lane (pcscd and vpcd)${missing === null ? '' : `: ${missing}`}`,
  () => {
    let service: PcscService;
    beforeAll(async () => {
      service = await startPcscd();
    });
    afterAll(async () => service.stop());

    const station = (): DeviceApi => {
      const api = createDeviceApi({
        configs: [pcscConfig],
        clock: systemClock,
        transports: nodeTransports(systemClock),
      });
      onTestFinished(async () => api.close());
      return api;
    };
    const insert = async (options: { readonly pulledAtRecord?: boolean } = {}): Promise<InsertedCard> => {
      const card = await insertCard(atr, blank, options);
      onTestFinished(async () => card.remove());
      return card;
    };
    const status = async (api: DeviceApi): Promise<DeviceStatus | undefined> =>
      (await api.list({}))[0]?.status;
    const online = (api: DeviceApi) => reached(async () => (await status(api)) === 'online');

    it('F4 reads a card, waits for one that is not there yet, and sees it pulled and put back', async () => {
      const api = station();
      await online(api);
      const waiting = api.readChip(asked);
      const card = await insert();
      const facts = await waiting;
      expect(facts).toMatchObject({ completion: { code: 'success' }, atr, ...blank, holderName: null });
      expect(card.records()).toBeGreaterThan(5);
      await card.remove();
      expect(await api.readChip({ ...asked, timeoutMs: 2500 })).toMatchObject({
        completion: { code: 'timeOut' },
      });
      await insert();
      expect(await api.readChip(asked)).toMatchObject({ completion: { code: 'success' }, ...blank });
    });

    it('F4 tells a card pulled in the middle of a read from one that never came', async () => {
      const api = station();
      await online(api);
      await insert({ pulledAtRecord: true });
      expect(await api.readChip({ ...asked, timeoutMs: 4000 })).toMatchObject({
        completion: { code: 'commandErrorCode', errorCode: 'noMedia' },
        cardIdentifier: null,
        bankCardNumber: null,
      });
    });

    it('D6 writes a card and reads back what was written', async () => {
      const api = station();
      await online(api);
      await insert();
      const written = await api.writeChip({ ...asked, record });
      expect(written).toEqual({ completion: { code: 'success' }, provider: 'training' });
      const facts: ChipFacts = await api.readChip(asked);
      expect(facts).toMatchObject({ completion: { code: 'success' }, ...record });
      expect(chipDifferences({ ...record, cardIdentifier: blank.cardIdentifier }, facts)).toEqual([]);
    });

    it('F4 comes back by itself after pcscd was killed', async () => {
      const api = station();
      await online(api);
      await insert();
      expect((await api.readChip(asked)).completion.code).toBe('success');

      await service.crash();
      await reached(async () => (await status(api)) !== 'online');
      await reached(async () => (await status(api)) === 'hardwareError');
      const other = pcscTransport(virtualReader);
      expect(await other.open()).toEqual({ ok: false, fault: 'serviceDown' });
      expect((await api.readChip({ ...asked, timeoutMs: 1000 })).completion.code).toBe('deviceNotReady');

      await service.start();
      await online(api);
      await insert();
      expect(await api.readChip(asked)).toMatchObject({ completion: { code: 'success' }, ...blank });
    });

    it('F4 is told at once when pcscd dies while the card is being read', async () => {
      const api = station();
      await online(api);
      const killed: Promise<void>[] = [];
      const card = await insert();
      card.onRecord(() => killed.push(service.crash()));
      expect((await api.readChip(asked)).completion.code).toBe('hardwareError');
      await Promise.all(killed);
      await service.start();
      await online(api);
    });
  },
);
