import type { ClosedDay, DayFigures } from '../../contract/day.ts';
import type { ParsedInputOf } from '../../contract/method.ts';
import type { Methods } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { computeDay } from '../../domain/day/computeDay.ts';
import { verifyRecords } from '../audit/watchRecords.ts';
import type { Deps } from '../deps.ts';
import type { DayRecord, StaffRecord } from '../ports/stores.ts';
import { askBooks, dayEnded, freezeDay, reportEnd } from './freezeDay.ts';
import { gatherDay, type PresentCase } from './gatherDay.ts';
import { explained, signatureOf, takeSignatures } from './signatures.ts';

/** The day as it stands now. */
export async function figuresNow(deps: Deps, presentCase: PresentCase, day: DayRecord): Promise<DayFigures> {
  return computeDay(gatherDay(deps, presentCase, day, await askBooks(deps, day.date)));
}

/** Where a day that is still open ends: nothing that happened in this very millisecond is left out. */
const endOf = ({ clock }: Pick<Deps, 'clock'>): string => new Date(clock.now() + 1).toISOString();

/**
 * Signs and closes the day (H1). Refusals: `dayNotOpen`, `countMissing` (the blind count comes first), those of the signatures, `reasonMissing`
 * (each difference needs a written reason). With the network down it closes all the same and says what is unconfirmed (domain-rules 13.10). The
 * close, its outbox row and its audit entry are one transaction; the chain head on the report is the one after that entry.
 */
export async function closeDay(
  deps: Deps,
  presentCase: PresentCase,
  input: ParsedInputOf<Methods['dayClose']>,
  staff: StaffRecord,
): Promise<Result<ClosedDay>> {
  const { stores } = deps;
  const day = stores.days.current();
  if (day === null) return failure('dayNotOpen');
  if (day.counts === null) return failure('countMissing');
  const signed = await takeSignatures(deps, { ...day, to: endOf(deps) }, input, staff);
  if (!signed.ok) return signed;

  // A reader of the report must be able to trust what it was made from (I1): what is found stands on it and needs a reason.
  await verifyRecords(deps, staff.userName);
  const upstream = await askBooks(deps, day.date);
  // No await from here on: what is signed is what is stored.
  const still = stores.days.current();
  if (still === null || still.date !== day.date || still.counts === null) return failure('dayNotOpen');
  const frozen = freezeDay(deps, presentCase, still, upstream);
  const reasoned = explained(frozen.figures, input.reasons);
  if (!reasoned.ok) return reasoned;

  const at = frozen.closedAt;
  const [first, second] = signed.value;
  const closed = stores.run((): ClosedDay => {
    stores.audit.append({
      at,
      actor: staff.userName,
      surface: 'window',
      event: 'day.close',
      subject: day.date,
      detail: {
        second: second.userName,
        csvHash: frozen.csvHash,
        rows: frozen.rowCount,
        exceptions: frozen.figures.exceptions.length,
      },
    });
    const result: ClosedDay = {
      ...frozen,
      signatures: [signatureOf(first, at), signatureOf(second, at)],
      chainHead: stores.audit.head(),
      reasons: input.reasons,
    };
    stores.days.save({ ...still, state: 'closed', closed: result });
    reportEnd(deps, 'day.closed', result, staff.displayName);
    return result;
  });
  dayEnded(deps);
  return success(closed);
}
