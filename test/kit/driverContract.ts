import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deviceIdentity, type DeviceConfig } from '../../main/contract/devices.ts';
import type { DevicePort } from '../../drivers/api/devicePort.ts';
import type { AnyDriver, CommandContext, DriverEvents, DriverHandle } from '../../drivers/api/driver.ts';
import type { Transport } from '../../drivers/api/transport.ts';
import { memoryCable } from '../../drivers/transports/memoryTransport.ts';
import { manualClock, type ManualClock } from '../../drivers/sim/manualClock.ts';
import { drive, pass } from '../drivers/helpers/drive.ts';
import { countedClock, countedTransport, type CountedClock, type CountedTransport } from './counting.ts';

/** What the contract suite needs to know of a driver. */
export interface DriverUnderContract {
  readonly driver: AnyDriver;
  readonly config: DeviceConfig;
  /** Puts a simulated device at the far end of the cable. */
  attach(port: DevicePort, clock: ManualClock): void;
  /** The host's end where the plain cable is not enough (HID reports, a print queue). */
  transport?(cable: Transport): Transport;
  /** Frames of this device that hold a person, each with the texts that a masked frame must not hold any more. */
  readonly personal?: readonly { readonly bytes: Uint8Array; readonly secrets: readonly string[] }[];
  /** Every command of the handle, by name. Moves may be refused; none may throw or outlive its deadline. */
  readonly commands?: Readonly<
    Record<string, (handle: DriverHandle, context: CommandContext) => Promise<unknown>>
  >;
}

interface Bench {
  readonly clock: ManualClock;
  readonly counted: CountedClock;
  readonly transport: CountedTransport;
  readonly port: DevicePort;
  readonly heard: string[];
  open(): ReturnType<AnyDriver['open']>;
}

/** Time a driver may take to open a device, or to find out that it cannot. */
const openLimitMs = 15_000;
/** A command may end this much after its deadline (drivers/manager/commandQueue.ts takes it for hung then). */
const graceMs = 1000;
const commandMs = 3000;

async function bench(subject: DriverUnderContract, attached: boolean): Promise<Bench> {
  const clock = manualClock();
  const counted = countedClock(clock);
  const cable = memoryCable();
  const transport = countedTransport(subject.transport?.(cable.host) ?? cable.host);
  if (attached) subject.attach(cable.device, clock);
  await transport.open();
  const heard: string[] = [];
  const events: DriverEvents = {
    scan: () => void heard.push('scan'),
    mrz: () => void heard.push('mrz'),
    idCard: () => void heard.push('idCard'),
    readFailed: (reason) => void heard.push(reason),
    facts: () => undefined,
  };
  onTestFinished(() => cable.device.close());
  return {
    clock,
    counted,
    transport,
    port: cable.device,
    heard,
    open: () => subject.driver.open(transport, counted, events, subject.config),
  };
}

async function opened(subject: DriverUnderContract): Promise<Bench & { readonly handle: DriverHandle }> {
  const made = await bench(subject, true);
  const result = await drive(made.clock, made.open(), openLimitMs);
  if (!result.ok) throw new Error(`did not open: ${result.completion.code} ${result.problem ?? ''}`);
  return { ...made, handle: result.handle };
}

/**
 * The contract of every driver (feature F1), to be run by whoever writes one: `describeDriver('my-driver', { … })` in a test file is all
 * it takes (docs/driver-kit.md). It needs no other part of the terminal.
 */
export function describeDriver(name: string, subject: DriverUnderContract): void {
  const { driver, config } = subject;
  describe(`F1 contract of the driver ${name}`, () => {
    it('matches its own configuration, and no other kind or driver', () => {
      const kind = config.kind === 'scanner' ? 'cardPrinter' : 'scanner';
      expect(driver.matches(config)).toBe(true);
      expect(driver.matches({ ...config, kind })).toBe(false);
      expect(driver.matches({ ...config, driver: 'nobody' })).toBe(false);
      expect(driver.id).toMatch(/^[a-z][a-z0-9-]{0,30}$/);
    });

    it('opens the device, says who it is, and leaves nothing behind when it is closed twice', async () => {
      const { clock, counted, transport, handle } = await opened(subject);
      expect(deviceIdentity.safeParse(handle.identity).success).toBe(true);
      await drive(clock, handle.close());
      await drive(clock, handle.close());
      await pass(clock, 10_000);
      expect({ listeners: transport.listeners(), timers: counted.timers() }).toEqual({
        listeners: 0,
        timers: 0,
      });
    });

    it('opens again on the same transport after it was closed', async () => {
      const first = await opened(subject);
      await drive(first.clock, first.handle.close());
      const again = await drive(first.clock, first.open(), openLimitMs);
      expect(again.ok).toBe(true);
    });

    it('opens or names why not within its time when the device is silent, and keeps no timer', async () => {
      const silent = await bench(subject, false);
      const result = await drive(silent.clock, silent.open(), openLimitMs);
      if (result.ok) await drive(silent.clock, result.handle.close());
      else expect(result.completion.code).not.toBe('success');
      await pass(silent.clock, 10_000);
      expect({ listeners: silent.transport.listeners(), timers: silent.counted.timers() }).toEqual({
        listeners: 0,
        timers: 0,
      });
    });

    it('takes any bytes without a throw, and works or reopens afterwards (F4)', async () => {
      const { clock, port, handle, open } = await opened(subject);
      const chunks = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 80 }), { numRuns: 300, seed: 7 });
      for (const chunk of chunks) port.send(chunk);
      await pass(clock, 10_000);
      await drive(clock, handle.close());
      const again = await drive(clock, open(), openLimitMs);
      expect(again.ok).toBe(true);
    });

    it('masks any bytes without a throw and without a change of length', () => {
      const { mask } = driver;
      if (mask === undefined) return;
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, out) => {
          const masked = mask(out ? 'toDevice' : 'fromDevice', bytes);
          expect(masked === null || masked.length === bytes.length).toBe(true);
        }),
        { numRuns: 500 },
      );
    });

    it.each(subject.personal ?? [])('masks every person out of a frame (I6) %#', ({ bytes, secrets }) => {
      const masked = driver.mask?.('fromDevice', bytes) ?? null;
      const readings =
        masked === null
          ? []
          : ['utf-8', 'gb18030', 'utf-16le', 'latin1'].map((label) => new TextDecoder(label).decode(masked));
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(3);
        expect(readings.filter((text) => text.includes(secret))).toEqual([]);
      }
    });

    const commands = Object.entries(subject.commands ?? {});
    it.each(commands)('%s ends by its deadline when the device falls silent', async (_name, command) => {
      const made = await opened(subject);
      const deaf: Transport['write'] = async () => ({ ok: true });
      Object.assign(made.transport, { write: deaf });
      const startedAt = made.clock.now();
      const context = { deadlineAt: startedAt + commandMs, canceled: () => false };
      await drive(made.clock, command(made.handle, context), commandMs + graceMs);
      expect(made.clock.now() - startedAt).toBeLessThanOrEqual(commandMs + graceMs);
    });

    it.each(commands)('%s ends when the device is unplugged, and throws nothing', async (_name, command) => {
      const made = await opened(subject);
      const context = { deadlineAt: made.clock.now() + commandMs, canceled: () => false };
      const running = command(made.handle, context);
      await made.port.unplug();
      await drive(made.clock, running, commandMs + graceMs);
      await drive(made.clock, made.handle.close());
      await pass(made.clock, 10_000);
      expect({ listeners: made.transport.listeners(), timers: made.counted.timers() }).toEqual({
        listeners: 0,
        timers: 0,
      });
    });
  });
}
