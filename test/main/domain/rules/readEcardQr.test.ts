import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upstreamCalls } from '../../../../main/contract/upstream.ts';
import { readEcardQr, trainingEcardQr } from '../../../../main/domain/rules/readEcardQr.ts';
import { readQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import type { RulePack } from '../../../../main/domain/rules/rulePack.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

const pack = shippedPack('440300');
const training = { training: true };
const token = fc.stringMatching(/^[0-9A-Z]{24}$/);
/** What a city might allow once the national grammar is known to it: a host, and nothing about what follows. */
const allowList: Pick<RulePack, 'ecardQr'> = {
  ecardQr: [{ id: 'city', prefix: 'https://ecard.example.cn/', lifeSeconds: 60, trainingOnly: false }],
};
const codeOf = (result: ReturnType<typeof readEcardQr>): string =>
  result === null ? 'none' : result.ok ? 'ecard' : result.error.code;

describe('A11 3.9 3.10 which text is a code of an electronic card, and may leave the station', () => {
  it('every training code is taken as it is, with its life of 60 seconds, and is no permit', () => {
    fc.assert(
      fc.property(token, fc.constantFrom('', ' ', '\r\n'), (each, around) => {
        const text = trainingEcardQr(each);
        expect(readEcardQr(`${around}${text}${around}`, pack, training)).toEqual({
          ok: true,
          value: { text, lifeSeconds: 60 },
        });
        expect(readQr(text, pack, training)).toMatchObject({ ok: false });
      }),
    );
  });

  it('a training code with one character changed, dropped or doubled is damaged or nothing, never a code', () => {
    fc.assert(
      fc.property(token, fc.nat(33), fc.constantFrom('change', 'drop', 'double'), (each, at, how) => {
        const text = trainingEcardQr(each);
        const letter = text.charAt(at);
        const put = { change: letter === 'Q' ? 'R' : 'Q', drop: '', double: letter + letter }[how] ?? '';
        const read = codeOf(readEcardQr(text.slice(0, at) + put + text.slice(at + 1), pack, training));
        expect(read).toBe(at < 5 && !(how === 'double' && at === 4) ? 'none' : 'ecardDamaged');
      }),
      { numRuns: 300 },
    );
  });

  it('on any text: a result or nothing, in good time; what is sent fits the contract and is what was scanned', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ maxLength: 60 }).map((rest) => `ZKE1:${rest}`),
      fc.string({ unit: 'binary', maxLength: 60 }).map((rest) => `https://ecard.example.cn/${rest}`),
      fc.nat(9000).map((length) => `https://ecard.example.cn/${'a'.repeat(length)}`),
    );
    const both = { ecardQr: [...pack.ecardQr, ...allowList.ecardQr] };
    fc.assert(
      fc.property(anything, (text) => {
        const read = readEcardQr(text, both, training);
        const begins = /^(?:ZKE1:|https:\/\/ecard\.example\.cn\/)/.test(text.trim());
        expect(read === null).toBe(!begins);
        if (read === null) return;
        if (read.ok) {
          expect(read.value.text).toBe(text.trim());
          expect(upstreamCalls.ecardCheck.in.shape.code.safeParse(read.value.text).success).toBe(true);
          // oxlint-disable-next-line no-control-regex
          expect(read.value.text).not.toMatch(/[\u0000-\u001f\u007f]/u);
        } else expect(read.error.code).toBe('ecardDamaged');
      }),
      { numRuns: 500 },
    );
  });

  it('production: no training code, nothing without an entry, anything after an allowed beginning', () => {
    const text = trainingEcardQr('A'.repeat(24));
    expect(readEcardQr(text, pack, { training: false })).toBeNull();
    const production = { training: false };
    expect(codeOf(readEcardQr('https://ecard.example.cn/x?y=1', allowList, production))).toBe('ecard');
    expect(codeOf(readEcardQr('https://ecard.example.cn/', allowList, production))).toBe('ecardDamaged');
    expect(codeOf(readEcardQr('https://ecard.example.cn.evil.example/x', allowList, production))).toBe(
      'none',
    );
    expect(codeOf(readEcardQr('https://ecard.example.cn/x\u0000y', allowList, production))).toBe(
      'ecardDamaged',
    );
    expect(codeOf(readEcardQr(trainingPermitQr('TEST00000001'), allowList, production))).toBe('none');
  });
});
