import { z } from 'zod';
import type { Driver, DriverHandle } from '../api/driver.ts';
import { contactHandle, watchContact } from './contactWatch.ts';

/**
 * Which input line the contact is wired to, and what it says while the door is open. Wire a contact that is closed while the door is shut
 * from DTR to the line: then a cut wire reads like an open door.
 */
const options = z.strictObject({
  line: z.enum(['cts', 'dsr']).default('cts'),
  openWhen: z.enum(['off', 'on']).default('off'),
});

/**
 * A dry contact on a modem line of a serial port (E7): no bytes, only the line. A PTY and some USB converters have no such lines; then the
 * contact is not there, and nobody may take it for closed.
 */
export const contactLineDriver: Driver<'cabinet', DriverHandle> = {
  id: 'contact-line',
  kind: 'cabinet',
  options,
  matches: (config) => config.driver === 'contact-line' && config.kind === 'cabinet',
  mask: (_, bytes) => bytes.slice(),
  async open(transport, clock, events, config) {
    const parsed = options.safeParse(config.options);
    if (!parsed.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const { line, openWhen } = parsed.data;
    const look = async (): Promise<boolean | null> => {
      const lines = (await transport.modemLines?.get()) ?? null;
      return lines === null ? null : lines[line] === (openWhen === 'on');
    };
    const open = await look();
    if (open === null)
      return { ok: false, completion: { code: 'unsupportedCommand', detail: 'no modem lines' } };
    const watch = watchContact(clock, events, open ? 'open' : 'closed', look);
    return { ok: true, handle: contactHandle(watch) };
  },
};
