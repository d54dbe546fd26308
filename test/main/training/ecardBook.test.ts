import { describe, expect, it } from 'vitest';
import { upstreamBench } from './helpers/bench.ts';

async function bench() {
  const clock = { now: Date.parse('2026-11-25T02:00:00.000Z') };
  const at = await upstreamBench({ now: () => clock.now });
  const check = async (code: string, permitNumber: string | null = null) => {
    const outcome = await at.upstream.call('ecardCheck', { code, use: '01', permitNumber });
    if (outcome.kind !== 'answer') throw new Error(outcome.kind);
    return outcome.value.check;
  };
  return { ...at, clock, check };
}

describe('A11 the training upstream knows the codes of its electronic cards, over HTTP', () => {
  it('a code is good for 60 seconds, also twice, and tells masked facts only', async () => {
    const { embedded, clock, check, person } = await bench();
    const { permit } = person('anna');
    const code = embedded.showEcard(permit.permitNumber);
    const good = {
      result: 'valid',
      holder: {
        permitNumber: permit.permitNumber,
        birthYear: Number(permit.holder.birthDate.slice(0, 4)),
        passportTail: permit.holder.passportNumber.slice(-4),
      },
    };
    expect(await check(code)).toEqual(good);
    clock.now += 59_999;
    expect(await check(code, permit.permitNumber)).toEqual(good);
    clock.now += 1;
    expect(await check(code)).toEqual({ result: 'expired' });
  });

  it('of another person nothing is told but that it is another', async () => {
    const { embedded, check, person } = await bench();
    const code = embedded.showEcard(person('karl').permit.permitNumber);
    expect(await check(code, person('anna').permit.permitNumber)).toEqual({ result: 'notYours' });
  });

  it('a card with no permit is good and says so; a code that was never shown is unknown; no two are alike', async () => {
    const { embedded, check } = await bench();
    const code = embedded.showEcard(null);
    expect(await check(code)).toEqual({ result: 'valid', holder: null });
    expect(await check(`${code.slice(0, -1)}?`)).toEqual({ result: 'unknown' });
    expect(new Set(Array.from({ length: 50 }, () => embedded.showEcard(null))).size).toBe(50);
  });
});
