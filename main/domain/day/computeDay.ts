import type { DayFigures } from '../../contract/day.ts';
import { dayCorrection } from '../../contract/dayMatch.ts';
import { isPulledBack } from '../cards/jobReducer.ts';
import { feeFigures } from './feesOfDay.ts';
import { dayExceptions } from './dayExceptions.ts';
import { inDay, type DayCase, type DayInputs, type DayJob } from './dayInputs.ts';
import { dayPeople } from './dayPeople.ts';
import { ribbonFigures } from './ribbonFigures.ts';
import { identityFindings } from './identityChecks.ts';
import { ledgerRows } from './ledgerRows.ts';
import { clerksOfDay } from './clerksOfDay.ts';
import { matchOfDay } from './matchOfDay.ts';
import { stockIdentities } from './stockIdentity.ts';
import { cardTimesOf, queueAgeOf } from './timesOfDay.ts';
import { wasteReason } from '../../contract/stock.ts';

/** The whole day from the ledger: identities, counts, exceptions, ledger rows (domain-rules 11, features H1, H2, H8). */
export function computeDay(inputs: DayInputs): DayFigures {
  const stock = stockIdentities(inputs);
  const findings = identityFindings(inputs, stock);
  const within = (at: string | null): boolean => inDay(inputs, at);
  const jobs = (fits: (job: DayJob) => boolean): number => inputs.jobs.filter(fits).length;
  const cases = (fits: (each: DayCase) => boolean): number => inputs.cases.filter(fits).length;
  const endedAs = (state: DayCase['state']): number =>
    cases((each) => each.state === state && within(each.endedAt));
  return {
    date: inputs.date,
    stationId: inputs.stationId,
    stock,
    identities: findings.map(({ check }) => check),
    cases: {
      carried: inputs.openCasesAtStart,
      received: cases((each) => within(each.openedAt)),
      accepted: endedAs('accepted'),
      supplement: cases((each) => each.state === 'supplement'),
      notNeeded: endedAs('notNeeded'),
      notOurs: endedAs('notOurs'),
      ...inputs.decided,
      // Held cases are open, too: nothing was answered.
      open: cases((each) => each.endedAt === null && each.state !== 'supplement'),
    },
    cards: {
      started: jobs((job) => within(job.startedAt)),
      visualOk: jobs((job) => within(job.visualOkAt)),
      reported: jobs((job) => within(job.reportedAt)),
      enabled: jobs((job) => within(job.enabledAt)),
      handedOver: jobs((job) => within(job.handedOverAt)),
      retained: jobs(isPulledBack),
      // Blanks, not jobs: an attempt that was made again has wasted one, too.
      wasted: wasteOf(inputs).length,
      open: jobs((job) => job.endedAt === null),
    },
    ...(inputs.ribbonMoves.length > 0 && { ribbons: ribbonFigures(inputs) }),
    queue: {
      openAtStart: inputs.openRowsAtStart,
      created: inputs.rows.created,
      acknowledged: inputs.rows.acknowledged,
      open: inputs.rows.open.length,
    },
    people: dayPeople(inputs),
    ...withMoney(inputs),
    ...withWork(inputs),
    exceptions: dayExceptions(inputs, stock, findings),
    ledger: ledgerRows(inputs),
  };
}

/** Left out where there is nothing to tell: the report of such a day keeps its bytes. */
function withMoney(inputs: DayInputs): Pick<DayFigures, 'fees' | 'reprints'> {
  const fees = feeFigures(inputs);
  const { reprints } = inputs;
  const any =
    reprints !== undefined && reprints.papers + reprints.cards + Object.keys(reprints.replaced).length > 0;
  return { ...(fees !== undefined && { fees }), ...(any && { reprints }) };
}

/** Blanks that a card was to be made of and that were spoilt in the day; what people wasted in the stock room is no wasted card. */
function wasteOf(inputs: DayInputs): DayInputs['movements'] {
  return inputs.movements.filter(
    ({ to, jobId, at }) => to === 'wasted' && jobId !== null && inDay(inputs, at),
  );
}

/** The three books, times, people, and what came later. Parts with nothing in them are left out. */
function withWork(
  inputs: DayInputs,
): Pick<
  DayFigures,
  'match' | 'cardTimes' | 'wasteByReason' | 'queueAge' | 'clerks' | 'corrections' | 'earlierUnsigned'
> {
  const cardTimes = cardTimesOf(inputs);
  const queueAge = queueAgeOf(inputs);
  const clerks = clerksOfDay(inputs);
  const wasteByReason = wasteReasons(inputs);
  const corrections = inputs.corrections.map((each) => dayCorrection.parse(each));
  return {
    match: matchOfDay(inputs),
    ...(cardTimes !== undefined && { cardTimes }),
    ...(Object.keys(wasteByReason).length > 0 && { wasteByReason }),
    ...(queueAge !== undefined && { queueAge }),
    ...(clerks.length > 0 && { clerks }),
    ...(corrections.length > 0 && { corrections }),
    ...(inputs.earlierUnsigned.length > 0 && { earlierUnsigned: [...inputs.earlierUnsigned] }),
  };
}

function wasteReasons(inputs: DayInputs): NonNullable<DayFigures['wasteByReason']> {
  const counts: NonNullable<DayFigures['wasteByReason']> = {};
  for (const { reason } of wasteOf(inputs)) {
    const known = wasteReason.safeParse(reason);
    if (known.success) counts[known.data] = (counts[known.data] ?? 0) + 1;
  }
  return counts;
}
