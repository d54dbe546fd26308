import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canAccept } from '../../../../main/domain/cases/decisions.ts';
import { gaps } from '../../../../main/domain/cases/gaps.ts';
import { transitionOf } from '../../../../main/domain/cases/wrongBusiness.ts';
import { caseAdvice } from '../../../../main/domain/rules/advice.ts';
import { codes, factsOf, judged, row, shenzhen, soundPermit } from './ruleDesk.ts';

// The 19 questions of the notice of the Shenzhen Foreign Experts Bureau of 2024-12-06; the Chinese text prevails. `window`: it is about
// something that happens at a window, and has a test that bears its number and words. The others say why no window meets them.
const questions: readonly (readonly [number, string, 'window' | { readonly notAtAWindow: string }])[] = [
  [
    1,
    '申请网址是否发生变化',
    {
      notAtAWindow:
        'the addresses, which did not change, of two sites where employers apply; the terminal has no way to them and gives none out',
    },
  ],
  [
    2,
    '卡证融合后深圳市综合服务平台（并联系统）是否可用',
    {
      notAtAWindow:
        'which platform takes an application, and that an overseas one is no longer handled there together with the residence permit: both are before or after the window, which is asked for originals only',
    },
  ],
  [3, '卡证融合操作系统有哪些变化', 'window'],
  [4, '业务流程是否发生变化', 'window'],
  [5, '卡证融合是否强制外国人购买社保', 'window'],
  [6, '已申请《外国人工作许可通知》中在途业务是否受影响', 'window'],
  [7, '已申领《外国人工作许可证》中的在途业务是否受影响', 'window'],
  [8, '未申领《外国人工作许可证》中在途业务是否受影响', 'window'],
  [9, '持有实体工作许可证的外国人，如何换发电子工作许可', 'window'],
  [10, '卡证融合申请境外工作许可（90日以上）对合同是否有特殊要求', 'window'],
  [11, '卡证融合申请外国人来华工作许可对照片是否有特殊要求', 'window'],
  [12, '因超龄人员无法购买社保，卡证融合后超龄人员是否可以正常领取电子工作许可证', 'window'],
  [13, '换发电子证照在系统中那里操作', 'window'],
  [14, '换发电子证照是否需要回收旧卡', 'window'],
  [15, '换发电子证照需要哪些材料', 'window'],
  [16, '许可通知注销业务如何操作', 'window'],
  [
    17,
    '卡证融合后新版卡证样式是什么样',
    {
      notAtAWindow:
        'the answer is a picture only (如图所示), so that its words hold no rule; what our printer puts on a card has tests of its own (D10)',
    },
  ],
  [18, '证卡融合集成后来华工作的外国人是否有必要注册领取加载工作许可信息的电子社保卡', 'window'],
  [
    19,
    '单位在注册外国人来华工作管理服务系统提示“验证失败，根据统一社会信用代码未查询到信息”是什么原因',
    'window',
  ],
];
const answers = (facts: Parameters<typeof canAccept>[0]): string[] =>
  canAccept(facts).reasons.map(({ code }) => code);
const preIntegration = { approvalDate: '2024-11-20', submissionDate: '2024-11-01' };

describe('B4 B7 the questions of the Shenzhen notice that concern a window', () => {
  it('question 3 卡证融合操作系统有哪些变化: permit replacement and the cancellation of a Notice as a business of its own are gone', () => {
    expect(shenzhen.removed.map(({ id }) => id)).toEqual(['permitReplacement', 'noticeCancellation']);
    expect(shenzhen.removed[0]?.clause.zh).toContain('补遗');
    expect(shenzhen.removed[1]?.clause.zh).toContain('删除许可通知注销业务');
  });

  it('question 4 业务流程是否发生变化: all originals of the overseas application, incomplete is not accepted, window 50', () => {
    const facts = judged();
    expect(codes(facts)).toEqual([
      ...['PASSPORT', 'APPFORM', 'WORKEXP', 'DEGREE', 'NCR', 'MEDICAL', 'CONTRACT', 'VISAPAGE', 'PHOTO'],
    ]);
    expect(facts.documents.filter((each) => each.requirement === 'original')).toHaveLength(8);
    expect(canAccept(facts).allowed).toBe(true);
    for (const { code } of facts.documents.filter((each) => each.required))
      expect(answers(judged({}, [code]))).toEqual(['caseIncomplete']);
    for (const category of ['A', 'B', 'C'] as const)
      expect(codes(factsOf({ record: soundPermit({ category }) }))).toEqual(codes(facts));
    expect(shenzhen.windowAddress.zh).toContain('市民中心行政服务大厅东厅50号窗口');
    expect(shenzhen.windowAddress.zh).toContain('0755-88121678');
  });

  it('question 5 卡证融合是否强制外国人购买社保: referred to the human resources bureau, never answered here', () => {
    const facts = judged({ businessType: 'INSURANCE' });
    expect(facts.documents).toEqual([]);
    expect(answers(facts)).toContain('businessElsewhere');
    expect(canAccept(facts).reasons[0]?.detail?.['how']).toContain('深圳市人力资源和社会保障局');
    expect(shenzhen.offices.find(({ id }) => id === 'socialSecurity')?.name.zh).toBe(
      '深圳市人力资源和社会保障局',
    );
  });

  it('question 6 已申请《外国人工作许可通知》中在途业务是否受影响: it goes on', () => {
    const facts = judged({ situations: ['noticeInProgress'] });
    expect(transitionOf(facts).map(({ rule, stops }) => [rule, stops])).toEqual([['5.20', false]]);
    expect(canAccept(facts).allowed).toBe(true);
  });

  it('question 7 已申领《外国人工作许可证》中的在途业务是否受影响: back to the pre-review, approved again', () => {
    const waiting = judged({
      situations: ['cardApplicationInProgress'],
      record: soundPermit({ ...preIntegration, validTo: '2027-01-31' }),
    });
    expect(transitionOf(waiting).map(({ rule }) => rule)).toEqual(['5.21']);
    expect(answers(waiting)).toContain('businessElsewhere');
    const again = judged({ situations: ['cardApplicationInProgress'] });
    expect(transitionOf(again)).toEqual([]);
    expect(canAccept(again).allowed).toBe(true);
  });

  it('question 8 未申领《外国人工作许可证》中在途业务是否受影响: reissue of the new Notice', () => {
    const facts = judged({ situations: ['cardNotApplied'], record: soundPermit(preIntegration) });
    expect(transitionOf(facts)).toMatchObject([{ rule: '5.22', leadsTo: 'REISSUE_NOTICE', stops: true }]);
    expect(canAccept(facts).reasons[0]?.detail?.['how']).toContain('换发新版工作许可通知');
    const reissue = factsOf({ businessType: 'REISSUE_NOTICE', record: soundPermit(preIntegration) });
    expect(codes(reissue)).toEqual([
      ...['PASSPORT', 'APPFORM', 'WORKEXP', 'DEGREE', 'NCR', 'MEDICAL', 'CONTRACT', 'PHOTO'],
    ]);
  });

  it('question 9 持有实体工作许可证的外国人，如何换发电子工作许可: for an unexpired card only', () => {
    const holder = soundPermit(preIntegration);
    const unexpired = judged({ businessType: 'REISSUE_E', record: holder });
    expect(transitionOf(unexpired)).toMatchObject([{ rule: '4.19', stops: false }]);
    expect(canAccept(unexpired).allowed).toBe(true);
    expect(unexpired.business?.elsewhere?.zh).toContain('是否换发电子证照选“是”');
    const expired = judged({
      businessType: 'REISSUE_E',
      record: { ...holder, validTo: '2026-11-24' },
    });
    expect(answers(expired)).toContain('businessElsewhere');
    expect(row(expired, 'OLDPERMIT').dateChecks).toMatchObject([{ rule: '4.19', result: 'fails' }]);
  });

  it.each([
    ['2026-12-14', true],
    ['2026-12-15', false],
    ['2026-06-17', true],
    ['2026-06-16', false],
  ])(
    'question 10 合同是否有特殊要求: in force on %s, within 90 days of the submission: %s',
    (effectiveDate, good) => {
      const facts = judged({ seen: { CONTRACT: { effectiveDate } } });
      expect(row(facts, 'CONTRACT').dateChecks[0]).toMatchObject({ rule: '5.1', until: '2026-12-14' });
      expect(canAccept(facts).allowed).toBe(good);
    },
  );

  it('question 10 合同是否有特殊要求: in Chinese, signed by the applicant, sealed by the employer', () => {
    expect(
      row(factsOf(), 'CONTRACT').formChecks.map(({ rule, kind, result }) => [rule, kind, result]),
    ).toEqual([
      ['4.30', 'translation', 'look'],
      ['4.30', 'seal', 'look'],
      ['4.30', 'signature', 'look'],
    ]);
    for (const seen of [
      { translation: 'sealed' },
      { translation: 'missing' },
      { seal: 'missing' },
      { signature: 'missing' },
      { signature: 'differs' },
    ] as const)
      expect(answers(judged({ seen: { CONTRACT: seen } }))).toEqual(['caseIncomplete']);
    const good = { translation: 'notNeeded', seal: 'present', signature: 'matches' } as const;
    expect(canAccept(judged({ seen: { CONTRACT: good } })).allowed).toBe(true);
  });

  it.each([
    ['2026-03-15', true],
    ['2026-03-14', false],
  ])(
    'question 11 对照片是否有特殊要求: a photo of %s, six months before the submission: %s',
    (issueDate, good) => {
      const facts = judged({ seen: { PHOTO: { issueDate } } });
      expect(row(facts, 'PHOTO')).toMatchObject({ requirement: 'electronic', required: false });
      expect(canAccept(facts).allowed).toBe(good);
      expect(gaps(facts).map(({ code }) => code)).toEqual(good ? [] : ['PHOTO']);
    },
  );

  it('question 12 超龄人员是否可以正常领取电子工作许可证: yes; insurance is never asked for', () => {
    const base = soundPermit();
    const record = soundPermit({ insured: false, holder: { ...base.holder, birthDate: '1958-01-02' } });
    const facts = judged({ record });
    expect(facts.situations).toContain('over60');
    expect(canAccept(facts).allowed).toBe(true);
    expect(caseAdvice(facts.pack, facts).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['1.14', '1.13']),
    );
  });

  it('question 13 换发电子证照在系统中那里操作: the desk says where in both systems, on every case that is one', () => {
    const { business } = factsOf({ businessType: 'REISSUE_E', record: soundPermit(preIntegration) });
    expect(business?.elsewhere?.zh).toContain('来华工作系统：“换发电子证照”按钮');
    expect(business?.elsewhere?.zh).toContain(
      '深圳市综合服务平台：工作许可—工作许可证变更—是否换发电子证照选“是”',
    );
    expect(business?.elsewhere?.en).toContain('National system: the button “Reissue Electronic Certificate”');
    expect(business?.elsewhere?.en).toContain('Work Permit, Work Permit Change');
  });

  it('question 14 换发电子证照是否需要回收旧卡: it is looked at and handed back', () => {
    const facts = factsOf({ businessType: 'REISSUE_E', record: soundPermit(preIntegration) });
    expect(row(facts, 'OLDPERMIT').clauseZh).toContain('不需要回收旧卡');
    expect(transitionOf(facts)[0]?.words.zh).toContain('旧卡不收回');
  });

  it('question 15 换发电子证照需要哪些材料: form and old permit; without appearing also the commitment letter', () => {
    const record = soundPermit(preIntegration);
    expect(codes(factsOf({ businessType: 'REISSUE_E', record }))).toEqual(['APPFORM', 'OLDPERMIT']);
    const wish = {
      businessType: 'REISSUE_E',
      record,
      situations: ['notFaceToFace'],
      inputs: { passport: null },
    } as const;
    expect(codes(factsOf(wish))).toEqual(['APPFORM', 'OLDPERMIT', 'COMMIT']);
    expect(canAccept(judged(wish)).allowed).toBe(true);
    expect(answers(judged(wish, ['COMMIT']))).toEqual(['caseIncomplete']);
  });

  it.each([
    ['2024-11-30', 'paper'],
    ['2024-12-01', 'online'],
    ['2024-12-02', 'online'],
  ])('question 16 许可通知注销业务如何操作: a Notice of %s is cancelled %s', (approvalDate, how) => {
    const record = soundPermit({ approvalDate, validTo: '2027-01-31' });
    const facts = judged({ businessType: 'CANCEL_NOTICE_PRE', record, inputs: { passport: null } });
    expect(codes(facts)).toEqual(['EMPREQ']);
    expect(canAccept(facts).allowed).toBe(how === 'paper');
    if (how === 'online') expect(canAccept(facts).reasons[0]?.detail?.['how']).toContain('工作许可证注销');
    const unsealed = { EMPREQ: { seal: 'missing' } } as const;
    expect(canAccept(judged({ businessType: 'CANCEL_NOTICE_PRE', record, seen: unsealed })).allowed).toBe(
      false,
    );
  });

  it('question 18 是否有必要注册领取加载工作许可信息的电子社保卡: the residence permit asks for a valid Notice or its permit page', () => {
    const advice = caseAdvice(shenzhen, factsOf());
    expect(advice.find(({ rule }) => rule === '3.6')?.zh).toContain('有效期内的通知或电子社保卡许可页');
    expect(advice.find(({ rule }) => rule === '5.5')).toMatchObject({ until: '2027-04-01', tone: 'info' });
  });

  it('question 19 验证失败，根据统一社会信用代码未查询到信息: the office for data that was not pushed is named', () => {
    const office = shenzhen.offices.find(({ id }) => id === 'marketRegulation');
    expect(office?.tasks.zh).toContain('信息未推送');
  });

  it('all 19 questions are listed; every one about a window has a test that bears it, and no other has', () => {
    expect(questions.map(([number]) => number)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
    const titles = [
      ...readFileSync(import.meta.filename, 'utf8').matchAll(/'question (\d+) ([^:'$%]+)[:：]/g),
    ];
    for (const [number, words, where] of questions) {
      const bearing = titles.filter((title) => Number(title[1]) === number);
      if (where === 'window') expect(bearing, `question ${number} has no test`).not.toHaveLength(0);
      else {
        expect(bearing, `question ${number} has a test`).toHaveLength(0);
        expect(where.notAtAWindow.length).toBeGreaterThan(40);
      }
      // The words of the notice, so that nobody numbers a test by mistake.
      for (const title of bearing) expect(words).toContain(title[2]);
    }
  });
});
