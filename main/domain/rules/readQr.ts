import { failure, success, type Result } from '../../contract/result.ts';
import { crc16Hex } from '../identifiers/checksums.ts';
import type { RulePack } from './rulePack.ts';

/** A scanner never sends more; longer text is no QR of ours (contract `scanRead`). */
const longestText = 8192;
export const slipPrefix = 'ZKS1:';
const slipShape = /^ZKS1:([A-Z0-9]{2,8}-\d{8}-\d{4,}):([0-9A-Fa-f]{8})$/;

export type QrContent =
  | { readonly kind: 'permit'; readonly permitNumber: string }
  | { readonly kind: 'slip'; readonly caseNumber: string; readonly code: string };

/**
 * The QR of a training Notice: `ZKT1:<permit number>:<CRC-16/CCITT-FALSE of the number, 4 hex>`. The national payload is not public
 * (domain-rules 3.5), so production packs carry none of ours.
 */
export function trainingPermitQr(permitNumber: string): string {
  return `ZKT1:${permitNumber}:${crc16Hex(permitNumber)}`;
}

/** The QR of a kiosk slip; `code` is `crypto.paperCode(caseNumber)`, 8 hex. */
export function slipQr(caseNumber: string, code: string): string {
  return `${slipPrefix}${caseNumber}:${code}`;
}

/**
 * Reads scanned text as a permit QR of the pack or as a slip of our kiosks. It is opaque text: nothing in it is ever opened or followed
 * (domain-rules 3.5). `training` admits patterns of training packs. The right prefix with a wrong shape or check fails with `qrDamaged`, all
 * else with `qrForeign`. The caller compares the code of a slip, which is keyed.
 */
export function readQr(
  scanned: string,
  packs: Pick<RulePack, 'permitQr'>,
  options: { readonly training: boolean },
): Result<QrContent> {
  if (scanned.length > longestText) return failure('qrForeign');
  const text = scanned.trim();
  if (text.startsWith(slipPrefix)) {
    const [, caseNumber, code] = slipShape.exec(text) ?? [];
    return caseNumber !== undefined && code !== undefined
      ? success({ kind: 'slip', caseNumber, code: code.toLowerCase() })
      : failure('qrDamaged');
  }
  const known = packs.permitQr.filter(
    (entry) => (options.training || !entry.trainingOnly) && text.startsWith(entry.prefix),
  );
  for (const entry of known) {
    const groups = new RegExp(entry.pattern, 'u').exec(text)?.groups;
    const permitNumber = groups?.['permit'];
    const check = groups?.['check'];
    if (permitNumber !== undefined && (check === undefined || check === crc16Hex(permitNumber)))
      return success({ kind: 'permit', permitNumber });
  }
  return failure(known.length > 0 ? 'qrDamaged' : 'qrForeign');
}
