import type { Countersignature } from '../../contract/access.ts';
import type { ClosedDay, DayFigures } from '../../contract/day.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { DayRecord, StaffRecord } from '../ports/stores.ts';
import { involvedStaff } from './involvedStaff.ts';

export interface Signing {
  readonly password: string;
  readonly countersignature: Countersignature;
}

/**
 * Two different people sign for a day (H1, H10): the supervisor who is signed in proves who he is once more, the second is another supervisor or a
 * stock keeper. Refusals: those of a countersignature; `ownCase`: one of them had a hand in a case or card of the day; `ownCount`: the second
 * signer is the one who counted. `to`: where the day ends.
 */
export async function takeSignatures(
  deps: Deps,
  day: Pick<DayRecord, 'openedAt' | 'countedById'> & { readonly to: string },
  input: Signing,
  staff: StaffRecord,
): Promise<Result<readonly [StaffRecord, StaffRecord]>> {
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
  const involved = involvedStaff(deps, { from: day.openedAt, to: day.to });
  if (involved.has(staff.id) || involved.has(second.value.id)) return failure('ownCase');
  if (second.value.id === day.countedById) return failure('ownCount');
  return success([first.value, second.value]);
}

/** As it stands on the report. */
export const signatureOf = (who: StaffRecord, at: string): ClosedDay['signatures'][number] => ({
  staff: who.displayName,
  userName: who.userName,
  at,
});

/** Every difference that needs a word has one (domain-rules 11), else `reasonMissing`. */
export function explained(figures: DayFigures, reasons: Readonly<Record<string, string>>): Result<null> {
  const unexplained = figures.exceptions.filter(
    (each) => each.needsReason && !(reasons[each.key] ?? '').trim(),
  );
  return unexplained.length > 0 ? failure('reasonMissing', { count: unexplained.length }) : success(null);
}
