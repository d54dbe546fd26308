import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { asciiBytes } from '../framing/bytes.ts';
import { elyctisContinuous, elyctisFramer, encodeElyctisZone } from '../framing/mrzElyctis.ts';
import { encodeRteBlock } from '../framing/mrzRte.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';

/** How a passport reader sends the zone: as lines with CR, as one 3M RTE block, or as an Elyctis IDBOX. */
export type PassportProtocol = 'text' | 'rte' | 'elyctis';

export interface PassportReaderSimulator {
  readonly faults: Faults;
  show(lines: readonly string[]): void;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

export function simulatePassportReader(
  port: DevicePort,
  clock: Clock,
  protocol: PassportProtocol,
): PassportReaderSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);
  const elyctis = protocol === 'elyctis' ? elyctisMachine(port, send) : null;
  return {
    faults,
    show(lines) {
      if (elyctis !== null) elyctis.show(lines);
      else if (protocol === 'rte') send(encodeRteBlock(lines));
      else send(asciiBytes(lines.map((line) => `${line}\r`).join('')));
    },
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}

/** Reads by itself only while continuous reading is on, which ends with each read; otherwise the document waits for an inquiry. */
function elyctisMachine(
  port: DevicePort,
  send: (bytes: Uint8Array) => void,
): { show(lines: readonly string[]): void } {
  let continuous = false;
  let waiting: readonly string[] = [];
  const read = (): void => {
    continuous = false;
    send(encodeElyctisZone(waiting));
    waiting = [];
  };
  // Requests have the frame of messages, and an inquiry that of a read without content.
  const framer = elyctisFramer({ silenceMs: 0 });
  port.onReceive((bytes) => {
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') continue;
      if (outcome.frame.kind === 'nothingRead') send(encodeElyctisZone(waiting));
      if (outcome.frame.kind !== 'continuous') continue;
      continuous = outcome.frame.on;
      send(elyctisContinuous(continuous));
      if (continuous && waiting.length > 0) read();
    }
  });
  return {
    show(lines) {
      waiting = lines;
      if (continuous) read();
    },
  };
}
