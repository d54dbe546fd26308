import type { ClosedDay } from '../../contract/day.ts';
import type { ChainedEntry } from './audit.ts';
import type { PeriodBy, PeriodReport } from '../../contract/periods.ts';

export type ExportFormat = 'pdf' | 'csv' | 'xlsx';
export interface ExportStation {
  readonly stationId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly training: boolean;
}

/** Entries of the audit chain, already masked, oldest first. */
export interface AuditPart {
  readonly from: string | null;
  readonly to: string | null;
  /** The filter in words that hold no name: group, `actor`, `subject`. */
  readonly filter: string;
  readonly entries: readonly Omit<ChainedEntry, 'previous'>[];
}

/** What proves a period report: the newest closed day in it, so that the same days give the same bytes whenever it is made. */
export interface PeriodStamp {
  readonly chainHead: string;
  readonly closedAt: string;
}

export type ExportIdentity =
  | { readonly kind: 'dayCsv' | 'dayXlsx' | 'dayPdf'; readonly stationId: string; readonly date: string }
  | {
      readonly kind: 'periodCsv' | 'periodXlsx' | 'periodPdf';
      readonly stationId: string;
      readonly from: string;
      readonly to: string;
      readonly by: PeriodBy;
    };

/** `place`: line and column, sheet and cell, or page. */
export interface ExportDifference {
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

/** Files that leave the station for auditors (H4). The same data gives the same bytes; no cell can run as a formula. Made in a worker thread. */
export interface Exports {
  day(day: ClosedDay, station: ExportStation, format: ExportFormat): Promise<Uint8Array>;
  period(
    report: PeriodReport,
    stamp: PeriodStamp,
    station: ExportStation,
    format: ExportFormat,
  ): Promise<Uint8Array>;
  /** A part of the audit chain as CSV. Nothing in it is left to be masked. */
  audit(part: AuditPart, station: ExportStation): Promise<Uint8Array>;
  /** What a file says it is; null for one that is none of ours. Never rejects, whatever the bytes are. */
  identify(bytes: Uint8Array): Promise<ExportIdentity | null>;
  /** The first place where a file is not what the ledger gives; null = byte for byte the same. Never rejects. */
  compare(
    kind: ExportIdentity['kind'],
    given: Uint8Array,
    expected: Uint8Array,
  ): Promise<ExportDifference | null>;
}
