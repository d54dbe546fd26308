import type { MarkedRun } from '../../contract/comparison.ts';
import { nameUnits, type NameUnit } from '../identifiers/latinLetters.ts';

/** One place of two texts laid side by side; an empty side has nothing there. */
export interface Segment {
  readonly read: string;
  readonly record: string;
  readonly kind: MarkedRun['kind'];
}

/** Costs: one letter that differs weighs more than any number of other spellings in a name of 240 letters. */
const spellingCost = 1;
const breakCost = 10;
const differsCost = 10_000;

/** Spellings of letters that somebody may have written without their mark: one difference, and the eye sees which letter it was. */
const markedForms: readonly (readonly [read: string, record: string])[] = [
  ['UE', 'U'],
  ['UXX', 'U'],
  ['OE', 'O'],
  ['AE', 'A'],
  ['AA', 'A'],
  ['NXX', 'N'],
  ['SS', 'S'],
];

interface Step extends Segment {
  readonly cost: number;
}

/** The same length, and one character is another. */
const isOneOff = (read: string, spelling: string): boolean =>
  read.length === spelling.length &&
  Array.from(read).filter((letter, index) => letter !== spelling[index]).length === 1;

/** Everything that may be done next with the rest of both texts. */
function stepsAt(read: readonly string[], unit: NameUnit | undefined): Step[] {
  const [first] = read;
  const begins = (text: string): boolean => read.slice(0, text.length).join('') === text;
  const steps: Step[] = [];
  if (first !== undefined && unit !== undefined) {
    if (first === unit.text) steps.push({ read: first, record: unit.text, kind: 'same', cost: 0 });
    else if (unit.role === 'separator' && /^[\s\p{Pd},]$/u.test(first))
      steps.push({ read: first, record: unit.text, kind: 'spelling', cost: spellingCost });
    else steps.push({ read: first, record: unit.text, kind: 'differs', cost: differsCost });
    if (unit.role === 'letter') {
      for (const spelling of unit.spellings.filter(begins))
        if (spelling !== unit.text)
          steps.push({ read: spelling, record: unit.text, kind: 'spelling', cost: spellingCost });
      for (const spelling of unit.spellings) {
        const near = read.slice(0, spelling.length).join('');
        if (spelling.length > 1 && isOneOff(near, spelling))
          steps.push({ read: near, record: unit.text, kind: 'differs', cost: differsCost });
      }
      for (const [form, bare] of markedForms)
        if (unit.text === bare && begins(form))
          steps.push({ read: form, record: bare, kind: 'differs', cost: differsCost - 1 });
    }
  }
  if (unit !== undefined) {
    const soft = unit.role === 'omitted' ? spellingCost : unit.role === 'separator' ? breakCost : null;
    steps.push({
      read: '',
      record: unit.text,
      kind: soft === null ? 'differs' : 'spelling',
      cost: soft ?? differsCost,
    });
  }
  if (first !== undefined) {
    const soft = /^[\s\p{Pd}]$/u.test(first);
    steps.push({
      read: first,
      record: '',
      kind: soft ? 'spelling' : 'differs',
      cost: soft ? breakCost : differsCost,
    });
  }
  return steps;
}

const sameCharacter = (text: string): Segment => ({ read: text, record: text, kind: 'same' });
const lengthOf = (text: string): number => (text.length < 2 ? text.length : Array.from(text).length);

/** The cheapest way through both texts, found from their ends. */
function alignAll(left: readonly string[], right: readonly NameUnit[]): Segment[] {
  const width = right.length + 1;
  const costs = new Float64Array((left.length + 1) * width);
  const steps = new Map<number, Step>();
  for (let i = left.length; i >= 0; i -= 1) {
    const rest = left.slice(i, i + 3);
    for (let j = right.length; j >= 0; j -= 1) {
      const here = i * width + j;
      for (const step of stepsAt(rest, right[j])) {
        const after = here + lengthOf(step.read) * width + (step.record === '' ? 0 : 1);
        const cost = step.cost + (costs[after] ?? 0);
        if (steps.has(here) && cost >= (costs[here] ?? 0)) continue;
        costs[here] = cost;
        steps.set(here, step);
      }
    }
  }
  const segments: Segment[] = [];
  for (let here = 0; ;) {
    const step = steps.get(here);
    if (step === undefined) return segments;
    segments.push({ read: step.read, record: step.record, kind: step.kind });
    here += lengthOf(step.read) * width + (step.record === '' ? 0 : 1);
  }
}

/**
 * Lays a text as read beside the text of the record so that as little as possible differs; letters are compared by their ICAO spellings.
 * Joined together each side is its whole text (composed form). Time grows with the product of the lengths of what is not the same at both
 * ends; one letter of each end stays, because it may belong to a spelling of two (U, UE).
 */
export function alignTexts(read: string, record: string): Segment[] {
  const left = Array.from(read.normalize('NFC'));
  const right = nameUnits(record);
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]?.text) head += 1;
  if (head === left.length && head === right.length) return left.map(sameCharacter);
  head = Math.max(0, head - 1);
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)?.text) tail += 1;
  tail = Math.max(0, tail - 1);
  return [
    ...left.slice(0, head).map(sameCharacter),
    ...alignAll(left.slice(head, left.length - tail), right.slice(head, right.length - tail)),
    ...left.slice(left.length - tail).map(sameCharacter),
  ];
}

/** One side of an alignment in runs. */
export function runsOf(segments: readonly Segment[], side: 'read' | 'record'): MarkedRun[] {
  const runs: MarkedRun[] = [];
  for (const segment of segments) {
    const text = segment[side];
    const last = runs.at(-1);
    if (text === '') continue;
    if (last?.kind === segment.kind) last.text += text;
    else runs.push({ text, kind: segment.kind });
  }
  return runs;
}
