import type { ClosedDay } from '../../contract/day.ts';
import type { ParsedInputOf } from '../../contract/method.ts';
import type { Methods } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { dayEnded, reportEnd } from './freezeDay.ts';
import { explained, signatureOf, takeSignatures } from './signatures.ts';

/**
 * Two people sign a day that was overridden (H3): its figures stay as they were frozen, each difference in them gets its reason, and the day is
 * closed for good. Refusals: `dayNotOpen` (no such day waits for signatures), `reasonMissing`, and those of the signatures.
 */
export async function signLate(
  deps: Deps,
  input: ParsedInputOf<Methods['daySignLate']>,
  staff: StaffRecord,
): Promise<Result<ClosedDay>> {
  const { stores } = deps;
  const day = stores.days.get(input.date);
  if (day?.state !== 'overridden' || day.overridden === null) return failure('dayNotOpen');
  const signed = await takeSignatures(deps, { ...day, to: day.overridden.closedAt }, input, staff);
  if (!signed.ok) return signed;
  // Somebody else may have signed it meanwhile.
  const still = stores.days.get(input.date);
  if (still?.state !== 'overridden' || still.overridden === null) return failure('dayNotOpen');
  const { override, ...frozen } = still.overridden;
  const reasoned = explained(frozen.figures, input.reasons);
  if (!reasoned.ok) return reasoned;

  const at = new Date(deps.clock.now()).toISOString();
  const [first, second] = signed.value;
  const closed: ClosedDay = {
    ...frozen,
    override,
    signatures: [signatureOf(first, at), signatureOf(second, at)],
    reasons: input.reasons,
  };
  stores.run(() => {
    stores.days.save({ ...still, state: 'closed', closed });
    stores.audit.append({
      at,
      actor: staff.userName,
      surface: 'window',
      event: 'day.signLate',
      subject: input.date,
      detail: { second: second.userName, csvHash: frozen.csvHash, rows: frozen.rowCount },
    });
    reportEnd(deps, 'day.closed', frozen, staff.displayName);
  });
  dayEnded(deps);
  return success(closed);
}
