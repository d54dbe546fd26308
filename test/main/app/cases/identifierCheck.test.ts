import { describe, expect, it } from 'vitest';
import { identifierHandlers } from '../../../../main/app/cases/identifierHandlers.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { sampleStaff, testCaller, testDeps } from '../../helpers/index.ts';

const { in: input, out, surfaces, mutating } = methods.identifierCheck;

describe('A5 a number is checked at the desk without a case', () => {
  const handlers = identifierHandlers(testDeps());
  const caller = testCaller(sampleStaff(['clerk']));
  const check = (kind: string, text: string) =>
    handlers.identifierCheck(input.parse({ kind, text }), caller) as { ok: true; value: unknown };

  it('as typed, in small letters and with spaces around it', () => {
    const answer = check('creditCode', ' 9144030071526726xg ');
    expect(out.parse(answer.value)).toMatchObject({ result: 'good', rule: '1.15' });
    // The birth year of an old card is resolved by the clock of the station.
    expect(check('residentCardOld', 'KAZ110090123105').value).toMatchObject({ result: 'good' });
  });

  it('is for windows, changes nothing, and takes no number without its kind', () => {
    expect(surfaces).toEqual(['window']);
    expect(mutating).toBe(false);
    expect(input.safeParse({ text: 'DEU0G01234567' }).success).toBe(false);
    expect(input.safeParse({ kind: 'passport', text: '' }).success).toBe(false);
  });
});
