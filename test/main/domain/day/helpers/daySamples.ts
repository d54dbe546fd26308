import type { BookedCard } from '../../../../../main/contract/upstream.ts';
import type { CaseId, JobId, UnitKey } from '../../../../../main/contract/ids.ts';
import { computeDay } from '../../../../../main/domain/day/computeDay.ts';
import type {
  DayFeed,
  DayInputs,
  DayJob,
  DayMovement,
  DayRow,
  DayUnit,
} from '../../../../../main/domain/day/dayInputs.ts';

export const at = (minute: number): string => new Date(Date.UTC(2026, 10, 25, 1, minute)).toISOString();
const four = (index: number): string => String(index).padStart(4, '0');
export const key = (index: number): UnitKey => four(index).padEnd(64, '0') as UnitKey;
export const bank = { bank: '培训银行', vendor: 'ZK', cardClass: 'standard' } as const;

export function unit(index: number, changes: Partial<DayUnit> = {}): DayUnit {
  return {
    key: key(index),
    tail: four(index),
    ...bank,
    state: 'hopper',
    since: at(0),
    jobId: null,
    clerkId: null,
    custody: null,
    ...changes,
  };
}

/** A card that went the whole way. The machine says what the ledger says. */
export function job(index: number, changes: Partial<DayJob> = {}): DayJob {
  const unitTail = changes.unitTail === undefined ? four(index) : changes.unitTail;
  const visualOkAt = changes.visualOkAt === undefined ? at(6) : changes.visualOkAt;
  return {
    id: `job_${index}` as JobId,
    caseId: `case_${index}` as CaseId,
    caseNumber: `SZ50-20261125-${four(index)}`,
    state: 'handedOver',
    place: 'holder',
    batch: 'P1',
    cardNumber: `B${String(index).padStart(8, '0')}`,
    cardIdentifier: null,
    unitKey: key(index),
    owner: '李敏',
    clerk: '李敏',
    caseOpenedAt: at(1),
    machine: { tail: unitTail, printedAt: visualOkAt, open: false },
    steps: [],
    startedAt: at(5),
    changedAt: at(9),
    reportedAt: at(7),
    enabledAt: at(8),
    handedOverAt: at(9),
    endedAt: at(9),
    unknownStep: null,
    ...changes,
    unitTail,
    visualOkAt,
  };
}

/** The card of `job(index)` as upstream has it. */
export const booked = (index: number, changes: Partial<BookedCard> = {}): BookedCard => ({
  batch: 'P1',
  cardNumber: `B${String(index).padStart(8, '0')}`,
  cardIdentifier: null,
  ...changes,
});
export const books = (
  reported: readonly BookedCard[],
  enabled: readonly BookedCard[] = reported,
): DayInputs['upstream'] => ({ askedAt: at(58), reported, enabled });

export function used(index: number): DayMovement {
  return {
    unitKey: key(index),
    from: 'hopper',
    to: 'used',
    at: at(6),
    by: '李敏',
    jobId: `job_${index}` as JobId,
    reason: null,
  };
}

export function fed(index: number, changes: Partial<DayFeed> = {}): DayFeed {
  return { jobId: `job_${index}` as JobId, unitTail: four(index), attempt: 1, at: at(5), ...changes };
}

export const row = (id: string, changes: Partial<DayRow> = {}): DayRow => ({
  id,
  kind: 'rating.given',
  state: 'acked',
  createdAt: at(10),
  owner: 'system',
  caseId: 'case_1' as CaseId,
  caseNumber: 'SZ50-20261125-0001',
  refusal: null,
  ...changes,
});
export const receipt = row('row_receipt', { kind: 'card.handOver', createdAt: at(9), owner: '李敏' });
export const rows = (changes: Partial<DayInputs['rows']> = {}): DayInputs['rows'] => ({
  created: 5,
  acknowledged: 5,
  missing: [],
  withoutReceipt: [],
  open: [],
  handOvers: [receipt],
  ratings: [],
  ...changes,
});

/** Movements that say of each blank what the blank says of itself. */
export const movesOf = (units: readonly DayUnit[]): DayInputs['lastMoves'] =>
  units.map(({ key: unitKey, state: to, clerkId: toClerk, jobId }) => ({ unitKey, to, toClerk, jobId }));

/** Three blanks, one became a card that went the whole way. */
export function goodDay(changes: Partial<DayInputs> = {}): DayInputs {
  const units = changes.units ?? [unit(1, { state: 'used', jobId: 'job_1' as JobId }), unit(2), unit(3)];
  return {
    date: '2026-11-25',
    stationId: 'SZ50',
    from: at(0),
    to: at(59),
    now: at(59),
    calendar: { from: '2026-11-24T16:00:00.000Z', to: '2026-11-25T16:00:00.000Z' },
    opening: [{ ...bank, opening: 3 }],
    counts: [{ ...bank, counted: 2 }],
    openCasesAtStart: 0,
    openJobsAtStart: 0,
    openRowsAtStart: 0,
    units,
    movements: [used(1)],
    lastMoves: movesOf(units),
    desks: [],
    ribbons: [],
    ribbonMoves: [],
    discrepancies: [],
    jobs: [job(1)],
    feeds: [fed(1)],
    printers: [],
    cases: [
      {
        id: 'case_1' as CaseId,
        number: 'SZ50-20261125-0001',
        state: 'accepted',
        openedAt: at(1),
        openedBy: '李敏',
        endedAt: at(4),
        deadline: '2026-12-02',
        breached: false,
        passportWithUs: null,
      },
    ],
    caseNumbers: { known: ['SZ50-20261125-0001'], given: [] },
    deeds: [],
    rows: rows(),
    notices: { numbersOfYear: ['SZ50-SL-2026-000001'], given: [], unconfirmed: [] },
    decided: { refused: 0, revoked: 0 },
    ratings: [],
    tickets: [],
    recalls: [],
    acceptedUnsatisfied: [],
    supplementIncomplete: [],
    upstream: books([booked(1)]),
    corrections: [],
    earlierUnsigned: [],
    ...changes,
  };
}

/** Identities that do not hold. */
export const broken = (inputs: DayInputs): string[] =>
  computeDay(inputs)
    .identities.filter((each) => !each.holds)
    .map((each) => `${each.id}${each.open ? ' open' : ''}`);
export const found = (inputs: DayInputs): string[] => computeDay(inputs).exceptions.map((each) => each.kind);
/** Everything that the exceptions page says, in one text. */
export const told = (inputs: DayInputs): string =>
  computeDay(inputs)
    .exceptions.map(({ zh, en }) => `${zh}\n${en}`)
    .join('\n');
