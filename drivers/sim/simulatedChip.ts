import { asciiBytes, concatBytes, hexBytes, hexOf } from '../framing/bytes.ts';

/** What is stored on the chip of a simulated card. Absent fields are absent on the chip, as on a blank. */
export interface ChipContent {
  /** 32 hex. */
  readonly cardIdentifier: string;
  /** 16 to 19 digits. */
  readonly bankCardNumber: string;
  readonly cardNumber?: string | undefined;
  readonly socialSecurityNumber?: string | undefined;
}

/** A T=0 card: one APDU in, response data and status word out. `reset` is a power cycle. */
export interface SimulatedChip {
  respond(apdu: Uint8Array): Uint8Array;
  reset(): void;
}

/** "sx1.sh.社会保障" in GBK, and the debit application of the bank side (device-protocols 7). */
const environmentName = '7378312E73682EC9E7BBE1B1A3D5CF';
const bankName = 'A000000333010101';
/** Data the bank application asks the terminal for: electronic cash indicator, amount, currency. */
const bankDataObjects = '9F7A019F02065F2A02';

/** Answers the free files of a third-generation social security card and the PAN of its bank application. */
export function simulateChip(content: ChipContent): SimulatedChip {
  const files = filesOf(content);
  let application: 'none' | 'environment' | 'bank' = 'none';
  let file: string | null = null;
  let optionsGiven = false;
  /** Data waiting for GET RESPONSE. */
  let waiting: Uint8Array | null = null;

  const select = (apdu: Uint8Array): Uint8Array => {
    const name = hexOf(apdu.subarray(5, 5 + (apdu[4] ?? 0)));
    if (apdu[2] === 0x04) {
      if (name !== environmentName && name !== bankName) return status('6A82');
      application = name === bankName ? 'bank' : 'environment';
      file = null;
      optionsGiven = false;
      const extra =
        application === 'bank' ? tlv('A5', hexOf(tlv('9F38', bankDataObjects))) : new Uint8Array(0);
      return hold(tlv('6F', hexOf(concatBytes([tlv('84', name), extra]))));
    }
    if (apdu[2] !== 0x02) return status('6A86');
    if (application !== 'environment' || !files.has(name)) return status('6A82');
    file = name;
    return status('9000');
  };

  const hold = (data: Uint8Array): Uint8Array => {
    waiting = data;
    return Uint8Array.of(0x61, data.length);
  };

  const answer = (data: Uint8Array | undefined, expected: number): Uint8Array => {
    if (data === undefined) return status('6A83');
    return expected === data.length ? concatBytes([data, status('9000')]) : Uint8Array.of(0x6c, data.length);
  };

  const readRecord = (apdu: Uint8Array): Uint8Array => {
    const expected = apdu[4] ?? 0;
    if (application === 'environment' && file !== null && apdu[3] === 0) {
      return answer(files.get(file)?.get(apdu[2] ?? 0), expected);
    }
    if (application === 'bank' && apdu[3] === 0x0c) {
      if (!optionsGiven) return status('6985');
      return answer(apdu[2] === 1 ? bankRecord(content.bankCardNumber) : undefined, expected);
    }
    return status('6A86');
  };

  return {
    respond(apdu) {
      const pending = waiting;
      waiting = null;
      if (apdu.length < 5) return status('6700');
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
    reset() {
      application = 'none';
      file = null;
      optionsGiven = false;
      waiting = null;
    },
  };
}

/** EF05 and EF06 as tag -> whole TLV. */
function filesOf(content: ChipContent): ReadonlyMap<string, ReadonlyMap<number, Uint8Array>> {
  const issuer = new Map<number, Uint8Array>([
    [0x01, tlv('01', content.cardIdentifier)],
    [0x03, tlv('03', hexOf(asciiBytes('3.00')))],
  ]);
  if (content.cardNumber !== undefined) issuer.set(0x07, tlv('07', hexOf(asciiBytes(content.cardNumber))));
  const holder = new Map<number, Uint8Array>();
  if (content.socialSecurityNumber !== undefined) {
    holder.set(0x08, tlv('08', hexOf(asciiBytes(content.socialSecurityNumber))));
  }
  return new Map([
    ['EF05', issuer],
    ['EF06', holder],
  ]);
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
