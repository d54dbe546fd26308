import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPtyPort } from '../../drivers/transports/ptyPort.ts';
import { printerNodeTransport } from '../../drivers/transports/printerNode.ts';
import { systemClock } from '../../drivers/transports/systemClock.ts';
import { temporaryFolder } from '../drivers/helpers/counter.ts';

/** A pseudo-terminal in the place of `/dev/usb/lp0`: a character device that is opened, read and written without serialport. */
describe('F1 the node of a USB printer', () => {
  it(
    'passes bytes both ways, more than fits at once too, and tells of a loss once',
    { timeout: 8_000 },
    async () => {
      const path = join(temporaryFolder(), 'lp0');
      const port = await openPtyPort(path);
      onTestFinished(() => port.close());
      let printed = 0;
      let whole: () => void = () => undefined;
      const all = new Promise<void>((resolve) => (whole = resolve));
      const job = new Uint8Array(300_000).fill(0x41);
      port.onReceive((bytes) => {
        printed += bytes.length;
        if (printed >= job.length) whole();
      });
      const transport = printerNodeTransport(path, systemClock);
      const closed: string[] = [];
      let lost: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => (lost = resolve));
      transport.onClosed((reason) => {
        closed.push(reason);
        lost();
      });
      const status = new Promise<Uint8Array>((resolve) => transport.onData(resolve));
      expect(await transport.open()).toEqual({ ok: true });
      expect(await transport.open()).toEqual({ ok: false, fault: 'inUse' });
      expect(await transport.write(job)).toEqual({ ok: true });
      await all;
      expect(printed).toBe(job.length);
      port.send(Uint8Array.of(0x12, 0x7e));
      expect([...(await status)]).toEqual([0x12, 0x7e]);
      await port.unplug();
      await ended;
      await transport.close();
      expect(closed).toEqual(['lost']);
      expect(await transport.write(job)).toEqual({ ok: false, fault: 'lost' });
      expect(await transport.open()).toEqual({ ok: false, fault: 'absent' });
      await port.replug();
      expect(await transport.open()).toEqual({ ok: true });
      await transport.close();
      await transport.close();
      expect(closed).toEqual(['lost', 'requested']);
    },
  );
});
