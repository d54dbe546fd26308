import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { apduControl, apduFramer, encodeApduFrame } from '../framing/apduFrames.ts';
import { hexBytes } from '../framing/bytes.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';
import { simulateChip, type SimulatedChip } from './simulatedChip.ts';
import type { SimulatedCard } from './evolisMachine.ts';

/** The contact reader inside the printer. */
export interface ChipStationSimulator {
  readonly faults: Faults;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/**
 * Answers APDU frames with the chip of the card at the contact station, and not at all while no card is there. A
 * dead chip gives an empty ATR and no response. Another card means another chip, unpowered.
 */
export function simulateChipStation(
  port: DevicePort,
  clock: Clock,
  cardAtStation: () => SimulatedCard | null,
): ChipStationSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);
  const framer = apduFramer({ silenceMs: 500 });
  let current: { readonly card: SimulatedCard; readonly chip: SimulatedChip; powered: boolean } | null = null;

  const chipHere = (): typeof current => {
    const card = cardAtStation();
    if (card === null) current = null;
    else if (current?.card !== card) current = { card, chip: simulateChip(card), powered: false };
    return current;
  };

  port.onReceive((bytes) => {
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') continue;
      const here = chipHere();
      if (here === null) continue;
      const mute = here.card.dead || faults.has('deadChip');
      const control = outcome.frame.length === 1 ? outcome.frame[0] : null;
      if (
        control === apduControl.powerOn ||
        control === apduControl.reset ||
        control === apduControl.powerOff
      ) {
        here.chip.reset();
        here.powered = control !== apduControl.powerOff;
      } else if (control === apduControl.getAtr) {
        send(encodeApduFrame(mute ? new Uint8Array(0) : hexBytes(here.card.atr)));
      } else if (control === null && here.powered && !mute) {
        send(encodeApduFrame(here.chip.respond(outcome.frame)));
      }
    }
  });

  return { faults, unplug: () => port.unplug(), replug: () => port.replug() };
}
