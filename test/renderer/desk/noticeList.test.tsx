import { describe, expect, it } from 'vitest';
import type { NoticePrintView, NoticeView } from '../../../main/contract/cases.ts';
import type { DeviceState } from '../../../main/contract/devices.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { NoticeList } from '../../../renderer/features/desk/NoticeList.tsx';
import { keyedNotice, printOffer } from '../../../renderer/features/desk/noticePrinting.ts';
import { cases } from '../fixtures/caseFixtures.ts';
import { stations } from '../fixtures/workFixtures.ts';
import { renderText, type Scene } from '../helpers/render.tsx';

const at = '2026-11-24T02:41:00.000Z';
const withPrinter = (changes: Partial<DeviceState> = {}): StationStatus => ({
  ...stations.well,
  devices: [
    ...stations.well.devices,
    { id: 'office', kind: 'documentPrinter', status: 'online', since: at, ...changes },
  ],
});
const [told] = cases.supplement.notices;
if (told === undefined) throw new Error('no notice');
const printed = (changes: Partial<NoticePrintView>): Partial<NoticeView> => ({
  print: { copy: 0, at, by: '李样例', outcome: 'printed', failure: null, ...changes },
});
/** The list with one paper in this state, at a station with a document printer. */
const list = (notice: Partial<NoticeView> = {}, scene: Scene = {}): string =>
  renderText(<NoticeList view={{ ...cases.supplement, notices: [{ ...told, ...notice }] }} />, {
    station: withPrinter(),
    ...scene,
  });

describe('C4 F1 the paper and the document printer', () => {
  it('a paper that was just made is offered for print with one key, beside the file', () => {
    const zh = list();
    for (const words of ['尚未打印', '打印 P', '打开 PDF']) expect(zh).toContain(words);
    expect(zh).not.toMatch(/打印副本|重 ?打/);
    const en = list({}, { language: 'en' });
    for (const words of ['not printed yet', 'Print P', 'Open PDF']) expect(en).toContain(words);
  });

  it('a station without such a printer keeps the present way', () => {
    const text = list({}, { station: stations.well });
    expect(text).toMatch(/打开 PDF 重 ?打/);
    expect(text).not.toMatch(/打印/);
  });

  it('once it was printed, the next one is a copy', () => {
    const text = list({ ...printed({}), nextPrint: 'copy' });
    expect(text).toContain('原件 已交打印机 10:41');
    expect(text).toContain('打印副本 P');
    expect(list({ ...printed({ copy: 2 }), nextPrint: 'copy', copies: 2 })).toContain('副本 2 已交打印机');
  });

  it('a failed print says why and what to do, in both languages, and is offered again', () => {
    const failed = printed({ outcome: 'failed', failure: { code: 'documentPrinterStopped' } });
    const zh = list(failed);
    for (const words of ['原件 没有打出 10:41', '打印队列已停止，未打印', '请技术员恢复打印队列', '打印 P'])
      expect(zh).toContain(words);
    const en = list(failed, { language: 'en' });
    for (const words of [
      'Original: not printed',
      'The print queue is stopped',
      'A technician starts the queue',
    ])
      expect(en).toContain(words);
  });

  it('an unknown print is asked about and cannot be printed over', () => {
    const text = list({ ...printed({ outcome: 'unknown' }), nextPrint: 'copy' });
    for (const words of ['原件 是否已出纸？', '不会自动重打', '已出纸', '没有出纸'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/打印副本|打印 P/);
  });

  it('a print that runs says so', () => {
    expect(list({ ...printed({ outcome: 'printing' }), nextPrint: 'copy' })).toContain('原件 正在打印…');
  });

  it.each<readonly [string, Partial<DeviceState>, string, string]>([
    ['offline', { status: 'offline' }, '文书打印机 ： 未连接', 'Check the printer and the print service'],
    [
      'powered off',
      { status: 'powerOff' },
      '文书打印机 ： 未开机',
      'Check the printer and the print service',
    ],
    ['out of paper', { paper: 'out' }, '文书打印机 ： 缺纸', 'Load paper'],
  ])('a printer that is %s is named with what to do', (_, state, zh, en) => {
    expect(list({}, { station: withPrinter(state) })).toContain(zh);
    expect(list({}, { station: withPrinter(state), language: 'en' })).toContain(en);
  });

  it('C7 a paper that was withdrawn says by which one, and is offered for print no more', () => {
    const text = list({ withdrawn: { how: 'revoked', by: 'SZ50-CX-2026-000001', at } });
    expect(text).toContain('已撤销 由 SZ50-CX-2026-000001');
    expect(text).not.toMatch(/打 ?印 (?:P )?打开|打印副本|登记送达/);
    expect(text).toContain('打开 PDF');
  });

  it('a printer that is well takes no room', () => {
    expect(list()).not.toContain('文书打印机');
  });

  it('I4 somebody who may not print sees where the paper is, and no button', () => {
    const text = list({ ...printed({ outcome: 'unknown' }), nextPrint: 'copy' }, { roles: ['auditor'] });
    expect(text).toContain('原件 是否已出纸？');
    expect(text).not.toMatch(/已出纸 |没有出纸|打印副本|打印 P|重 ?打/);
    expect(list({}, { roles: ['auditor'] })).not.toContain('打印 P');
  });
});

describe('C4 which paper the key prints', () => {
  const paper = (id: string, nextPrint: NoticeView['nextPrint'], outcome?: NoticePrintView['outcome']) => ({
    id,
    nextPrint,
    print: outcome === undefined ? null : { copy: 0, at, by: 'x', outcome, failure: null },
  });

  it('the newest whose original is not out, else the newest', () => {
    const out = paper('out', 'copy', 'printed');
    expect(keyedNotice([paper('a', 'original'), paper('b', 'original'), out])?.id).toBe('b');
    expect(keyedNotice([paper('failed', 'original', 'failed'), out])?.id).toBe('failed');
    expect(keyedNotice([paper('a', 'copy'), out])?.id).toBe('out');
    expect(keyedNotice([])).toBeUndefined();
  });

  it('an open print offers nothing to print', () => {
    expect(printOffer(paper('a', 'original', 'unknown'))).toBe('ask');
    expect(printOffer(paper('a', 'copy', 'printing'))).toBe('wait');
  });
});
