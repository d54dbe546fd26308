import { createHash } from 'node:crypto';
import type { ClosedDay } from '../../contract/day.ts';
import type { ExportStation } from '../../app/ports/exports.ts';
import { dayCsv } from '../paper/dayCsv.ts';
import { toCsv, type CsvLine } from './csv.ts';
import { exportToken } from './exportToken.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const dayToken = (day: ClosedDay): string =>
  exportToken({ kind: 'day', stationId: day.figures.stationId, date: day.date });

const proof = '校验 proof';

/** What stands under the rows of an exported day, in CSV and workbook: what proves it, who signed, and what was not proven then. */
export function proofLines(day: ClosedDay, station: ExportStation, sha256OfAbove: string): CsvLine[] {
  const { unconfirmed, override } = day;
  return [
    [proof, 'file', dayToken(day)],
    [proof, 'station', day.figures.stationId, station.nameZh, station.nameEn],
    [proof, 'mode', station.training ? '培训 TRAINING' : '正式 PRODUCTION'],
    [proof, 'period', day.date],
    [proof, 'rowCount', day.rowCount],
    [proof, '以上内容 sha256OfAbove', sha256OfAbove],
    [proof, '日终时 sha256AtClose', day.csvHash],
    [proof, '审计链末值 chainHead (SM3)', day.chainHead],
    [proof, '日终 closedAt', day.closedAt],
    ...day.signatures.map(({ staff, userName, at }): CsvLine => ['签名 signature', staff, userName, at]),
    ...(day.signatures.length === 0 ? [['签名 signature', '尚未签名 not signed'] satisfies CsvLine] : []),
    ...(override
      ? [
          [
            '先开后签 override',
            override.kind,
            override.reason,
            override.by,
            override.second ?? '—',
            override.at,
          ] satisfies CsvLine,
        ]
      : []),
    ...(unconfirmed
      ? [
          [
            '未确认 unconfirmed',
            'upstreamAsked',
            unconfirmed.upstreamAsked ? '是 yes' : '否 no',
          ] satisfies CsvLine,
          ['未确认 unconfirmed', 'cards', unconfirmed.cards] satisfies CsvLine,
          ['未确认 unconfirmed', 'notices', unconfirmed.notices] satisfies CsvLine,
          ['未确认 unconfirmed', 'rows', unconfirmed.rows, unconfirmed.oldestRowAt ?? '—'] satisfies CsvLine,
        ]
      : [['未确认 unconfirmed', '无 none'] satisfies CsvLine]),
  ];
}

const proofWidth = 7;

/** The exported CSV of a day: the hashed part as it was at the close, and under an empty line what proves it (H4). */
export function dayCsvFile(day: ClosedDay, station: ExportStation): Uint8Array {
  const above = dayCsv(day);
  return withProof(above, proofLines(day, station, sha256(above)), proofWidth);
}

export function withProof(above: Uint8Array, lines: readonly CsvLine[], width: number): Uint8Array {
  const below = toCsv([[], ...lines], width, { bom: false });
  const whole = new Uint8Array(above.length + below.length);
  whole.set(above);
  whole.set(below, above.length);
  return whole;
}
