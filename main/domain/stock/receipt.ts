import { failure, success, type Result } from '../../contract/result.ts';

/** Numbers that a message names at most: more are only counted. */
const named = 20;

/**
 * A list of bank card numbers as it may come in: each once, and none that the books have (domain-rules 10.1, feature D3). Answers nothing of
 * a number but its last four digits. Errors: numbersRepeated, numbersKnown, with the tails and their count.
 */
export function checkReceipt(numbers: readonly string[], isKnown: (number: string) => boolean): Result<void> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const number of numbers) (seen.has(number) ? repeated : seen).add(number);
  if (repeated.size > 0) return failure('numbersRepeated', tailsOf([...repeated]));
  const known = numbers.filter(isKnown);
  return known.length > 0 ? failure('numbersKnown', tailsOf(known)) : success();
}

function tailsOf(numbers: readonly string[]): { readonly count: number; readonly tails: string } {
  const tails = numbers.slice(0, named).map((number) => number.slice(-4));
  return { count: numbers.length, tails: `${tails.join(' ')}${numbers.length > named ? ' …' : ''}` };
}

/**
 * The boxes that the hopper is filled from are named by the people who hold them (D3); a chosen blank out of another box means that the books
 * and the box in hand differ. Blanks that were booked in without a box are not asked about. Error: boxNotNamed.
 */
export function checkBoxes(
  units: readonly { readonly box: string | null }[],
  named: readonly string[] | undefined,
): Result<void> {
  const given = new Set(named ?? []);
  const others = [...new Set(units.flatMap(({ box }) => (box === null || given.has(box) ? [] : [box])))];
  return others.length === 0 ? success() : failure('boxNotNamed', { boxes: others.join('、') });
}
