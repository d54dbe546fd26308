import { describe, expect, it } from 'vitest';
import { canAccept } from '../../../../main/domain/cases/decisions.ts';
import { checkDate } from '../../../../main/domain/documents/dateChecks.ts';
import { caseAdvice } from '../../../../main/domain/rules/advice.ts';
import { rulePack } from '../../../../main/domain/rules/rulePack.ts';
import { samplePermit } from '../../helpers/index.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';
import { factsOf, judged, row, shenzhen, soundPermit, type Wish } from './ruleDesk.ts';

/** What is said about a rule number: the last day, and whether it is over. */
const said = (rule: string, wish: Wish) => {
  const facts = factsOf(wish);
  return caseAdvice(facts.pack, facts)
    .filter((each) => each.rule === rule)
    .map(({ until, tone }) => [until, tone]);
};

describe('B4 windows are counted, in words and with their last day', () => {
  it.each([
    ['5.5', { today: '2027-04-01' }, [['2027-04-01', 'info']]],
    ['5.5', { today: '2027-04-02' }, [['2027-04-01', 'warn']]],
    ['5.7', {}, [[null, 'info']]],
    ['5.7', { seen: { VISAPAGE: { effectiveDate: '2026-10-26' } } }, [['2026-11-25', 'info']]],
    ['5.7', { seen: { VISAPAGE: { effectiveDate: '2026-10-25' } } }, [['2026-11-24', 'warn']]],
    // Permit until 2027-10-31: 30 days nationally, 45 at a Shenzhen institution; both are said.
    [
      '5.9',
      { businessType: 'EXTEND', today: '2027-09-17' },
      [
        ['2027-10-01', 'info'],
        ['2027-09-16', 'warn'],
      ],
    ],
    [
      '5.9',
      { businessType: 'EXTEND', today: '2027-10-02' },
      [
        ['2027-10-01', 'warn'],
        ['2027-09-16', 'warn'],
      ],
    ],
    [
      '5.10',
      { businessType: 'CHANGE', seen: { PROOF: { effectiveDate: '2026-11-14' } } },
      [['2026-11-24', 'warn']],
    ],
    // Ten working days from National Day eve: holidays until the 7th, the make-up Saturday 2026-10-10 counts.
    [
      '5.10',
      { businessType: 'CANCEL', seen: { PROOF: { effectiveDate: '2026-09-30' } }, today: '2026-10-20' },
      [['2026-10-20', 'info']],
    ],
    [
      '5.10',
      { businessType: 'CANCEL', seen: { PROOF: { effectiveDate: '2026-09-30' } }, today: '2026-10-21' },
      [['2026-10-20', 'warn']],
    ],
  ] as const)('%s %j: %j', (rule, wish, expected) => {
    expect(said(rule, wish as Wish)).toEqual(expected);
  });

  it('a new passport goes to the police as well, within ten days (4.13, 5.6)', () => {
    const wish: Wish = { businessType: 'CHANGE', seen: { PROOF: { effectiveDate: '2026-11-20' } } };
    expect(said('5.6', wish)).toEqual([]);
    expect(said('5.6', { ...wish, situations: ['newPassport'] })).toEqual([['2026-11-30', 'info']]);
  });

  it.each([
    ['2008-11-25', []],
    ['2008-11-26', [[null, 'warn']]],
    ['1966-11-25', []],
    ['1966-11-24', [[null, 'warn']]],
  ])('1.13 born on %s: the age is flagged, never refused: %j', (birthDate, flagged) => {
    const record = samplePermit({ ...soundPermit(), holder: { ...soundPermit().holder, birthDate } });
    expect(said('1.13', { record })).toEqual(flagged);
    expect(canAccept(judged({ record })).allowed).toBe(true);
  });

  it('over 60 an extension needs a letter of guarantee in Shenzhen, without anybody saying so', () => {
    const born = (birthDate: string): Wish => ({
      businessType: 'EXTEND',
      record: soundPermit({ holder: { ...soundPermit().holder, birthDate } }),
    });
    const wish = born('1966-11-24');
    expect(factsOf(wish).documents.map(({ code }) => code)).toContain('LETTERS');
    expect(factsOf(born('1966-11-25')).documents.map(({ code }) => code)).not.toContain('LETTERS');
    expect(factsOf({ ...wish, pack: shippedPack('310000') }).documents.map(({ code }) => code)).not.toContain(
      'LETTERS',
    );
  });

  it.each([
    ['submission', 'ok'],
    ['entry', 'ok'],
    ['window', 'fails'],
  ] as const)('a six-month rule counted to the day of %s: %s', (reference, result) => {
    const rule = { rule: '5.4', kind: 'atMostMonthsOld', field: 'issueDate', limit: 6, reference } as const;
    const facts = {
      record: soundPermit(),
      passport: null,
      seen:
        factsOf({ seen: { NCR: { issueDate: '2026-05-24' } } }).documents.find(({ code }) => code === 'NCR')
          ?.seen ?? null,
      entryDate: '2026-11-24',
      today: '2026-11-25',
    };
    const found = checkDate(rule, 'NCR', facts);
    expect(found.until).toBe('2026-11-24');
    expect(found.result === 'warn' ? 'ok' : found.result).toBe(result);
    // Without a known day of entry the later day counts.
    if (reference === 'entry')
      expect(checkDate(rule, 'NCR', { ...facts, entryDate: null }).result).toBe('fails');
  });
});

describe('B1 business in words', () => {
  it('4.17 short work says what it is for and what it is not for', () => {
    const facts = factsOf({ businessType: 'SHORT' });
    const [qualifies, other] = caseAdvice(facts.pack, facts).filter(({ rule }) => rule === '4.17');
    expect(qualifies?.zh.split('；')).toHaveLength(6);
    expect(other).toMatchObject({ tone: 'warn', zh: expect.stringContaining('志愿者') as string });
    expect(facts.documents.every(({ requirement }) => requirement === 'electronic')).toBe(true);
  });

  it('4.16 whoever asks for a new permit card is told that it is gone', () => {
    for (const businessType of ['SSC_REPLACE', 'REISSUE_E', 'CHANGE'] as const)
      expect(said('4.16', { businessType })).toEqual([[null, 'info']]);
  });
});

describe('B1 regions and categories', () => {
  const required = (wish: Wish) =>
    factsOf(wish)
      .documents.filter((each) => each.required)
      .map(({ code }) => code);
  const shanghai = shippedPack('310000');

  it('4.3 Shanghai: category A shows no paper, by salary all, B and C all', () => {
    const record = (category: 'A' | 'B' | 'C') => soundPermit({ category });
    expect(required({ pack: shanghai, record: record('A') })).toEqual([]);
    expect(row(factsOf({ pack: shanghai, record: record('A') }), 'NCR').waivedBy).toMatchObject({
      ruleId: '4.3',
    });
    const all = required({ pack: shanghai, record: record('B') });
    expect(all).toHaveLength(8);
    expect(required({ pack: shanghai, record: record('C') })).toEqual(all);
    expect(required({ pack: shanghai, record: record('A'), situations: ['salaryRoute'] })).toEqual(all);
  });

  it('4.4 elsewhere category A is checked as well', () => {
    for (const region of ['100000', '440100', '441900', '440300'])
      expect(required({ pack: shippedPack(region), record: soundPermit({ category: 'A' }) })).toHaveLength(8);
  });

  it('a requirement of one category, with its clause', () => {
    const clause = { zh: '测试条款', en: 'Test clause' };
    const own = { requirement: 'copy', ruleId: '4.4', tag: 'policy', clause } as const;
    const pack = rulePack.parse({
      ...shenzhen,
      businessTypes: shenzhen.businessTypes.map((type) => ({
        ...type,
        documents: type.documents.map((rule) =>
          rule.code === 'MEDICAL' ? { ...rule, byCategory: { C: own } } : rule,
        ),
      })),
    });
    expect(row(factsOf({ pack, record: soundPermit({ category: 'C' }) }), 'MEDICAL')).toMatchObject({
      requirement: 'copy',
      required: true,
      clauseEn: 'Test clause',
    });
    expect(row(factsOf({ pack }), 'MEDICAL')).toMatchObject({ requirement: 'original' });
  });

  it('9.3 only Guangzhou and Dongguan make a card without insurance', () => {
    const regions = ['100000', '310000', '440100', '440300', '441900'];
    expect(regions.filter((region) => shippedPack(region).uninsuredMayGetCard)).toEqual(['440100', '441900']);
  });
});
