import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { PaperCheck } from '../../../main/contract/outcomes.ts';
import { PaperLine, isOfAnother, isPaperProblem } from '../../../renderer/features/desk/watch/PaperScan.tsx';
import { formatDateTime } from '../../../renderer/ui/format.ts';
import { renderText } from '../helpers/render.tsx';

const asOf = '2026-11-24T02:00:00.000Z';
const list = { source: 'upstream', asOf, tooOld: false, limitHours: 24 } as const;
const valid: PaperCheck = {
  verdict: 'valid',
  paper: {
    stationId: 'SZ51',
    kind: 'acceptance',
    number: 'SZ51-SL-2026-000001',
    issuedOn: '2026-11-20',
    permitTail: '0001',
    code: '0a1b2c3d',
  },
  withdrawnBy: null,
  withdrawnAt: null,
  caseId: null,
  noticeId: null,
  checkedAt: '2026-11-24T02:40:00.000Z',
  list,
};
const line = (changes: Partial<PaperCheck> = {}, language: 'zh' | 'en' = 'zh'): string =>
  renderText(<PaperLine check={{ ...valid, ...changes }} onClose={() => undefined} />, { language });

describe('C5 a scanned paper says as of when it is known', () => {
  it('valid: by the list of the last sync, or by our own books', () => {
    const zh = line();
    for (const words of ['验签有效，未被撤销', `撤销名单截至 ${formatDateTime(asOf)}（上次同步）`])
      expect(zh).toContain(words);
    expect(line({}, 'en')).toContain(`list of withdrawn papers as of ${formatDateTime(asOf)} (last sync)`);
    const own = { caseId: 'case_1' as CaseId, list: { ...list, source: 'own' as const } };
    expect(line(own)).toContain(`本站台账截至 ${formatDateTime(asOf)}`);
    expect(line(own, 'en')).toContain(`our books as of ${formatDateTime(asOf)}`);
  });

  it('a list that is too old or not here is said in words, with what to do, and never as “not withdrawn”', () => {
    const old = { list: { ...list, tooOld: true } };
    for (const words of ['撤销名单过旧', '超过 24 小时未同步', '致电出具站点核实', formatDateTime(asOf)])
      expect(line(old)).toContain(words);
    expect(line(old)).not.toContain('未被撤销');
    expect(line(old, 'en')).toContain('call the station that issued it');
    const none = { list: { ...list, asOf: null, tooOld: true } };
    for (const words of ['是否已撤销未知', '致电出具站点核实']) expect(line(none)).toContain(words);
    expect(line(none)).not.toContain('截至');
    expect(line(none, 'en')).toContain('not known whether it was withdrawn');
    expect(line(none, 'en')).not.toContain('not withdrawn');
  });

  it('withdrawn: by which paper, since when, whatever the age of the list', () => {
    const withdrawn = {
      verdict: 'revoked',
      withdrawnBy: 'SZ51-CX-2026-000001',
      withdrawnAt: '2026-11-23T03:00:00.000Z',
      list: { ...list, tooOld: true },
    } as const;
    const zh = line(withdrawn);
    for (const words of ['已被撤销', withdrawn.withdrawnBy, `${formatDateTime(withdrawn.withdrawnAt)} 撤回`])
      expect(zh).toContain(words);
    expect(zh).not.toContain('名单过旧');
    expect(line(withdrawn, 'en')).toContain(`withdrawn ${formatDateTime(withdrawn.withdrawnAt)}`);
  });

  it('says it itself, so that no banner says it again', () => {
    for (const code of ['paperListOld', 'paperListMissing', 'paperWithdrawn'] as const)
      expect(isPaperProblem({ code })).toBe(true);
    expect(isPaperProblem({ code: 'qrForeign' })).toBe(false);
  });
});

describe('I4 a checked paper does not stay for the next person', () => {
  const [a, b, c] = ['case_a', 'case_b', 'case_c'] as [CaseId, CaseId, CaseId];

  it('goes when the case of somebody else is opened', () => {
    expect(isOfAnother({ caseThen: a, caseNow: b, paperCase: null })).toBe(true);
    expect(isOfAnother({ caseThen: null, caseNow: b, paperCase: c })).toBe(true);
  });

  it('stays with the case it was read at, with its own, and with none', () => {
    expect(isOfAnother({ caseThen: a, caseNow: a, paperCase: null })).toBe(false);
    expect(isOfAnother({ caseThen: a, caseNow: c, paperCase: c })).toBe(false);
    expect(isOfAnother({ caseThen: a, caseNow: null, paperCase: c })).toBe(false);
  });
});
