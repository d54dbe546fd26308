import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { concatBytes } from '../framing/bytes.ts';
import {
  encodeSamVFrame,
  samVCommands,
  samVFramer,
  samVStatus,
  type SamVCommand,
} from '../framing/samVFrames.ts';
import { samVPhotoBytes } from '../framing/samVReplies.ts';
import type { IdCardText } from '../framing/samVText.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';
import { encodeIdCardText, encodeNewestAddress } from './idCardText.ts';

/** A card of made-up people. */
export interface SimulatedIdCard {
  readonly text: IdCardText;
  /** Instead of `text`: a block as it stands, for cards that no layout fits. */
  readonly block?: Uint8Array;
  readonly newestAddress?: string;
  readonly fingerprint?: boolean;
  /** Why the module cannot use it: SW3 of select (31, 32, 33, 40, 81) or of read (41, 47). */
  readonly refusedWith?: number;
}

/** A SAM_V identity card reader on a serial line (device-protocols 3). */
export interface IdCardReaderSimulator {
  readonly faults: Faults;
  lay(card: SimulatedIdCard): void;
  take(): void;
  /** What the module answers to reset and status: 90, 60 (self-test failed), 66 (not authorised). */
  setModule(status: number): void;
  /** Commands that arrived, with the clock's time. */
  requests(): readonly { readonly command: SamVCommand | 'unknown'; readonly at: number }[];
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** `05.01-20230101-0000000001-0000000002`. */
const samId = Uint8Array.of(5, 0, 1, 0, 0xd5, 0xaf, 0x34, 1, 1, 0, 0, 0, 2, 0, 0, 0);
/** Times of a real module: find and select up to 300 ms, a read 1 to 3 s. */
const answerAfterMs: Readonly<Partial<Record<SamVCommand, number>>> = {
  find: 60,
  select: 60,
  read: 1200,
  readWithFingerprint: 1400,
  newestAddress: 120,
};
/** Stands for the WLT picture: nobody's face. */
const photo = Uint8Array.from({ length: samVPhotoBytes }, (_, index) => index % 251);
const selectRefusals = new Set<number>([0x31, 0x32, 0x33, 0x40, samVStatus.selectFailed]);
const nothing = new Uint8Array(0);

export function simulateIdCardReader(port: DevicePort, clock: Clock): IdCardReaderSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const line = faultyLine(port, faults, clock);
  const framer = samVFramer();
  const requests: { readonly command: SamVCommand | 'unknown'; readonly at: number }[] = [];
  let card: SimulatedIdCard | null = null;
  /** How far the card got: each step needs the one before. */
  let stage: 'laid' | 'found' | 'selected' = 'laid';
  /** Read well since it was laid down: not found again until it is taken away. */
  let consumed = false;
  let module: number = samVStatus.ok;

  const reply = (status: number, data: Uint8Array = nothing): Uint8Array =>
    encodeSamVFrame(concatBytes([Uint8Array.of(0, 0, status), data]));

  const read = (command: 'read' | 'readWithFingerprint'): Uint8Array => {
    const refused = card?.refusedWith;
    if (card === null || stage !== 'selected' || refused !== undefined)
      return reply(refused ?? samVStatus.readFailed);
    consumed = true;
    const print = command === 'readWithFingerprint' && card.fingerprint === true ? photo : nothing;
    const lengths = [0x01, 0x00, 0x04, 0x00];
    if (command === 'readWithFingerprint') lengths.push(print.length >> 8, 0x00);
    const block = card.block ?? encodeIdCardText(card.text);
    return reply(samVStatus.ok, concatBytes([Uint8Array.from(lengths), block, photo, print]));
  };

  const respond = (command: SamVCommand): Uint8Array => {
    switch (command) {
      case 'reset':
        stage = 'laid';
        return reply(module);
      case 'status':
        return reply(module);
      case 'samId':
        return reply(samVStatus.ok, samId);
      case 'find':
        if (module !== samVStatus.ok) return reply(module);
        if (card === null || consumed) return reply(samVStatus.findFailed);
        stage = 'found';
        return reply(samVStatus.found, new Uint8Array(4));
      case 'select': {
        const refused = card?.refusedWith;
        if (card === null || stage !== 'found') return reply(samVStatus.selectFailed);
        if (refused !== undefined && selectRefusals.has(refused)) return reply(refused);
        stage = 'selected';
        return reply(samVStatus.ok, new Uint8Array(8));
      }
      case 'read':
      case 'readWithFingerprint':
        return read(command);
      case 'newestAddress':
        if (card === null || stage !== 'selected') return reply(samVStatus.readFailed);
        return card.newestAddress === undefined
          ? reply(samVStatus.itemEmpty)
          : reply(samVStatus.ok, encodeNewestAddress(card.newestAddress));
    }
  };

  const take = (body: Uint8Array): void => {
    const command = commandOf(body);
    requests.push({ command: command ?? 'unknown', at: clock.now() });
    if (command === null)
      return line(reply(body.length === 2 ? samVStatus.commandError : samVStatus.lengthError));
    // What lies there when the answer is due counts: a card may be pulled during a read.
    clock.setTimer(answerAfterMs[command] ?? 10, () => line(respond(command)));
  };

  port.onReceive((chunk) => {
    for (const outcome of framer.push(chunk)) {
      if (outcome.kind === 'frame') take(outcome.frame);
      else if (outcome.reason === 'undecodable') line(reply(samVStatus.checksumError));
    }
  });

  return {
    faults,
    lay(laid) {
      card = laid;
      stage = 'laid';
      consumed = false;
    },
    take() {
      card = null;
      stage = 'laid';
      consumed = false;
    },
    setModule(status) {
      module = status;
    },
    requests: () => requests,
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}

function commandOf(body: Uint8Array): SamVCommand | null {
  const names = Object.keys(samVCommands) as SamVCommand[];
  return (
    names.find((name) => {
      const bytes = samVCommands[name];
      return bytes.length === body.length && bytes.every((byte, index) => byte === body[index]);
    }) ?? null
  );
}
