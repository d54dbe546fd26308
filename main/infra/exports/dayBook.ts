import type { ClosedDay } from '../../contract/day.ts';
import type { ExportStation } from '../../app/ports/exports.ts';
import { classLabel } from '../../domain/day/stockIdentity.ts';
import { hourName } from '../paper/beijingTime.ts';
import { dayCsv, ledgerColumns, ledgerTitles, totalLines } from '../paper/dayCsv.ts';
import {
  both,
  correctionWords,
  overrideWords,
  riskWords,
  stateWords,
  stepWords,
  verdictWords,
  wasteWords,
} from '../paper/dayWords.ts';
import { proofLines, sha256 } from './dayProof.ts';
import type { BookCell, BookRow, BookSheet } from './xlsx.ts';

const title = (text: string): BookRow => ({ cells: [text], look: 'title' });
const head = (...cells: string[]): BookRow => ({ cells, look: 'head' });
const row = (...cells: BookCell[]): BookRow => ({ cells });
const gap = row();

/** A closed day as sheets: the rows of its CSV, its figures, its exceptions with their reasons, and the sums with what proves them (H4). */
export function dayBook(day: ClosedDay, station: ExportStation): BookSheet[] {
  return [
    {
      name: '台账 Ledger',
      widths: [26, 18, 24, 22, 14, 28, 16],
      sticky: 1,
      rows: [
        head(...ledgerColumns.map((column) => ledgerTitles[column])),
        ...day.figures.ledger.map((each) => row(...ledgerColumns.map((column) => each[column]))),
      ],
    },
    { name: '数字 Figures', widths: [30, 34, 40, 18, 18, 24, 20, 20, 20, 20], rows: figureRows(day) },
    { name: '例外 Exceptions', widths: [14, 34, 40, 18, 26, 50], sticky: 1, rows: exceptionRows(day) },
    {
      name: '合计 Sums',
      widths: [34, 30, 72, 32, 44, 26, 26],
      rows: [
        title('合计 Sums'),
        ...totalLines(day).map((cells) => row(...cells)),
        gap,
        title('校验与签名 Proof and signatures'),
        ...proofLines(day, station, sha256(dayCsv(day))).map((cells) => row(...cells)),
      ],
    },
  ];
}

function figureRows(day: ClosedDay): BookRow[] {
  const { figures } = day;
  const part = (name: string, heads: readonly string[], rows: readonly BookRow[]): BookRow[] =>
    rows.length === 0 ? [] : [title(name), head(...heads), ...rows, gap];
  return [
    ...part(
      '空白卡库存 Stock of blanks',
      [
        '银行 · 卡商 · 类别 class',
        '日初 opening',
        '入库 received',
        '使用 used',
        '废卡 wasted',
        '退回 returned',
        '日末 closing',
        '实盘 counted',
        '差异 difference',
        '未决 unresolved',
      ],
      figures.stock.map((each) =>
        row(
          classLabel(each),
          each.opening,
          each.received,
          each.used,
          each.wasted,
          each.returned,
          each.closing,
          each.counted,
          each.counted === null ? null : each.counted - each.closing,
          each.unresolved,
        ),
      ),
    ),
    ...part(
      '恒等式 Identities',
      ['条款 rule', '恒等式', 'identity', '左 left', '右 right', '结果 result'],
      figures.identities.map((each) =>
        row(
          each.id,
          each.zh,
          each.en,
          each.left,
          each.right,
          each.open ? '未决 open' : each.holds ? '相符 holds' : '不符 differs',
        ),
      ),
    ),
    ...matchRows(figures.match, part),
    ...timeRows(figures, part),
    ...part(
      '废卡原因 Waste by reason',
      ['原因 reason', '张 cards'],
      sorted(figures.wasteByReason).map(([reason, count]) => row(both(wasteWords(reason)), count)),
    ),
    ...part(
      '经办 By clerk',
      [
        '经办 clerk',
        '收件 cases',
        '受理 accepted',
        '补正 supplement',
        '制成 cards made',
        '领卡 handed over',
        '废卡 wasted',
        '计时 timed',
        '20分钟内 within 20 min',
        '最长（秒） longest (s)',
      ],
      (figures.clerks ?? []).map((each) =>
        row(
          each.clerk,
          each.casesOpened,
          each.accepted,
          each.supplement,
          each.cardsMade,
          each.handedOver,
          each.wasted,
          each.timed,
          each.within20Minutes,
          each.longestSeconds,
        ),
      ),
    ),
    ...part(
      '对已结之日的更正 Corrections to closed days',
      ['所属日 day', '得知 at', '种类 kind', '办件 case', '结果 outcome'],
      (figures.corrections ?? []).map((each) =>
        row(each.date, each.at, both(correctionWords(each.kind)), each.caseNumber, each.outcome),
      ),
    ),
    ...part(
      '尚未签名的前日 Earlier days without signatures',
      ['日期 day', '方式 kind', '原因 reason', '决定人 by'],
      (figures.earlierUnsigned ?? []).map((each) =>
        row(each.date, both(overrideWords(each.kind)), each.reason, each.by),
      ),
    ),
  ];
}

type Part = (name: string, heads: readonly string[], rows: readonly BookRow[]) => BookRow[];

const sorted = (counts: Readonly<Record<string, number | undefined>> | undefined): [string, number][] =>
  Object.entries(counts ?? {})
    .flatMap(([key, count]): [string, number][] => (count === undefined ? [] : [[key, count]]))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));

function matchRows(match: ClosedDay['figures']['match'], part: Part): BookRow[] {
  if (match === undefined) return [];
  return [
    ...part(
      '三方核对 Three-way match',
      ['询问上级 upstream asked', '卡 cards', '相符 agree', '不符 differ', '待确认 unconfirmed'],
      [
        row(
          match.upstreamAskedAt ?? '未能询问 not asked',
          match.units,
          match.agree,
          match.differs,
          match.unconfirmed,
        ),
      ],
    ),
    ...part(
      '设备计数 Counters of the machines',
      ['设备 machine', '计数 counted', '台账 ledger', '结果 result'],
      match.machines.map((each) =>
        row(
          each.printerId,
          each.counted,
          each.ledger,
          each.counted === null ? '未能询问 not asked' : each.holds ? '相符 holds' : '不符 differs',
        ),
      ),
    ),
    ...part(
      '未相符的卡 Cards that do not agree',
      [
        '空白卡尾号 unit',
        '说明',
        'what differs',
        '卡尾号 card',
        '批次 batch',
        '办件 case',
        '台账 ledger',
        '设备 machine',
        '上级 upstream',
        '结果 result',
      ],
      match.open.map((each) =>
        row(
          each.unitTail,
          each.zh,
          each.en,
          each.cardTail,
          each.batch,
          each.caseNumber,
          ...[each.local, each.machine, each.upstream].map(({ state }) => both(stateWords(state))),
          both(verdictWords(each.verdict)),
        ),
      ),
    ),
  ];
}

function timeRows({ cardTimes, people }: ClosedDay['figures'], part: Part): BookRow[] {
  return [
    ...part(
      '扫码到成卡 Scan to card',
      [
        '计时 timed',
        '20分钟内 within 20 min',
        '合计（秒） total (s)',
        '中位（秒） median (s)',
        '最长（秒） longest (s)',
      ],
      cardTimes === undefined
        ? []
        : [
            row(
              cardTimes.timed,
              cardTimes.within20Minutes,
              cardTimes.totalSeconds,
              cardTimes.medianSeconds,
              cardTimes.longestSeconds,
            ),
          ],
    ),
    ...part(
      '各步骤用时 Time by step',
      ['步骤 step', '次数 times', '中位（秒） median (s)', '最长（秒） longest (s)'],
      (cardTimes?.steps ?? []).map((each) =>
        row(both(stepWords(each.step)), each.times, each.medianSeconds, each.longestSeconds),
      ),
    ),
    ...part(
      '逐时排队 Queue by hour',
      ['时 hour', '取号 arrivals', '等候中位（分） median wait (min)', '办理中位（分） median service (min)'],
      (people?.perHour ?? []).map((each) =>
        row(
          hourName(each.hour),
          each.arrivals,
          each.medianWaitMinutes ?? null,
          each.medianServiceMinutes ?? null,
        ),
      ),
    ),
  ];
}

function exceptionRows(day: ClosedDay): BookRow[] {
  return [
    head('风险 risk', '事项', 'exception', '责任人 owner', '起始 since (UTC)', '书面说明 written reason'),
    ...day.figures.exceptions.map((each) =>
      row(
        both(riskWords[each.risk]),
        each.zh,
        each.en,
        each.owner,
        each.since,
        day.reasons[each.key] ?? (each.needsReason ? '—' : '无需说明 not needed'),
      ),
    ),
  ];
}
