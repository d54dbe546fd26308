import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PassportRead, Verdict } from '../../../../main/contract/cases.ts';
import { documentFacts, situation, type DocumentFacts } from '../../../../main/contract/caseFacts.ts';
import {
  authType,
  businessType,
  documentCode,
  permitCategory,
  type PermitRecord,
} from '../../../../main/contract/permit.ts';
import { composePassportZone, parsePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { addDays } from '../../../../main/domain/calendar/dates.ts';
import { caseFacts, type CaseFacts, type CaseInputs } from '../../../../main/domain/cases/caseFacts.ts';
import { canAccept, canSupplement } from '../../../../main/domain/cases/decisions.ts';
import { gaps } from '../../../../main/domain/cases/gaps.ts';
import { isSatisfied } from '../../../../main/domain/documents/documentChecklist.ts';
import { caseAdvice } from '../../../../main/domain/rules/advice.ts';
import type { RulePack } from '../../../../main/domain/rules/rulePack.ts';
import { samplePermit } from '../../helpers/index.ts';
import { shippedPacks } from '../../helpers/shippedPacks.ts';
import { at } from './ruleDesk.ts';

const today = '2026-11-25';
const nearby = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days));
/** Mostly as it should be, sometimes not: pure chance would hardly ever get as far as an acceptance. */
const mostly = <Value>(good: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: other });
const name = fc.stringMatching(/^[A-ZÉØŁ '<-]{1,20}$/u);

const record = fc
  .record({
    category: fc.constantFrom(...permitCategory.options),
    status: mostly('valid', fc.constantFrom('cancelled', 'suspended')),
    approvalDate: fc.oneof(fc.constant('2026-10-01'), fc.constantFrom('2024-11-30', '2024-12-01')),
    submissionDate: fc.oneof(fc.constant('2026-09-15'), nearby),
    validTo: mostly('2027-10-31', nearby),
    familyMembers: fc.nat(1),
    silent: fc.subarray(documentCode.options, { maxLength: 3 }),
    dates: fc.array(nearby, { minLength: 3, maxLength: 3 }),
    soundDates: mostly(true, fc.constant(false)),
    auth: mostly('apostille', fc.constantFrom(...authType.options)),
    birthDate: fc.constantFrom('1990-01-02', '1958-01-02', '2010-01-02'),
    familyName: mostly('EXAMPLE', name),
  })
  .map(({ silent, dates, soundDates, auth, birthDate, familyName, ...changes }) => {
    const day = (index: number, sound: string): string => (soundDates ? sound : (dates[index] ?? sound));
    const base = samplePermit();
    return samplePermit({
      ...changes,
      holder: { ...base.holder, birthDate, familyName },
      documents: [
        { code: 'APPFORM' as const },
        { code: 'WORKEXP' as const },
        { code: 'DEGREE' as const, authType: auth },
        { code: 'NCR' as const, issueDate: day(0, '2026-08-01'), authType: auth },
        { code: 'MEDICAL' as const, issueDate: day(1, '2026-08-02') },
        { code: 'CONTRACT' as const, effectiveDate: day(2, '2026-11-01') },
        { code: 'PHOTO' as const, issueDate: day(1, '2026-08-03') },
      ].filter(({ code }) => !silent.includes(code)),
    });
  });

/** How the passport was laid on the reader: with a character of a line read wrong at a place, or not at all. */
type Reading =
  'right' | 'none' | 'wrongNumber' | 'expired' | { readonly place: number; readonly letter: string };
const reading: fc.Arbitrary<Reading> = fc.oneof(
  fc.constantFrom<Reading>('none', 'wrongNumber', 'expired'),
  fc.record({ place: fc.nat(87), letter: fc.constantFrom('0', '8', 'A', 'X', '<') }),
);

/** What a reader makes of the zone of this permit's holder; null where the zone was refused, as it is at the desk. */
function passportRead({ holder }: PermitRecord, how: Reading): PassportRead | null {
  if (how === 'none') return null;
  const lines = composePassportZone({
    issuingState: 'D<<',
    nationality: 'D<<',
    familyName: holder.familyName,
    givenNames: holder.givenNames,
    documentNumber: how === 'wrongNumber' ? 'X999' : holder.passportNumber,
    birthDate: holder.birthDate,
    sex: holder.sex,
    expiryDate: how === 'expired' ? '2026-11-24' : holder.passportExpiry,
  });
  const whole = lines.join('');
  const seen =
    typeof how === 'object' ? whole.slice(0, how.place) + how.letter + whole.slice(how.place + 1) : whole;
  const parsed = parsePassportZone([seen.slice(0, 44), seen.slice(44)], today, at);
  return parsed.ok ? parsed.value : null;
}

const nullable = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const facts: fc.Arbitrary<DocumentFacts> = fc.record({
  form: nullable(fc.constantFrom('original', 'copy', 'electronic')),
  issueDate: nullable(nearby),
  effectiveDate: nullable(nearby),
  authType: nullable(fc.constantFrom(...authType.options)),
  authCountry: nullable(fc.constantFrom('DEU', 'TKM', 'HKG', 'CAN')),
  authority: nullable(fc.constant('Ministry')),
  authNumber: nullable(fc.constant('A-1')),
  authDate: nullable(nearby),
  translation: nullable(fc.constantFrom('notNeeded', 'sealed', 'unsealed', 'missing')),
  seal: nullable(fc.constantFrom('present', 'missing')),
  signature: nullable(fc.constantFrom('matches', 'differs', 'missing')),
});

/** A pack with a part of its papers taken out or made electronic: any pack, not only the shipped ones. */
const pack: fc.Arbitrary<RulePack> = fc
  .tuple(fc.constantFrom(...shippedPacks), fc.subarray(documentCode.options), fc.boolean())
  .map(([shipped, touched, electronic]) => ({
    ...shipped,
    businessTypes: shipped.businessTypes.map((type) => ({
      ...type,
      documents: electronic
        ? type.documents.map((rule) =>
            touched.includes(rule.code) ? { ...rule, requirement: 'electronic' as const } : rule,
          )
        : type.documents,
    })),
  }));

const verdicts = fc.array(
  fc.record({
    document: fc.constantFrom(...documentCode.options),
    verdict: fc.constantFrom<Verdict>('matches', 'matches', 'matches', 'differs', 'missing', 'notNeeded'),
  }),
  { maxLength: 3 },
);

const inputs: fc.Arbitrary<CaseInputs> = fc
  .record({
    pack,
    record,
    businessType: mostly('OVERSEAS', fc.constantFrom(...businessType.options)),
    situations: fc.oneof(fc.constant(null), fc.subarray(situation.options, { maxLength: 4 })),
    seen: fc.dictionary(fc.constantFrom(...documentCode.options), facts, { maxKeys: 2 }),
    read: mostly<Reading>('right', reading),
    eye: mostly('same', fc.constantFrom('differs', 'open')),
    allMatch: mostly(true, fc.constant(false)),
    judged: fc.oneof(
      { weight: 2, arbitrary: verdicts.map((each) => each.slice(0, 0)) },
      { weight: 1, arbitrary: verdicts },
    ),
    state: mostly('open', fc.constantFrom('supplement', 'accepted', 'notOurs', 'held')),
  })
  .map(({ read, eye, allMatch, judged, seen, ...rest }) => {
    const matching = allMatch
      ? documentCode.options
          .filter((document) => !judged.some((entry) => entry.document === document))
          .map((document) => ({ document, verdict: 'matches' as const }))
      : [];
    return {
      ...rest,
      finding: null,
      countsAsAcceptedOn: null,
      fetchedAt: at,
      custody: [],
      passport: passportRead(rest.record, read),
      eye: eye === 'open' ? [] : [{ field: 'name', outcome: eye, by: 'Test clerk', at }],
      verdicts: [...matching, ...judged].map((entry) => ({
        ...entry,
        note: entry.verdict === 'differs' ? 'x' : null,
        by: 'Test clerk',
        at,
      })),
      seen: Object.entries(seen).map(([document, said]) => ({
        document: documentCode.parse(document),
        ...documentFacts.parse(said),
        by: 'Test clerk',
        at,
      })),
      nowMillis: Date.parse(`${today}T02:00:00.000Z`),
    } as CaseInputs;
  });

const numRuns = 2000;
const bad = (found: CaseFacts): string[] =>
  found.documents
    .filter((row) => {
      if (row.verdict === 'notNeeded') return false;
      const fails = [...row.dateChecks, ...row.formChecks].some(({ result }) => result === 'fails');
      if (!row.required) return fails;
      const asks =
        row.asks.some(({ required }) => required) || row.formChecks.some(({ result }) => result === 'asks');
      return row.verdict !== 'matches' || fails || asks;
    })
    .map(({ code }) => code);

describe('B2 B4 whatever the pack, the passport, the name and the dates', () => {
  it('no case is accepted with an open or failing row, a passport that differs, or a business that is not done here', () => {
    let accepted = 0;
    fc.assert(
      fc.property(inputs, (given) => {
        const found = caseFacts(given);
        if (!canAccept(found).allowed) return;
        accepted += 1;
        expect(bad(found)).toEqual([]);
        expect(found.comparison.every((row) => row.machine === 'same' || row.eye?.outcome === 'same')).toBe(
          true,
        );
        expect(found.business?.handledAt).toBe('window');
        expect(found.record.status).toBe('valid');
        expect(found.record.validTo >= today).toBe(true);
        expect(['open', 'supplement']).toContain(given.state);
        if (found.documents.some(({ code }) => code === 'PASSPORT')) expect(found.passport).not.toBeNull();
      }),
      { numRuns },
    );
    // The property says nothing unless it was reached.
    expect(accepted).toBeGreaterThan(numRuns / 40);
  });

  it('a supplement lists exactly the unsatisfied rows, each with a reason in both languages', () => {
    let told = 0;
    fc.assert(
      fc.property(inputs, (given) => {
        const found = caseFacts(given);
        if (!canSupplement(found).allowed) return;
        told += 1;
        const differs = found.comparison.some(
          (row) =>
            row.eye?.outcome === 'differs' || (row.machine === 'differs' && row.eye?.outcome !== 'same'),
        );
        const expected = found.documents
          .filter((row) => !isSatisfied(row) || (row.code === 'PASSPORT' && row.required && differs))
          .map(({ code }) => code);
        const listed = gaps(found);
        expect(listed.map(({ code }) => code)).toEqual(expected);
        for (const { reason, clause } of listed) {
          expect(reason.zh).not.toBe('');
          expect(reason.en).not.toBe('');
          expect(clause.zh).not.toBe('');
        }
      }),
      { numRuns },
    );
    expect(told).toBeGreaterThan(numRuns / 40);
  });

  it('the same inputs give the same decision, and are left as they were', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const before = JSON.stringify(given);
        const decide = (): string => {
          const found = caseFacts(given);
          return JSON.stringify([
            found.documents,
            canAccept(found),
            canSupplement(found),
            gaps(found),
            caseAdvice(found.pack, found),
          ]);
        };
        expect(decide()).toBe(decide());
        expect(JSON.stringify(given)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});
