import { z } from 'zod';
import type { Clock, Timer } from '../api/clock.ts';
import type { Driver, DriverEvents, DriverHandle } from '../api/driver.ts';
import { noIdentity } from '../api/status.ts';
import type { Transport } from '../api/transport.ts';
import type { FrameOutcome } from '../framing/frames.ts';
import {
  elyctisContinuous,
  elyctisFramer,
  elyctisInquire,
  maskElyctis,
  type ElyctisMessage,
} from '../framing/mrzElyctis.ts';

/** A message is sent in one go; longer silence than this is its end. */
const silenceMs = 150;
const answerWithinMs = 500;
const tries = 3;
const noOptions = z.strictObject({});

/**
 * Elyctis IDBOX: continuous reading, switched on again after each read because it switches itself off. What the reader still holds when it
 * is opened is asked for and dropped: it may be the document of whoever stood here before.
 */
export const mrzElyctisDriver: Driver<'passportReader', DriverHandle> = {
  id: 'mrz-elyctis',
  kind: 'passportReader',
  options: noOptions,
  matches: (config) => config.driver === 'mrz-elyctis' && config.kind === 'passportReader',
  mask: (_, bytes) => maskElyctis(bytes),
  async open(transport, clock, events, config) {
    if (!noOptions.safeParse(config.options).success)
      return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const session = elyctisSession(transport, clock, events);
    if ((await session.inquire()) && (await session.arm())) {
      session.listen();
      const handle: DriverHandle = {
        identity: noIdentity,
        // Switching on what is on changes nothing and is echoed.
        probe: async () => session.arm(),
        async close() {
          session.close();
        },
      };
      return { ok: true, handle };
    }
    session.close();
    return { ok: false, completion: { code: 'timeOut' } };
  },
};

interface ElyctisSession {
  inquire(): Promise<boolean>;
  /** Switches continuous reading on; false when the reader does not echo it. */
  arm(): Promise<boolean>;
  /** From now on reads are reported. */
  listen(): void;
  close(): void;
}

function elyctisSession(transport: Transport, clock: Clock, events: DriverEvents): ElyctisSession {
  const framer = elyctisFramer({ silenceMs });
  let silence: Timer | null = null;
  let waiting: { fits(message: ElyctisMessage): boolean; settle(answered: boolean): void } | null = null;
  let arming: Promise<boolean> | null = null;
  /** A read came while it was being switched on: it is off again. */
  let readMeanwhile = false;
  let listening = false;
  let closed = false;

  const ask = (command: Uint8Array, fits: (message: ElyctisMessage) => boolean): Promise<boolean> =>
    new Promise((resolve) => {
      if (closed) return resolve(false);
      let timer: Timer | null = null;
      const settle = (answered: boolean): void => {
        waiting = null;
        timer?.cancel();
        resolve(answered);
      };
      waiting = { fits, settle };
      timer = clock.setTimer(answerWithinMs, () => settle(false));
      void transport.write(command);
    });
  const persist = async (
    command: Uint8Array,
    fits: (message: ElyctisMessage) => boolean,
  ): Promise<boolean> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (await ask(command, fits)) return true;
    }
    return false;
  };
  const arm = (): Promise<boolean> => {
    arming ??= persist(
      elyctisContinuous(true),
      (message) => message.kind === 'continuous' && message.on,
    ).then((on) => {
      arming = null;
      const again = readMeanwhile && on;
      readMeanwhile = false;
      return again ? arm() : on;
    });
    return arming;
  };
  /** Whatever the reader tried to say, it no longer reads by itself. */
  const rearm = (): void => {
    if (arming === null) void arm();
    else readMeanwhile = true;
  };

  const take = (message: ElyctisMessage): void => {
    const answer = waiting?.fits(message) === true;
    if (answer) waiting?.settle(true);
    if (!listening) return;
    switch (message.kind) {
      case 'zone':
        events.mrz(message.lines);
        return rearm();
      case 'nothingRead':
      case 'cutZone':
      case 'unreadableZone':
        events.readFailed(message.kind === 'unreadableZone' ? 'garbage' : 'truncated');
        return rearm();
      case 'continuous':
      case 'other':
        return;
    }
  };
  const deliver = (outcomes: readonly FrameOutcome<ElyctisMessage>[]): void => {
    for (const outcome of outcomes) {
      if (outcome.kind === 'frame') take(outcome.frame);
      // Noise around an echo is no read; the echo comes or is asked for again.
      else if (listening && arming === null) {
        events.readFailed(outcome.reason);
        rearm();
      }
    }
  };

  const stopListening = [
    transport.onData((chunk) => {
      silence?.cancel();
      silence = null;
      deliver(framer.push(chunk));
      if (framer.pending) silence = clock.setTimer(framer.silenceMs, () => deliver(framer.silence()));
    }),
    transport.onClosed(() => {
      closed = true;
      waiting?.settle(false);
    }),
  ];

  return {
    inquire: () =>
      persist(
        elyctisInquire,
        ({ kind }) => kind === 'zone' || kind === 'nothingRead' || kind === 'unreadableZone',
      ),
    arm,
    listen() {
      listening = true;
    },
    close() {
      closed = true;
      listening = false;
      silence?.cancel();
      for (const stop of stopListening) stop();
      waiting?.settle(false);
    },
  };
}
