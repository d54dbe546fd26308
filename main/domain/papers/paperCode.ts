import { noticeKind, type NoticeKind, type PaperFacts } from '../../contract/outcomes.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { canonicalJson } from '../documents/canonicalJson.ts';
import type { NoticeContent } from './noticeContent.ts';

/**
 * The signed code on a paper (C5). Upper-case letters, digits, `-` and `:` only: the smallest kind of QR, and a scanner that types like a
 * keyboard cannot spoil it.
 *
 *     ZKP1:<number>:<kind>:<yyyymmdd>:<permit tail>:<SM3 digest, base32>:<SM2 signature r‖s, base32>
 *
 * The signature is over everything before its colon, as UTF-8. No name is in it.
 */
export const paperPrefix = 'ZKP1:';
const shape =
  /^ZKP1:([A-Z0-9]{2,8})(-[A-Z]{2}-\d{4}-\d{6,9}):([A-Z]{3}):(\d{4})(\d{2})(\d{2}):([A-Z0-9]{1,4}):([A-Z2-7]{52}):([A-Z2-7]{103})$/;
/** A scanner never sends more (contract `scanRead`). */
const longestText = 8192;

const kindCodes: Readonly<Record<NoticeKind, string>> = {
  acceptance: 'ACC',
  acceptanceByLaw: 'ABL',
  supplement: 'SUP',
  notNeeded: 'NND',
  notOurs: 'NOU',
  refusal: 'REF',
  revocation: 'REV',
  correction: 'COR',
  handBack: 'HBK',
  permitPage: 'PPG',
  registration: 'REG',
  insurance: 'INS',
};

export interface SignedPaper {
  readonly paper: PaperFacts;
  /** 64 lower-case hex. */
  readonly digest: string;
  /** What the signature is over. */
  readonly signedText: string;
  /** r and s, 128 lower-case hex. */
  readonly signature: string;
}

/** Everything that is printed, in one order: what the digest is over. What is marked later (copy, withdrawn) and the code itself are not part of it. */
export function digestInput(content: Omit<NoticeContent, 'code' | 'qr' | 'copy' | 'withdrawn'>): string {
  return canonicalJson(content);
}

/** The part of the code that is signed. `digest`: 64 hex. */
export function paperText(
  content: Pick<NoticeContent, 'kind' | 'number' | 'issuedOn' | 'permitNumber'>,
  digest: string,
): string {
  const tail = content.permitNumber.replaceAll(/[^0-9A-Z]/g, '').slice(-4);
  const date = content.issuedOn.replaceAll('-', '');
  return `${paperPrefix}${content.number}:${kindCodes[content.kind]}:${date}:${tail}:${base32(digest)}`;
}

/** The whole code. `signature`: 128 hex. */
export const paperQr = (text: string, signature: string): string => `${text}:${base32(signature)}`;

/** Does a scanned text claim to be the code of a paper? */
export const isPaperCode = (scanned: string): boolean =>
  scanned.length <= longestText && scanned.trim().slice(0, paperPrefix.length).toUpperCase() === paperPrefix;

/** Reads the code of a paper, without judging it. Fails with `qrForeign` (something else) and `qrDamaged` (ours, but not whole). */
export function readPaperCode(scanned: string): Result<SignedPaper> {
  if (!isPaperCode(scanned)) return failure('qrForeign');
  const text = scanned.trim().toUpperCase();
  const [, stationId, rest, code, year, month, day, permitTail, digestText, signatureText] =
    shape.exec(text) ?? [];
  const kind = noticeKind.options.find((each) => kindCodes[each] === code);
  const digest = digestText === undefined ? null : fromBase32(digestText, 32);
  const signature = signatureText === undefined ? null : fromBase32(signatureText, 64);
  const issuedOn = `${year}-${month}-${day}`;
  if (
    stationId === undefined ||
    rest === undefined ||
    permitTail === undefined ||
    kind === undefined ||
    digest === null ||
    signature === null ||
    !isDate(issuedOn)
  )
    return failure('qrDamaged');
  return success({
    paper: { stationId, kind, number: stationId + rest, issuedOn, permitTail, code: digest.slice(0, 8) },
    digest,
    signedText: text.slice(0, text.lastIndexOf(':')),
    signature,
  });
}

const isDate = (text: string): boolean => {
  const millis = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isFinite(millis) && new Date(millis).toISOString().startsWith(text);
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding. */
function base32(hex: string): string {
  const bits = Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)] ?? '')
    .join('');
}

/** As lower-case hex; null when bits are left over that no encoder leaves: one code has one spelling. */
function fromBase32(text: string, bytes: number): string | null {
  const bits = Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  if (bits.slice(bytes * 8).includes('1')) return null;
  return (bits.slice(0, bytes * 8).match(/.{4}/g) ?? [])
    .map((group) => Number.parseInt(group, 2).toString(16))
    .join('');
}
