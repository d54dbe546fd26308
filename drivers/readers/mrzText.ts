import type { Driver, DriverHandle } from '../api/driver.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import { mrzTextFramer } from '../framing/mrzText.ts';

/** OCR readers send their lines one after the other; longer silence than this is the end of the document. */
const silenceMs = 150;

/** A reader that sends the machine-readable zone as text lines. */
export const mrzTextDriver: Driver<'passportReader', DriverHandle> = {
  id: 'mrz-text',
  kind: 'passportReader',
  matches: (config) => config.driver === 'mrz-text' && config.kind === 'passportReader',
  async open(transport, clock, events) {
    const framer = mrzTextFramer({ silenceMs });
    return { ok: true, handle: framedHandle(transport, clock, events, framer, (lines) => events.mrz(lines)) };
  },
};
