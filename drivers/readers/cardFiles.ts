import type { ChipFacts } from '../../main/contract/devices.ts';
import { asciiText, concatBytes, hexBytes, hexOf } from '../framing/bytes.ts';
import type { ApduSession, CardAnswer } from './apduSession.ts';
import { findTlv } from './tlv.ts';

/** What could be read freely; null = not on the chip. */
export type CardFiles = Pick<
  ChipFacts,
  | 'cardIdentifier'
  | 'bankCardNumber'
  | 'cardNumber'
  | 'socialSecurityNumber'
  | 'specificationVersion'
  | 'holderName'
  | 'issuedOn'
  | 'expiresOn'
>;
export type CardFilesResult =
  | { readonly kind: 'files'; readonly files: CardFiles }
  /** The card answers but is no social security card. */
  | { readonly kind: 'otherCard' }
  | { readonly kind: 'silent' | 'garbled' | 'lost' };

/** "sx1.sh.社会保障" in GBK; the bank side's debit application (device-protocols 7). */
const selectEnvironment = hexBytes('00A40400 0F 7378312E73682E C9E7BBE1B1A3D5CF');
const selectBank = hexBytes('00A40400 08 A000000333010101');
const issuerFile = 0x05;
const holderFile = 0x06;
const statusOk = 0x9000;

class Interrupted extends Error {
  readonly kind: 'silent' | 'garbled' | 'lost';
  constructor(kind: 'silent' | 'garbled' | 'lost') {
    super(kind);
    this.kind = kind;
  }
}

/**
 * Reads EF05 (tags 01, 03, 07), EF06 (tag 08) and the PAN of the bank application. Only SELECT, READ RECORD and GET
 * PROCESSING OPTIONS are sent: nothing on the card changes.
 */
export async function readCardFiles(session: ApduSession, deadlineAt: number): Promise<CardFilesResult> {
  const send = async (apdu: Uint8Array): Promise<Extract<CardAnswer, { kind: 'response' }>> => {
    const answer = await session.transmit(apdu, deadlineAt);
    if (answer.kind !== 'response') throw new Interrupted(answer.kind);
    return answer;
  };
  const selectFile = async (file: number): Promise<boolean> => {
    // Some cards need P1 00 (device-protocols 7).
    for (const mode of [0x02, 0x00]) {
      if ((await send(Uint8Array.of(0x00, 0xa4, mode, 0x00, 0x02, 0xef, file))).status === statusOk)
        return true;
    }
    return false;
  };
  const readTag = async (tag: number, length: number): Promise<Uint8Array | null> => {
    const answer = await send(Uint8Array.of(0x00, 0xb2, tag, 0x00, length + 2));
    if (answer.status !== statusOk || answer.data[0] !== tag || answer.data[1] !== answer.data.length - 2)
      return null;
    return answer.data.slice(2);
  };

  try {
    if ((await send(selectEnvironment)).status !== statusOk || !(await selectFile(issuerFile)))
      return { kind: 'otherCard' };
    const identifier = await readTag(0x01, 0x10);
    const version = await readTag(0x03, 0x04);
    const cardNumber = await readTag(0x07, 0x09);
    const personNumber = (await selectFile(holderFile)) ? await readTag(0x08, 0x12) : null;
    return {
      kind: 'files',
      files: {
        cardIdentifier: identifier?.length === 16 ? hexOf(identifier) : null,
        specificationVersion: filledText(version),
        cardNumber: filledText(cardNumber),
        socialSecurityNumber: filledText(personNumber),
        holderName: null,
        issuedOn: null,
        expiresOn: null,
        bankCardNumber: await readBankCardNumber(send),
      },
    };
  } catch (failure) {
    if (failure instanceof Interrupted) return { kind: failure.kind };
    throw failure;
  }
}

type Send = (apdu: Uint8Array) => Promise<{ readonly data: Uint8Array; readonly status: number }>;

/** SELECT, GET PROCESSING OPTIONS, the records its file locator names, tag 5A (EMV book 3). */
async function readBankCardNumber(send: Send): Promise<string | null> {
  const selected = await send(selectBank);
  if (selected.status !== statusOk) return null;
  const wanted = dataObjectsLength(findTlv(selected.data, ['6F', 'A5', '9F38']));
  if (wanted === null) return null;
  // The card wants to know the amount and the like; zeros ask for no payment.
  const head = Uint8Array.of(0x80, 0xa8, 0x00, 0x00, wanted + 2, 0x83, wanted);
  const options = await send(concatBytes([head, new Uint8Array(wanted), Uint8Array.of(0x00)]));
  if (options.status !== statusOk) return null;
  const locator =
    findTlv(options.data, ['77', '94']) ?? findTlv(options.data, ['80'])?.slice(2) ?? new Uint8Array(0);
  for (let at = 0; at + 4 <= locator.length; at += 4) {
    const fileMark = ((locator[at] ?? 0) & 0xf8) | 0x04;
    const last = locator[at + 2] ?? 0;
    for (let record = locator[at + 1] ?? 1; record <= last && record > 0; record += 1) {
      const answer = await send(Uint8Array.of(0x00, 0xb2, record, fileMark, 0x00));
      const number = answer.status === statusOk ? findTlv(answer.data, ['70', '5A']) : null;
      const digits = number === null ? '' : hexOf(number).replace(/F+$/, '');
      if (/^\d{16,19}$/.test(digits)) return digits;
    }
  }
  return null;
}

/** Sum of the lengths a data object list asks for: no list = 0, a malformed one = null. */
function dataObjectsLength(list: Uint8Array | null): number | null {
  if (list === null) return 0;
  let sum = 0;
  let at = 0;
  while (at < list.length) {
    at += ((list[at] ?? 0) & 0x1f) === 0x1f ? 2 : 1;
    const length = list[at];
    if (length === undefined) return null;
    sum += length;
    at += 1;
  }
  return sum <= 0x7f ? sum : null;
}

/** Printable text of a field; unwritten bytes (00, FF, spaces) count as nothing. */
function filledText(value: Uint8Array | null): string | null {
  if (value === null) return null;
  let end = value.length;
  while (end > 0 && [0x00, 0x20, 0xff].includes(value[end - 1] ?? 0)) end -= 1;
  const text = asciiText(value.subarray(0, end));
  return text !== null && /^[\x21-\x7e]+$/.test(text) ? text : null;
}
