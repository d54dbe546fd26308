import type { GateAct, GateItem, StartGate } from '../../contract/gate.ts';
import { beijingTime, chineseDate } from './beijingTime.ts';
import type { PaperFonts } from './fonts.ts';
import { trainingMark, trainingWords } from './marks.ts';
import { colours } from './pen.ts';
import type { Ink } from './pen.ts';
import { a4, makePdf, measureHeight, millimetres } from './sheet.ts';
import type { Sheet, SheetSetup } from './sheet.ts';
import { drawTable, type Cell } from './table.ts';

const states = {
  ok: { mark: '✓', zh: '正常', en: 'ready' },
  warn: { mark: '!', zh: '注意', en: 'attention' },
  blocked: { mark: '×', zh: '停办', en: 'blocked' },
} as const;

const acts: Readonly<Record<GateAct, { readonly zh: string; readonly en: string }>> = {
  cards: { zh: '制卡', en: 'cards' },
  caseNumbers: { zh: '开办件', en: 'new cases' },
  papers: { zh: '出文书', en: 'papers' },
  twoPeople: { zh: '两人事项', en: 'acts of two people' },
};

/** Room at the foot for the signature. Points. */
const signatureRoom = 46;
/** Largest first; the one that fits on the page is taken. */
const sizes = [8.6, 8.2, 7.8, 7.4, 7, 6.6, 6.2, 5.8];

/** The start gate for the supervisor's file (J1): one page A4, both languages, whatever is wrong with the station. */
export function makeMorningSheet(fonts: PaperFonts, gate: StartGate): Promise<Uint8Array> {
  const setup: SheetSetup = {
    size: a4,
    margins: {
      left: millimetres(14),
      right: millimetres(14),
      top: millimetres(12),
      bottom: millimetres(13),
    },
    title: `${gate.stationId} ${gate.date}`,
    madeAt: gate.at,
    language: 'zh-CN',
    background: gate.training ? trainingMark : undefined,
    footer: (sheet) => footer(sheet, gate),
  };
  const room = a4[1] - millimetres(13) - signatureRoom;
  const fits = (size: number): boolean =>
    measureHeight(fonts, { ...setup, background: undefined, footer: undefined }, (sheet) =>
      drawBody(sheet, gate, size),
    ) <= room;
  const size = sizes.find(fits) ?? 5.4;
  return makePdf(fonts, setup, (sheet) => {
    drawBody(sheet, gate, size);
    signature(sheet);
  });
}

function drawBody(sheet: Sheet, gate: StartGate, size: number): void {
  heading(sheet, gate);
  const widths = [0.15, 0.11, 0.42, 0.32].map((part) => part * sheet.width);
  drawTable(
    sheet,
    [
      { title: { zh: '条件', en: 'Precondition' }, width: widths[0] ?? 0 },
      { title: { zh: '状态', en: 'State' }, width: widths[1] ?? 0 },
      { title: { zh: '依据', en: 'Found' }, width: widths[2] ?? 0 },
      { title: { zh: '处理', en: 'What to do' }, width: widths[3] ?? 0 },
    ],
    gate.items.map((item) => rowOf(item, size)),
    { padding: Math.max(1.6, size * 0.32), titleSize: 8 },
  );
}

function rowOf(item: GateItem, size: number): readonly Cell[] {
  const bad = item.state !== 'ok';
  const zh: Ink = { size, leading: 1.25 };
  const en: Ink = { size: size * 0.84, leading: 1.22, colour: colours.quiet };
  const strong: Ink = { ...zh, bold: true, ...(item.state === 'blocked' && { colour: colours.alarm }) };
  const { mark, ...state } = states[item.state];
  const stops = item.blocks.map((act) => acts[act]);
  return [
    [
      { text: item.name.zh, ink: { ...zh, bold: bad } },
      { text: item.name.en, ink: en },
    ],
    [
      { text: `${mark} ${state.zh}`, ink: bad ? strong : zh },
      { text: state.en, ink: en },
    ],
    [
      { text: item.reason.zh, ink: zh },
      { text: item.reason.en, ink: en },
    ],
    [
      ...(stops.length === 0
        ? []
        : [
            {
              text: `停办：${stops.map((each) => each.zh).join('、')} Blocked: ${stops.map((each) => each.en).join(', ')}`,
              ink: { ...strong, size: size * 0.92 },
            },
          ]),
      ...(item.fix === null
        ? []
        : [
            { text: item.fix.zh, ink: zh },
            { text: item.fix.en, ink: en },
          ]),
    ],
  ];
}

function heading(sheet: Sheet, gate: StartGate): void {
  const { pen, left, width, document } = sheet;
  const quiet: Ink = { size: 8, colour: colours.quiet };
  const top = sheet.y;
  sheet.y += pen.write('晨检表', left, sheet.y, width, { size: 18, bold: true, leading: 1.25 });
  sheet.y += pen.write('Morning check', left, sheet.y, width, { size: 9.5, colour: colours.quiet });
  pen.write(chineseDate(gate.date), left, top + 2, width, { size: 13, bold: true, align: 'right' });
  pen.write(`${beijingTime(gate.at)} UTC+8`, left, top + 23, width, { ...quiet, align: 'right' });
  sheet.y += 4;
  document
    .moveTo(left, sheet.y)
    .lineTo(left + width, sheet.y)
    .lineWidth(1.1)
    .strokeColor(colours.accent)
    .stroke();
  sheet.y += 5;
  const count = (state: GateItem['state']): number =>
    gate.items.filter((item) => item.state === state).length;
  const half = width / 2;
  const used = pen.write(`终端 Station ${gate.stationId}  ${gate.nameZh}`, left, sheet.y, half, {
    size: 9,
    bold: true,
  });
  const below = pen.write(gate.nameEn, left, sheet.y + used, half, quiet);
  pen.write(
    `正常 ${count('ok')}　注意 ${count('warn')}　停办 ${count('blocked')}`,
    left + half,
    sheet.y,
    half,
    { size: 10, bold: true, align: 'right', ...(count('blocked') > 0 && { colour: colours.alarm }) },
  );
  pen.write(
    `ready ${count('ok')}, attention ${count('warn')}, blocked ${count('blocked')}`,
    left + half,
    sheet.y + 14,
    half,
    { ...quiet, align: 'right' },
  );
  sheet.y += Math.max(used + below, 28) + 3;
}

/** By hand: the page is computed, the supervisor only says that it was read. */
function signature(sheet: Sheet): void {
  const { pen, left, width, document } = sheet;
  sheet.y = sheet.bottom - signatureRoom + 16;
  const each = width / 2;
  [
    ['主管已阅（签名）', 'Read by the supervisor (signature)'],
    ['时间', 'Time'],
  ].forEach(([zh = '', en = ''], index) => {
    const x = left + index * each;
    document
      .moveTo(x, sheet.y + 12)
      .lineTo(x + each - 16, sheet.y + 12)
      .lineWidth(0.6)
      .strokeColor(colours.ink)
      .stroke();
    pen.write(`${zh} ${en}`, x, sheet.y + 13, each - 16, { size: 7.4, colour: colours.quiet });
  });
}

function footer(sheet: Sheet, gate: StartGate): void {
  sheet.pen.write(
    `${gate.stationId} · ${gate.date}${gate.training ? trainingWords : ''} · 由终端计算，不可手工填写 computed by the station, never typed`,
    sheet.left,
    sheet.bottom + 6,
    sheet.width,
    { size: 6.8, colour: colours.quiet, align: 'center' },
  );
}
