import type {
  ChipCertificate,
  ChipKeyFacts,
  ChipRecord,
  ChipWriteFacts,
} from '../../main/contract/devices.ts';
import type { CommandContext } from '../api/driver.ts';
import type { ApduSession } from '../readers/apduSession.ts';

/**
 * Who can write to a chip. The real one (keys in an HSM or PSAM of the card authority) is not there yet; it goes behind this interface.
 *
 * `write` gets a powered card that gave its ATR, and a session whose single APDUs are limited in time. It sends every writing APDU at
 * most once (`transmitOnce`): after a lost answer the completion says so and the read-back decides what is on the chip (D6). It never
 * throws for anything a card does, and never puts a value of the record into `detail`.
 */
export interface CardPersonaliser {
  /** What `ChipWriteFacts.provider` says. */
  readonly name: string;
  write(session: ApduSession, record: ChipRecord, context: CommandContext): Promise<ChipWriteFacts>;
}

/**
 * Who sees to the key pair of a chip: the chip makes and keeps it, upstream certifies it (domain-rules 9 steps 11–12). Whoever stands between
 * them passes on what upstream sealed for the chip and can open none of it. Never throws for anything a card does.
 */
export interface CardCertifier {
  readonly name: string;
  /** Safe to repeat. */
  key(session: ApduSession, context: CommandContext): Promise<ChipKeyFacts>;
  /** Sends every writing APDU at most once, as `CardPersonaliser.write` does. */
  write(session: ApduSession, write: ChipCertificate, context: CommandContext): Promise<ChipWriteFacts>;
}
