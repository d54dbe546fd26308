import type { ClosedDay, DayFigures } from '../../contract/day.ts';
import type { ParsedInputOf } from '../../contract/method.ts';
import type { Methods } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { computeDay } from '../../domain/day/computeDay.ts';
import type { DayInputs } from '../../domain/day/dayInputs.ts';
import type { Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { DayRecord, StaffRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import { gatherDay, type PresentCase } from './gatherDay.ts';

export type CloseDeps = Deps;

/** Upstream's books of the day, or null when it cannot be asked: then 11.5 is listed as open (domain-rules 13.10). */
export async function askBooks(deps: CloseDeps, date: string): Promise<DayInputs['upstream']> {
  const answer = await deps.upstream.call(
    'books',
    { stationId: deps.profile.stationId, date },
    { timeoutMs: 4000 },
  );
  return answer.kind === 'answer' ? answer.value : null;
}

/** The day as it stands now. */
export async function figuresNow(
  deps: CloseDeps,
  presentCase: PresentCase,
  day: DayRecord,
): Promise<DayFigures> {
  return computeDay(gatherDay(deps, presentCase, day, await askBooks(deps, day.date)));
}

/**
 * Signs and closes the day. Refusals: `dayNotOpen`, `countMissing` (the blind count comes first), `wrongCredentials` and `samePerson`
 * of the two signatures, `ownCase` (nobody signs for a case that he decided), `reasonMissing` (each difference needs a written reason).
 * The close, its outbox row and its audit entry are one transaction; the chain head on the report is the one after that entry.
 */
export async function closeDay(
  deps: CloseDeps,
  presentCase: PresentCase,
  input: ParsedInputOf<Methods['dayClose']>,
  staff: StaffRecord,
): Promise<Result<ClosedDay>> {
  const { stores, clock, paper, crypto } = deps;
  const day = stores.days.current();
  if (day === null) return failure('dayNotOpen');
  if (day.counts === null) return failure('countMissing');
  const first = await verifyCountersignature(
    deps,
    { userName: staff.userName, password: input.password },
    { roles: ['supervisor'] },
  );
  if (!first.ok) return first;
  const second = await verifyCountersignature(deps, input.countersignature, {
    roles: ['supervisor', 'stockKeeper'],
    notStaffId: staff.id,
  });
  if (!second.ok) return second;
  const deciders = new Set(stores.cases.list(day.openedAt).map((each) => each.decidedById));
  if (deciders.has(staff.id) || deciders.has(second.value.id)) return failure('ownCase');

  const upstream = await askBooks(deps, day.date);
  // No await from here on: what is signed is what is stored.
  const still = stores.days.current();
  if (still === null || still.date !== day.date || still.counts === null) return failure('dayNotOpen');
  const figures = computeDay(gatherDay(deps, presentCase, still, upstream));
  const unexplained = figures.exceptions.filter(
    (each) => each.needsReason && !(input.reasons[each.key] ?? '').trim(),
  );
  if (unexplained.length > 0) return failure('reasonMissing', { count: unexplained.length });

  const at = new Date(clock.now()).toISOString();
  const csvHash = crypto.sha256Hex(paper.dayCsv({ date: day.date, figures }));
  const signature = (who: StaffRecord): ClosedDay['signatures'][number] => ({
    staff: who.displayName,
    userName: who.userName,
    at,
  });
  const closed = stores.run((): ClosedDay => {
    stores.audit.append({
      at,
      actor: staff.userName,
      surface: 'window',
      event: 'day.close',
      subject: day.date,
      detail: {
        second: second.value.userName,
        csvHash,
        rows: figures.ledger.length,
        exceptions: figures.exceptions.length,
      },
    });
    const result: ClosedDay = {
      date: day.date,
      closedAt: at,
      signatures: [signature(staff), signature(second.value)],
      chainHead: stores.audit.head(),
      rowCount: figures.ledger.length,
      csvHash,
      reasons: input.reasons,
      figures,
    };
    stores.days.save({ ...still, state: 'closed', closed: result });
    enqueue(deps, {
      kind: 'day.closed',
      caseId: null,
      caseNumber: null,
      businessKey: `${deps.profile.stationId}:${day.date}:close`,
      payload: {
        date: day.date,
        csvHash,
        chainHead: result.chainHead,
        rowCount: result.rowCount,
        stock: figures.stock,
        cards: figures.cards,
        cases: figures.cases,
        exceptions: figures.exceptions.length,
      },
      owner: staff.displayName,
    });
    return result;
  });
  deps.bus.emit('dayChanged', {});
  deps.bus.emit('queueChanged', {});
  deps.bus.emit('stationChanged', {});
  return success(closed);
}
