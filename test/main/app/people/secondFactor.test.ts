import { describe, expect, it } from 'vitest';
import { verifySecondFactor } from '../../../../main/app/people/secondFactor.ts';
import { newOneTimeSecret, oneTimeCodeAt, oneTimeStepOf } from '../../../../main/infra/crypto/oneTimeCode.ts';
import { audited, withStaff } from './people.ts';

async function technician() {
  const { deps, staff } = await withStaff(['tech', ['technician']]);
  const [made] = staff;
  if (made === undefined) throw new Error('nobody was made');
  const secret = newOneTimeSecret();
  deps.stores.run(() => deps.stores.staff.save({ ...made, oneTimeSecret: secret }));
  // The middle of a step, so that half a minute is a step.
  deps.clock.set('2026-11-25T01:20:15.000Z');
  const at = (steps: number): string => oneTimeCodeAt(secret, deps.clock.now() + steps * 30_000);
  const verify = (code: string): string => {
    const result = verifySecondFactor(deps, made, code);
    return result.ok ? 'ok' : result.error.code;
  };
  const person = () => deps.stores.staff.get(made.id);
  return { deps, at, verify, person, made };
}

describe('E7 one-time codes as RFC 6238 has them', () => {
  it('gives the codes of its appendix B', () => {
    // 20 bytes "12345678901234567890", SHA-1; the last six digits of the eight.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
    ] as const) {
      expect(oneTimeCodeAt(secret, seconds * 1000)).toBe(code);
      expect(oneTimeStepOf(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
    }
  });

  it('a secret is 160 bits in base 32, never the same', () => {
    expect(newOneTimeSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newOneTimeSecret()).not.toBe(newOneTimeSecret());
  });
});

describe('E7 the second factor', () => {
  it('the code of now, of the step before and after; no other', async () => {
    for (const [steps, answer] of [
      [-2, 'oneTimeCodeWrong'],
      [-1, 'ok'],
      [0, 'ok'],
      [1, 'ok'],
      [2, 'oneTimeCodeWrong'],
    ] as const) {
      const { verify, at } = await technician();
      expect([steps, verify(at(steps))]).toEqual([steps, answer]);
    }
  });

  it('is good once, and so are those before it', async () => {
    const { verify, at, deps } = await technician();
    expect([verify(at(0)), verify(at(0)), verify(at(-1))]).toEqual([
      'ok',
      'oneTimeCodeUsed',
      'oneTimeCodeUsed',
    ]);
    deps.clock.advance(30_000);
    expect(verify(`${at(0).slice(0, 3)} ${at(0).slice(3)}`)).toBe('ok');
  });

  it('wrong ones count towards the lock, which holds for the right one too', async () => {
    const { verify, at, deps, person } = await technician();
    for (let count = 1; count <= 4; count += 1) expect(verify('000000')).toBe('oneTimeCodeWrong');
    expect(verify('abcdef')).toBe('accountLocked');
    expect(verify(at(0))).toBe('accountLocked');
    deps.clock.advance(15 * 60_000);
    expect(verify(at(0))).toBe('ok');
    expect(person()).toMatchObject({ failedAttempts: 0, lockedUntil: null });
  });

  it('needs somebody who is enrolled and active', async () => {
    const { verify, at, deps, made } = await technician();
    const save = (change: object) => deps.stores.run(() => deps.stores.staff.save({ ...made, ...change }));
    save({ oneTimeSecret: null });
    expect(verify(at(0))).toBe('secondFactorMissing');
    save({ active: false });
    expect(verify(at(0))).toBe('accountDeactivated');
  });

  it('every try is in the journal, without the code', async () => {
    const { verify, at, deps } = await technician();
    const code = at(0);
    verify('000000');
    verify(code);
    expect(audited(deps).map(({ event, actor }) => [event, actor])).toEqual([
      ['secondFactor.failed', 'tech'],
      ['secondFactor.done', 'tech'],
    ]);
    expect(JSON.stringify(audited(deps))).not.toContain(code);
  });
});
