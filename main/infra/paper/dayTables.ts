import type { ClosedDay, DayException, DayPeople, IdentityCheck, LedgerRow } from '../../contract/day.ts';
import { classLabel } from '../../domain/day/stockIdentity.ts';
import { beijingTime } from './beijingTime.ts';
import { yuan } from '../../domain/cards/fees.ts';
import { actorWords, ledgerWords, outcomeWords, replacementWords } from './ledgerWords.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import type { Sheet } from './sheet.ts';
import { drawTable } from './table.ts';
import type { Cell, Column } from './table.ts';

const plain: Ink = { size: 9 };
const number: Ink = { size: 9, mono: true };
const small: Ink = { size: 7.5, colour: colours.quiet, leading: 1.3 };
const look = { padding: 3.5, titleSize: 8 };

const one = (text: string, ink: Ink = plain): Cell => [{ text, ink }];

/** The stock equation per bank and vendor, term by term (11.1). */
export function stockTable(sheet: Sheet, day: ClosedDay): void {
  const terms: readonly (readonly [string, string])[] = [
    ['日初', 'opening'],
    ['+ 入库', '+ received'],
    ['− 使用', '− used'],
    ['− 废卡', '− wasted'],
    ['− 退回', '− returned'],
    ['= 日末', '= closing'],
    ['实盘', 'counted'],
    ['差异', 'difference'],
    ['未决', 'unresolved'],
  ];
  const width = 43;
  const columns: Column[] = [
    { title: { zh: '银行 · 卡商', en: 'Bank · vendor' }, width: sheet.width - terms.length * width },
    ...terms.map(([zh, en]) => ({ title: { zh, en }, width, align: 'right' as const })),
  ];
  const rows = day.figures.stock.map((each) => {
    const difference = each.counted === null ? null : each.counted - each.closing;
    return [
      one(classLabel(each)),
      ...[each.opening, each.received, each.used, each.wasted, each.returned].map((value) =>
        one(String(value), number),
      ),
      one(String(each.closing), { ...number, bold: true }),
      one(each.counted === null ? '—' : String(each.counted), { ...number, bold: true }),
      one(signed(difference), difference === 0 ? number : { ...number, bold: true, colour: colours.alarm }),
      one(String(each.unresolved), number),
    ];
  });
  drawTable(sheet, columns, rows.length > 0 ? rows : [[one('无库存 none', small)]], look);
}

/** Fees and what was printed or made once more (D12, C4); nothing where there was none. */
export function moneyTables(sheet: Sheet, { fees, reprints }: ClosedDay['figures']): void {
  const table = (facts: readonly (readonly [string, string, string | number])[]): void => {
    const width = sheet.width / facts.length;
    const columns = facts.map(([zh, en]) => ({ title: { zh, en }, width, align: 'right' as const }));
    drawTable(sheet, columns, [facts.map(([, , value]) => one(String(value), number))], look);
    sheet.y += 8;
  };
  if (fees !== undefined)
    table([
      ['工本费已收', 'fees paid', `${fees.paid} · ${yuan(fees.paidCents)} ¥`],
      ['已减免', 'waived', fees.waived],
      ['已退费', 'refunded', `${fees.refunded} · ${yuan(fees.refundedCents)} ¥`],
      ['已收未制', 'paid, not made', fees.paidNotIssued],
      ['已制未收', 'made, not paid', fees.issuedNotPaid],
    ]);
  if (reprints !== undefined)
    table([
      ['文书重打', 'copies of papers', reprints.papers],
      ['换空白卡重制', 'cards on another blank', reprints.cards],
      ...Object.entries(reprints.replaced).map(([reason, count]): [string, string, number] => [
        `补换：${replacementWords[reason]?.zh ?? reason}`,
        `replaced: ${replacementWords[reason]?.en ?? reason}`,
        count,
      ]),
    ]);
}

/** The queue of people: how many, and how long they waited and were served (A9). */
export function peopleTable(sheet: Sheet, people: DayPeople): void {
  const minutes = (value: number | null): string => (value === null ? '—' : `${value} 分 min`);
  const facts: readonly (readonly [string, string, string])[] = [
    ['取号', 'arrivals', String(people.arrivals)],
    ['办完', 'served', String(people.served)],
    ['过号', 'skipped', String(people.skipped)],
    ['转出', 'sent on', String(people.transferred)],
    ['未结束', 'not ended', String(people.open)],
    ['等候中位', 'median wait', minutes(people.medianWaitMinutes)],
    ['最长等候', 'longest wait', minutes(people.longestWaitMinutes)],
    ['办理中位', 'median service', minutes(people.medianServiceMinutes)],
    ['最长办理', 'longest service', minutes(people.longestServiceMinutes)],
  ];
  const width = sheet.width / facts.length;
  const columns = facts.map(([zh, en]) => ({ title: { zh, en }, width, align: 'right' as const }));
  drawTable(sheet, columns, [facts.map(([, , value]) => one(value))], look);
  sheet.y += 8;
}

const signed = (value: number | null): string =>
  value === null ? '—' : value > 0 ? `+${value}` : value < 0 ? `−${Math.abs(value)}` : '0';

/** Every identity with both sides; a sign and a word each, so that colour carries nothing alone. */
export function identityTable(sheet: Sheet, day: ClosedDay): void {
  const columns: Column[] = [
    { title: { zh: '条款', en: 'Rule' }, width: 48 },
    { title: { zh: '恒等式', en: 'Identity' }, width: sheet.width - 42 - 50 - 50 - 84 },
    { title: { zh: '左', en: 'left' }, width: 50, align: 'right' },
    { title: { zh: '右', en: 'right' }, width: 50, align: 'right' },
    { title: { zh: '结果', en: 'Result' }, width: 84 },
  ];
  const rows = day.figures.identities.map((each) => [
    one(each.id, number),
    [
      { text: each.zh, ink: plain },
      { text: each.en, ink: small },
    ],
    one(String(each.left), number),
    one(String(each.right), number),
    one(...verdict(each)),
  ]);
  drawTable(sheet, columns, rows, look);
}

function verdict(identity: IdentityCheck): [string, Ink] {
  if (identity.open) return ['○ 未决 open', { ...plain, colour: colours.quiet }];
  if (identity.holds) return ['✓ 相符 holds', plain];
  return ['× 不符 differs', { ...plain, bold: true, colour: colours.alarm }];
}

const risks: Readonly<Record<DayException['risk'], string>> = {
  high: '高 high',
  medium: '中 medium',
  low: '低 low',
};

export function exceptionTable(sheet: Sheet, day: ClosedDay): void {
  const { exceptions } = day.figures;
  if (exceptions.length === 0) {
    sheet.y += sheet.pen.write('无例外事项 No exceptions', sheet.left, sheet.y, sheet.width, plain) + 4;
    return;
  }
  const columns: Column[] = [
    { title: { zh: '风险', en: 'Risk' }, width: 58 },
    { title: { zh: '事项', en: 'Exception' }, width: 200 },
    { title: { zh: '责任人 · 起始', en: 'Owner · since' }, width: 84 },
    { title: { zh: '说明', en: 'Written reason' }, width: sheet.width - 58 - 200 - 84 },
  ];
  const rows = exceptions.map((each) => [
    one(risks[each.risk], each.risk === 'high' ? { ...plain, bold: true, colour: colours.alarm } : plain),
    [
      { text: each.zh, ink: plain },
      { text: each.en, ink: small },
    ],
    [
      { text: actorWords(each.owner), ink: plain },
      { text: beijingTime(each.since), ink: { ...small, mono: true } },
    ],
    one(day.reasons[each.key] ?? (each.needsReason ? '—' : '无需说明 not needed'), plain),
  ]);
  drawTable(sheet, columns, rows, look);
}

const ledgerInk: Ink = { size: 7.6, leading: 1.3 };
const ledgerEnglish: Ink = { ...ledgerInk, size: 6.4, colour: colours.quiet };
const ledgerNumber: Ink = { ...ledgerInk, mono: true };

export function ledgerTable(sheet: Sheet, day: ClosedDay): void {
  const widths = { at: 36, kind: 84, caseNumber: 94, cardNumber: 54, cardTail: 32, by: 60 };
  const used = Object.values(widths).reduce((sum, each) => sum + each, 0);
  const columns: Column[] = [
    { title: { zh: '时间', en: 'Time +8' }, width: widths.at },
    { title: { zh: '类型', en: 'Kind' }, width: widths.kind },
    { title: { zh: '办件编号', en: 'Case No.' }, width: widths.caseNumber },
    { title: { zh: '卡号', en: 'Card No.' }, width: widths.cardNumber },
    { title: { zh: '尾号', en: 'Tail' }, width: widths.cardTail },
    { title: { zh: '结果', en: 'Outcome' }, width: sheet.width - used },
    { title: { zh: '经办', en: 'By' }, width: widths.by },
  ];
  const cells = (row: LedgerRow): Cell[] => [
    one(beijingTime(row.at).slice(11), ledgerNumber),
    one(ledgerWords(row.kind), ledgerInk),
    one(row.caseNumber, ledgerNumber),
    one(row.cardNumber, ledgerNumber),
    one(row.cardTail, ledgerNumber),
    outcomeWords(row.outcome).map((text, index) => ({ text, ink: index === 0 ? ledgerInk : ledgerEnglish })),
    one(actorWords(row.by), ledgerInk),
  ];
  drawTable(sheet, columns, day.figures.ledger.map(cells), { padding: 2, titleSize: 7.6 });
}
