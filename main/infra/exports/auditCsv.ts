import type { AuditPart, ExportStation } from '../../app/ports/exports.ts';
import { toCsv, type CsvLine } from './csv.ts';
import { sha256, withProof } from './dayProof.ts';

const titles = [
  '编号 sequence',
  '时间 at (UTC)',
  '人员（已遮蔽） actor (masked)',
  '界面 surface',
  '事件 event',
  '对象（已遮蔽） subject (masked)',
  '详情 detail',
  '链值 hash (SM3)',
];
const proof = '校验 proof';

/**
 * A part of the audit chain: the entries, then what proves them. The head is that of the newest entry in the file, so that the same part
 * gives the same bytes whenever it is made (H4).
 */
export function auditCsvFile(part: AuditPart, station: ExportStation): Uint8Array {
  const { entries, from, to, filter } = part;
  const lines: CsvLine[] = [
    titles,
    ...entries.map(({ sequence, at, actor, surface, event, subject, detail, hash }): CsvLine => [
      sequence,
      at,
      actor,
      surface,
      event,
      subject,
      Object.entries(detail)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('; '),
      hash,
    ]),
  ];
  const above = toCsv(lines, titles.length, { bom: true });
  const [first, last] = [entries[0], entries.at(-1)];
  return withProof(
    above,
    [
      [proof, 'station', station.stationId, station.nameZh, station.nameEn],
      [proof, 'mode', station.training ? '培训 TRAINING' : '正式 PRODUCTION'],
      [proof, 'period', from ?? '—', to ?? '—'],
      [proof, 'filter', filter === '' ? '—' : filter],
      [proof, 'rowCount', entries.length],
      [proof, 'sequence', first?.sequence ?? '—', last?.sequence ?? '—'],
      [proof, '以上内容 sha256OfAbove', sha256(above)],
      [proof, '末条链值 headOfLast (SM3)', last?.hash ?? '—'],
    ],
    titles.length,
  );
}
