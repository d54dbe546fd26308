import { onTestFinished } from 'vitest';
import type { ChipRecord, DeviceConfig } from '../../../main/contract/devices.ts';
import type { ChipReaderHandle, CommandContext, DriverEvents } from '../../../drivers/api/driver.ts';
import { apduFramer, encodeApduFrame } from '../../../drivers/framing/apduFrames.ts';
import { hexBytes } from '../../../drivers/framing/bytes.ts';
import { apduSocketDriver } from '../../../drivers/readers/chip.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import type { SimulatedChip } from '../../../drivers/sim/simulatedChip.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';

export const atr = '3B6D000000905431168660130400000001';
export const blank = {
  cardIdentifier: '00000000000000000000000000000001',
  bankCardNumber: '6200000000000000001',
};
export const record: ChipRecord = {
  cardNumber: '000000001',
  socialSecurityNumber: '990000190001010005',
  holderName: 'ERIKSSON ANNA MARIA',
  issuedOn: '2026-11-24',
  expiresOn: '2036-11-24',
};

const noEvents: DriverEvents = {
  scan: () => undefined,
  mrz: () => undefined,
  idCard: () => undefined,
  readFailed: () => undefined,
  facts: () => undefined,
};

export interface ChipBench {
  readonly clock: ManualClock;
  readonly handle: ChipReaderHandle;
  context(timeoutMs?: number): CommandContext;
}

/** The chip driver on a cable in memory with one card at its other end. */
export async function chipBench(
  chip: SimulatedChip,
  options: DeviceConfig['options'] = {},
  /** How long this chip takes for an answer, milliseconds. */
  takes: (apdu: Uint8Array) => number = () => 0,
): Promise<ChipBench> {
  const clock = manualClock();
  const cable = memoryCable();
  const framer = apduFramer({ silenceMs: 500 });
  cable.device.onReceive((bytes) => {
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') continue;
      const [control] = outcome.frame;
      const { frame } = outcome;
      const ms = frame.length > 1 ? takes(frame) : 0;
      const reply = (): void => cable.device.send(encodeApduFrame(chip.respond(frame)));
      if (ms > 0) clock.setTimer(ms, reply);
      else if (frame.length > 1) reply();
      else if (control === 0x04) cable.device.send(encodeApduFrame(hexBytes(atr)));
      else chip.reset();
    }
  });
  await cable.host.open();
  const opened = await apduSocketDriver.open(cable.host, clock, noEvents, chipConfig(options));
  if (!opened.ok) throw new Error('the chip driver does not open');
  onTestFinished(async () => opened.handle.close());
  return {
    clock,
    handle: opened.handle,
    context: (timeoutMs = 10_000) => ({ deadlineAt: clock.now() + timeoutMs, canceled: () => false }),
  };
}

export function chipConfig(options: DeviceConfig['options']): DeviceConfig {
  return {
    id: 'chipReader',
    kind: 'chipReader',
    driver: 'apdu-socket',
    path: '/chip',
    baudRate: 9600,
    surface: 'window',
    options,
  };
}
