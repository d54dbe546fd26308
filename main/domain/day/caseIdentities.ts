import { inDay, type DayCase, type DayInputs, type NumberSeries } from './dayInputs.ts';
import { finding, type Finding } from './finding.ts';

/** Answers after which a case has ended. A held one has, when it was held after its end. */
const endStates: ReadonlySet<DayCase['state']> = new Set([
  'accepted',
  'notNeeded',
  'notOurs',
  'refused',
  'revoked',
  'held',
]);
const openStates: ReadonlySet<DayCase['state']> = new Set(['open', 'supplement', 'held']);

/** 11.7 to 11.9: cases by their numbers and by their states, accepted cases, and the numbers of papers. */
export function caseFindings(inputs: DayInputs): Finding[] {
  const papers = missingNumbers(inputs.notices.numbersOfYear, inputs.notices.given);
  return [
    caseFinding(inputs),
    finding(
      '11.8',
      '已受理办件中不满足的必备材料',
      'Unsatisfied required originals of accepted cases',
      inputs.acceptedUnsatisfied.length,
      0,
      { names: inputs.acceptedUnsatisfied },
    ),
    finding(
      '11.8b',
      '补正告知书未列全的办件',
      'Cases whose supplement notices do not list every gap',
      inputs.supplementIncomplete.length,
      0,
      { names: inputs.supplementIncomplete },
    ),
    finding('11.9', '文书编号缺号', 'Gaps in the notice series', papers.length, 0, { names: papers }),
  ];
}

/** Left: what was carried over and what was given a number. Right: what ended, and what waits or is open. */
function caseFinding(inputs: DayInputs): Finding {
  const received = inputs.cases.filter((each) => inDay(inputs, each.openedAt)).length;
  const ended = inputs.cases.filter((each) => inDay(inputs, each.endedAt) && endStates.has(each.state));
  const open = inputs.cases.filter((each) => each.endedAt === null && openStates.has(each.state));
  const missing = missingNumbers(inputs.caseNumbers.known, inputs.caseNumbers.given);
  const neither = inputs.cases.filter(({ endedAt, state }) =>
    endedAt === null ? !openStates.has(state) : !endStates.has(state),
  );
  return finding(
    '11.7',
    '办件：结转 + 新收 = 办结 + 待补正 + 在办',
    'Cases: carried + received = ended + waiting for supplement + open',
    inputs.openCasesAtStart + received + missing.length,
    ended.length + open.length,
    { names: [...missing, ...neither.map(({ number }) => number)] },
  );
}

/**
 * Numbers that are missing in their series, up to the highest one that is there, or that its counter says was given. The serial is what follows the
 * last hyphen.
 */
export function missingNumbers(numbers: readonly string[], given: readonly NumberSeries[] = []): string[] {
  const found = new Map<string, { serials: Set<number>; width: number; last: number }>();
  for (const number of numbers) {
    const cut = number.lastIndexOf('-') + 1;
    const serial = Number(number.slice(cut));
    const prefix = number.slice(0, cut);
    const known = found.get(prefix) ?? { serials: new Set(), width: number.length - cut, last: 0 };
    known.serials.add(serial);
    found.set(prefix, { ...known, last: Math.max(known.last, serial) });
  }
  for (const { prefix, width, last } of given) {
    const known = found.get(prefix) ?? { serials: new Set(), width, last: 0 };
    found.set(prefix, { ...known, last: Math.max(known.last, last) });
  }
  return [...found].flatMap(([prefix, { serials, width, last }]) =>
    Array.from({ length: last }, (_, index) => index + 1)
      .filter((serial) => !serials.has(serial))
      .map((serial) => `${prefix}${String(serial).padStart(width, '0')}`),
  );
}
