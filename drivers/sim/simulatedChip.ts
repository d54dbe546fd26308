import { nameOnChip } from '../../main/contract/devices.ts';
import { asciiBytes, concatBytes, hexBytes, hexOf } from '../framing/bytes.ts';
import {
  trainingChallengeBytes,
  trainingClass,
  trainingCommands,
  trainingProof,
} from '../framing/trainingChipCommands.ts';
import { cardFields, digitBytes, type CardField } from '../readers/cardFields.ts';
import { certificateCommand, isCertificateCommand, type ChipKeys } from './chipCertificates.ts';

/** What is stored on the chip of a simulated card. Absent fields are absent on the chip, as on a blank. */
export interface ChipContent {
  /** 32 hex. */
  readonly cardIdentifier: string;
  /** 16 to 19 digits. */
  readonly bankCardNumber: string;
  readonly cardNumber?: string | undefined;
  readonly socialSecurityNumber?: string | undefined;
  readonly holderName?: string | undefined;
  /** yyyy-mm-dd. */
  readonly issuedOn?: string | undefined;
  readonly expiresOn?: string | undefined;
  /** What was written by the training scheme: hex by `<file>/<tag>`, e.g. `05/07`. It covers what is above. */
  readonly written?: ChipWritten | undefined;
}
export type ChipWritten = Readonly<Record<string, string>>;

/** A T=0 card: one APDU in, response data and status word out. `reset` is a power cycle. */
export interface SimulatedChip {
  respond(apdu: Uint8Array): Uint8Array;
  reset(): void;
}

export interface ChipBehaviour {
  /** No social security application on it. */
  readonly isOtherCard?: () => boolean;
  /** EF06 answers only after the PIN, as in some regions. */
  readonly isPinRequired?: () => boolean;
  /** P1 of SELECT that this card knows. */
  readonly selectMode?: 0x00 | 0x02;
  /** What the card keeps of a value that is written. */
  readonly kept?: (field: CardField, value: Uint8Array) => Uint8Array;
  /** SM2 inside the chip; without it the chip knows no certificates. */
  readonly keys?: ChipKeys | undefined;
  /** Everything that was ever written, after each write. */
  readonly onWritten?: (written: ChipWritten) => void;
}

/** "sx1.sh.社会保障" in GBK, and the debit application of the bank side (device-protocols 7). */
const environmentName = '7378312E73682EC9E7BBE1B1A3D5CF';
const bankName = 'A000000333010101';
/** Data the bank application asks the terminal for: electronic cash indicator, amount, currency. */
const bankDataObjects = '9F7A019F02065F2A02';

/** The free files of a third-generation social security card, the PAN of its bank application, and the training scheme. */
export function simulateChip(content: ChipContent, behaviour: ChipBehaviour = {}): SimulatedChip {
  const values = valuesOf(content);
  let written: ChipWritten = content.written ?? {};
  let application: 'none' | 'environment' | 'bank' = 'none';
  let file = 0;
  let optionsGiven = false;
  let challenge: Uint8Array | null = null;
  let challenges = 0;
  let proved = false;
  /** Data waiting for GET RESPONSE. */
  let waiting: Uint8Array | null = null;

  const select = (apdu: Uint8Array): Uint8Array => {
    const name = hexOf(apdu.subarray(5, 5 + (apdu[4] ?? 0)));
    if (apdu[2] === 0x04) {
      if (name === environmentName && behaviour.isOtherCard?.() === true) return status('6A82');
      if (name !== environmentName && name !== bankName) return status('6A82');
      application = name === bankName ? 'bank' : 'environment';
      file = 0;
      optionsGiven = false;
      const extra =
        application === 'bank' ? tlv('A5', hexOf(tlv('9F38', bankDataObjects))) : new Uint8Array(0);
      return hold(tlv('6F', hexOf(concatBytes([tlv('84', name), extra]))));
    }
    if (apdu[2] !== (behaviour.selectMode ?? 0x02)) return status('6A86');
    if (application !== 'environment' || (name !== 'EF05' && name !== 'EF06')) return status('6A82');
    file = Number.parseInt(name.slice(2), 16);
    return status('9000');
  };

  const hold = (data: Uint8Array): Uint8Array => {
    waiting = data;
    return Uint8Array.of(0x61, data.length);
  };

  const answer = (data: Uint8Array | undefined, expected: number): Uint8Array => {
    if (data === undefined || data.length === 0) return status('6A83');
    return expected === data.length ? concatBytes([data, status('9000')]) : Uint8Array.of(0x6c, data.length);
  };

  const stored = (fields: readonly CardField[]): Uint8Array =>
    concatBytes(
      fields.flatMap((field) => {
        const value = written[key(field)] ?? values.get(key(field));
        return value === undefined ? [] : [tlv(hexOf(Uint8Array.of(field.tag)), value)];
      }),
    );

  const readRecord = (apdu: Uint8Array): Uint8Array => {
    const [, , number = 0, mode = 0, expected = 0] = apdu;
    if (application === 'bank' && mode === 0x0c) {
      if (!optionsGiven) return status('6985');
      return answer(number === 1 ? bankRecord(content.bankCardNumber) : undefined, expected);
    }
    if (application !== 'environment' || ![0x00, 0x04, 0x2c, 0x34].includes(mode)) return status('6A86');
    const from = mode > 0x04 ? mode >> 3 : file;
    if (from === 0) return status('6986');
    if (from === 0x06 && behaviour.isPinRequired?.() === true) return status('6982');
    const here = Object.values(cardFields).filter(
      (field) => field.file === from && (mode === 0x00 ? field.tag : field.record) === number,
    );
    return answer(stored(here), expected);
  };

  /** docs/training-chip-scheme.md */
  const training = (apdu: Uint8Array): Uint8Array => {
    const [, command, tag = 0, from = 0, length = 0] = apdu;
    const data = apdu.slice(5, 5 + length);
    if (command === trainingCommands.challenge) {
      challenges += 1;
      challenge = Uint8Array.from({ length: trainingChallengeBytes }, (_, index) => challenges + index);
      return answer(challenge, length);
    }
    const asks = isCertificateCommand(command) && apdu.length === 5;
    if (data.length !== length && !asks) return status('6700');
    if (command === trainingCommands.prove) {
      proved = challenge !== null && hexOf(data) === hexOf(trainingProof(challenge));
      challenge = null;
      return status(proved ? '9000' : '6300');
    }
    if (isCertificateCommand(command)) {
      const answered = certificateCommand(apdu, { written, proved, keys: behaviour.keys });
      if (answered.written !== undefined) {
        written = answered.written;
        behaviour.onWritten?.(written);
      }
      return answered.data === undefined ? status(answered.status) : answer(answered.data, length);
    }
    if (command !== trainingCommands.write) return status('6D00');
    if (!proved) return status('6982');
    const field = Object.values(cardFields).find((each) => each.file === from && each.tag === tag);
    if (field === undefined) return status('6A83');
    if (length !== field.length) return status('6700');
    written = { ...written, [key(field)]: hexOf(behaviour.kept?.(field, data) ?? data) };
    behaviour.onWritten?.(written);
    return status('9000');
  };

  const reset = (): void => {
    application = 'none';
    file = 0;
    optionsGiven = false;
    challenge = null;
    proved = false;
    waiting = null;
  };

  return {
    respond(apdu) {
      const pending = waiting;
      waiting = null;
      if (apdu.length < 5) return status('6700');
      if (apdu[0] === trainingClass)
        return behaviour.isOtherCard?.() === true ? status('6E00') : training(apdu);
      switch (hexOf(apdu.subarray(0, 2))) {
        case '00A4':
          return select(apdu);
        case '00C0':
          return pending === null ? status('6985') : answer(pending, apdu[4] ?? 0);
        case '00B2':
          return readRecord(apdu);
        case '80A8': {
          if (application !== 'bank') return status('6D00');
          // 83 <length> <values of the data objects>; one record file with one record.
          if (hexOf(apdu.subarray(5, 7)) !== '8309') return status('6985');
          optionsGiven = true;
          return hold(hexBytes('80 06 7C 00 08 01 01 00'));
        }
        default:
          return status('6D00');
      }
    },
    reset,
  };
}

function key(field: CardField): string {
  return `${hexOf(Uint8Array.of(field.file))}/${hexOf(Uint8Array.of(field.tag))}`;
}

/** EF05 and EF06 as hex values; what the content does not name is not on the chip. */
function valuesOf(content: ChipContent): ReadonlyMap<string, string> {
  const name = content.holderName === undefined ? null : nameOnChip(content.holderName);
  const ascii = (text: string | undefined): Uint8Array | undefined =>
    text === undefined ? undefined : asciiBytes(text);
  const date = (text: string | undefined): Uint8Array | undefined =>
    text === undefined ? undefined : digitBytes(text);
  const rows: readonly (readonly [CardField, Uint8Array | undefined])[] = [
    [cardFields.cardIdentifier, hexBytes(content.cardIdentifier)],
    [cardFields.specificationVersion, asciiBytes('3.00')],
    [cardFields.issuedOn, date(content.issuedOn)],
    [cardFields.expiresOn, date(content.expiresOn)],
    [cardFields.cardNumber, ascii(content.cardNumber)],
    [cardFields.socialSecurityNumber, ascii(content.socialSecurityNumber)],
    [cardFields.name, name?.name],
    [cardFields.nameExtension, name === null || name.extension.length === 0 ? undefined : name.extension],
  ];
  return new Map(
    rows.flatMap(([field, value]) => {
      if (value === undefined) return [];
      const padded = new Uint8Array(field.length);
      padded.set(value.subarray(0, field.length));
      return [[key(field), hexOf(padded)] as const];
    }),
  );
}

function bankRecord(bankCardNumber: string): Uint8Array {
  const digits = bankCardNumber.length % 2 === 0 ? bankCardNumber : `${bankCardNumber}F`;
  return tlv('70', hexOf(concatBytes([tlv('5A', digits), tlv('5F24', '351231')])));
}

function tlv(tag: string, value: string): Uint8Array {
  const bytes = hexBytes(value);
  return concatBytes([hexBytes(tag), Uint8Array.of(bytes.length), bytes]);
}

function status(word: string): Uint8Array {
  return hexBytes(word);
}
