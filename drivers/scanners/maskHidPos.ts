import { maskScanText } from './maskText.ts';
import { commonLayout } from '../framing/hidPosLayout.ts';

const { scan } = commonLayout;

/**
 * A scan report with its data masked. Null for everything that has not the common layout: elsewhere nobody can tell where the data are.
 * Only report id, length, AIM id and the last byte stay as they are.
 */
export function maskHidPos(report: Uint8Array): Uint8Array | null {
  if (report.length !== scan.length || report[0] !== scan.reportId) return null;
  const aim = [2, 3].find((at) => report[at] === 0x5d);
  if (aim === undefined) return null;
  const masked = maskScanText(report);
  for (const at of [0, 1, aim, aim + 1, aim + 2, scan.length - 1]) masked[at] = report[at] ?? 0;
  return masked;
}
