import type { DeviceCompletion } from '../../main/contract/devices.ts';
import { samVStatus, type SamVCommand } from './samVFrames.ts';

export const samVTextBytes = 256;
export const samVPhotoBytes = 1024;
export const samVAddressBytes = 70;
const samIdBytes = 16;
/** Bytes before the blocks of a read: their lengths, two bytes each. */
const readHeader = { read: 4, readWithFingerprint: 6 } as const;

/** SW1 and SW2 forward the card's own status; SW3 is what the module says (device-protocols 3). */
export interface SamVReply {
  readonly status: number;
  readonly data: Uint8Array;
}

/** Null when the body is too short to be a reply. */
export function parseSamVReply(body: Uint8Array): SamVReply | null {
  return body.length < 3 ? null : { status: body[2] ?? 0, data: body.slice(3) };
}

/** The card is there and cannot be used: rejected, wrong, not selected, not read. */
const badCard = new Set([0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x81]);

/** What only a question about a card is answered with. */
const aboutCard = new Set<number>([...badCard, samVStatus.findFailed, samVStatus.itemEmpty]);
const aboutModule = new Set<SamVCommand>(['reset', 'status', 'samId']);

/**
 * Could this be the answer to that command? Replies do not name what they answer, and the answers of all commands differ in status or
 * length; so the late answer to an earlier command is known by not fitting.
 */
export function answers(command: SamVCommand, reply: SamVReply): boolean {
  const { status, data } = reply;
  const success = command === 'find' ? samVStatus.found : samVStatus.ok;
  if (status !== success) {
    const failure = data.length === 0 && status !== samVStatus.ok && status !== samVStatus.found;
    return failure && !(aboutModule.has(command) && aboutCard.has(status));
  }
  switch (command) {
    case 'reset':
    case 'status':
      return data.length === 0;
    case 'samId':
      return data.length === samIdBytes;
    case 'find':
      return data.length === 4;
    case 'select':
      return data.length === 8;
    case 'read':
    case 'readWithFingerprint':
      return splitCard(command, data) !== null;
    case 'newestAddress':
      return data.length === samVAddressBytes;
  }
}

/** The blocks of a card. The photo is WLT, a closed format: only a plug-in can decode it. */
export interface SamVCard {
  /** 256 bytes, UTF-16LE. */
  readonly text: Uint8Array;
  /** 1024 bytes. */
  readonly photo: Uint8Array;
  /** Empty when the card holds none or none was asked for. */
  readonly fingerprint: Uint8Array;
}

/** Blocks of a `30 01` or `30 10` reply; null when their lengths do not fit. */
export function splitCard(command: 'read' | 'readWithFingerprint', data: Uint8Array): SamVCard | null {
  const header = readHeader[command];
  const sizeAt = (offset: number): number => ((data[offset] ?? 0) << 8) | (data[offset + 1] ?? 0);
  const printBytes = header === 6 ? sizeAt(4) : 0;
  const fits =
    sizeAt(0) === samVTextBytes &&
    sizeAt(2) === samVPhotoBytes &&
    (printBytes === 0 || printBytes === 1024) &&
    data.length === header + samVTextBytes + samVPhotoBytes + printBytes;
  if (!fits) return null;
  const photoAt = header + samVTextBytes;
  const printsAt = photoAt + samVPhotoBytes;
  return {
    text: data.slice(header, photoAt),
    photo: data.slice(photoAt, printsAt),
    fingerprint: data.slice(printsAt),
  };
}

/** Text of a 16-byte SAM id, e.g. `05.01-20230101-0000000001-0000000002`; null for another length. */
export function samIdText(data: Uint8Array): string | null {
  if (data.length !== samIdBytes) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const two = (offset: number): string => String(view.getUint16(offset, true)).padStart(2, '0');
  const ten = (offset: number): string => String(view.getUint32(offset, true)).padStart(10, '0');
  const date = String(view.getUint32(4, true)).padStart(8, '0');
  return `${two(0)}.${two(2)}-${date}-${ten(8)}-${ten(12)}`;
}

/** What SW3 means in the words of XFS4IoT (device-protocols 9). 91 (item empty) is a normal answer to a question for the address. */
export function completionOfStatus(status: number): DeviceCompletion {
  switch (status) {
    case samVStatus.ok:
    case samVStatus.found:
    case samVStatus.itemEmpty:
      return { code: 'success' };
    case samVStatus.selfTestFailed:
      return { code: 'hardwareError', detail: 'SAM self-test failed' };
    case samVStatus.unauthorised:
      return { code: 'hardwareError', detail: 'SAM not authorised' };
    case samVStatus.findFailed:
      return { code: 'timeOut', detail: 'no card' };
    default:
      return badCard.has(status)
        ? { code: 'commandErrorCode', errorCode: 'invalidMedia' }
        : { code: 'hardwareError', detail: `SW3 ${status.toString(16).padStart(2, '0')}` };
  }
}
