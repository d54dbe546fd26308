import type { Clock, Timer } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { asciiBytes, concatBytes } from '../framing/bytes.ts';
import {
  encodeSsi,
  longestSsiData,
  ssiFramer,
  ssiOpcodes,
  ssiSource,
  ssiStatus,
  type SsiFrame,
} from '../framing/ssiFrames.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';

/** A Zebra decoder in packet mode: it sends every read until the host acknowledges it (device-protocols 2.3). */
export interface SsiScannerSimulator {
  readonly faults: Faults;
  /** A code of an SSI bar-code type, e.g. 1C for a QR code. */
  scan(type: number, text: string): void;
  scanBytes(type: number, bytes: Uint8Array): void;
  /** The next `count` frames of the host are lost on their way. */
  loseFrames(count: number): void;
  state(): { readonly enabled: boolean; readonly session: boolean; readonly waiting: number };
  /** Opcodes that came from the host, oldest first. */
  heard(): readonly number[];
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** Wait for an ACK before a frame is sent again, and how often it is sent again: twice, then the decoder gives up. */
const ackTimeoutMs = 2000;
const resends = 2;
const hostSilenceMs = 100;

export function simulateSsiScanner(port: DevicePort, clock: Clock): SsiScannerSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const transmit = faultyLine(port, faults, clock);
  const framer = ssiFramer(ssiSource.host, hostSilenceMs);
  const opcodes: number[] = [];
  let enabled = false;
  let session = false;
  let toLose = 0;
  /** Frames of reads that the host has not acknowledged; the first one is under way. */
  let queue: { readonly data: Uint8Array; readonly status: number; sent: number }[] = [];
  let waiting: Timer | null = null;
  let silence: Timer | null = null;

  const answer = (opcode: number, data?: Uint8Array): void =>
    transmit(encodeSsi(opcode, ssiSource.decoder, data));
  const sendFirst = (): void => {
    waiting?.cancel();
    waiting = null;
    const [first] = queue;
    if (first === undefined) return;
    if (first.sent > resends) {
      // The decoder declares a transmit error: the whole read is gone.
      queue = [];
      return;
    }
    const status = first.status | (first.sent > 0 ? ssiStatus.again : 0);
    first.sent += 1;
    waiting = clock.setTimer(ackTimeoutMs, sendFirst);
    transmit(encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, first.data, status));
  };
  const obey = (frame: SsiFrame): void => {
    opcodes.push(frame.opcode);
    switch (frame.opcode) {
      case ssiOpcodes.acknowledge:
        queue.shift();
        return sendFirst();
      case ssiOpcodes.refuse:
        return sendFirst();
      case ssiOpcodes.requestRevision:
        return answer(ssiOpcodes.revision, asciiBytes('SIM-SSI 1.0'));
      case ssiOpcodes.scanEnable:
      case ssiOpcodes.scanDisable:
        enabled = frame.opcode === ssiOpcodes.scanEnable;
        return answer(ssiOpcodes.acknowledge);
      case ssiOpcodes.startSession:
      case ssiOpcodes.stopSession:
        // A disabled scanner refuses to be triggered (NAK 06: denied).
        if (!enabled) return answer(ssiOpcodes.refuse, Uint8Array.of(0x06));
        session = frame.opcode === ssiOpcodes.startSession;
        return answer(ssiOpcodes.acknowledge);
      case ssiOpcodes.flushQueue:
        queue = [];
        return answer(ssiOpcodes.acknowledge);
      default:
        // NAK 02: the command is not known.
        return answer(ssiOpcodes.refuse, Uint8Array.of(0x02));
    }
  };
  port.onReceive((bytes) => {
    silence?.cancel();
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') continue;
      if (toLose > 0) toLose -= 1;
      else if (outcome.frame.kind === 'frame') obey(outcome.frame);
      else answer(ssiOpcodes.refuse, Uint8Array.of(0x01));
    }
    if (framer.pending) silence = clock.setTimer(hostSilenceMs, () => void framer.silence());
  });

  const scanBytes = (type: number, bytes: Uint8Array): void => {
    if (!enabled) return;
    session = false;
    const room = longestSsiData - 1;
    const idle = queue.length === 0;
    for (let at = 0; at === 0 || at < bytes.length; at += room) {
      const data = concatBytes([Uint8Array.of(type), bytes.slice(at, at + room)]);
      queue.push({ data, status: at + room < bytes.length ? ssiStatus.continued : 0, sent: 0 });
    }
    if (idle) sendFirst();
  };
  const powerOff = (): void => {
    waiting?.cancel();
    waiting = null;
    queue = [];
    enabled = false;
    session = false;
  };
  return {
    faults,
    scan: (type, text) => scanBytes(type, new TextEncoder().encode(text)),
    scanBytes,
    loseFrames(count) {
      toLose = count;
    },
    state: () => ({ enabled, session, waiting: queue.length }),
    heard: () => [...opcodes],
    async unplug() {
      powerOff();
      await port.unplug();
    },
    replug: () => port.replug(),
  };
}
