import { describe, expect, it } from 'vitest';
import type { GateItem, GateKey, StartGate } from '../../../../main/contract/gate.ts';
import { openFonts } from '../../../../main/infra/paper/fonts.ts';
import { makeMorningSheet } from '../../../../main/infra/paper/morningSheet.ts';
import { blocked, ok, say, warn } from '../../../../main/domain/gate/gateWords.ts';
import { gateKey } from '../../../../main/contract/gate.ts';
import { hasPdfText, joined, pagesOf, pdfText, places } from './helpers.ts';

const fonts = openFonts(places.fontsDir);
const long = (text: string, times: number): string => Array.from({ length: times }, () => text).join('，');

/** A gate with as many troubles as asked for; `words` makes each of them longer. */
const gate = (state: GateItem['state'], words = 1): StartGate => ({
  stationId: 'SZ50',
  nameZh: '样例区政务服务中心 50 号窗口',
  nameEn: 'Sample District Service Centre, window 50',
  training: false,
  date: '2026-11-28',
  at: '2026-11-28T00:42:00.000Z',
  items: gateKey.options.map((key: GateKey) => {
    const reason = say(
      long('料斗可用 11 张，窗口 4 张，库房 20 张', words),
      long('11 free in the hopper, 4 on desks, 20 in the vault', words),
    );
    const trouble = {
      reason,
      fix: say(long('库管员补卡并登记', words), long('the stock keeper refills and records it', words)),
    };
    if (state === 'ok') return ok(key, reason);
    return state === 'warn' ? warn(key, trouble) : blocked(key, ['cards', 'papers'], trouble);
  }),
});

describe('J1 the morning check on one page', () => {
  it.each([
    ['all well', 'ok', 1],
    ['all of it needs attention', 'warn', 1],
    ['all of it blocked, in long words', 'blocked', 2],
  ] as const)('%s: one page', async (_what, state, words) => {
    expect(pagesOf(await makeMorningSheet(fonts, gate(state, words)))).toHaveLength(1);
  });

  it.skipIf(!hasPdfText)('has every precondition with state, reason and fix in both languages', async () => {
    const text = joined(pdfText(await makeMorningSheet(fonts, gate('blocked'))));
    for (const part of ['晨检表', 'Morning check', '停办', 'Blocked: cards, papers', '2026-11-28', 'SZ50'])
      expect(text).toContain(joined(part));
    for (const { name } of gate('blocked').items)
      for (const each of [name.zh, name.en.split(' ')[0] ?? '']) expect(text).toContain(joined(each));
  });

  it('of the same moment is the same file', async () => {
    const twice = [await makeMorningSheet(fonts, gate('warn')), await makeMorningSheet(fonts, gate('warn'))];
    expect(Buffer.compare(twice[0] ?? new Uint8Array(), twice[1] ?? new Uint8Array())).toBe(0);
  });
});
