import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handOverInput, signatureField, type HandOverInput } from '../../../../main/contract/handOver.ts';
import {
  isFresh,
  proofLifeMs,
  receiptOf,
  type HandOverFacts,
} from '../../../../main/domain/cards/handOver.ts';
import { isSignature, signatureSvg } from '../../../../main/domain/cards/signature.ts';

const enabledAt = '2026-11-25T01:10:00.000Z';
const now = Date.parse('2026-11-25T01:20:00.000Z');
const ago = (ms: number): string => new Date(now - ms).toISOString();
const facts = (changes: Partial<HandOverFacts> = {}): HandOverFacts => ({
  now,
  enabledAt,
  passportReadAt: ago(60_000),
  codeReadAt: null,
  documentNumber: 'C01X00T47',
  holderPin: false,
  atBezel: false,
  offerUnknown: false,
  ...changes,
});
const strokes: [number, number][][] = [
  [
    [100, 200],
    [300, 120],
    [500, 260],
  ],
];
const said = (changes: Partial<HandOverInput> = {}): HandOverInput => ({
  recipient: 'holder',
  phone: '0755 00000000',
  identity: { how: 'passportRead' },
  proof: { kind: 'signature', strokes },
  pin: 'notAvailable',
  ...changes,
});
const digest = 'a'.repeat(64);
/** The part that is missing; null = proven. */
const missing = (
  input: HandOverInput,
  host: HandOverFacts = facts(),
  sealed: string | null = digest,
): unknown => {
  const judged = receiptOf(input, host, sealed);
  return judged.ok ? null : judged.error.detail?.['proofPart'];
};
// A citizen number of nobody whose check character closes (MOD 11-2).
const agent = { name: 'Test Agent', relation: 'employer', citizenId: '11010519491231002X' } as const;

describe('D11 9.25 a hand-over is proven part by part', () => {
  it('passport read by the desk, signature drawn: one receipt', () => {
    const judged = receiptOf(said(), facts(), digest);
    expect(judged).toEqual({
      ok: true,
      value: {
        recipient: 'holder',
        phone: '0755 00000000',
        identity: { how: 'passportRead', at: ago(60_000) },
        proof: { kind: 'signature', digest },
        pin: 'notAvailable',
        agent: null,
      },
    });
  });

  it.each([
    ['no passport was read', said(), facts({ passportReadAt: null }), 'identity'],
    [
      'it was read before the card was enabled',
      said(),
      facts({ passportReadAt: '2026-11-25T01:09:59.000Z' }),
      'identity',
    ],
    [
      'it was read long ago',
      said(),
      facts({ enabledAt: '2026-11-25T00:00:00.000Z', passportReadAt: ago(proofLifeMs + 1) }),
      'identity',
    ],
    [
      'the holder by a citizen ID',
      said({ identity: { how: 'byEye', document: 'citizenId', lastFour: '002X' } }),
      facts(),
      'identity',
    ],
    [
      'the passport by eye ends otherwise',
      said({ identity: { how: 'byEye', document: 'passport', lastFour: 'T048' } }),
      facts(),
      'documentDiffers',
    ],
    [
      'the signature is a dot',
      said({ proof: { kind: 'signature', strokes: [[[5, 5]]] } }),
      facts(),
      'signature',
    ],
    ['no code was scanned', said({ proof: { kind: 'secondFactor' } }), facts(), 'secondFactor'],
    ['the PIN is still that of the delivery', said(), facts({ holderPin: true }), 'pin'],
    ['a PIN is claimed that these cards do not have', said({ pin: 'changed' }), facts(), 'pin'],
    ['an agent without a name', said({ recipient: 'agent' }), facts(), 'agent'],
    [
      'an agent whose citizen number does not close',
      said({ recipient: 'agent', agent: { ...agent, citizenId: '110105194912310021' } }),
      facts(),
      'citizenId',
    ],
    ['an agent with the passport of the holder', said({ recipient: 'agent', agent }), facts(), 'identity'],
    ['signed at a kiosk, which has no pad', said(), facts({ atBezel: true }), 'bezel'],
    ['taken at a bezel, at the desk', said({ proof: { kind: 'atBezel' } }), facts(), 'bezel'],
  ] as const)('%s: not proven', (_, input, host, part) => {
    expect(missing(input, host)).toBe(part);
  });

  it.each([
    [
      'passport by eye',
      said({ identity: { how: 'byEye', document: 'passport', lastFour: '0T47' } }),
      facts({ passportReadAt: null }),
    ],
    [
      'residence permit by eye',
      said({ identity: { how: 'byEye', document: 'residencePermit', lastFour: '1234' } }),
      facts(),
    ],
    ['signed on paper', said({ proof: { kind: 'onPaper' } }), facts()],
    [
      'a fresh code of the holder',
      said({ proof: { kind: 'secondFactor' } }),
      facts({ codeReadAt: ago(1000) }),
    ],
    ['PIN changed where there is one', said({ pin: 'changed' }), facts({ holderPin: true })],
    [
      'a named agent',
      said({
        recipient: 'agent',
        agent,
        identity: { how: 'byEye', document: 'citizenId', lastFour: '002X' },
      }),
      facts(),
    ],
    ['at the bezel', said({ proof: { kind: 'atBezel' } }), facts({ atBezel: true })],
    [
      'taken, after an offer that nobody saw the end of',
      said({ proof: { kind: 'atBezel' } }),
      facts({ offerUnknown: true }),
    ],
  ] as const)('%s: proven', (_, input, host) => {
    expect(missing(input, host)).toBeNull();
  });

  it('a signature that was not sealed is none', () => {
    expect(missing(said(), facts(), null)).toBe('signature');
  });

  it('property: what is not fresh never proves anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10 * proofLifeMs, max: 10 * proofLifeMs }), (offset) => {
        const readAt = ago(offset);
        const fresh = readAt >= enabledAt && offset <= proofLifeMs;
        expect(isFresh(readAt, facts())).toBe(fresh);
        expect(missing(said(), facts({ passportReadAt: readAt })) === null).toBe(fresh);
      }),
    );
  });
});

describe('D11 a signature is drawn lines of bounded size', () => {
  const point = fc.tuple(
    fc.integer({ min: 0, max: signatureField.width }),
    fc.integer({ min: 0, max: signatureField.height }),
  );
  it('property: the picture is ASCII, holds every line once, and is the same for the same strokes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 20 }),
        (drawn) => {
          const svg = Buffer.from(signatureSvg(drawn)).toString('latin1');
          expect(svg.match(/<path /g)).toHaveLength(drawn.length);
          expect(svg).toMatch(/^<svg [\x20-\x7e]*<\/svg>$/);
          expect(Buffer.from(signatureSvg(drawn)).equals(Buffer.from(svg))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
  it('a touch and a straight tick are none, a written line is', () => {
    expect(isSignature([[[500, 200]]])).toBe(false);
    expect(
      isSignature([
        [
          [500, 100],
          [510, 390],
        ],
      ]),
    ).toBe(false);
    expect(isSignature(strokes)).toBe(true);
  });
  it.each([
    ['no line', []],
    ['a line without a point', [[]]],
    ['a point outside', [[[0, 401]]]],
    ['half a point', [[[0.5, 10]]]],
    [
      'more points than anybody writes',
      Array.from({ length: 31 }, () => Array.from({ length: 200 }, () => [1, 1])),
    ],
  ])('%s is refused at the edge', (_, drawn) => {
    expect(handOverInput.safeParse({ ...said(), proof: { kind: 'signature', strokes: drawn } }).success).toBe(
      false,
    );
  });
});
