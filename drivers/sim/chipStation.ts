import type { Clock } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { apduControl, apduFramer, encodeApduFrame } from '../framing/apduFrames.ts';
import { hexBytes } from '../framing/bytes.ts';
import { cardFields } from '../readers/cardFields.ts';
import type { ChipKeys } from './chipCertificates.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';
import { simulateChip, type ChipContent, type ChipWritten, type SimulatedChip } from './simulatedChip.ts';
import type { SimulatedCard } from './evolisMachine.ts';

/** The contact reader inside the printer. */
export interface ChipStationSimulator {
  readonly faults: Faults;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** A card with a chip, as the station sees it. */
export type StationCard = Pick<SimulatedCard, 'atr' | 'dead'> & ChipContent;

const slowAnswerMs = 900;

/**
 * Answers APDU frames with the chip of the card at the contact station, and not at all while no card is there. A
 * dead chip gives an empty ATR and no response. Another card means another chip, unpowered. `keep` gets what was written, so that
 * it stays with the card.
 */
export function simulateChipStation(
  port: DevicePort,
  clock: Clock,
  cardAtStation: () => StationCard | null,
  keep: (written: ChipWritten) => void = () => undefined,
  keys?: ChipKeys,
): ChipStationSimulator {
  const faults = faultSet((fault) => {
    if (fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);
  const framer = apduFramer({ silenceMs: 500 });
  let current: { readonly identity: string; readonly chip: SimulatedChip; powered: boolean } | null = null;

  const chipOf = (card: StationCard): SimulatedChip =>
    simulateChip(card, {
      isOtherCard: () => faults.has('wrongChip'),
      kept: (field, value) =>
        field === cardFields.socialSecurityNumber && faults.has('wrongReadBack') ? changed(value) : value,
      onWritten: keep,
      keys,
    });
  const chipHere = (card: StationCard | null): typeof current => {
    // By what is on it, because a card that moves or is written is a new object.
    const identity = card === null ? null : `${card.cardIdentifier} ${card.bankCardNumber}`;
    if (card === null || identity === null) current = null;
    else if (current?.identity !== identity) current = { identity, chip: chipOf(card), powered: false };
    return current;
  };
  const answer = (payload: Uint8Array): void => {
    if (!faults.has('slowChip')) send(encodeApduFrame(payload));
    else clock.setTimer(slowAnswerMs, () => send(encodeApduFrame(payload)));
  };

  port.onReceive((bytes) => {
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') continue;
      const card = cardAtStation();
      const here = chipHere(card);
      if (card === null || here === null) continue;
      const mute = card.dead || faults.has('deadChip');
      const control = outcome.frame.length === 1 ? outcome.frame[0] : null;
      if (
        control === apduControl.powerOn ||
        control === apduControl.reset ||
        control === apduControl.powerOff
      ) {
        here.chip.reset();
        here.powered = control !== apduControl.powerOff;
      } else if (control === apduControl.getAtr) {
        answer(mute ? new Uint8Array(0) : hexBytes(card.atr));
      } else if (control === null && here.powered && !mute) {
        answer(here.chip.respond(outcome.frame));
      }
    }
  });

  return { faults, unplug: () => port.unplug(), replug: () => port.replug() };
}

/** The same text with its first character replaced by another digit. */
function changed(value: Uint8Array): Uint8Array {
  return value.map((byte, at) => (at === 0 ? (byte === 0x39 ? 0x38 : 0x39) : byte));
}
