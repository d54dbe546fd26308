import { z } from 'zod';
import type { Driver, DriverHandle } from '../api/driver.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import { maskRte, mrzRteFramer } from '../framing/mrzRte.ts';

/** A block is sent in one go; at 9600 baud a byte takes one millisecond. */
const silenceMs = 150;

const noOptions = z.strictObject({});

/** 3M / Thales RTE native: one checked block per document, no commands. */
export const mrzRteDriver: Driver<'passportReader', DriverHandle> = {
  id: 'mrz-rte',
  kind: 'passportReader',
  options: noOptions,
  matches: (config) => config.driver === 'mrz-rte' && config.kind === 'passportReader',
  // The reader takes no commands, so nothing is sent that could be shown.
  mask: (direction, bytes) => (direction === 'fromDevice' ? maskRte(bytes) : null),
  async open(transport, clock, events, config) {
    if (!noOptions.safeParse(config.options).success)
      return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const framer = mrzRteFramer({ silenceMs });
    return { ok: true, handle: framedHandle(transport, clock, events, framer, (lines) => events.mrz(lines)) };
  },
};
