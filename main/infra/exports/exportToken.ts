import { periodBy } from '../../contract/periods.ts';
import type { ExportFormat, ExportIdentity } from '../../app/ports/exports.ts';

/** What an exported file is of, whatever its format. */
export type ExportSubject =
  | { readonly kind: 'day'; readonly stationId: string; readonly date: string }
  | {
      readonly kind: 'period';
      readonly stationId: string;
      readonly from: string;
      readonly to: string;
      readonly by: 'day' | 'month' | 'clerk' | 'station';
    };

/** One word of plain letters that stands uncompressed in every exported file: also half a file says what it is. */
export const exportToken = (subject: ExportSubject): string =>
  subject.kind === 'day'
    ? `zhengka-export:day:${subject.stationId}:${subject.date}`
    : `zhengka-export:period:${subject.stationId}:${subject.from}:${subject.to}:${subject.by}`;

const date = '\\d{4}-\\d{2}-\\d{2}';
const token = new RegExp(
  `zhengka-export:(?:day:([A-Z0-9]{2,8}):(${date})|period:([A-Z0-9]{2,8}):(${date}):(${date}):(${periodBy.options.join('|')}))(?![A-Za-z0-9:-])`,
);
/** A day's CSV of before there was a token. */
const oldStation = /\u7ec8\u7aef station,([A-Z0-9]{2,8}),/;
const oldPeriod = new RegExp(`\u671f\u95f4 period,(${date}),`);

const kinds = {
  day: { csv: 'dayCsv', xlsx: 'dayXlsx', pdf: 'dayPdf' },
  period: { csv: 'periodCsv', xlsx: 'periodXlsx', pdf: 'periodPdf' },
} as const;

/** What a file says it is; null for one that is none of ours. Never throws, whatever the bytes are. */
export function identifyExport(bytes: Uint8Array): ExportIdentity | null {
  const format = formatOf(bytes);
  const [, stationOfDay, day, stationOfPeriod, from, to, by] = token.exec(latin1(bytes)) ?? [];
  if (stationOfDay !== undefined && day !== undefined)
    return { kind: kinds.day[format], stationId: stationOfDay, date: day };
  const known = periodBy.safeParse(by);
  if (stationOfPeriod !== undefined && from !== undefined && to !== undefined && known.success)
    return { kind: kinds.period[format], stationId: stationOfPeriod, from, to, by: known.data };
  if (format !== 'csv') return null;
  const text = new TextDecoder().decode(bytes);
  const [, stationId] = oldStation.exec(text) ?? [];
  const [, old] = oldPeriod.exec(text) ?? [];
  return stationId === undefined || old === undefined ? null : { kind: 'dayCsv', stationId, date: old };
}

/** By the first bytes; everything that is neither is taken for text. */
function formatOf(bytes: Uint8Array): ExportFormat {
  const start = latin1(bytes.subarray(0, 5));
  if (start === '%PDF-') return 'pdf';
  return start.startsWith('PK') ? 'xlsx' : 'csv';
}

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
