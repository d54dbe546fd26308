import { describe, expect, it } from 'vitest';
import type { DocumentFacts, Situation } from '../../../../main/contract/caseFacts.ts';
import type { AuthType, DocumentCode } from '../../../../main/contract/permit.ts';
import { canAccept, canSupplement } from '../../../../main/domain/cases/decisions.ts';
import { gaps } from '../../../../main/domain/cases/gaps.ts';
import { codes, factsOf, judged, row, shenzhen, soundPermit } from '../rules/ruleDesk.ts';

/** The record without what it says about one document. */
const silentAbout = (code: DocumentCode) =>
  soundPermit({
    documents: [...soundPermit().documents.filter((entry) => entry.code !== code), { code }],
  });
const authentication = (
  code: 'DEGREE' | 'NCR',
  seen: Partial<DocumentFacts>,
  wish: { readonly submissionDate?: string; readonly situations?: readonly Situation[] } = {},
) => {
  const record = { ...silentAbout(code), submissionDate: wish.submissionDate ?? '2026-09-15' };
  const found = row(factsOf({ record, seen: { [code]: seen }, situations: wish.situations ?? [] }), code);
  const check = found.formChecks.find(({ kind }) => kind === 'authentication');
  return { rule: check?.rule, result: check?.result, asks: found.asks.map(({ fact }) => fact), check };
};

describe('B1 authentication by kind, country and day (4.31 to 4.33)', () => {
  it.each<[AuthType, 'DEGREE' | 'NCR', string]>([
    ['consular', 'DEGREE', 'ok'],
    ['consular', 'NCR', 'ok'],
    ['cn_degree_authentication', 'DEGREE', 'ok'],
    ['cn_degree_authentication', 'NCR', 'fails'],
    ['notary_hkmotw', 'DEGREE', 'ok'],
    ['notary_hkmotw', 'NCR', 'ok'],
    ['none_required', 'DEGREE', 'fails'],
    ['none_required', 'NCR', 'fails'],
  ])('%s on %s: %s', (authType, code, result) => {
    expect(authentication(code, { authType })).toMatchObject({ rule: '4.31', result });
  });

  it.each([
    ['DEU', '2026-09-15', 'ok'],
    ['DEU', '2023-11-07', 'ok'],
    ['DEU', '2023-11-06', 'fails'],
    ['CAN', '2024-01-11', 'ok'],
    ['CAN', '2024-01-10', 'fails'],
    ['TKM', '2026-09-15', 'asks'],
    ['IND', '2026-09-15', 'asks'],
    [null, '2026-09-15', 'look'],
    [null, '2023-11-06', 'fails'],
  ])('an apostille of %s for an application of %s: %s', (authCountry, submissionDate, result) => {
    expect(
      authentication('DEGREE', { authType: 'apostille', authCountry }, { submissionDate }),
    ).toMatchObject({
      rule: '4.32',
      result,
    });
  });

  it('an apostille made before it could count is a warning', () => {
    const seen = { authType: 'apostille', authCountry: 'DEU', authDate: '2023-11-06' } as const;
    expect(authentication('DEGREE', seen)).toMatchObject({ result: 'warn' });
    expect(authentication('DEGREE', { ...seen, authDate: '2023-11-07' })).toMatchObject({ result: 'ok' });
  });

  it('a state that the pack does not know is asked about, never guessed', () => {
    const seen = { authType: 'apostille', authCountry: 'TKM' } as const;
    expect(authentication('DEGREE', seen).asks).toEqual(['authority', 'authNumber']);
    expect(authentication('DEGREE', { ...seen, authority: 'Ministry' }).asks).toEqual(['authNumber']);
    const said = authentication('DEGREE', { ...seen, authority: 'Ministry', authNumber: 'A-1' });
    expect(said).toMatchObject({ result: 'warn', asks: [] });
  });

  it('a notary of Hong Kong, Macao or Taiwan is for papers from there', () => {
    const notary = (authCountry: string) =>
      authentication('NCR', { authType: 'notary_hkmotw', authCountry }).result;
    expect(['HKG', 'MAC', 'TWN', 'DEU'].map(notary)).toEqual(['ok', 'ok', 'ok', 'fails']);
  });

  it('takes the country from the record where it says one, and from the paper where the clerk read another', () => {
    const recorded = soundPermit({
      documents: [
        ...soundPermit().documents.filter(({ code }) => code !== 'DEGREE'),
        { code: 'DEGREE', authType: 'apostille', authCountry: 'TKM' },
      ],
    });
    expect(row(factsOf({ record: recorded }), 'DEGREE').formChecks[0]).toMatchObject({ result: 'asks' });
    const read = factsOf({ record: recorded, seen: { DEGREE: { authCountry: 'DEU' } } });
    expect(row(read, 'DEGREE').formChecks[0]).toMatchObject({ result: 'ok' });
  });

  it('a Chinese degree needs the original only', () => {
    expect(authentication('DEGREE', {}, { situations: ['chineseDegree'] })).toMatchObject({
      result: 'ok',
      asks: [],
    });
    expect(authentication('NCR', {}, { situations: ['chineseDegree'] })).toMatchObject({ result: 'asks' });
  });

  it('every listed state has a source with words, and a day on or after 2023-11-07', () => {
    const { states, sources } = shenzhen.apostille;
    expect(states.length).toBeGreaterThan(80);
    for (const { country, from, source } of states) {
      expect(from >= '2023-11-07').toBe(true);
      expect(`${country} ${sources[source]?.zh}`).toMatch(/公约|缔约国/);
    }
    for (const unsettled of ['IND', 'TKM', 'HKG', 'MAC', 'TWN'])
      expect(states.map(({ country }) => country)).not.toContain(unsettled);
  });
});

describe('B4 what the record does not say is asked for, and typed once', () => {
  it.each([
    ['DEGREE', ['authType'], { authType: 'consular' }],
    ['NCR', ['authType', 'issueDate'], { authType: 'consular', issueDate: '2026-08-01' }],
    ['MEDICAL', ['issueDate'], { issueDate: '2026-08-01' }],
    ['CONTRACT', ['effectiveDate'], { effectiveDate: '2026-10-01' }],
  ] as const)('%s asks for %j, and blocks until then', (code, wanted, seen) => {
    const record = silentAbout(code);
    const open = judged({ record });
    expect(
      row(open, code)
        .asks.filter(({ required }) => required)
        .map(({ fact }) => fact),
    ).toEqual(wanted);
    expect(canAccept(open).reasons.map((reason) => reason.code)).toEqual(['caseIncomplete']);
    expect(canSupplement(open).reasons.map((reason) => reason.code)).toEqual(['caseIncomplete']);
    const said = judged({ record, seen: { [code]: seen } });
    expect(row(said, code).asks.filter(({ required }) => required)).toEqual([]);
    expect(canAccept(said).allowed).toBe(true);
  });

  it('asks for nothing that the record says', () => {
    const asked = factsOf().documents.flatMap((each) => each.asks.filter(({ required }) => required));
    expect(asked).toEqual([]);
  });

  it('the date on the paper beats the record', () => {
    const stale = judged({ seen: { NCR: { issueDate: '2026-03-14' } } });
    expect(row(stale, 'NCR').dateChecks).toMatchObject([{ result: 'fails', until: '2026-09-14' }]);
    expect(gaps(stale)).toMatchObject([{ code: 'NCR' }]);
    const fresh = soundPermit({
      documents: [
        ...soundPermit().documents.filter(({ code }) => code !== 'NCR'),
        { code: 'NCR', issueDate: '2026-03-14', authType: 'consular' },
      ],
    });
    expect(canAccept(judged({ record: fresh })).allowed).toBe(false);
    expect(canAccept(judged({ record: fresh, seen: { NCR: { issueDate: '2026-03-15' } } })).allowed).toBe(
      true,
    );
  });
});

describe('B1 form, translation, seal and signature (4.5)', () => {
  it.each([
    ['NCR', { form: 'copy' }, '不是原件'],
    ['NCR', { translation: 'unsealed' }, '翻译件未盖用人单位公章'],
    ['NCR', { translation: 'missing' }, '缺中文翻译件'],
    ['APPFORM', { seal: 'missing' }, '缺：加盖用人单位公章'],
    ['APPFORM', { signature: 'differs' }, '签名与护照不符'],
  ] as const)('%s %j is a gap that says: %s', (code, seen, words) => {
    const facts = judged({ seen: { [code]: seen } });
    expect(canAccept(facts).allowed).toBe(false);
    expect(gaps(facts)).toMatchObject([{ code, reason: { zh: expect.stringContaining(words) as string } }]);
  });

  it('a passport needs no translation', () => {
    expect(row(factsOf(), 'PASSPORT').formChecks).toEqual([]);
  });

  it('a former employer seals or signs: only both missing is too little', () => {
    const accepted = (seen: Partial<DocumentFacts>): boolean =>
      canAccept(judged({ seen: { WORKEXP: seen } })).allowed;
    expect(accepted({ seal: 'missing' })).toBe(true);
    expect(accepted({ seal: 'missing', signature: 'matches' })).toBe(true);
    expect(accepted({ signature: 'missing', seal: 'present' })).toBe(true);
    expect(accepted({ seal: 'missing', signature: 'missing' })).toBe(false);
  });

  it('what the eye has to see blocks nothing before it is said', () => {
    const looks = factsOf().documents.flatMap((each) =>
      each.formChecks.filter(({ result }) => result === 'look'),
    );
    expect(looks.length).toBeGreaterThan(5);
    expect(canAccept(judged()).allowed).toBe(true);
  });
});

describe('B1 situations decide what is shown, with the clause', () => {
  it.each<[Situation[], DocumentCode[]]>([
    [['permitWithin3Years'], ['DEGREE', 'NCR']],
    [
      ['permitWithin3Years', 'samePost'],
      ['DEGREE', 'NCR', 'WORKEXP'],
    ],
    [['samePost'], []],
  ])('%j waives %j (4.34)', (situations, waived) => {
    const facts = factsOf({ situations });
    const off = facts.documents.filter(({ requirement }) => requirement === 'waived');
    expect(off.map(({ code }) => code).toSorted()).toEqual(waived.toSorted());
    for (const each of off) expect(each.waivedBy).toMatchObject({ ruleId: '4.34' });
  });

  it('an agent brings a power of attorney', () => {
    expect(codes(factsOf())).not.toContain('POA');
    expect(codes(factsOf({ situations: ['agent'] }))).toContain('POA');
  });

  it('what the record says cannot be unsaid', () => {
    expect(codes(factsOf({ record: soundPermit({ familyMembers: 1 }), situations: [] }))).toContain('FAMILY');
    expect(factsOf({ situations: [] }).situations).toContain('entered');
  });

  it('what this kind of business does not offer counts for nothing', () => {
    expect(factsOf({ situations: ['salaryRoute', 'notFaceToFace'] }).situations).toEqual(['entered']);
  });
});
