import { apduControl, apduFramer, encodeApduFrame } from '../framing/apduFrames.ts';
import { hexBytes } from '../framing/bytes.ts';
import type { SimulatedChip } from './simulatedChip.ts';

/** Connected to vpcd = inserted; `remove` = pulled. */
export interface VpcdCard {
  remove(): void;
}

/** The byte pipe to vpcd: a TCP client, opened by the composition root of a test. */
export interface VpcdPipe {
  onData(listener: (chunk: Uint8Array) => void): unknown;
  write(bytes: Uint8Array): void;
  end(): void;
}

/** A virtual card in the slot of vpcd (device-protocols 10.2). The question for the ATR is also its presence poll and comes at any time. */
export function vpcdCard(pipe: VpcdPipe, atr: string, chip: SimulatedChip): VpcdCard {
  const framer = apduFramer({ silenceMs: 500 });
  pipe.onData((chunk) => {
    for (const outcome of framer.push(chunk)) {
      if (outcome.kind === 'error') continue;
      const control = outcome.frame.length === 1 ? outcome.frame[0] : null;
      if (control === apduControl.getAtr) pipe.write(encodeApduFrame(hexBytes(atr)));
      else if (control === null) pipe.write(encodeApduFrame(chip.respond(outcome.frame)));
      else chip.reset();
    }
  });
  return { remove: () => pipe.end() };
}
