import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { makeDayReport, type ReportStation } from '../../../../main/infra/paper/dayReport.ts';
import { dayCsv } from '../../../../main/infra/paper/dayCsv.ts';
import { verifyDayCsv } from '../../../../main/infra/paper/verifyDayCsv.ts';
import { hasPdfText, joined, pagesOf, pdfText, pdfTextLane, places } from './helpers.ts';
import { sampleDay, sampleDayWithPeople } from './samples.ts';

const fonts = openFonts(places.fontsDir);
const report = (day: ClosedDay, of: ReportStation): Promise<Uint8Array> =>
  makeDayReport(fonts, day, of, 'zhengka-export:day:SZ50:2026-11-24');
const station = { nameZh: '样例窗口', nameEn: 'Sample window', training: false };
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('H4 exports', () => {
  it('the same day gives the same bytes, report and CSV', async () => {
    const made = await report(sampleDay(), station);
    expect(Buffer.compare(made, await report(sampleDay(), station))).toBe(0);
    expect(Buffer.compare(dayCsv(sampleDay()), dayCsv(sampleDay()))).toBe(0);
  });

  it('the CSV has rows, station, period, row count and totals, with byte order mark and CRLF', () => {
    const text = textOf(dayCsv(sampleDay(6)));
    const lines = text.split('\r\n');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(lines[1]).toBe('2026-11-24T01:00:00.000Z,case.opened,SZ50-2026-000100,,,,李敏');
    expect(lines).toContain('终端 station,SZ50,,,,,');
    expect(lines).toContain('期间 period,2026-11-24,,,,,');
    expect(lines).toContain('行数 rowCount,6,,,,,');
    expect(lines).toContain('办件 cases,accepted,26,,,,');
    expect(text).toContain('样例银行 / 样例卡商,40 + 20 − 17 − 1 − 0 = 42');
  });

  it('A9 a day that was closed before people were counted keeps its bytes', () => {
    // Taken from the exporter as it was before people were in it.
    expect(
      createHash('sha256')
        .update(dayCsv(sampleDay(6)))
        .digest('hex'),
    ).toBe('8298a408d1448ca7f4353b2fb196f9fec6d458ea1f98aa6ef3c09d449e00954c');
  });

  it('A9 the CSV has the queue of people: counts, minutes, a dash for what was not measured, arrivals by hour', () => {
    const lines = textOf(dayCsv(sampleDayWithPeople(6))).split('\r\n');
    for (const line of [
      '排队 people,arrivals,29,,,,',
      '排队 people,longestWaitMinutes,43,,,,',
      '排队 people,longestServiceMinutes,—,,,,',
      '逐时取号 people.perHour,10:00,9,,,,',
      '逐时取号 people.perHour,12:00,0,,,,',
    ])
      expect(lines).toContain(line);
    // Nothing else of the file is moved or changed by it.
    const rest = lines.filter((line) => !/^(排队 people|逐时取号)/.test(line));
    expect(rest).toEqual(textOf(dayCsv(sampleDay(6))).split('\r\n'));
  });

  it('C4 D12 the CSV has fees in fen and reasons of replacements; a day without them keeps its bytes', () => {
    const day = sampleDay(6);
    const plain = textOf(dayCsv(day));
    day.figures.fees = {
      paid: 2,
      paidCents: 4000,
      waived: 1,
      refunded: 1,
      refundedCents: 2000,
      paidNotIssued: 0,
      issuedNotPaid: 0,
    };
    day.figures.reprints = { papers: 3, cards: 1, replaced: { stolen: 2 } };
    const lines = textOf(dayCsv(day)).split('\r\n');
    for (const line of [
      '工本费（分） fees (fen),paidCents,4000,,,,',
      '工本费（分） fees (fen),refunded,1,,,,',
      '重打重制 reprints,papers,3,,,,',
      '补换卡原因 replaced,stolen,2,,,,',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => !/^(工本费|重打重制|补换卡原因)/.test(line))).toEqual(plain.split('\r\n'));
  });

  it('tails keep their zeros as quoted text, titles say what is text and what is UTC', () => {
    const day = sampleDay(3);
    const row = day.figures.ledger[2];
    if (!row) throw new Error('sample without rows');
    row.cardTail = '0017';
    const [title = '', , , moved = ''] = textOf(dayCsv(day)).split('\r\n');
    expect(title).toContain('时间 at (UTC, ISO 8601)');
    expect(title).toContain('卡尾号 cardTail (文本 text)');
    expect(moved.split(',')[3]).toBe('"0017"');
    expect(moved.split(',')[0]).toBe(row.at);
  });

  it('cells cannot run as formulas', () => {
    const day = sampleDay(1);
    const row = day.figures.ledger[0];
    if (!row) throw new Error('sample without rows');
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'];
    day.figures.ledger = hostile.map((by) => ({ ...row, by }));
    const text = textOf(dayCsv(day));
    // A reader that parts cells at tabs begins one behind it.
    for (const cell of hostile) expect(text).toContain(`'${cell.replace('\t', "\t'")}`);
    expect(
      text
        .split('\r\n')
        .flatMap((line) => line.split(','))
        .filter((cell) => /^"?[=+\-@\t＝]/.test(cell)),
    ).toEqual([]);
  });

  it('verify names the first difference', () => {
    const expected = dayCsv(sampleDay(20));
    expect(verifyDayCsv(dayCsv(sampleDay(20)), expected)).toEqual({ same: true, difference: null });
    const changed = sampleDay(20);
    const row = changed.figures.ledger[7];
    if (row) row.cardTail = '9999';
    expect(verifyDayCsv(dayCsv(changed), expected)).toEqual({
      same: false,
      difference: { line: 9, column: 4, found: '9999', expected: '' },
    });
    const unquoted = new TextEncoder().encode(textOf(expected).replace('"1008"', '1008'));
    expect(verifyDayCsv(unquoted, expected)).toMatchObject({
      difference: { found: '1008', expected: '"1008"' },
    });
    expect(verifyDayCsv(dayCsv(sampleDay(19)), expected).same).toBe(false);
    expect(verifyDayCsv(expected.slice(3), expected)).toMatchObject({ same: false, difference: { line: 1 } });
  });

  it('verify finds any single changed byte, and survives any bytes', () => {
    const expected = dayCsv(sampleDay(8));
    fc.assert(
      fc.property(fc.nat(expected.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = expected.slice();
        altered[at] = ((altered[at] ?? 0) + by) % 256;
        return !verifyDayCsv(altered, expected).same;
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !verifyDayCsv(bytes, expected).same));
  });
});

describe.runIf(hasPdfText)(`H1 H4 day report, ${pdfTextLane}`, () => {
  it('shows the equation, both sides of every identity, exceptions with reasons, two signatures', async () => {
    const day = sampleDay(90);
    const text = joined(pdfText(await report(day, station)));
    for (const part of [
      '日终对账报告',
      'Day close report',
      '2026年11月24日',
      '终端 Station SZ50',
      'Sample window',
      '正式 PRODUCTION',
      '样例银行 · 样例卡商',
      '402017104242',
      '−1',
      '✓ 相符 holds',
      '× 不符 differs',
      '○ 未决 open',
      ...day.figures.identities.flatMap(({ zh, en }) => [zh, en]),
      ...day.figures.exceptions.map(({ zh }) => zh),
      '持卡人电话告知次日上午来领取',
      '李敏（limin）',
      '陈主管（chen）',
      '台账（90 行）',
      '待上报：日初 2 + 新增 96 = 已确认 93 + 未确认 5',
    ]) {
      expect(text).toContain(joined(part));
    }
  });

  it('A9 shows the queue of people with its times and hours, and numbers the sections behind it', async () => {
    const text = joined(pdfText(await report(sampleDayWithPeople(6), station)));
    for (const part of [
      '4 排队与办理时间',
      'Queue of people: waits and service times',
      'median wait',
      '11 分 min43 分 min17 分 min—',
      '逐时取号 Arrivals by hour',
      '5 例外事项',
      '8 台账（6 行）',
    ])
      expect(text).toContain(joined(part));
    const old = joined(pdfText(await report(sampleDay(6), station)));
    expect(old).not.toContain('排队');
    for (const part of ['4 例外事项', '7 台账（6 行）']) expect(old).toContain(joined(part));
  });

  it('prints every ledger row and numbers the pages', async () => {
    const day = sampleDay(200);
    const pages = pagesOf(await report(day, { ...station, training: true }));
    const text = joined(pages.join(' '));
    for (const { cardNumber } of day.figures.ledger) expect(text).toContain(cardNumber);
    expect(
      text.match(/SZ50-2026-000\d{3}/g)?.filter((each) => each >= 'SZ50-2026-000100').length,
    ).toBeGreaterThanOrEqual(200);
    pages.forEach((page, index) => {
      expect(joined(page)).toContain(
        `第${index + 1}页，共${pages.length}页Page${index + 1}of${pages.length}`,
      );
    });
    for (const page of pages) expect(joined(page)).toContain('培训TRAINING');
  });

  it('I1 carries the head of the audit chain and the digest of the CSV', async () => {
    const day = sampleDay(3);
    const text = joined(pdfText(await report(day, station)));
    expect(text).toContain(day.chainHead);
    expect(text).toContain(day.csvHash);
  });
});
