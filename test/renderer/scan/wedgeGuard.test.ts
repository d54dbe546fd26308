import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterSilence,
  afterStroke,
  wedgeLimits,
  type Burst,
  type Decision,
  type Step,
  type Stroke,
} from '../../../renderer/scan/wedgeGuard.ts';

/** Plays strokes as the page does: silence is asked first, what is given back is typed before the stroke that ended it. */
function play(strokes: readonly Stroke[]): {
  readonly typed: string;
  readonly scans: readonly (string | null)[];
} {
  let burst: Burst | null = null;
  let typed = '';
  const scans: (string | null)[] = [];
  const take = (step: Step): Decision => {
    burst = step.burst;
    typed += step.restore;
    if (step.decision.kind === 'scan') scans.push(step.decision.text);
    return step.decision;
  };
  let at = 0;
  for (const stroke of strokes) {
    take(afterSilence(burst, stroke.at));
    const decision = take(afterStroke(burst, stroke));
    if (decision.kind === 'pass' && stroke.kind === 'character') typed += stroke.text;
    at = stroke.at;
  }
  take(afterSilence(burst, at + 1000));
  return { typed, scans };
}

/** Characters with the gaps in front of them, then perhaps an end. */
const strokesOf = (text: string, gaps: readonly number[], end?: number): Stroke[] => {
  let at = 0;
  const strokes: Stroke[] = Array.from(text, (character, index) => {
    at += gaps[index] ?? 0;
    return { kind: 'character', text: character, at };
  });
  return end === undefined ? strokes : [...strokes, { kind: 'end', at: at + end }];
};

const codeOf = (minLength: number, maxLength: number) =>
  fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((point) => String.fromCharCode(point)),
    minLength,
    maxLength,
  });

describe('A2 the burst guard', () => {
  it('takes every quick code, ended by a key or by silence, and types none of it', () => {
    fc.assert(
      fc.property(
        codeOf(wedgeLimits.shortest, 200),
        fc.array(fc.integer({ min: 0, max: wedgeLimits.meanGapMs }), { minLength: 200, maxLength: 200 }),
        fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }),
        (text, gaps, end) => {
          expect(play(strokesOf(text, gaps, end))).toEqual({ typed: '', scans: [text] });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives back every key of a person, in order, once', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.integer({ min: 31, max: 400 }), { minLength: 130, maxLength: 130 }),
        fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
        (text, gaps, end) => {
          expect(play(strokesOf(text, gaps, end))).toEqual({ typed: text, scans: [] });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('loses nothing and doubles nothing, whatever comes: typed and scanned together are what was pressed', () => {
    const stroke = fc.record({
      kind: fc.constantFrom<Stroke['kind']>('character', 'character', 'character', 'end', 'other'),
      text: fc.constantFrom('a', 'B', '7', ' ', ':', '许', 'é'),
      gap: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 200 })),
    });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 120 }), (given) => {
        let at = 0;
        const strokes = given.map(({ kind, text, gap }): Stroke => {
          at += gap;
          return kind === 'character' ? { kind, text, at } : { kind, at };
        });
        const { typed, scans } = play(strokes);
        const pressed = given.flatMap(({ kind, text }) => (kind === 'character' ? [text] : []));
        const heard = Array.from(typed + scans.map((scan) => scan ?? '').join(''));
        expect(heard.toSorted()).toEqual(pressed.toSorted());
        for (const scan of scans) {
          expect(scan?.length ?? 0).toBeGreaterThanOrEqual(wedgeLimits.shortest);
          expect(scan).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['five characters are too few', strokesOf('ABCDE', [0, 5, 5, 5, 5], 5), 'ABCDE'],
    ['an average of 31 ms is a person', strokesOf('ABCDEF', [0, 31, 31, 31, 31, 31], 5), 'ABCDEF'],
    ['Chinese is never a burst', strokesOf('许可编号一二三', [0, 5, 5, 5, 5, 5, 5], 5), '许可编号一二三'],
    [
      'a modifier in the middle makes it a person',
      [...strokesOf('ABCDEFGH', [0, 5, 5, 5, 5, 5, 5, 5]), { kind: 'other' as const, at: 40 }],
      'ABCDEFGH',
    ],
    ['a space alone is a button being pressed', strokesOf(' ', [0]), ' '],
  ])('%s', (_what, strokes, typed) => {
    expect(play(strokes)).toEqual({ typed, scans: [] });
  });

  it('ends a burst after exactly 100 ms of silence, and a lone key after 60 ms', () => {
    const burst: Burst = { text: 'ABCDEF', firstAt: 0, lastAt: 50 };
    expect(afterSilence(burst, 149.9).decision).toEqual({ kind: 'hold', until: 150 });
    expect(afterSilence(burst, 150).decision).toEqual({ kind: 'scan', text: 'ABCDEF' });
    const lone: Burst = { text: 'A', firstAt: 50, lastAt: 50 };
    expect(afterSilence(lone, 109.9).restore).toBe('');
    expect(afterSilence(lone, 110).restore).toBe('A');
  });

  it('takes two codes one after the other as two', () => {
    const first = strokesOf('ZKT1:AAAA', Array(9).fill(3), 3);
    const second = strokesOf('ZKT1:BBBB', [200, ...Array<number>(8).fill(3)], 3);
    expect(play([...first, ...second]).scans).toEqual(['ZKT1:AAAA', 'ZKT1:BBBB']);
  });

  it('refuses what is longer than any code, without keeping it', () => {
    const long = 'x'.repeat(wedgeLimits.longest);
    const gaps = Array<number>(long.length + 2).fill(1);
    expect(play(strokesOf(long, gaps, 1)).scans).toEqual([long]);
    expect(play(strokesOf(`${long}x`, gaps, 1))).toEqual({ typed: '', scans: [null] });
  });
});
