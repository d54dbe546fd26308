import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { asciiText } from '../framing/bytes.ts';
import { encodeDconInputs } from '../framing/dconFrames.ts';
import { lineSplitter } from '../framing/lineSplitter.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';

export interface CabinetSimulator {
  readonly faults: Faults;
  /** Opens the door, or shuts it. */
  set(open: boolean): void;
  isOpen(): boolean;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** The door of the kiosk with its contact on input 0 of an I/O module at address 1, which is high while the door is open. */
export function simulateCabinet(port: DevicePort, clock: Clock): CabinetSimulator {
  let open = false;
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);
  const lines = lineSplitter({ maxBytes: 32, silenceMs: 0, suffix: 'required' });
  port.onReceive((bytes) => {
    for (const outcome of lines.push(bytes))
      if (outcome.kind === 'frame' && asciiText(outcome.frame) === '$016')
        send(encodeDconInputs(open ? 1 : 0));
  });
  return {
    faults,
    set(next) {
      open = next;
    },
    isOpen: () => open,
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}
