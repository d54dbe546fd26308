import type { NoticeView } from '../../../main/contract/cases.ts';
import type { DeviceState } from '../../../main/contract/devices.ts';
import { deviceItem, type Tone } from '../window/statusItems.ts';

/** What may be done with a paper on the document printer now. `ask`: somebody has to look whether it came out. */
export type PrintOffer = 'original' | 'copy' | 'wait' | 'ask';

/** The host decides what a print would be (C4); an open print comes first. */
export function printOffer(notice: Pick<NoticeView, 'print' | 'nextPrint'>): PrintOffer {
  if (notice.print?.outcome === 'printing') return 'wait';
  if (notice.print?.outcome === 'unknown') return 'ask';
  return notice.nextPrint;
}

/** The paper that the key prints: the newest one whose original is not out yet, else the newest. */
export function keyedNotice<Notice extends Pick<NoticeView, 'print' | 'nextPrint'>>(
  notices: readonly Notice[],
): Notice | undefined {
  return notices.findLast((notice) => printOffer(notice) === 'original') ?? notices.at(-1);
}

/** What a print in this state is to the eye. */
export const printTone: Readonly<Record<NonNullable<NoticeView['print']>['outcome'], Tone>> = {
  printing: 'warn',
  printed: 'good',
  failed: 'bad',
  unknown: 'warn',
};

/** Text keys of what is wrong with the printer and what to do; null = nothing. The print service tells of paper only (F1). */
export function printerTrouble(
  printer: DeviceState,
): { readonly wordKey: string; readonly remedyKey: string } | null {
  const { tone, wordKey, remedyKey } = deviceItem(printer);
  return tone !== 'good' && remedyKey !== null ? { wordKey, remedyKey } : null;
}
