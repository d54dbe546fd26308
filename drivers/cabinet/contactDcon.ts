import { z } from 'zod';
import type { Clock } from '../api/clock.ts';
import type { Driver, DriverHandle } from '../api/driver.ts';
import type { Transport } from '../api/transport.ts';
import { dconQuestion, parseDconInputs } from '../framing/dconFrames.ts';
import { lineSplitter } from '../framing/lineSplitter.ts';
import { contactHandle, watchContact } from './contactWatch.ts';

/** A module answers within some milliseconds; at 9600 baud the frames take another ten. */
const answerMs = 300;
const openTries = 3;

/**
 * Address of the module, the input that the contact is wired to, and its level while the door is open. Wire a contact that is closed
 * while the door is shut from the input to ground: then the input is high at an open door and at a cut wire.
 */
const options = z.strictObject({
  address: z.number().int().min(0).max(255).default(1),
  input: z.number().int().min(0).max(7).default(0),
  openWhen: z.enum(['high', 'low']).default('high'),
});

/** A dry contact on a digital input of an I/O module that speaks DCON over a serial line (E7). */
export const contactDconDriver: Driver<'cabinet', DriverHandle> = {
  id: 'contact-dcon',
  kind: 'cabinet',
  options,
  matches: (config) => config.driver === 'contact-dcon' && config.kind === 'cabinet',
  mask: (_, bytes) => bytes.slice(),
  async open(transport, clock, events, config) {
    const parsed = options.safeParse(config.options);
    if (!parsed.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const { address, input, openWhen } = parsed.data;
    const session = dconSession(transport, clock, address);
    const look = async (): Promise<boolean | null> => {
      const inputs = await session.inputs();
      return inputs === null ? null : ((inputs >> input) & 1) === (openWhen === 'high' ? 1 : 0);
    };
    for (let tries = 0; tries < openTries; tries += 1) {
      const open = await look();
      if (open === null) continue;
      const watch = watchContact(clock, events, open ? 'open' : 'closed', look);
      return { ok: true, handle: contactHandle(watch, () => session.close()) };
    }
    session.close();
    return { ok: false, completion: { code: 'deviceNotReady', detail: 'no answer' } };
  },
};

interface DconSession {
  /** The inputs as bits; null = no answer, or a wrong one. Never rejects. */
  inputs(): Promise<number | null>;
  close(): void;
}

function dconSession(transport: Transport, clock: Clock, address: number): DconSession {
  let waiting: ((inputs: number | null) => void) | null = null;
  let framer = newFramer();
  const stop = transport.onData((chunk) => {
    for (const outcome of framer.push(chunk)) {
      // A line without a question is the late answer to an earlier one: what it says is old.
      waiting?.(outcome.kind === 'frame' ? parseDconInputs(outcome.frame) : null);
    }
  });
  return {
    inputs: () =>
      new Promise((resolve) => {
        // What is left of an earlier answer must not become the head of this one.
        framer = newFramer();
        const limit = clock.setTimer(answerMs, () => settle(null));
        const settle = (inputs: number | null): void => {
          if (waiting !== settle) return;
          waiting = null;
          limit.cancel();
          resolve(inputs);
        };
        waiting?.(null);
        waiting = settle;
        void transport.write(dconQuestion(address)).then((sent) => {
          if (!sent.ok) settle(null);
        });
      }),
    close() {
      stop();
      waiting?.(null);
    },
  };
}

const newFramer = () => lineSplitter({ maxBytes: 32, silenceMs: answerMs, suffix: 'required' });
