import type { DayStatus } from '../../contract/day.ts';
import type { DayOverride } from '../../contract/dayMatch.ts';
import type { ParsedInputOf } from '../../contract/method.ts';
import type { Methods } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { DayInputs } from '../../domain/day/dayInputs.ts';
import type { Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { DayRecord, OverriddenDay, StaffRecord } from '../ports/stores.ts';
import { askBooks, dayEnded, freezeDay, reportEnd } from './freezeDay.ts';
import type { PresentCase } from './gatherDay.ts';
import { beginDay, dayStatusOf } from './openDay.ts';

type Wish = NonNullable<ParsedInputOf<Methods['dayOpen']>['override']>;

/**
 * Opens today although an earlier day was not closed (H3). That day is frozen as it stands: its figures, their hash, a row that tells upstream;
 * it waits for two signatures and is never open again. Two people do it, or one in the grace of an offline morning: then upstream must be out of
 * reach, and no earlier day may wait for its signatures. Refusals: `dayAlreadyOpen` (today is open), `wrongState` (today is closed),
 * `countersignatureNeeded`, `upstreamInReach`, `graceUsed`, and those of a countersignature. End of the one day and beginning of the other are
 * one transaction.
 */
export async function overrideDay(
  deps: Deps,
  presentCase: PresentCase,
  wish: Wish,
  staff: StaffRecord,
): Promise<Result<DayStatus>> {
  const { stores, clock } = deps;
  const hindrance = (): Result<DayRecord> => {
    const day = stores.days.current();
    const today = shanghaiDate(clock.now());
    if (day === null) return failure('dayNotOpen');
    if (day.date >= today) return failure('dayAlreadyOpen');
    return stores.days.get(today) === null ? success(day) : failure('wrongState', { state: 'closed' });
  };
  const before = hindrance();
  if (!before.ok) return before;
  const books = await askBooks(deps, before.value.date);
  const permitted = await permission(deps, wish, staff, books);
  if (!permitted.ok) return permitted;
  // No await from here on: what is frozen is what was there when the next day began.
  const still = hindrance();
  if (!still.ok) return still;
  if (still.value.date !== before.value.date) return failure('dayAlreadyOpen');
  freezeAndBegin(deps, presentCase, { day: still.value, books, wish, staff, second: permitted.value });
  dayEnded(deps);
  return success(dayStatusOf(deps));
}

/** Who else answers for it; null = nobody, in the grace of an offline morning. */
async function permission(
  deps: Deps,
  wish: Wish,
  staff: StaffRecord,
  books: DayInputs['upstream'],
): Promise<Result<StaffRecord | null>> {
  if (wish.kind === 'twoPeople')
    return wish.countersignature === undefined
      ? failure('countersignatureNeeded')
      : verifyCountersignature(deps, wish.countersignature, {
          roles: ['supervisor', 'stockKeeper'],
          notStaffId: staff.id,
        });
  // The link state alone is not enough: after a start nothing is known. Whoever answers for its books is in reach.
  if (deps.links.online('queue') || books !== null) return failure('upstreamInReach');
  const unsigned = deps.stores.days.unsigned().length;
  return unsigned > 0 ? failure('graceUsed', { count: unsigned }) : success(null);
}

function freezeAndBegin(
  deps: Deps,
  presentCase: PresentCase,
  about: {
    readonly day: DayRecord;
    readonly books: DayInputs['upstream'];
    readonly wish: Wish;
    readonly staff: StaffRecord;
    readonly second: StaffRecord | null;
  },
): void {
  const { stores } = deps;
  const { day, books, wish, staff, second } = about;
  const frozen = freezeDay(deps, presentCase, day, books);
  const override: DayOverride = {
    at: frozen.closedAt,
    kind: wish.kind,
    reason: wish.reason,
    by: staff.displayName,
    second: second?.displayName ?? null,
  };
  stores.run(() => {
    stores.audit.append({
      at: frozen.closedAt,
      actor: staff.userName,
      surface: 'window',
      event: 'day.override',
      subject: day.date,
      detail: {
        kind: wish.kind,
        second: second?.userName ?? null,
        csvHash: frozen.csvHash,
        rows: frozen.rowCount,
        exceptions: frozen.figures.exceptions.length,
      },
    });
    const overridden: OverriddenDay = { ...frozen, chainHead: stores.audit.head(), override };
    stores.days.save({ ...day, state: 'overridden', overridden });
    beginDay(deps, staff);
    // In the new day: its row was not open when that day began (11.6).
    reportEnd(deps, 'day.overridden', { ...frozen, chainHead: overridden.chainHead }, staff.displayName);
  });
}
