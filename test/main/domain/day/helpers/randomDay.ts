import fc from 'fast-check';
import type { CaseId, JobId, RowId, StaffId } from '../../../../../main/contract/ids.ts';
import type { UnitState } from '../../../../../main/contract/stock.ts';
import type {
  DayCase,
  DayInputs,
  DayJob,
  DayRow,
  DayUnit,
} from '../../../../../main/domain/day/dayInputs.ts';
import { at, bank, booked, books, goodDay, job, key, movesOf, row, rows, unit } from './daySamples.ts';

/** How far a card came by the end of the day. `madeAgain`: its first blank was spoilt; `madeThenWasted`: another card of its person counts. */
const ends = [
  'failed',
  'unknown',
  'wasted',
  'madeAgain',
  'madeThenWasted',
  'pendingReport',
  'pendingEnable',
  'enabled',
  'retained',
  'handedOver',
] as const;
type End = (typeof ends)[number];

interface Plan {
  readonly cards: readonly { readonly end: End; readonly carried: boolean; readonly braille: boolean }[];
  readonly otherCases: readonly ('open' | 'supplement' | 'notNeeded' | 'notOurs')[];
  readonly stock: readonly ('vault' | 'desk' | 'moved' | 'returned' | 'spoilt' | 'received')[];
  readonly waiting: number;
  readonly late: number;
  readonly online: boolean;
  readonly counted: boolean;
  readonly overriddenBefore: boolean;
}

export const plans: fc.Arbitrary<Plan> = fc.record({
  cards: fc.array(
    fc.record({ end: fc.constantFrom(...ends), carried: fc.boolean(), braille: fc.boolean() }),
    { maxLength: 10 },
  ),
  otherCases: fc.array(fc.constantFrom('open', 'supplement', 'notNeeded', 'notOurs'), { maxLength: 4 }),
  stock: fc.array(fc.constantFrom('vault', 'desk', 'moved', 'returned', 'spoilt', 'received'), {
    maxLength: 8,
  }),
  waiting: fc.nat({ max: 4 }),
  late: fc.nat({ max: 3 }),
  online: fc.boolean(),
  counted: fc.boolean(),
  overriddenBefore: fc.boolean(),
});

const before = '2026-11-24T08:00:00.000Z';
const clerk = (index: number): StaffId => `staff_${index}` as StaffId;
const still: ReadonlySet<UnitState> = new Set(['received', 'vault', 'desk', 'hopper']);
const made: ReadonlySet<End> = new Set([
  'madeAgain',
  'madeThenWasted',
  'pendingReport',
  'pendingEnable',
  'enabled',
  'retained',
  'handedOver',
]);

interface Blank {
  readonly unit: DayUnit;
  /** Where it was when the day began; null = it was received in it. */
  readonly atStart: UnitState | null;
}

const classOf = (braille: boolean) => ({
  ...bank,
  cardClass: braille ? ('braille' as const) : bank.cardClass,
});

/** A station whose ledger is honest: everything that happened left its record everywhere it must (domain-rules 11). */
export function honestDay(plan: Plan): DayInputs {
  let serial = 0;
  const next = (): number => (serial += 1);
  const blanks: Blank[] = [];
  const feeds: DayInputs['feeds'][number][] = [];
  const jobs: DayJob[] = [];
  const movements: DayInputs['movements'][number][] = [];
  const move = (index: number, from: UnitState | null, to: UnitState, jobId: JobId | null): void =>
    void movements.push({ unitKey: key(index), from, to, at: at(20), by: '李敏', jobId, reason: null });

  for (const { end, carried, braille } of plan.cards) {
    const number = jobs.length + 1;
    const id = `job_${number}` as JobId;
    const feed = (state: 'used' | 'wasted' | 'hopper', attempt: number): number => {
      const index = next();
      const blank = unit(index, {
        ...classOf(braille),
        state,
        jobId: id,
        custody: state === 'wasted' ? 'desk' : null,
      });
      blanks.push({ unit: blank, atStart: 'hopper' });
      feeds.push({ jobId: id, unitTail: blank.tail, attempt, at: at(5) });
      if (end === 'madeThenWasted') {
        move(index, 'hopper', 'used', id);
        move(index, 'used', 'wasted', id);
      } else if (state !== 'hopper') move(index, 'hopper', state, id);
      return index;
    };
    if (end === 'madeAgain') feed('wasted', 1);
    const index =
      end === 'failed'
        ? null
        : feed(
            end === 'unknown' ? 'hopper' : end === 'wasted' || end === 'madeThenWasted' ? 'wasted' : 'used',
            end === 'madeAgain' ? 2 : 1,
          );
    jobs.push(cardOf(number, index, end, carried));
  }

  for (const [place, kind] of plan.stock.entries()) {
    const index = next();
    const desk = kind === 'desk' || kind === 'moved';
    const state = kind === 'spoilt' ? 'wasted' : kind === 'received' ? 'received' : desk ? 'desk' : kind;
    const atStart = kind === 'received' ? null : desk ? 'desk' : 'vault';
    const blank = unit(index, {
      state,
      clerkId: desk ? clerk(place) : null,
      custody: state === 'wasted' ? 'desk' : null,
    });
    blanks.push({ unit: blank, atStart });
    if (kind === 'received') move(index, null, 'received', null);
    if (kind === 'moved') move(index, 'desk', 'desk', null);
    if (kind === 'returned' || kind === 'spoilt') move(index, 'vault', state, null);
  }
  return assemble(plan, { blanks, feeds, jobs, movements });
}

function cardOf(number: number, index: number | null, end: End, carried: boolean): DayJob {
  const isMade = made.has(end);
  const reported = isMade && end !== 'pendingReport' && end !== 'madeThenWasted';
  const enabled = reported && end !== 'pendingEnable';
  const handedOver = enabled && end !== 'enabled' && end !== 'retained';
  const ended = handedOver || end === 'failed' || end === 'wasted' || end === 'madeThenWasted';
  const state: DayJob['state'] =
    end === 'unknown'
      ? 'fed'
      : end === 'madeAgain'
        ? 'handedOver'
        : end === 'madeThenWasted'
          ? 'wasted'
          : end;
  return job(number, {
    state,
    unitKey: index === null ? null : key(index),
    unitTail: index === null ? null : String(index).padStart(4, '0'),
    place: end === 'retained' ? 'rejectBox' : 'desk',
    startedAt: carried ? before : at(5),
    visualOkAt: isMade ? at(6) : null,
    reportedAt: reported ? at(7) : null,
    enabledAt: enabled ? at(8) : null,
    handedOverAt: handedOver ? at(9) : null,
    endedAt: ended ? at(9) : null,
    unknownStep: end === 'unknown' ? 'print' : null,
    ...(end === 'unknown' && {
      machine: { tail: String(index ?? 0).padStart(4, '0'), printedAt: null, open: true },
    }),
  });
}

function assemble(
  plan: Plan,
  {
    blanks,
    feeds,
    jobs,
    movements,
  }: {
    readonly blanks: readonly Blank[];
    readonly feeds: DayInputs['feeds'];
    readonly jobs: readonly DayJob[];
    readonly movements: DayInputs['movements'];
  },
): DayInputs {
  const units = blanks.map((blank) => blank.unit);
  const classes = [classOf(false), classOf(true)];
  const number = (each: (blank: Blank) => boolean, cardClass: string): number =>
    blanks.filter((blank) => blank.unit.cardClass === cardClass && each(blank)).length;
  const theirs = (stage: 'reportedAt' | 'enabledAt') =>
    jobs.flatMap((each, index) =>
      each[stage] !== null && each.state !== 'wasted' ? [booked(index + 1)] : [],
    );
  const cases = casesOf(plan, jobs);
  const numbers = cases.map((each) => each.number);
  const handOvers = jobs
    .filter(({ handedOverAt }) => handedOverAt !== null)
    .map((each): DayRow =>
      row(`row_${each.id}`, { kind: 'card.handOver', caseId: each.caseId, caseNumber: each.caseNumber }),
    );
  const open = Array.from({ length: plan.waiting }, (_, index) =>
    row(`row_open_${index}`, {
      state: 'waiting',
      kind: 'case.opened',
      createdAt: index === 0 ? before : at(9),
    }),
  );
  const acknowledged = handOvers.length + plan.late;
  return goodDay({
    opening: classes.map((each) => ({
      ...each,
      opening: number(({ atStart }) => atStart !== null, each.cardClass),
    })),
    counts: plan.counted
      ? classes.map((each) => ({
          ...each,
          counted: number((blank) => still.has(blank.unit.state), each.cardClass),
        }))
      : null,
    openJobsAtStart: plan.cards.filter(({ carried }) => carried).length,
    openCasesAtStart: 0,
    openRowsAtStart: Math.min(1, plan.waiting) + plan.late,
    units,
    movements,
    lastMoves: movesOf(units),
    jobs,
    feeds,
    cases,
    caseNumbers: { known: numbers, given: [{ prefix: 'SZ50-20261125-', width: 4, last: numbers.length }] },
    rows: rows({
      created: handOvers.length + Math.max(0, plan.waiting - 1),
      acknowledged,
      open,
      handOvers,
    }),
    notices: {
      numbersOfYear: numbers.map((_, index) => `SZ50-SL-2026-${String(index + 1).padStart(6, '0')}`),
      given: numbers.length === 0 ? [] : [{ prefix: 'SZ50-SL-2026-', width: 6, last: numbers.length }],
      unconfirmed: [],
    },
    upstream: plan.online ? books(theirs('reportedAt'), theirs('enabledAt')) : null,
    corrections: Array.from({ length: plan.late }, (_, index) => ({
      date: '2026-11-24',
      at: at(2),
      kind: 'receipt' as const,
      rowId: `row_late_${index}` as RowId,
      rowKind: 'case.opened' as const,
      caseId: null,
      caseNumber: null,
      outcome: `R${index}`,
    })),
    earlierUnsigned: plan.overriddenBefore
      ? [{ date: '2026-11-24', at: at(0), kind: 'twoPeople', reason: 'x', by: '赵强', second: '陈静' }]
      : [],
  });
}

function casesOf(plan: Plan, jobs: readonly DayJob[]): DayCase[] {
  const states: DayCase['state'][] = [...jobs.map(() => 'accepted' as const), ...plan.otherCases];
  return states.map((state, index) => ({
    id: `case_${index + 1}` as CaseId,
    number: `SZ50-20261125-${String(index + 1).padStart(4, '0')}`,
    state,
    openedAt: at(1),
    openedBy: '李敏',
    endedAt: state === 'open' || state === 'supplement' ? null : at(4),
    deadline: '2026-12-02',
    breached: false,
    passportWithUs: null,
  }));
}
