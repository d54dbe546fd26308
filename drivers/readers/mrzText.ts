import { z } from 'zod';
import type { Driver, DriverHandle } from '../api/driver.ts';
import { hexBytes } from '../framing/bytes.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import { mrzDelimitedFramer } from '../framing/mrzDelimited.ts';
import { maskZoneText } from '../framing/mrzMask.ts';
import { mrzTextFramer } from '../framing/mrzText.ts';

/** OCR readers send their lines one after the other; longer silence than this is the end of the document. */
const silenceMs = 150;

/** Up to four bytes as hex, none of them a character of a zone. */
const delimiter = z
  .string()
  .regex(/^([0-7][0-9a-fA-F]){0,4}$/)
  .transform((hex) => hexBytes(hex))
  .refine((bytes) => !/[A-Z0-9<]/.test(String.fromCharCode(...bytes)));

/**
 * The splitter {start, end, separator}, e.g. `{ "start": "02", "end": "03" }` or `{ "start": "1C" }`. Without any option the lines are split
 * on CR and LF, inside `02 … 03` or not, which fits most readers.
 */
const mrzTextOptions = z.strictObject({
  start: delimiter.optional(),
  end: delimiter.optional(),
  separator: delimiter.optional(),
});
const nothing = new Uint8Array(0);
const carriageReturn = Uint8Array.of(0x0d);

/** A reader that sends the machine-readable zone as text lines. */
export const mrzTextDriver: Driver<'passportReader', DriverHandle> = {
  id: 'mrz-text',
  kind: 'passportReader',
  options: mrzTextOptions,
  matches: (config) => config.driver === 'mrz-text' && config.kind === 'passportReader',
  mask: (_, bytes) => maskZoneText(bytes),
  async open(transport, clock, events, config) {
    const options = mrzTextOptions.safeParse(config.options);
    if (!options.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const { start = nothing, end = nothing, separator } = options.data;
    const plain = start.length === 0 && end.length === 0 && separator === undefined;
    const framer = plain
      ? mrzTextFramer({ silenceMs })
      : mrzDelimitedFramer({ start, end, separator: separator ?? carriageReturn }, { silenceMs });
    return { ok: true, handle: framedHandle(transport, clock, events, framer, (lines) => events.mrz(lines)) };
  },
};
