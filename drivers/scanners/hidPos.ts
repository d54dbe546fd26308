import { z } from 'zod';
import type { Clock } from '../api/clock.ts';
import type { CommandContext, Driver, ScannerHandle } from '../api/driver.ts';
import { noIdentity } from '../api/status.ts';
import { parseAddress } from '../api/address.ts';
import { symbologyOfAim } from '../framing/aimSymbologies.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import {
  encodeMenu,
  honeywellRelease,
  honeywellTrigger,
  parseMenuAnswer,
} from '../framing/honeywellCommands.ts';
import { layoutOf, type HidPosLayout } from '../framing/hidPosLayout.ts';
import {
  encodeCommandReport,
  encodeTriggerReport,
  hidPosFramer,
  redirectReport,
  type HidPosFrame,
} from '../framing/hidPosReports.ts';
import { commandLine, type CommandLine } from './commandLine.ts';
import { maskHidPos } from './maskHidPos.ts';
import { deliverScan, unwrapped } from './scanText.ts';

/** Makers whose scanners know the serial commands of report FD (device-protocols 1.3). */
const honeywellVendors: ReadonlySet<string> = new Set(['0c2e', '23d0']);
/** No source tells how long an answer takes; USB brings it in milliseconds. */
const answerMs = 1000;
const longestAnswer = 4096;
/** A control transfer to a device that does not answer can take for ever. */
const controlMs = 1000;

const optionsSchema = z.strictObject({
  /** `report`: output report 04; `command`: serial commands in report FD (Honeywell, Youjie). */
  trigger: z.enum(['report', 'command', 'none']).default('report'),
  /** What the scanner was programmed to send behind the data; it counts as data there (device-protocols 1.2). */
  suffix: z
    .string()
    .max(16)
    .regex(/^[\x01-\x7f]*$/)
    .default(''),
});
type Options = z.infer<typeof optionsSchema>;
type Answer = Extract<HidPosFrame, { kind: 'answer' }>;

/** Any USB bar-code scanner in HID POS mode (usage page 0x8C; device-protocols 1). */
export const hidPosDriver: Driver<'scanner', ScannerHandle> = {
  id: 'hid-pos',
  kind: 'scanner',
  options: optionsSchema,
  matches: (config) => config.driver === 'hid-pos' && config.kind === 'scanner',
  mask: (direction, bytes) => (direction === 'toDevice' ? bytes.slice() : maskHidPos(bytes)),
  async open(transport, clock, events, config) {
    const parsed = optionsSchema.safeParse(config.options);
    if (!parsed.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const options = parsed.data;
    const layout = layoutOf(await within(clock, transport.hid?.descriptor()));
    const line = commandLine<Answer>(transport, clock);
    const base = framedHandle(transport, clock, events, hidPosFramer(layout.scan), (frame) => {
      if (frame.kind === 'answer') return line.heard(frame);
      const bytes = unwrapped(frame.bytes, { prefix: '', suffix: options.suffix });
      if (bytes === null) return events.readFailed('truncated');
      deliverScan(events, bytes, (text) => ({ symbology: symbologyOfAim(frame.aim), text }));
    });
    await within(clock, transport.hid?.sendFeature(redirectReport));
    const address = parseAddress(config.path);
    const honeywell = address?.kind === 'usb' && honeywellVendors.has(address.vendorId);
    const firmware = honeywell ? await revision(line, clock) : '';
    const handle: ScannerHandle = {
      identity: { ...noIdentity, firmware },
      ...commandsFor(options, layout, line),
      async close() {
        line.close();
        await base.close();
      },
    };
    return { ok: true, handle };
  },
};

/** The outcome, or null when there is none in time. */
function within<Value>(clock: Clock, outcome: Promise<Value> | undefined): Promise<Value | null> {
  if (outcome === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    const limit = clock.setTimer(controlMs, () => resolve(null));
    void outcome.then((value) => {
      limit.cancel();
      resolve(value);
    });
  });
}

/** What `REVINF.` answers, as one line of text; empty without an answer. Weak: its form is to be proved on first hardware. */
async function revision(line: CommandLine<Answer>, clock: Clock): Promise<string> {
  let text = '';
  const command = encodeCommandReport(encodeMenu('REVINF', '.'));
  const asked = await line.ask(command, clock.now() + answerMs, (answer) => {
    if (!answer.last && text.length < longestAnswer) text += answer.text;
    return answer.last && parseMenuAnswer(answer.text) !== null;
  });
  if (asked.kind !== 'answer' || parseMenuAnswer(asked.answer.text)?.result !== 'ok') return '';
  return text
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 64);
}

function commandsFor(
  options: Options,
  layout: HidPosLayout,
  line: CommandLine<Answer>,
): Pick<ScannerHandle, 'trigger' | 'signal'> {
  let triggered = false;
  const tell = async (report: Uint8Array | null, context: CommandContext) => {
    if (report === null) return { code: 'unsupportedCommand' } as const;
    if (context.canceled()) return { code: 'canceled' } as const;
    return line.tell(report, context.deadlineAt);
  };
  return {
    ...(options.trigger !== 'none' && {
      async trigger(on: boolean, context: CommandContext) {
        triggered = on;
        return tell(
          options.trigger === 'report'
            ? encodeTriggerReport(layout.trigger, { trigger: on })
            : encodeCommandReport(on ? honeywellTrigger : honeywellRelease),
          context,
        );
      },
    }),
    // The report sets the trigger too: a beep must not let it go.
    signal: async (signal, context) =>
      tell(
        encodeTriggerReport(layout.trigger, {
          trigger: triggered && options.trigger === 'report',
          beep: signal === 'attention' ? 'error' : 'goodRead',
        }),
        context,
      ),
  };
}
