import type { z } from 'zod';
import type {
  CardFace,
  ChipFacts,
  DeviceState,
  MrzRead,
  PrinterFacts,
  ScanRead,
  deviceEvents,
} from '../../contract/devices.ts';
import type { CardData } from '../../contract/cards.ts';
import type { ClosedDay } from '../../contract/day.ts';
import type { Refusal, UpstreamCallName, UpstreamCalls } from '../../contract/upstream.ts';
import type { NoticeContent, SlipContent } from '../../domain/papers/noticeContent.ts';

/**
 * What became of a call. `offline`: no answer (also 408, 425, 429, 5xx): the work may have been done, try again with the same key.
 * `linkFault`: an answer that is not ours (login page, 401, 403, 404 of the base path, schema failure): pause, touch no row.
 */
export type UpstreamOutcome<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'offline'; readonly detail: string }
  | { readonly kind: 'linkFault'; readonly detail: string };

/** An upstream. Never rejects for anything the network or the other side does. */
export interface Upstream {
  call<Name extends UpstreamCallName>(
    name: Name,
    input: z.input<UpstreamCalls[Name]['in']>,
    options?: { readonly idempotencyKey?: string; readonly timeoutMs?: number },
  ): Promise<UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>>;
}

/** The device host as seen from the core host. When it dies during a command the facts say `unknown`; nothing rejects. */
export interface Devices {
  list(): Promise<readonly DeviceState[]>;
  /** Newest known states, without asking. */
  states(): readonly DeviceState[];
  feedToChip(timeoutMs: number): Promise<PrinterFacts>;
  printerFacts(timeoutMs: number): Promise<PrinterFacts>;
  printFront(face: CardFace, timeoutMs: number): Promise<PrinterFacts>;
  rejectCard(timeoutMs: number): Promise<PrinterFacts>;
  resetPrinter(timeoutMs: number): Promise<PrinterFacts>;
  readChip(timeoutMs: number): Promise<ChipFacts>;
  onScan(listener: (read: ScanRead) => void): void;
  onMrz(listener: (read: MrzRead) => void): void;
  onReadFailed(listener: (failure: z.infer<(typeof deviceEvents)['readFailed']>) => void): void;
  onChanged(listener: (state: DeviceState) => void): void;
}

/** Papers and faces; made in worker threads, so that a scan never waits for them. */
export interface Paper {
  notice(content: NoticeContent): Promise<Uint8Array>;
  slip(content: SlipContent): Promise<Uint8Array>;
  dayReport(
    day: ClosedDay,
    station: { readonly nameZh: string; readonly nameEn: string; readonly training: boolean },
  ): Promise<Uint8Array>;
  /** Same data, same bytes. */
  dayCsv(day: Pick<ClosedDay, 'date' | 'figures'>): Uint8Array;
  /** Fails with `glyphMissing` before anything is touched. */
  cardFace(
    data: CardData,
    options: { readonly training: boolean },
  ): Promise<
    | { readonly ok: true; readonly face: CardFace; readonly png: Uint8Array }
    | { readonly ok: false; readonly missing: readonly string[] }
  >;
}
