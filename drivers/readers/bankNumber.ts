import { concatBytes, hexBytes, hexOf } from '../framing/bytes.ts';
import { findTlv } from './tlv.ts';

/** Debit application of the bank side (device-protocols 7). */
const selectBank = hexBytes('00A40400 08 A000000333010101');
const statusOk = 0x9000;

export type Send = (apdu: Uint8Array) => Promise<{ readonly data: Uint8Array; readonly status: number }>;

/** SELECT, GET PROCESSING OPTIONS, the records its file locator names, tag 5A (EMV book 3). */
export async function readBankCardNumber(send: Send): Promise<string | null> {
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
