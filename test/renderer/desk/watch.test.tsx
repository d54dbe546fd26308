import { describe, expect, it } from 'vitest';
import type { OriginalsLine, ReturnedLine, SecondCheckLine } from '../../../main/contract/cases.ts';
import type { CaseId, DecisionId } from '../../../main/contract/ids.ts';
import { OriginalsStrip } from '../../../renderer/features/desk/watch/OriginalsStrip.tsx';
import { ReturnedStrip } from '../../../renderer/features/desk/watch/ReturnedStrip.tsx';
import { SecondCheckList } from '../../../renderer/features/desk/watch/SecondCheckList.tsx';
import { renderText } from '../helpers/render.tsx';

const base = { state: 'open', name: 'EXAMPLE, PERSON' } as const;
const passport: OriginalsLine = {
  ...base,
  id: 'case_1' as CaseId,
  number: 'SZ50-20261124-0001',
  documents: ['PASSPORT', 'DEGREE'],
};
const degree: OriginalsLine = {
  ...base,
  id: 'case_2' as CaseId,
  number: 'SZ50-20261124-0002',
  documents: ['DEGREE'],
};
const strip = (lines: readonly OriginalsLine[], shown: CaseId | null): string =>
  renderText(<OriginalsStrip shown={shown} />, { answers: [[['caseOriginalsWithUs', {}], lines]] });

describe('B6 whose originals lie with us is on the desk', () => {
  it('names every case but the one on screen, and says where a passport is among them', () => {
    const none = strip([passport, degree], null);
    for (const words of ['2 件办件的原件仍在窗口', passport.number, degree.number, 'EXAMPLE, PERSON'])
      expect(none).toContain(words);
    expect(none.match(/含护照/g)).toHaveLength(1);
    const other = strip([passport, degree], degree.id);
    expect(other).toContain(passport.number);
    expect(other).not.toContain(degree.number);
  });

  it('says nothing when nothing lies here, or only what the case on screen says itself', () => {
    expect(strip([], null).trim()).toBe('');
    expect(strip([passport], passport.id).trim()).toBe('');
  });
});

const line: SecondCheckLine = {
  ...base,
  id: 'case_1' as CaseId,
  number: 'SZ50-20261124-0001',
  state: 'supplement',
  why: 'differs',
  decisionId: 'decision_1' as DecisionId,
  documents: [{ code: 'DEGREE', titleZh: '学历证书', titleEn: 'Degree', scanned: true }],
  by: '李样例',
  at: '2026-11-24T02:41:00.000Z',
  reason: null,
  own: false,
};
const checks = (lines: readonly SecondCheckLine[], language: 'zh' | 'en' = 'zh'): string =>
  renderText(<SecondCheckList />, {
    language,
    roles: ['supervisor'],
    answers: [[['caseSecondCheckList', {}], lines]],
  });

describe('B5 the list for the second pair of eyes', () => {
  it('says what differs, whether a scan lies here, and asks for an answer', () => {
    const zh = checks([line]);
    for (const words of [
      '信息不符，已告知补正',
      '学历证书 (附扫描件)',
      line.number,
      '核对无误',
      '退回经办人',
    ])
      expect(zh).toContain(words);
    const en = checks([line], 'en');
    for (const words of ['Degree (scan attached)', 'Agree', 'Return to the clerk'])
      expect(en).toContain(words);
  });

  it('a held case is answered in the case, by its release', () => {
    const held = checks([{ ...line, why: 'held', decisionId: null, reason: '钢印不清', state: 'held' }]);
    expect(held).toContain('涉嫌伪造，已冻结');
    expect(held).toContain('钢印不清');
    expect(held).not.toContain('核对无误');
  });

  it('B6 one’s own is another’s to check, and says so in place of the acts', () => {
    const own = checks([{ ...line, own: true }]);
    expect(own).toContain('须由他人核对');
    expect(own).not.toContain('核对无误');
  });

  it('says where the case stands when it was decided meanwhile', () => {
    expect(checks([{ ...line, state: 'accepted' }], 'en')).toContain('now: accepted');
    expect(checks([line], 'en')).not.toContain('now:');
  });

  it('says so when nothing waits', () => {
    expect(checks([])).toContain('没有待二次核对的结果');
  });
});

describe('B5 what was returned is on the desk of the clerk', () => {
  const back: ReturnedLine = {
    ...base,
    id: 'case_1' as CaseId,
    number: 'SZ50-20261124-0001',
    state: 'supplement',
    documents: [{ code: 'DEGREE', titleZh: '学历证书', titleEn: 'Degree' }],
    by: '赵强',
    at: '2026-11-24T02:41:00.000Z',
    reason: '校名相符，编号看错',
  };
  const shown = (lines: readonly ReturnedLine[], on: CaseId | null, language: 'zh' | 'en' = 'zh'): string =>
    renderText(<ReturnedStrip shown={on} />, { language, answers: [[['caseReturnedList', {}], lines]] });

  it('with the case, the original, who returned it and why', () => {
    for (const words of ['1 件被主管退回', back.number, back.name, '学历证书', '赵强', back.reason])
      expect(shown([back], null)).toContain(words);
    expect(shown([back], null, 'en')).toContain('Degree');
  });

  it('and not twice: the case on screen says it itself', () => {
    expect(shown([back], back.id).trim()).toBe('');
    expect(shown([], null).trim()).toBe('');
  });
});
