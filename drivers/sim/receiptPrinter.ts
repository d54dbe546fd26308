import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { decodeGb18030 } from '../framing/decodeText.ts';
import { clearedAnswer } from '../framing/escposCommands.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';
import { escposTokenizer, type EscposToken } from './escposTokens.ts';

/** What came out of the cutter: lines of text and codes, in order. */
export interface PrintedReceipt {
  readonly lines: readonly string[];
  readonly codes: readonly string[];
}

export interface ReceiptPrinterSimulator {
  readonly faults: Faults;
  readonly receipts: () => readonly PrintedReceipt[];
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** A line takes its time, so that paper can end and a cover open between two of them. */
const lineMs = 5;

/**
 * Prints what it is sent and tells how it is at any time. Without paper or with its cover open it keeps what it was sent, answers only real-time
 * questions, and goes on when the cause is gone; unless it was told meanwhile to throw it away. What was printed of a receipt comes out with the
 * end of the old roll.
 */
export function simulateReceiptPrinter(port: DevicePort, clock: Clock): ReceiptPrinterSimulator {
  const receipts: PrintedReceipt[] = [];
  const waiting: EscposToken[] = [];
  let lines: string[] = [];
  let codes: string[] = [];
  let line = '';
  let stored = '';
  const tokens = escposTokenizer();

  /** The rest of a receipt was thrown away, so what is on the paper is no receipt. */
  let dropped = false;
  const tearOff = (): void => {
    lines = [];
    codes = [];
    dropped = false;
  };
  const stopped = (): boolean => faults.has('paperOut') || faults.has('coverOpen');
  let feeding = false;
  const run = (): void => {
    while (!stopped() && !feeding) {
      const token = waiting.shift();
      if (token === undefined) return;
      execute(token);
      if (token.kind !== 'lineFeed') continue;
      feeding = true;
      clock.setTimer(lineMs, () => {
        feeding = false;
        run();
      });
    }
  };
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
    if (fault === 'paperOut' && dropped) tearOff();
    run();
  });
  const send = faultyLine(port, faults, clock);

  const execute = (token: EscposToken): void => {
    switch (token.kind) {
      case 'text':
        line += decodeGb18030(token.bytes) ?? '';
        return;
      case 'lineFeed':
        if (line !== '') lines.push(line);
        line = '';
        return;
      case 'storeCode':
        stored = new TextDecoder().decode(token.bytes);
        return;
      case 'printCode':
        codes.push(stored);
        return;
      case 'cut':
        if (lines.length + codes.length > 0) receipts.push({ lines, codes });
        tearOff();
        return;
      case 'askPaper':
        send(Uint8Array.of(faults.has('paperLow') ? 0x03 : 0x00));
        return;
      case 'initialise':
        line = '';
        return;
      case 'style':
      case 'realTime':
      case 'clear':
    }
  };

  /** Bytes of the table in device-protocols 6. */
  const status = (query: number): number => {
    if (query === 1) return stopped() ? 0x1a : 0x12;
    if (query === 2) return 0x12 | (faults.has('coverOpen') ? 0x04 : 0) | (faults.has('paperOut') ? 0x20 : 0);
    if (query === 4) return faults.has('paperOut') ? 0x7e : faults.has('paperLow') ? 0x1e : 0x12;
    return 0x12;
  };

  port.onReceive((bytes) => {
    for (const token of tokens.push(bytes)) {
      if (token.kind === 'realTime') send(Uint8Array.of(status(token.query)));
      else if (token.kind === 'clear') {
        waiting.length = 0;
        line = '';
        dropped = true;
        send(clearedAnswer);
      } else waiting.push(token);
    }
    run();
  });

  return {
    faults,
    receipts: () => [...receipts],
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}
