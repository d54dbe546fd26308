import type { ClerkFigures, DayCorrection, DayMatch, MatchRow } from '../../contract/dayMatch.ts';
import type { DayFigures } from '../../contract/day.ts';
import { beijingTime } from './beijingTime.ts';
import { both, clockTime, correctionWords, overrideWords, stateWords, verdictWords } from './dayWords.ts';
import { ledgerWords, actorWords } from './ledgerWords.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell, Column } from './table.ts';

const plain: Ink = { size: 9 };
const number: Ink = { size: 9, mono: true };
const small: Ink = { size: 7.5, colour: colours.quiet, leading: 1.3 };
const alarm: Ink = { ...plain, bold: true, colour: colours.alarm };
const look = { padding: 3.5, titleSize: 8 };
const one = (text: string, ink: Ink = plain): Cell => [{ text, ink }];
const two = (zh: string, en: string): Cell => [
  { text: zh, ink: plain },
  ...(en === '' ? [] : [{ text: en, ink: small }]),
];

/** Sums of the match, the counters of the machines, and only the cards that do not agree (H2, domain-rules 11.5). */
export function matchTables(sheet: Sheet, match: DayMatch): void {
  const asked = match.upstreamAskedAt === null ? '未能询问 not asked' : beijingTime(match.upstreamAskedAt);
  const facts: readonly (readonly [string, string, Cell])[] = [
    ['卡', 'cards', one(String(match.units), number)],
    ['相符', 'agree', one(String(match.agree), number)],
    [
      '不符',
      'differ',
      one(
        String(match.differs),
        match.differs > 0 ? { ...number, bold: true, colour: colours.alarm } : number,
      ),
    ],
    ['待确认', 'unconfirmed', one(String(match.unconfirmed), number)],
    ['询问上级', 'upstream asked at', one(asked, match.upstreamAskedAt === null ? plain : number)],
  ];
  const widths = [80, 80, 80, 90, sheet.width - 330];
  drawTable(
    sheet,
    facts.map(([zh, en], index) => ({
      title: { zh, en },
      width: widths[index] ?? 80,
      align: 'right' as const,
    })),
    [facts.map(([, , cell]) => cell)],
    look,
  );
  sheet.y += 8;
  machineTable(sheet, match.machines);
  if (match.open.length === 0)
    sheet.y +=
      sheet.pen.write(
        '各卡三方一致 Every card agrees in all three books.',
        sheet.left,
        sheet.y,
        sheet.width,
        plain,
      ) + 2;
  else openTable(sheet, match.open);
}

function machineTable(sheet: Sheet, machines: DayMatch['machines']): void {
  if (machines.length === 0) return;
  const columns: Column[] = [
    { title: { zh: '设备计数', en: 'Counter of the machine' }, width: sheet.width - 300 },
    { title: { zh: '计数', en: 'counted' }, width: 90, align: 'right' },
    { title: { zh: '台账', en: 'ledger' }, width: 90, align: 'right' },
    { title: { zh: '结果', en: 'Result' }, width: 120 },
  ];
  drawTable(
    sheet,
    columns,
    machines.map((each) => [
      one(each.printerId),
      one(each.counted === null ? '—' : String(each.counted), number),
      one(String(each.ledger), number),
      each.counted === null
        ? one('○ 未能询问 not asked', { ...plain, colour: colours.quiet })
        : each.holds
          ? one('✓ 相符 holds')
          : one('× 不符 differs', alarm),
    ]),
    look,
  );
  sheet.y += 8;
}

function openTable(sheet: Sheet, rows: readonly MatchRow[]): void {
  const columns: Column[] = [
    { title: { zh: '办件 · 批次', en: 'Case · batch' }, width: 104 },
    { title: { zh: '尾号', en: 'blank / card' }, width: 68 },
    { title: { zh: '台账', en: 'Ledger' }, width: 62 },
    { title: { zh: '设备', en: 'Machine' }, width: 62 },
    { title: { zh: '上级', en: 'Upstream' }, width: 62 },
    { title: { zh: '差异', en: 'What differs' }, width: sheet.width - 358 },
  ];
  const side = ({ state, at }: MatchRow['local']): Cell => {
    const { zh, en } = stateWords(state);
    return [
      { text: zh, ink: plain },
      ...(en === '' ? [] : [{ text: en, ink: small }]),
      ...(at === null ? [] : [{ text: beijingTime(at).slice(5), ink: { ...small, mono: true, size: 6.8 } }]),
    ];
  };
  drawTable(
    sheet,
    columns,
    rows.map((each) => [
      [
        { text: each.caseNumber || '—', ink: { ...number, size: 8 } },
        { text: each.batch, ink: { ...small, mono: true } },
      ],
      one(`${each.unitTail || '—'} / ${each.cardTail || '—'}`, { ...number, size: 7.6 }),
      side(each.local),
      side(each.machine),
      side(each.upstream),
      [
        {
          text: `${each.verdict === 'differs' ? '×' : '○'} ${both(verdictWords(each.verdict))}`,
          ink: each.verdict === 'differs' ? alarm : { ...plain, colour: colours.quiet },
        },
        { text: each.zh, ink: plain },
        { text: each.en, ink: small },
      ].filter(({ text }) => text !== ''),
    ]),
    look,
  );
}

/** Work of each person, with the times of their cards (H7). */
export function clerkTable(sheet: Sheet, clerks: readonly ClerkFigures[]): void {
  const heads: readonly (readonly [string, string, number])[] = [
    ['收件', 'cases', 42],
    ['受理', 'accepted', 44],
    ['补正', 'supplement', 48],
    ['制成', 'cards', 40],
    ['领卡', 'handed over', 50],
    ['废卡', 'wasted', 42],
    ['补换', 're-made', 42],
    ['20 分钟内', 'within 20 min', 58],
    ['平均 · 最长', 'mean · longest', 74],
  ];
  const used = heads.reduce((sum, [, , width]) => sum + width, 0);
  const columns: Column[] = [
    { title: { zh: '经办人', en: 'Clerk' }, width: sheet.width - used },
    ...heads.map(([zh, en, width]) => ({ title: { zh, en }, width, align: 'right' as const })),
  ];
  drawTable(
    sheet,
    columns,
    clerks.map((each) => {
      const remade = Object.values(each.remadeByReason).reduce((sum: number, count) => sum + (count ?? 0), 0);
      const mean = each.timed === 0 ? null : Math.round(each.totalSeconds / each.timed);
      return [
        one(actorWords(each.clerk)),
        ...[
          each.casesOpened,
          each.accepted,
          each.supplement,
          each.cardsMade,
          each.handedOver,
          each.wasted,
          remade,
        ].map((value) => one(String(value), number)),
        one(each.timed === 0 ? '—' : `${each.within20Minutes} / ${each.timed}`, number),
        one(`${clockTime(mean)} · ${clockTime(each.longestSeconds)}`, { ...number, size: 8 }),
      ];
    }),
    look,
  );
}

/** What came late about days that are closed: they stay as they were signed (G9). */
export function correctionTable(sheet: Sheet, corrections: readonly DayCorrection[]): void {
  const columns: Column[] = [
    { title: { zh: '所属日', en: 'Day' }, width: 68 },
    { title: { zh: '得知', en: 'Known at' }, width: 92 },
    { title: { zh: '种类', en: 'Kind' }, width: 110 },
    { title: { zh: '办件编号', en: 'Case No.' }, width: 108 },
    { title: { zh: '内容', en: 'Outcome' }, width: sheet.width - 378 },
  ];
  drawTable(
    sheet,
    columns,
    corrections.map((each) => {
      const { zh, en } = correctionWords(each.kind);
      return [
        one(each.date, number),
        one(beijingTime(each.at), { ...number, size: 8 }),
        two(zh, en),
        one(each.caseNumber ?? '—', { ...number, size: 8 }),
        [
          { text: each.outcome, ink: plain },
          ...(each.rowKind === null ? [] : [{ text: ledgerWords(each.rowKind), ink: small }]),
        ],
      ];
    }),
    look,
  );
}

/** Days that were overridden and wait for their two signatures (H3, H5). */
export function unsignedTable(sheet: Sheet, days: NonNullable<DayFigures['earlierUnsigned']>): void {
  const columns: Column[] = [
    { title: { zh: '日期', en: 'Day' }, width: 72 },
    { title: { zh: '方式', en: 'How' }, width: 126 },
    { title: { zh: '决定人', en: 'Decided by' }, width: 110 },
    { title: { zh: '原因', en: 'Reason' }, width: sheet.width - 308 },
  ];
  drawTable(
    sheet,
    columns,
    days.map((each) => {
      const { zh, en } = overrideWords(each.kind);
      return [
        one(each.date, number),
        two(zh, en),
        [
          { text: each.second === null ? each.by : `${each.by}、${each.second}`, ink: plain },
          { text: beijingTime(each.at), ink: { ...small, mono: true } },
        ],
        one(each.reason),
      ];
    }),
    look,
  );
}
