import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { role } from '../../../../main/contract/access.ts';
import { passwordProblem } from '../../../../main/domain/people/passwordRule.ts';
import {
  defaultOfflineHours,
  offlineHours,
  vouchedUntil,
} from '../../../../main/domain/people/signInLimits.ts';

describe('G10 offline sign-in shrinks with the risk of the role', () => {
  it('a technician has a day, who signs for cards three, a clerk a week', () => {
    expect(defaultOfflineHours).toEqual({
      clerk: 168,
      auditor: 168,
      stockKeeper: 72,
      supervisor: 72,
      technician: 24,
    });
  });

  it('another role never makes it longer', () => {
    const roles = fc.subarray([...role.options], { minLength: 1 });
    const property = fc.property(roles, fc.constantFrom(...role.options), (held, more) => {
      expect(offlineHours([...held, more])).toBeLessThanOrEqual(offlineHours(held));
      expect(held.map((each) => offlineHours([each]))).toContain(offlineHours(held));
    });
    fc.assert(property);
    expect(offlineHours([])).toBe(0);
  });

  it('a profile sets single roles, the others stay', () => {
    expect(offlineHours(['clerk'], { clerk: 12 })).toBe(12);
    expect(offlineHours(['supervisor'], { clerk: 12 })).toBe(72);
    expect(offlineHours(['clerk', 'technician'], { technician: 300 })).toBe(168);
  });

  it('counts from the last word of upstream; without one it is over', () => {
    const confirmedAt = '2026-11-25T00:00:00.000Z';
    expect(vouchedUntil({ roles: ['technician'], confirmedAt })).toBe(Date.parse('2026-11-26T00:00:00.000Z'));
    expect(vouchedUntil({ roles: ['technician'], confirmedAt: null })).toBeNull();
  });
});

describe('I5 passwords', () => {
  it.each([
    ['short', 'tooShort'],
    ['九个字符的口令好吗', 'tooShort'],
    ['xx-LiMin-2026', 'isName'],
    ['aaaaaaaaaaaa', 'oneCharacter'],
    ['a quiet pass phrase', null],
  ])('%s: %s', (password, problem) => {
    expect(passwordProblem(password, { userName: 'limin' })).toBe(problem);
  });
});
