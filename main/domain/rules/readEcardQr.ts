import { failure, success, type Result } from '../../contract/result.ts';
import { crc16Hex } from '../identifiers/checksums.ts';
import type { RulePack } from './rulePack.ts';

/** A QR holds no more (version 40, alphanumeric: 4296 characters); longer text is no code of a card. */
const longestCode = 4296;

/** A dynamic code, to be sent upstream once and kept nowhere. */
export interface EcardCode {
  readonly text: string;
  /** How long a card shows one code, in seconds (domain-rules 3.9). */
  readonly lifeSeconds: number;
}

/** A training code: `ZKE1:<24 letters and digits>:<CRC-16/CCITT-FALSE of them, 4 hex>`. It says nothing about anybody. */
export function trainingEcardQr(token: string): string {
  return `ZKE1:${token}:${crc16Hex(token)}`;
}

/**
 * Recognises scanned text as a code of the electronic social security card by the rule pack; null = it is none. It is opaque: nothing is read
 * out of it, opened or followed, and only text the pack allows may be sent upstream (domain-rules 3.5, 3.10). `training` admits training
 * entries. Fails with `ecardDamaged`: the right prefix with a wrong shape or check.
 */
export function readEcardQr(
  scanned: string,
  pack: Pick<RulePack, 'ecardQr'>,
  options: { readonly training: boolean },
): Result<EcardCode> | null {
  const text = scanned.trim();
  const known = pack.ecardQr.filter(
    (entry) => (options.training || !entry.trainingOnly) && text.startsWith(entry.prefix),
  );
  if (known.length === 0) return null;
  // A control character is never part of what a phone shows; in an opaque text it could end a line of somebody's log.
  // oxlint-disable-next-line no-control-regex
  if (text.length > longestCode || /[\u0000-\u001f\u007f]/u.test(text)) return failure('ecardDamaged');
  for (const { prefix, pattern, lifeSeconds } of known) {
    if (fits(text, prefix, pattern)) return success({ text, lifeSeconds });
  }
  return failure('ecardDamaged');
}

/** An entry without a pattern is an allow-list: anything after the prefix goes. */
function fits(text: string, prefix: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return text.length > prefix.length;
  const match = new RegExp(pattern, 'u').exec(text);
  if (match === null) return false;
  const { token, check } = match.groups ?? {};
  return token === undefined || check === undefined || check === crc16Hex(token);
}
