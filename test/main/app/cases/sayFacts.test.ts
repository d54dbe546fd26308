import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../../main/contract/cases.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { inspect } from '../../helpers/index.ts';
import { accept, codeOf, goodPermit, must, openDesk, shippedPack, supplement, type Desk } from './desk.ts';

const say = {
  situations: (desk: Desk, situations: CaseView['situations']) =>
    desk.handlers.caseSetSituations({ caseId: desk.current(), situations }, desk.caller) as Result<CaseView>,
  seen: (desk: Desk, document: 'NCR' | 'VISAPAGE' | 'POA', seen: object) =>
    desk.handlers.caseSetSeen({ caseId: desk.current(), document, seen }, desk.caller) as Result<CaseView>,
  business: (desk: Desk, businessType: CaseView['businessType']) =>
    desk.handlers.caseSetBusinessType(
      { caseId: desk.current(), businessType },
      desk.caller,
    ) as Result<CaseView>,
  custody: (
    desk: Desk,
    documents: ('PASSPORT' | 'DEGREE' | 'POA')[],
    custody: 'none' | 'withUs' | 'handedBack',
  ) =>
    desk.handlers.caseSetCustody(
      { caseId: desk.current(), documents, custody },
      desk.caller,
    ) as Result<CaseView>,
};
const audited = (desk: Desk): string =>
  JSON.stringify(
    inspect(desk.deps.stores, (database) => database.prepare('SELECT event, detail FROM audit').all()),
  );

describe('B1 what a person says about a case', () => {
  it('changes what is asked for, and is kept in the record with an audit entry', async () => {
    const desk = openDesk();
    await desk.begin();
    const view = must(say.situations(desk, ['agent', 'entered']));
    expect(view.situations).toEqual(['entered', 'agent']);
    expect(view.documents.map(({ code }) => code)).toContain('POA');
    expect(view.situationsOffered.find(({ situation }) => situation === 'agent')).toMatchObject({
      zh: '经办人代办',
      holds: true,
      fixed: false,
    });
    expect(desk.deps.stores.cases.get(desk.current())?.situations).toEqual(['agent', 'entered']);
    expect(audited(desk)).toContain('case.situations');
    expect(must(say.situations(desk, [])).documents.map(({ code }) => code)).not.toContain('POA');
  });

  it('is refused where this kind of business has no such situation', async () => {
    const desk = openDesk();
    await desk.begin();
    expect(codeOf(say.situations(desk, ['notFaceToFace']))).toBe('invalidInput');
  });

  it('another kind of business has other papers, until gaps were told', async () => {
    const desk = openDesk();
    await desk.begin();
    const view = must(say.business(desk, 'EXTEND'));
    expect(view).toMatchObject({ businessType: 'EXTEND', businessTitleZh: '外国人来华工作许可延期' });
    expect(view.documents.map(({ code }) => code)).toEqual([
      ...['PASSPORT', 'EXTFORM', 'CONTRACT', 'RESPERMIT', 'OLDPERMIT'],
    ]);
    expect(view.documents.find(({ code }) => code === 'OLDPERMIT')?.waivedBy?.ruleId).toBe('3.1');
    must(say.business(desk, 'OVERSEAS'));
    desk.checkAll(['DEGREE']);
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    expect(codeOf(say.business(desk, 'EXTEND'))).toBe('wrongState');
  });

  it.each(['SHORT', 'INSURANCE', 'CHANGE'] as const)('%s is not accepted as it stands', async (type) => {
    const desk = openDesk();
    await desk.begin();
    must(say.business(desk, type));
    if (type === 'CHANGE') must(say.situations(desk, ['newNationality']));
    expect(codeOf(accept(desk))).toBe(type === 'CHANGE' ? 'newApplicationNeeded' : 'businessElsewhere');
  });

  it('an application from inside the country needs one of its grounds (4.11)', async () => {
    const desk = openDesk();
    await desk.begin();
    must(say.business(desk, 'DOMESTIC'));
    expect(codeOf(accept(desk))).toBe('groundMissing');
    must(say.situations(desk, ['familyTie']));
    expect(codeOf(accept(desk))).toBe('comparisonOpen');
    const categoryA = openDesk({}, [goodPermit({ category: 'A', businessType: 'DOMESTIC' })]);
    await categoryA.begin();
    expect(codeOf(accept(categoryA))).toBe('comparisonOpen');
  });

  it('the desk is told which kinds there are and where each is done', async () => {
    const desk = openDesk();
    const view = await desk.begin();
    expect(view.businessOffered).toHaveLength(12);
    expect(view.businessOffered.find(({ type }) => type === 'SHORT')).toMatchObject({ handledAt: 'online' });
    expect(view.offices.find(({ id }) => id === 'foreignExperts')).toMatchObject({ phone: '0755-88121678' });
  });
});

describe('A5 the shape of a permit number is data', () => {
  it('a number that has not the shape of the pack opens nothing', async () => {
    const desk = openDesk();
    desk.link.packs = [
      {
        ...shippedPack,
        identifiers: shippedPack.identifiers.map((rule) =>
          rule.id === 'permitNumber' ? { ...rule, pattern: '^GD[0-9]{10}$' } : rule,
        ),
      },
    ];
    const opened = await desk.handlers.caseOpenByNumber({ permitNumber: 'TEST00000001' }, desk.caller);
    expect(codeOf(opened)).toBe('invalidInput');
    expect(desk.deps.stores.cases.openOfPermit('TEST00000001')).toBeNull();
  });
});

describe('B4 what is read off a paper', () => {
  it('is kept fact by fact, and can be taken back', async () => {
    const documents = goodPermit().documents.filter(({ code }) => code !== 'NCR');
    const desk = openDesk({}, [goodPermit({ documents })]);
    await desk.begin();
    const ncr = (view: CaseView) => view.documents.find(({ code }) => code === 'NCR');
    must(say.seen(desk, 'NCR', { authType: 'consular' }));
    const view = must(say.seen(desk, 'NCR', { issueDate: '2026-08-05' }));
    expect(ncr(view)?.seen).toMatchObject({
      authType: 'consular',
      issueDate: '2026-08-05',
      by: 'Test clerk',
    });
    expect(ncr(view)?.dateChecks[0]).toMatchObject({ result: 'ok', until: '2027-02-05' });
    const back = must(say.seen(desk, 'NCR', { issueDate: null }));
    expect(ncr(back)?.asks.map(({ fact }) => fact)).toContain('issueDate');
    expect(codeOf(say.seen(desk, 'POA', { form: 'copy' }))).toBe('invalidInput');
    expect(audited(desk)).not.toContain('2026-08-05');
  });

  it('the day of entry starts the windows of 30 days (5.6, 5.7)', async () => {
    const desk = openDesk();
    await desk.begin();
    const advice = (view: CaseView, rule: string) => view.advice.find((each) => each.rule === rule);
    expect(advice(desk.view(), '5.7')).toMatchObject({ until: null, tone: 'info' });
    const late = must(say.seen(desk, 'VISAPAGE', { effectiveDate: '2026-10-25' }));
    expect(advice(late, '5.7')).toMatchObject({ until: '2026-11-24', tone: 'warn' });
    const fresh = must(say.seen(desk, 'VISAPAGE', { effectiveDate: '2026-10-26' }));
    expect(advice(fresh, '5.6')).toMatchObject({ until: '2026-11-25', tone: 'info' });
    expect(advice(fresh, '5.6')?.clauseZh).toContain('第三十条');
  });
});

describe('B6 originals with us', () => {
  it('no decision while the passport lies with us; handing back is an act of its own', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    expect(must(say.custody(desk, ['PASSPORT', 'DEGREE'], 'withUs')).withUs).toEqual(['PASSPORT', 'DEGREE']);
    expect(codeOf(accept(desk))).toBe('passportWithUs');
    const ended = desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'x' }, desk.caller);
    expect(codeOf((await ended) as Result<unknown>)).toBe('passportWithUs');
    const view = must(say.custody(desk, ['PASSPORT'], 'handedBack'));
    expect(view.withUs).toEqual(['DEGREE']);
    expect(view.documents.find(({ code }) => code === 'PASSPORT')?.custody).toBe('handedBack');
    expect(must(accept(desk)).state).toBe('accepted');
    // What was forgotten is handed back later; nothing more is taken in.
    expect(must(say.custody(desk, ['DEGREE'], 'handedBack')).withUs).toEqual([]);
    expect(codeOf(say.custody(desk, ['DEGREE'], 'withUs'))).toBe('caseClosed');
  });

  it('only what is on the list is taken in, only what lies with us goes back', async () => {
    const desk = openDesk();
    await desk.begin();
    expect(codeOf(say.custody(desk, ['POA'], 'withUs'))).toBe('invalidInput');
    expect(codeOf(say.custody(desk, ['DEGREE'], 'handedBack'))).toBe('notWithUs');
    must(say.custody(desk, ['DEGREE'], 'withUs'));
    expect(must(say.custody(desk, ['DEGREE'], 'none')).withUs).toEqual([]);
  });
});
