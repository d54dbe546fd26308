import type { DayMatch, MatchRow } from '../../contract/dayMatch.ts';
import type { BookedCard } from '../../contract/upstream.ts';
import { inDay, type DayInputs, type DayJob } from './dayInputs.ts';
import { bookSides, type BookSide } from './upstreamBooks.ts';

interface Difference {
  readonly zh: string;
  readonly en: string;
  /** Upstream's books are on the list of 11.5 already: the unit differs, and is not told twice. */
  readonly inBooks: boolean;
}

/** A unit of the match, with what sets its books apart. */
export interface MatchedUnit {
  readonly row: MatchRow;
  readonly job: DayJob | null;
  readonly differences: readonly Difference[];
}

const tailOf = (number: string | null): string => (number ?? '').slice(-4);
const nothing = { state: 'none', at: null } as const;
const notAsked = { state: 'notAsked', at: null } as const;

/**
 * Every card of the day as this station's ledger, the machine and upstream have it (H2, domain-rules 11.5): made in the day, reported or enabled on
 * its date, or known to only one of the three.
 */
export function matchUnits(inputs: DayInputs): MatchedUnit[] {
  const sides = bookSides(inputs);
  const units = inputs.jobs.filter((job) => isOfDay(inputs, job)).map((job) => unitOfJob(inputs, sides, job));
  return [...units, ...(sides === null ? [] : strangers(sides))];
}

/** The figures of the match: how many units agree, and only the others one by one. */
export function matchOfDay(inputs: DayInputs): DayMatch {
  const rows = matchUnits(inputs).map(({ row }) => row);
  const count = (verdict: MatchRow['verdict']): number =>
    rows.filter((row) => row.verdict === verdict).length;
  return {
    units: rows.length,
    agree: count('agree'),
    unconfirmed: count('unconfirmed'),
    differs: count('differs'),
    upstreamAskedAt: inputs.upstream?.askedAt ?? null,
    machines: inputs.printers.map((printer) => ({
      ...printer,
      holds: printer.counted === null || printer.counted === printer.ledger,
    })),
    open: rows.filter(({ verdict }) => verdict !== 'agree'),
  };
}

function isOfDay(inputs: DayInputs, job: DayJob): boolean {
  const printed = job.unitKey !== null && inDay(inputs, job.machine.printedAt);
  return (
    printed ||
    inDay(inputs, job.visualOkAt) ||
    inDay(inputs.calendar, job.reportedAt) ||
    inDay(inputs.calendar, job.enabledAt)
  );
}

function unitOfJob(inputs: DayInputs, sides: readonly BookSide[] | null, job: DayJob): MatchedUnit {
  const differences = [...machineDifferences(job), ...bookDifferences(sides, job)];
  const upstream = upstreamSide(inputs, sides, job);
  const waits = upstream.state === 'notAsked' || isUnconfirmed(job) || job.machine.open;
  return {
    job,
    differences,
    row: {
      key: job.id,
      unitTail: job.unitTail ?? '',
      cardTail: tailOf(job.cardNumber),
      batch: job.batch ?? '',
      caseNumber: job.caseNumber,
      caseId: job.caseId,
      jobId: job.id,
      local: localSide(job),
      machine: machineSide(job),
      upstream,
      verdict: differences.length > 0 ? 'differs' : waits ? 'unconfirmed' : 'agree',
      zh: differences.map(({ zh }) => zh).join('；'),
      en: differences.map(({ en }) => en).join('; '),
    },
  };
}

/** Made, and upstream has not confirmed its report or its enabling; or printed, and nobody has looked at it. */
function isUnconfirmed(job: DayJob): boolean {
  return (
    job.state !== 'wasted' && (job.visualOkAt === null || job.reportedAt === null || job.enabledAt === null)
  );
}

function localSide(job: DayJob): MatchRow['local'] {
  if (job.state === 'wasted') return { state: 'wasted', at: job.endedAt };
  if (job.handedOverAt !== null) return { state: 'handedOver', at: job.handedOverAt };
  if (job.enabledAt !== null) return { state: 'enabled', at: job.enabledAt };
  if (job.reportedAt !== null) return { state: 'reported', at: job.reportedAt };
  return job.visualOkAt === null ? nothing : { state: 'made', at: job.visualOkAt };
}

function machineSide({ machine }: DayJob): MatchRow['machine'] {
  if (machine.printedAt !== null) return { state: 'printed', at: machine.printedAt };
  if (machine.open) return { state: 'unknown', at: null };
  return machine.tail === null ? nothing : { state: 'read', at: null };
}

function upstreamSide(
  inputs: DayInputs,
  sides: readonly BookSide[] | null,
  job: DayJob,
): MatchRow['upstream'] {
  if (sides === null) return notAsked;
  const has = (at: BookSide['at']): boolean =>
    sides.some(
      (side) => side.at === at && side.theirs.some(({ cardNumber }) => cardNumber === job.cardNumber),
    );
  if (has('enabledAt')) return { state: 'enabled', at: null };
  if (has('reportedAt')) return { state: 'reported', at: null };
  // Reported and enabled on another date: its books are those of that date.
  const earlier = job.reportedAt !== null && !inDay(inputs.calendar, job.reportedAt);
  return earlier ? notAsked : nothing;
}

function machineDifferences({ machine, unitTail, visualOkAt, state }: DayJob): Difference[] {
  const found: Difference[] = [];
  if (visualOkAt !== null && machine.printedAt === null && !machine.open)
    found.push({
      zh: '账上已制成，机器无印卡记录',
      en: 'made in the ledger, the machine printed none',
      inBooks: false,
    });
  if (visualOkAt === null && machine.printedAt !== null && state !== 'wasted' && !awaitsEyes.has(state))
    found.push({
      zh: '机器已印卡，账上未制成',
      en: 'printed by the machine, not made in the ledger',
      inBooks: false,
    });
  if (machine.tail !== null && unitTail !== null && machine.tail !== unitTail)
    found.push({
      zh: `机器读到 *${machine.tail}，账上为 *${unitTail}`,
      en: `the machine read *${machine.tail}, the ledger has *${unitTail}`,
      inBooks: false,
    });
  return found;
}

/** Printed, and what became of it is for a person to say: on the list of steps or states of its own. */
const awaitsEyes: ReadonlySet<DayJob['state']> = new Set(['printed', 'retained', 'conflict']);

function bookDifferences(sides: readonly BookSide[] | null, job: DayJob): Difference[] {
  const otherwise = (sides ?? [])
    .flatMap((side) => side.otherwise.filter((each) => each.job === job))
    .slice(0, 1);
  const localOnly = (sides ?? []).some((side) => side.localOnly.includes(job));
  return [
    ...otherwise.map(({ card }) => ({ ...otherCard(job, card), inBooks: false })),
    ...(localOnly ? [{ zh: '上级账上没有', en: 'not in the books of upstream', inBooks: true }] : []),
  ];
}

function otherCard(job: DayJob, card: BookedCard): Pick<Difference, 'zh' | 'en'> {
  return card.batch === job.batch
    ? { zh: '卡识别码与上级不同', en: 'the card identifier is another one upstream' }
    : { zh: `批次号不同：上级 ${card.batch}`, en: `the batch is another one upstream: ${card.batch}` };
}

/** What only upstream has, one row for each card. */
function strangers(sides: readonly BookSide[]): MatchedUnit[] {
  const rows = new Map<string, MatchedUnit>();
  for (const side of sides)
    for (const { batch, cardNumber } of side.upstreamOnly) {
      const key = `upstream:${batch}:${cardNumber}`;
      const upstream = { state: side.at === 'enabledAt' ? 'enabled' : 'reported', at: null };
      const difference = { zh: '本站账上没有', en: 'not in the ledger of this station', inBooks: true };
      rows.set(key, {
        job: null,
        differences: [difference],
        row: {
          key,
          unitTail: '',
          cardTail: tailOf(cardNumber),
          batch,
          caseNumber: '',
          caseId: null,
          jobId: null,
          local: nothing,
          machine: nothing,
          upstream,
          verdict: 'differs',
          zh: difference.zh,
          en: difference.en,
        },
      });
    }
  return [...rows.values()];
}
