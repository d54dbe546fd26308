import { describe, expect, it } from 'vitest';
import { describeError } from '../../../../main/contract/errors.ts';
import { insuranceProblem } from '../../../../main/domain/cases/decisions.ts';
import { samplePermit } from '../../helpers/index.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

const today = '2026-11-25';
const facts = (birthDate: string, region = '440300', insured = false) => ({
  today,
  pack: shippedPack(region),
  record: samplePermit({ insured, holder: { ...samplePermit().holder, birthDate } }),
});

describe('A10 uninsured and over-age people are told why there is no physical card (1.13, 1.14, 9.3)', () => {
  it.each([
    ['insured', '1990-01-02', true, null],
    ['not insured yet', '1990-01-02', false, 'notInsured'],
    ['not insured, on the 60th birthday', '1966-11-25', false, 'notInsured'],
    ['above the age', '1966-11-24', false, 'overInsurableAge'],
    ['above the age and insured', '1950-01-02', true, null],
  ] as const)('%s', (_who, birthDate, insured, code) => {
    expect(insuranceProblem(facts(birthDate, '440300', insured))?.code ?? null).toBe(code);
  });

  it('where only a permit is asked for, nobody is refused for it', () => {
    expect(insuranceProblem(facts('1950-01-02', '441900'))).toBeNull();
  });

  it('the words are those of the pack, and say what the person can do', () => {
    const problem = insuranceProblem(facts('1950-01-02'));
    if (problem === null) throw new Error('no problem');
    expect(String(problem.detail?.['reason'])).toContain(
      shippedPack('440300').cardRefusals?.overAge.en ?? 'nothing',
    );
    expect(describeError(problem, 'en').remedy).toContain('electronic permit');
  });
});
