import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../main/contract/result.ts';
import type { CaseAdvice } from '../../../../main/contract/caseFacts.ts';
import { mostDraftFields, type DraftFields } from '../../../../main/contract/drafts.ts';
import type { DocumentRow } from '../../../../main/contract/cases.ts';
import { inspect, testCaller } from '../../helpers/index.ts';
import { accept, clerk, codeOf, goodPermit, must, openDesk, supervisor, type Desk } from './desk.ts';

const keep = (desk: Desk, field: string, text: string, caller = desk.caller): Result<object> =>
  desk.handlers.caseDraftKeep({ caseId: desk.current(), field, text }, caller) as Result<object>;
const draft = (desk: Desk, caller = desk.caller): DraftFields =>
  must(desk.handlers.caseDraft({ caseId: desk.current() }, caller) as Result<DraftFields>);
/** The clerk must be known to the database: a draft belongs to a person of it. */
async function begun(): Promise<Desk> {
  const desk = openDesk();
  desk.deps.stores.run(() => [clerk, supervisor].forEach((person) => desk.deps.stores.staff.save(person)));
  await desk.begin();
  return desk;
}

describe('I5 a draft', () => {
  it('comes back to the same clerk after sign-out, field by field, and to nobody else', async () => {
    const desk = await begun();
    must(keep(desk, 'differs:CONTRACT', '岗位写成'));
    must(keep(desk, 'seen:NCR:issueDate', '202603'));
    must(keep(desk, 'differs:CONTRACT', '岗位写成“顾问”'));
    expect(draft(desk)).toEqual({ 'differs:CONTRACT': '岗位写成“顾问”', 'seen:NCR:issueDate': '202603' });
    expect(draft(desk, testCaller(clerk))).toEqual(draft(desk));
    expect(draft(desk, testCaller(supervisor))).toEqual({});
  });

  it('is taken away by an empty text, and does not count for the case', async () => {
    const desk = await begun();
    must(keep(desk, 'fixNow', '补签名'));
    const before = desk.view();
    must(keep(desk, 'fixNow', ''));
    expect(draft(desk)).toEqual({});
    expect(desk.view()).toEqual(before);
    expect(inspect(desk.deps.stores, (database) => database.prepare('SELECT * FROM drafts').all())).toEqual(
      [],
    );
  });

  it('ends with the case, for everybody who typed in it', async () => {
    const desk = await begun();
    must(keep(desk, 'fixNow', '一'));
    must(keep(desk, 'fixNow', '二', testCaller(supervisor)));
    desk.checkAll();
    must(accept(desk));
    must(keep(desk, 'fixNow', '三'));
    expect(draft(desk)).toEqual({});
    expect(draft(desk, testCaller(supervisor))).toEqual({});
  });

  it('I6 leaves no word of it in the audit chain', async () => {
    const desk = await begun();
    must(keep(desk, 'fixNow', '只是打了一半'));
    expect(
      JSON.stringify(inspect(desk.deps.stores, (database) => database.prepare('SELECT * FROM audit').all())),
    ).not.toContain('只是打了一半');
  });

  it('has room for every field of a case and names the limit beyond it', async () => {
    const desk = await begun();
    const letters = (number: number): string =>
      Array.from(String(number), (digit) => 'abcdefghij'[Number(digit)]).join('');
    for (let field = 0; field < mostDraftFields; field += 1) must(keep(desk, `seen:${letters(field)}`, 'x'));
    expect(codeOf(keep(desk, 'onemore', 'x'))).toBe('draftTooLarge');
    must(keep(desk, 'seen:a', 'y'));
  });
});

describe('B4 a fact before it is saved', () => {
  it('shows the result and the day it goes stale, and changes nothing', async () => {
    const permit = goodPermit();
    const desk = openDesk({}, [
      { ...permit, documents: permit.documents.filter(({ code }) => code !== 'NCR') },
    ]);
    await desk.begin();
    const before = desk.view();
    const preview = (issueDate: string): DocumentRow =>
      must(
        desk.handlers.casePreviewSeen(
          { caseId: desk.current(), document: 'NCR', seen: { issueDate } },
          desk.caller,
        ) as Result<DocumentRow>,
      );
    expect(preview('2026-08-01').dateChecks).toMatchObject([{ result: 'ok', until: '2027-02-01' }]);
    expect(preview('2026-01-01').dateChecks).toMatchObject([{ result: 'fails' }]);
    expect(desk.view()).toEqual(before);
    const saved = must(
      desk.handlers.caseSetSeen(
        { caseId: desk.current(), document: 'NCR', seen: { issueDate: '2026-08-01' } },
        desk.caller,
      ) as Result<typeof before>,
    );
    expect(saved.documents.find(({ code }) => code === 'NCR')?.dateChecks).toEqual(
      preview('2026-08-01').dateChecks,
    );
  });

  it('a day that no rule of its row looks at says which windows of the case begin with it (5.6, 5.7)', async () => {
    const desk = await begun();
    must(
      desk.handlers.caseSetSituations(
        { caseId: desk.current(), situations: ['entered'] },
        desk.caller,
      ) as Result<unknown>,
    );
    const preview = (effectiveDate: string | null) =>
      must(
        desk.handlers.casePreviewSeen(
          { caseId: desk.current(), document: 'VISAPAGE', seen: { effectiveDate } },
          desk.caller,
        ) as Result<{ advice: CaseAdvice[] }>,
      ).advice.map(({ rule, tone, until }) => ({ rule, tone, until }));
    expect(preview('2026-11-10')).toEqual([
      { rule: '5.6', tone: 'info', until: '2026-12-10' },
      { rule: '5.7', tone: 'info', until: '2026-12-10' },
    ]);
    expect(preview('2026-10-10').map(({ tone }) => tone)).toEqual(['warn', 'warn']);
    // What is said already is no news.
    expect(preview(null)).toEqual([]);
  });

  it('knows only rows of this case', async () => {
    const desk = await begun();
    expect(
      codeOf(
        desk.handlers.casePreviewSeen(
          { caseId: desk.current(), document: 'RELEASE', seen: {} },
          desk.caller,
        ) as Result<DocumentRow>,
      ),
    ).toBe('invalidInput');
  });
});
