import { alteredRecords } from '../audit/watchRecords.ts';
import type { CaseView } from '../../contract/cases.ts';
import { isFetchedAhead } from '../../domain/cards/prefetch.ts';
import { shanghaiDay } from '../../domain/calendar/shanghai.ts';
import { feedsOfJob } from '../../domain/day/dayFeeds.ts';
import { leftOutCases, leftOutPapers } from '../../domain/records/numberJumps.ts';
import { machineOfJob, stepsOfJob } from '../../domain/day/dayJournal.ts';
import type { DayInputs, DayJob } from '../../domain/day/dayInputs.ts';
import type { BookInputs } from '../../domain/day/upstreamBooks.ts';
import type { Deps } from '../deps.ts';
import { presentCabinetEvent } from '../kiosk/presentCabinet.ts';
import { isConfirmed } from '../sync/isConfirmed.ts';
import { deskHoldingsOf } from '../stock/deskHoldings.ts';
import { feesOfDay, reprintsOfDay } from './gatherFees.ts';
import { caseSeries, noticeSeries } from './gatherNumbers.ts';
import { isToldWhole } from './gatherSupplements.ts';
import { printerSpans } from './gatherPrinters.ts';
import { deedsOfDay, namesOfStaff } from './gatherWork.ts';
import type { CaseRecord, DayRecord, JobRecord, OutboxRecord, StepRecord } from '../ports/stores.ts';

/** How a case stands now; given by the case area, so that the day asks the same rules as the desk. The originals only of one that is accepted. */
export type PresentCase = (record: CaseRecord) => Pick<CaseView, 'clock' | 'documents'>;

export type GatherDeps = Pick<Deps, 'stores' | 'clock' | 'profile' | 'packs'>;

/** Rows of one day and then some: the hand-overs of a day are looked for among them. */
const rowsLookedAt = 20_000;

/** Reads everything the day is computed from. Synchronous: one moment of the stores. */
export function gatherDay(
  deps: GatherDeps,
  presentCase: PresentCase,
  day: DayRecord,
  upstream: DayInputs['upstream'],
): DayInputs {
  const { stores, profile } = deps;
  const jumps = stores.records.jumps();
  const now = new Date(deps.clock.now()).toISOString();
  const from = day.openedAt;
  // The half-open span must hold what happens in this very millisecond.
  const to = new Date(deps.clock.now() + 1).toISOString();
  const calendar = shanghaiDay(day.date);
  const since = from < calendar.from ? from : calendar.from;
  const cases = stores.cases.list(from).map((record) => ({ record, view: presentCase(record) }));
  const jobs = stores.jobs.list(since).map((record) => ({ record, steps: stores.jobs.steps(record.id) }));
  const open = stores.outbox.open();
  const decisions = stores.decisions.between(from, to);
  const clerkOf = namesOfStaff(stores);
  const year = day.date.slice(0, 4);
  const notices = stores.notices.issuedBetween(shanghaiDay(`${year}-01-01`).from, to);
  const created = stores.outbox
    .list(rowsLookedAt)
    .filter((row) => row.createdAt >= from && row.createdAt < to);
  return {
    date: day.date,
    stationId: profile.stationId,
    from,
    to,
    now,
    calendar,
    opening: day.opening,
    counts: day.counts,
    openCasesAtStart: day.openCasesAtStart,
    openJobsAtStart: day.openJobsAtStart,
    openRowsAtStart: day.openRowsAtStart,
    units: stores.units.list(),
    movements: stores.units.movementsBetween(from, to),
    lastMoves: stores.days.lastMoves(),
    desks: deskHoldingsOf(stores).flatMap(({ clerk, held, since }) =>
      since === null ? [] : [{ clerk, held, since }],
    ),
    ribbons: stores.stockBook.ribbons(),
    ribbonMoves: stores.stockBook.ribbonMoves(),
    discrepancies: stores.stockBook.openDiscrepancies(),
    jobs: jobs.map(({ record, steps }) => dayJob(deps, record, steps, clerkOf(record.ownerId))),
    feeds: jobs.flatMap(({ record, steps }) => feedsOfJob(record.id, steps)),
    printers: printerSpans(deps, from),
    caseNumbers: {
      known: [
        ...stores.cases
          .list(calendar.from)
          .filter(({ openedAt }) => openedAt >= calendar.from)
          .map(({ number }) => number),
        // Left out on purpose when older records were accepted (G7): nobody ever got one of them.
        ...leftOutCases(profile.stationId, day.date, jumps),
      ],
      given: caseSeries(deps, day.date),
    },
    deeds: deedsOfDay(deps, { from, to, clerkOf }),
    cases: cases.map(({ record, view }) => ({
      id: record.id,
      number: record.number,
      state: record.state,
      openedAt: record.openedAt,
      openedBy: record.openedBy,
      endedAt: record.endedAt,
      deadline: view.clock.deadline,
      breached: view.clock.breached,
      passportWithUs: passportIn(record),
    })),
    rows: {
      created: stores.outbox.createdBetween(from, to),
      acknowledged: stores.outbox.ackedBetween(from, to),
      missing: stores.days.missingRows(from),
      withoutReceipt: stores.days
        .rowsWithoutReceipt(from, to)
        .flatMap((id) => stores.outbox.get(id) ?? [])
        .map(dayRow),
      open: open.map(dayRow),
      handOvers: created.filter((row) => row.kind === 'card.handOver').map(dayRow),
      // Once for each rating, whatever took the place of its row: how far the newest has come.
      ratings: created
        .filter((row) => row.kind === 'rating.given' && row.corrects === null)
        .map((row) => ({ ...dayRow(row), state: stores.outbox.latest(row.id)?.state ?? row.state })),
    },
    notices: {
      numbersOfYear: [
        ...notices.map((notice) => notice.number),
        ...leftOutPapers(profile.stationId, day.date.slice(0, 4), jumps),
      ],
      given: noticeSeries(
        deps,
        notices.map((notice) => notice.number),
      ),
      unconfirmed: notices
        .filter((notice) => !isConfirmed(deps, notice.rowId))
        .map(({ number, caseId, issuedAt, issuedBy }) => ({ number, caseId, issuedAt, issuedBy })),
    },
    // Without the level: the report is no place for it (domain-rules 6.7).
    ratings: stores.ratings
      .givenBetween(from, to)
      .map(({ id, caseId, caseNumber, givenAt, rowId }) => ({ id, caseId, caseNumber, givenAt, rowId })),
    tickets: stores.tickets.waitTimesBetween(calendar.from, calendar.to),
    decided: {
      refused: decisions.filter(({ kind }) => kind === 'refused').length,
      revoked: decisions.filter(({ kind }) => kind === 'revoked').length,
    },
    recalls: stores.recalls
      .list()
      .filter(({ closed }) => closed === null)
      .map(({ id, caseId, jobId, number, fetchBy, openedAt, dueOn }) => ({
        id,
        caseId,
        jobId,
        number,
        owner: fetchBy,
        openedAt,
        dueOn,
      })),
    acceptedUnsatisfied: cases
      .filter(({ record, view }) => record.state === 'accepted' && view.documents.some(unsatisfied))
      .map(({ record }) => record.number),
    cabinet: stores.cabinet
      .unsettled()
      .map((event) => presentCabinetEvent(deps, event))
      .map(({ sequence, at, caseId, caseNumber, jobId }) => ({ sequence, at, caseId, caseNumber, jobId })),
    supplementIncomplete: cases
      .filter(({ record }) => record.state === 'supplement' && !isToldWhole(stores, record))
      .map(({ record }) => record.number),
    fees: feesOfDay(deps, from),
    reprints: reprintsOfDay(deps, from, to),
    upstream,
    ...alteredRecords(deps),
    corrections: stores.days.correctionsBetween(knownSince(deps, from), to),
    earlierUnsigned: stores.days
      .unsigned()
      .flatMap(({ date, overridden }) =>
        overridden === null || date >= day.date ? [] : [{ date, ...overridden.override }],
      ),
  };
}

/** The little of a day that upstream's books are compared with (11.5). */
export function gatherBooks(
  deps: Pick<GatherDeps, 'stores'>,
  day: DayRecord,
  upstream: DayInputs['upstream'],
): BookInputs {
  const { stores } = deps;
  const calendar = shanghaiDay(day.date);
  const since = day.openedAt < calendar.from ? day.openedAt : calendar.from;
  const jobs = stores.jobs
    .list(since)
    .map((record) => dayJob(deps, record, stores.jobs.steps(record.id), null));
  return { calendar, jobs, upstream };
}

/** What came in the night belongs to the day after it: from the moment in which the last day ended (G9). */
function knownSince({ stores }: GatherDeps, from: string): string {
  const ended = stores.days.endBefore(from);
  return ended === null ? '' : new Date(Date.parse(ended) + 1).toISOString();
}

function passportIn({ custody }: CaseRecord): DayInputs['cases'][number]['passportWithUs'] {
  const kept = custody.find(({ document, state }) => document === 'PASSPORT' && state === 'withUs');
  return kept === undefined ? null : { by: kept.by, at: kept.at };
}

function unsatisfied(row: CaseView['documents'][number]): boolean {
  return row.required && row.verdict !== 'matches' && row.verdict !== 'notNeeded';
}

function unknownStepOf(steps: readonly StepRecord[]): DayJob['unknownStep'] {
  const last = steps.at(-1);
  return last?.phase === 'unknown' ? last.step : null;
}

function dayJob(
  { stores }: Pick<GatherDeps, 'stores'>,
  job: JobRecord,
  steps: readonly StepRecord[],
  clerk: string | null,
): DayJob {
  return {
    id: job.id,
    caseId: job.caseId,
    caseNumber: job.caseNumber,
    state: job.state,
    place: job.place,
    batch: job.batch,
    cardNumber: job.cardNumber,
    cardIdentifier: job.cardIdentifier,
    unitKey: job.unitKey,
    unitTail: job.unitTail,
    owner: job.owner,
    clerk,
    caseOpenedAt: stores.cases.get(job.caseId)?.openedAt ?? null,
    machine: machineOfJob(steps),
    steps: stepsOfJob(steps),
    startedAt: job.startedAt,
    changedAt: job.changedAt,
    visualOkAt: job.visualOkAt,
    reportedAt: job.reportedAt,
    enabledAt: job.enabledAt,
    handedOverAt: job.handedOverAt,
    endedAt: job.endedAt,
    unknownStep: unknownStepOf(steps),
    aheadSince: isFetchedAhead(job) ? (job.lockedAt ?? job.startedAt) : null,
  };
}

function dayRow(row: OutboxRecord): DayInputs['rows']['open'][number] {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    createdAt: row.createdAt,
    owner: row.owner,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    refusal: row.refusal,
  };
}
