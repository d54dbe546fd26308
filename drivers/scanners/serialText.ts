import { z } from 'zod';
import type { DeviceCompletion } from '../../main/contract/devices.ts';
import type { Driver, DriverEvents, ScannerHandle } from '../api/driver.ts';
import { splitSymbology, symbologyOfHoneywell } from '../framing/aimSymbologies.ts';
import { concatBytes } from '../framing/bytes.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import type { Framer } from '../framing/frames.ts';
import { honeywellBeep, honeywellRelease, honeywellTrigger } from '../framing/honeywellCommands.ts';
import { lineSplitter } from '../framing/lineSplitter.ts';
import {
  encodeNewland,
  newlandFramer,
  parseNewlandAnswer,
  type NewlandFrame,
  type NewlandResult,
} from '../framing/newlandCommands.ts';
import { commandLine, notAnswered, type CommandLine } from './commandLine.ts';
import { maskScanText } from './maskText.ts';
import { deliverScan, hasLineNoise, unwrapped } from './scanText.ts';

export { splitSymbology } from '../framing/aimSymbologies.ts';

/** Largest text a read may carry (contract `scanRead`), in bytes of its widest encoding; a QR holds under 3 KB. */
const maxBytes = 8192;
const silenceMs = 80;
/** No source tells how long a scanner takes to answer a command; a serial line at 9600 baud needs 20 ms for it. */
const answerMs = 1000;
/** Newland commands (device-protocols 2.1). */
const allowTrigger = 'SCNTCE1';
const triggerOn = 'SCNTRG1';
const triggerOff = 'SCNTRG0';

/** Characters that a scanner can be programmed to send around its data; CR and LF end a line anyway. */
const wrap = z
  .string()
  .max(16)
  .regex(/^[\x01-\x09\x0b\x0c\x0e-\x7f]*$/)
  .default('');
const optionsSchema = z.strictObject({
  trigger: z.enum(['none', 'newland', 'honeywell']).default('none'),
  /** `required`: every code ends with CR or LF; `none`: never; `auto`: as the first one did. */
  lineEnd: z.enum(['auto', 'required', 'none']).default('auto'),
  /** What tells the symbology in front of the data: an AIM id, or one Honeywell code id. */
  codeId: z.enum(['aim', 'honeywell']).default('aim'),
  prefix: wrap,
  suffix: wrap,
});
type Options = z.infer<typeof optionsSchema>;
type Answer = Extract<NewlandFrame, { kind: 'answer' }>;

/** Any scanner on a serial or CDC line that sends the text of a code, with CR, LF, CRLF or no suffix (device-protocols 2). */
export const serialTextDriver: Driver<'scanner', ScannerHandle> = {
  id: 'serial-text',
  kind: 'scanner',
  options: optionsSchema,
  matches: (config) => config.driver === 'serial-text' && config.kind === 'scanner',
  mask: (direction, bytes) => (direction === 'toDevice' ? bytes.slice() : maskedLine(bytes)),
  async open(transport, clock, events, config) {
    const parsed = optionsSchema.safeParse(config.options);
    if (!parsed.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const options = parsed.data;
    const line = commandLine<Answer>(transport, clock);
    const base = framedHandle(transport, clock, events, framerFor(options), (frame) => {
      if (frame.kind === 'answer') line.heard(frame);
      else deliverLine(events, frame.bytes, options);
    });
    // Answered like any command; nobody waits for it, because a scanner that always reads works without it.
    if (options.trigger === 'newland') void transport.write(encodeNewland(allowTrigger, '#'));
    const handle: ScannerHandle = {
      ...base,
      ...commandsFor(options, line, () => clock.now()),
      async close() {
        line.close();
        await base.close();
      },
    };
    return { ok: true, handle };
  },
};

function framerFor(options: Options): Framer<NewlandFrame> {
  const lines = lineSplitter({ maxBytes, silenceMs, suffix: options.lineEnd });
  if (options.trigger === 'newland') return newlandFramer(lines);
  const asText = (outcomes: ReturnType<typeof lines.push>): ReturnType<Framer<NewlandFrame>['push']> =>
    outcomes.map((outcome) =>
      outcome.kind === 'error' ? outcome : { kind: 'frame', frame: { kind: 'text', bytes: outcome.frame } },
    );
  return {
    silenceMs: lines.silenceMs,
    get pending() {
      return lines.pending;
    },
    get held() {
      return lines.held;
    },
    push: (chunk) => asText(lines.push(chunk)),
    silence: () => asText(lines.silence()),
  };
}

function deliverLine(events: DriverEvents, line: Uint8Array, options: Options): void {
  const bytes = unwrapped(line, options);
  if (bytes === null || hasLineNoise(bytes)) return events.readFailed('garbage');
  if (options.codeId === 'aim') return deliverScan(events, bytes, splitSymbology);
  const symbology = symbologyOfHoneywell(bytes[0] ?? 0);
  deliverScan(events, symbology === null ? bytes : bytes.slice(1), (text) => ({
    symbology: symbology ?? 'unknown',
    text,
  }));
}

function commandsFor(
  options: Options,
  line: CommandLine<Answer>,
  now: () => number,
): Pick<ScannerHandle, 'trigger' | 'signal'> {
  switch (options.trigger) {
    case 'none':
      return {};
    case 'newland':
      return {
        async trigger(on, context) {
          if (context.canceled()) return { code: 'canceled' };
          const command = on ? triggerOn : triggerOff;
          const asked = await line.ask(
            encodeNewland(command, '#'),
            Math.min(context.deadlineAt, now() + answerMs),
            (answer) => answer.command === command,
          );
          return asked.kind === 'answer' ? newlandCompletion(asked.answer.result) : notAnswered(asked.kind);
        },
      };
    case 'honeywell':
      return {
        trigger: async (on, context) =>
          context.canceled()
            ? { code: 'canceled' }
            : line.tell(on ? honeywellTrigger : honeywellRelease, context.deadlineAt),
        // The scanner beeps by itself when it has read something.
        signal: async (signal, context) =>
          signal === 'goodRead'
            ? { code: 'unsupportedCommand' }
            : line.tell(honeywellBeep, context.deadlineAt),
      };
  }
}

function newlandCompletion(result: NewlandResult): DeviceCompletion {
  switch (result) {
    case 'ok':
      return { code: 'success' };
    case 'outOfRange':
      return { code: 'invalidData' };
    case 'unknownCommand':
      return { code: 'unsupportedCommand' };
  }
}

/** The commands whose answers may be seen; any other name could be text of a code. */
const shownCommands: ReadonlySet<string> = new Set([allowTrigger, triggerOn, triggerOff]);

/** Answers to commands of this driver stay as they are when they are whole; everything else may be text of a code. */
function maskedLine(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0x02); at >= 0; at = bytes.indexOf(0x02, at + 1)) {
    const end = bytes.indexOf(0x03, at) + 1;
    const answer = bytes.slice(at, end);
    if (!shownCommands.has(parseNewlandAnswer(answer)?.command ?? '')) continue;
    parts.push(maskScanText(bytes.subarray(from, at)), answer);
    from = end;
  }
  return concatBytes([...parts, maskScanText(bytes.subarray(from))]);
}
