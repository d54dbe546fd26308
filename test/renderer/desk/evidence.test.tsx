import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { EcardScan, EcardState } from '../../../main/contract/evidence.ts';
import { Evidence } from '../../../renderer/features/desk/Evidence.tsx';
import { secondsLeft } from '../../../renderer/features/desk/useSecondsLeft.ts';
import { linkItem } from '../../../renderer/features/window/statusItems.ts';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';
import { cases } from '../fixtures/caseFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const at = '2026-11-24T02:41:07.000Z';
const { id } = cases.supplement;
const by = '李样例';
const scanOf = (state: EcardState, changes: Partial<EcardScan> = {}): EcardScan => ({
  caseId: id,
  state,
  scannedAt: at,
  lifeEndsAt: '2026-11-24T02:42:07.000Z',
  ...changes,
});
const block = (
  evidence: CaseView['evidence'],
  scan: EcardScan | null = null,
  lifeLeftMs = 42_900,
  language: 'zh' | 'en' = 'zh',
): string =>
  renderText(<Evidence view={{ id, evidence }} />, {
    language,
    answers: [[['caseEcardScan', {}], { scan, lifeLeftMs }]],
  });

describe('A11 evidence on the desk', () => {
  it('says who, when and what came of it, in both languages', () => {
    const evidence: CaseView['evidence'] = [
      { kind: 'ecard', result: 'expired', passport: null, by, at: '2026-11-24T02:40:00.000Z' },
      { kind: 'ecard', result: 'valid', passport: 'same', by, at },
    ];
    const zh = block(evidence);
    expect(zh).toMatch(/二维码已过期.*李样例 10:40:00.*有效 · 护照与本办件一致.*李样例 10:41:07/);
    expect(block(evidence, null, 0, 'en')).toMatch(/code expired.*online: valid · passport as in this case/);
  });

  it('a card on another passport is to be looked at', () => {
    expect(block([{ kind: 'ecard', result: 'valid', passport: 'other', by, at }])).toContain('与本办件不同');
  });

  it('counts the life of the newest code down, and is silent when it is over or about another case', () => {
    expect(block([], scanOf('asking'))).toMatch(/正在联网核验.*最多还有 42 秒/);
    expect(block([], scanOf('notChecked'), 9000, 'en')).toMatch(/was not checked.*at most 9 s/);
    for (const nothing of [
      block([]),
      block([], scanOf('valid'), 999),
      block([], scanOf('valid', { caseId: null })),
      block([], scanOf('expired')),
      block([], scanOf('otherPerson')),
    ])
      expect(nothing.trim()).toBe('');
  });

  it('never promises more than is left', () => {
    expect(secondsLeft(60_000, 0)).toBe(60);
    expect(secondsLeft(60_000, 1)).toBe(59);
    expect(secondsLeft(1000, 2000)).toBe(0);
  });
});

describe('G11 what an outage of the permit service removes', () => {
  it('names the check of electronic cards as lost, beside what goes on', () => {
    const { remedyKey } = linkItem({ service: 'permits', state: 'offline', since: at });
    expect(remedyKey).toBe('station.remedy.permits');
    const { zh, en } = windowTexts as unknown as Record<
      'zh' | 'en',
      { station: { remedy: { permits: string } } }
    >;
    expect(zh.station.remedy.permits).toContain('暂不能核验电子社保卡');
    expect(en.station.remedy.permits).toContain('electronic cards cannot be checked');
  });
});
