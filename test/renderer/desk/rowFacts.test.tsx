import { describe, expect, it } from 'vitest';
import type { Language } from '../../../main/contract/access.ts';
import type { CaseAdvice } from '../../../main/contract/caseFacts.ts';
import type { DateCheck, DocumentRow } from '../../../main/contract/cases.ts';
import { DraftContext } from '../../../renderer/features/desk/draft/Draft.ts';
import { RowFacts } from '../../../renderer/features/desk/facts/RowFacts.tsx';
import { cases } from '../fixtures/caseFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const [first] = cases.open.documents;
if (first === undefined) throw new Error('the fixture has no rows');
const row: DocumentRow = {
  ...first,
  code: 'NCR',
  asks: [
    { fact: 'authType', zh: '认证方式', en: 'kind of authentication', required: true },
    { fact: 'issueDate', zh: '签发日期', en: 'date of issue', required: true },
    { fact: 'authority', zh: '签发机关', en: 'issuing authority', required: false },
  ],
};
const check: DateCheck = {
  rule: '5.4',
  result: 'ok',
  zh: '签发在 6 个月内',
  en: 'issued within 6 months',
  until: '2027-02-01',
};

/** The facts of the row with this half typed as its date, and what the host says it would make of the paper. */
function facts(
  typed: string,
  dateCheck: DateCheck | null = check,
  language: Language = 'zh',
  advice: readonly CaseAdvice[] = [],
): string {
  const draft = {
    text: (field: string) => (field === 'seen:NCR:issueDate' && typed !== '' ? typed : null),
    keep: () => undefined,
    drop: () => undefined,
  };
  return renderText(
    <DraftContext value={draft}>
      <RowFacts caseId={cases.open.id} row={row} busy={false} onSay={async () => true} />
    </DraftContext>,
    {
      language,
      answers: [
        [
          ['casePreviewSeen', { caseId: cases.open.id, document: 'NCR', seen: { issueDate: '2026-08-01' } }],
          { ...row, dateChecks: dateCheck === null ? [] : [dateCheck], advice },
        ],
      ],
    },
  );
}

describe('B4 a date in the field', () => {
  it('shows its result and the day the paper goes stale before it is saved, in both languages', () => {
    const zh = facts('20260801');
    for (const words of ['签发在 6 个月内', '2027-02-01 后失效', '5.4', 'Enter 保存'])
      expect(zh).toContain(words);
    const en = facts('2026/8/1', check, 'en');
    for (const words of ['issued within 6 months', 'stale after 2027-02-01']) expect(en).toContain(words);
  });

  it('a paper that would fail says so, without a day on which it goes stale', () => {
    const text = facts('20260801', { ...check, result: 'fails', zh: '签发超过 6 个月' });
    expect(text).toContain('签发超过 6 个月');
    expect(text).not.toContain('后失效');
  });

  it('a date that no rule of the row looks at says what is counted from it, or that nothing is', () => {
    const advice: CaseAdvice = {
      rule: '5.6',
      tone: 'info',
      zh: '入境后30日内申请居留证件（最晚 2026-08-31）',
      en: 'Apply within 30 days of entry (latest 2026-08-31)',
      clauseZh: '',
      clauseEn: '',
      until: '2026-08-31',
    };
    expect(facts('20260801', null, 'zh', [advice])).toContain('（最晚 2026-08-31） 5.6');
    expect(facts('20260801', null, 'en', [advice])).toContain('(latest 2026-08-31) 5.6');
    expect(facts('20260801', null)).toContain('没有期限由此起算');
    for (const text of [facts('20260801'), facts('20260801', null, 'zh', [advice])])
      expect(text).not.toContain('没有期限由此起算');
  });

  it('half a date says nothing yet, a day that does not exist is named', () => {
    expect(facts('202608')).not.toMatch(/6 个月|不是日期/);
    expect(facts('20260230')).toContain('不是日期');
  });
});

describe('B2 one key each', () => {
  it('the wanted answers lie under Z X C V B; what only may be typed stays folded', () => {
    const text = facts('');
    for (const words of ['认证方式 须填', 'Z 附加证明书', 'X 领事认证', 'B 无需认证', '可填 1 项 F'])
      expect(text).toContain(words);
    expect(text).not.toContain('签发机关');
  });
});
