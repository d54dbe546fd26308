import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../../main/app/ports/exports.ts';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import { createExports } from '../../../../main/infra/exports/createExports.ts';
import { readParts, readSheets } from '../../../../main/infra/exports/readXlsx.ts';
import { dayCsv } from '../../../../main/infra/paper/dayCsv.ts';
import { hasPdfText, joined, pdfText, pdfTextLane, places } from '../paper/helpers.ts';
import { periodRowOf, quietDay, samplePeriod, sampleStamp, station, troubledDay } from './samples.ts';

const exports = createExports({ fontsDir: places.fontsDir, workersDir: null });
const formats: readonly ExportFormat[] = ['pdf', 'csv', 'xlsx'];
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** A day whose hash is the one its close would have signed. */
const signed = (day: ClosedDay): ClosedDay => ({ ...day, csvHash: digest(dayCsv(day)) });
const sheetsOf = (bytes: Uint8Array) => {
  const parts = readParts(bytes);
  if (parts === null) throw new Error('no zip file');
  return readSheets(parts);
};

/** The digests of all exports as another process makes them. */
function digestsElsewhere(environment: Record<string, string>): string[] {
  const maker = fileURLToPath(new URL('makeAll.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [maker], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split('\n');
}

/** Node takes TypeScript as it is since 22.18; the one inside an older Electron does not, and proves the same by `goldens`. */
const takesTypeScript = Number(process.versions.node.split('.')[0]) >= 24;

/**
 * Digests of the sample day and period, as every runtime makes them (PDF, CSV, XLSX; day before period). A change of the layout changes them:
 * then they are what `makeAll.ts` prints.
 */
const goldens: readonly string[] = [
  'b6397ad502fa925cafa871b5e3b0b2604b7b44b44917fa98ef1e3baaadd4aa5b',
  '77cd4b1806b700bf1258788b0b58dd7a78a512af6504a71f518fe3a979d186fd',
  '2d9c7376450943c813e95cda0a11075e73143fe85709ae45180d2d146e50334f',
  'af9640fcf8718771be8e6ee5a99d23c43d18e6501e22671b8cc1c85392a49aa4',
  'e1b6c0823d2fc0a0c34e8e7dd4132317010f33dd314bdf5182ae8b13ba062b22',
  '6b2da79cd9a725021ef42e0c7694c3f5328a8621a0ac3dfa3b063084c9c22df5',
];

describe('H4 the same data gives the same bytes', () => {
  it('in the Node of the tests and in the Node inside Electron', async () => {
    const made: string[] = [];
    for (const format of formats)
      for (const bytes of [
        await exports.day(troubledDay(), station, format),
        await exports.period(samplePeriod(), sampleStamp, station, format),
      ])
        made.push(digest(bytes));
    expect(made).toEqual(goldens);
  });

  it.runIf(takesTypeScript)(
    'in another process, in another time zone and language',
    () => {
      const here = digestsElsewhere({ TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' });
      expect(here).toHaveLength(6);
      expect(new Set(here).size).toBe(6);
      expect(digestsElsewhere({ TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'C' })).toEqual(here);
    },
    90_000,
  );

  it('whatever was made before in the same process', async () => {
    for (const format of formats) {
      const first = await exports.day(troubledDay(), station, format);
      await exports.day(quietDay(), station, format);
      await exports.period(samplePeriod(), sampleStamp, station, format);
      expect(Buffer.compare(first, await exports.day(troubledDay(), station, format))).toBe(0);
    }
  });

  it('whatever order reasons came in', async () => {
    const turned = troubledDay();
    turned.figures.wasteByReason = Object.fromEntries(
      Object.entries(turned.figures.wasteByReason ?? {}).toReversed(),
    );
    for (const format of formats) {
      const made = await exports.day(troubledDay(), station, format);
      expect(Buffer.compare(made, await exports.day(turned, station, format))).toBe(0);
    }
  });
});

describe('H4 totals, station, period, row count, digest and chain head are in every format', () => {
  const day = signed(troubledDay());

  it('CSV: the part that the close signed, and under it what proves it', async () => {
    const bytes = await exports.day(day, station, 'csv');
    const above = dayCsv(day);
    expect(Buffer.compare(bytes.subarray(0, above.length), above)).toBe(0);
    const lines = textOf(bytes.subarray(above.length)).split('\r\n');
    expect(lines[0]).toBe(',,,,,,');
    for (const line of [
      '校验 proof,station,SZ50,样例区政务服务中心 50 号窗口,"Sample District Service Centre, window 50",,',
      '校验 proof,period,2026-11-24,,,,',
      '校验 proof,rowCount,60,,,,',
      `校验 proof,以上内容 sha256OfAbove,${digest(above)},,,,`,
      `校验 proof,日终时 sha256AtClose,${digest(above)},,,,`,
      `校验 proof,审计链末值 chainHead (SM3),${day.chainHead},,,,`,
      '签名 signature,李敏,limin,2026-11-24T09:44:10.000Z,,,',
      '签名 signature,陈主管,chen,2026-11-24T09:45:00.000Z,,,',
      '先开后签 override,offlineMorning,线路检修，开门前无法联网，第二人未到岗。,陈主管,—,2026-11-25T00:31:00.000Z,',
      '未确认 unconfirmed,upstreamAsked,否 no,,,,',
      '未确认 unconfirmed,rows,5,2026-11-24T05:10:00.000Z,,,',
    ])
      expect(lines).toContain(line);
  });

  it('CSV: a day whose rows are no longer those of its close shows two digests', async () => {
    const text = textOf(await exports.day(troubledDay(), station, 'csv'));
    expect(text).toContain(`sha256AtClose,${'0b1c2d3e'.repeat(8)}`);
    expect(text).not.toContain(`sha256OfAbove,${'0b1c2d3e'.repeat(8)}`);
  });

  it('CSV: the figures of newer days are in the signed part (H2, H7)', () => {
    const lines = textOf(dayCsv(day)).split('\r\n');
    for (const line of [
      '三方核对 match,differs,1,,,,',
      '三方核对 match,upstreamAskedAt,—,,,,',
      '扫码到成卡 scanToCard,within20Minutes,14,,,,',
      '步骤用时（秒） step (s),enable,16,4,402,,',
      '废卡原因 wasteByReason,printFault,3,,,,',
      '待上报时长 queueAge,upTo24h,1,,,,',
      '经办 clerk,李敏,15,11,10,1,9 of 10',
      '更正 correction,2026-11-20,2026-11-24T06:12:00.000Z,refusal,case.ended,SZ50-2026-000072,permitRevoked',
    ])
      expect(lines).toContain(line);
  });

  it('workbook: the rows of the CSV, figures, exceptions with reasons, and the sums', async () => {
    const [ledger, figures, exceptions, sums] = sheetsOf(await exports.day(day, station, 'xlsx'));
    expect(ledger?.name).toBe('台账 Ledger');
    day.figures.ledger.forEach((row, index) => {
      const cells = [row.at, row.kind, row.caseNumber, row.cardTail, row.cardNumber, row.outcome, row.by];
      expect('ABCDEFG'.split('').map((letter) => ledger?.cells.get(`${letter}${index + 2}`) ?? '')).toEqual(
        cells,
      );
    });
    const values = (sheet: typeof ledger): string[] => [...(sheet?.cells.values() ?? [])];
    for (const text of ['三方核对 Three-way match', '台账已领卡，上级只有已回盘', '库存实盘', '启用 enable'])
      expect(values(figures)).toContain(text);
    for (const text of ['三方核对不符 SZ50-2026-000104', '持卡人电话告知次日上午来领取，卡片存放于 3 号柜。'])
      expect(values(exceptions)).toContain(text);
    for (const text of ['SZ50', '2026-11-24', '60', digest(dayCsv(day)), day.chainHead, 'limin'])
      expect(values(sums)).toContain(text);
  });

  it('period: CSV and workbook have the same rows, the digest of the rows, and what is not in the sums', async () => {
    const report = samplePeriod({
      by: 'station',
      rows: [periodRowOf('SZ50'), periodRowOf('SZ51')],
      silent: ['SZ52'],
    });
    const text = textOf(await exports.period(report, sampleStamp, station, 'csv'));
    const above = text.slice(0, text.indexOf('\r\n,,') + 2);
    for (const part of [
      'SZ51,1,21,18,2,17,16,1,2,16,14,9792,1502,29,43,打印瑕疵 print fault 1,遗失 lost 1',
      `sha256OfAbove,${digest(new TextEncoder().encode(above))}`,
      `chainHead (SM3),${sampleStamp.chainHead}`,
      '未签名，不在合计内 unsigned,2026-11-26',
      '未应答的终端 silent,SZ52',
    ])
      expect(text).toContain(part);
    const [table] = sheetsOf(await exports.period(report, sampleStamp, station, 'xlsx'));
    expect([table?.cells.get('A3'), table?.cells.get('B4'), table?.cells.get('P3')]).toEqual([
      'SZ51',
      '3',
      '打印瑕疵 print fault 1',
    ]);
  });

  it('every file says what it is; half of a PDF or a workbook still does', async () => {
    for (const format of formats) {
      const whole = await exports.day(day, station, format);
      const identity = { stationId: 'SZ50', date: '2026-11-24' };
      expect(await exports.identify(whole)).toMatchObject(identity);
      // A CSV ends with it: rows come first in what is read from top to bottom.
      if (format !== 'csv')
        expect(await exports.identify(whole.subarray(0, whole.length / 2))).toMatchObject(identity);
      expect(
        await exports.identify(await exports.period(samplePeriod(), sampleStamp, station, format)),
      ).toMatchObject({ stationId: 'SZ50', from: '2026-11-01', to: '2026-11-30', by: 'day' });
    }
    expect(await exports.identify(dayCsv(day))).toEqual({
      kind: 'dayCsv',
      stationId: 'SZ50',
      date: '2026-11-24',
    });
  });
});

describe.runIf(hasPdfText)(`H4 H7 reports as PDF, ${pdfTextLane}`, () => {
  it('a day of trouble has every part: match, times by step, clerks, corrections, override, unconfirmed', async () => {
    const text = joined(pdfText(await exports.day(signed(troubledDay()), station, 'pdf')));
    for (const part of [
      '先开后签',
      '线路检修，开门前无法联网，第二人未到岗。',
      '日终时未能询问上级；未经确认：卡 3 张，文书 1 份，待上报 5 行',
      '4 三方核对',
      '台账已领卡，上级只有已回盘',
      '逐时等候中位（分）',
      '逐时办理中位（分）',
      '6 扫码到成卡',
      '14 · 87 %',
      '25:02 超时 over',
      '启用 enable',
      '0:04 · 6:42 · 16×',
      '打印瑕疵 print fault',
      '待上报时长',
      '7 经办人',
      '9 / 10',
      '8 对已结之日的更正',
      'R20261124000017',
      '9 尚未签名的前日',
      '停电，柜台提前关闭。',
      '13 台账（60 行）',
    ])
      expect(text).toContain(joined(part));
  });

  it('a quiet day has no part without data', async () => {
    const text = joined(pdfText(await exports.day(quietDay(), station, 'pdf')));
    for (const part of ['废卡原因', '待上报时长', '对已结之日的更正', '尚未签名', '先开后签', '未经确认'])
      expect(text).not.toContain(joined(part));
    expect(text).toContain(joined('各卡三方一致 Every card agrees in all three books.'));
    expect(text).toContain(joined('无例外事项 No exceptions'));
  });

  it('a day that nobody has signed says so before its first figure', async () => {
    const text = joined(pdfText(await exports.day({ ...troubledDay(), signatures: [] }, station, 'pdf')));
    expect(text.indexOf('尚未签名')).toBeGreaterThan(0);
    expect(text.indexOf('尚未签名')).toBeLessThan(text.indexOf('空白卡库存'));
  });

  it('a report over a period has rows, total, shares within 20 minutes, and what is not in it', async () => {
    const report = samplePeriod({ silent: ['SZ52'] });
    const text = joined(pdfText(await exports.period(report, sampleStamp, station, 'pdf')));
    for (const part of [
      '期间报表',
      '2026-11-23',
      '合计 total',
      '87 % 14 / 16',
      '打印瑕疵',
      '2026-11-26',
      'SZ52',
      sampleStamp.chainHead,
    ])
      expect(text).toContain(joined(part));
  });
});
