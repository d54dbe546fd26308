import type { Countersignature, Role } from '../../contract/access.ts';
import { failure, type Result } from '../../contract/result.ts';
import type { Caller, Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';

export type StockDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'crypto' | 'bus' | 'log' | 'profile'>;

/** Who may be the second person at the stock (domain-rules 10.3). */
const keepers: readonly Role[] = ['stockKeeper', 'supervisor'];

/** Both people of an act, as they stand on its record, and its instant. */
export interface Signed {
  readonly at: string;
  readonly people: { readonly by: string; readonly by2: string };
}

export function signed(deps: Pick<Deps, 'clock'>, caller: Caller, second: StaffRecord): Signed {
  return {
    at: new Date(deps.clock.now()).toISOString(),
    people: { by: firstPerson(caller).displayName, by2: second.displayName },
  };
}

/** Who acts; dispatch has already refused everybody else. */
export function firstPerson(caller: Caller): StaffRecord {
  if (caller.staff === null) throw new Error('a stock act without a person');
  return caller.staff;
}

/**
 * Two different people for every act on blanks and waste (D4): the second is a keeper or supervisor, or `also` that one person, e.g. the clerk
 * who gets the blanks. Errors: those of verifyCountersignature.
 */
export async function secondPerson(
  deps: StockDeps,
  caller: Caller,
  countersignature: Countersignature,
  also: StaffRecord | null = null,
): Promise<Result<StaffRecord>> {
  const second = await verifyCountersignature(deps, countersignature, {
    roles: also === null ? keepers : [...keepers, ...also.roles],
    notStaffId: firstPerson(caller).id,
  });
  if (!second.ok || second.value.id === also?.id) return second;
  return second.value.roles.some((role) => keepers.includes(role)) ? second : failure('forbidden');
}

export interface StockAct {
  readonly event: string;
  readonly subject?: string;
  readonly detail: Readonly<Record<string, string | number>>;
  /** Null: an act of one person. */
  readonly second: StaffRecord | null;
}

/**
 * One commit: what `work` writes, the outbox row that reports what it answers, and the audit entry; then the hints. Null from `work`: there is
 * nothing that upstream keeps.
 */
export function writeAct(
  deps: StockDeps,
  caller: Caller,
  act: StockAct,
  work: () => Readonly<Record<string, unknown>> | null,
): void {
  const first = firstPerson(caller);
  deps.stores.run(() => {
    const payload = work();
    if (payload !== null)
      enqueue(deps, {
        kind: 'stock.moved',
        caseId: null,
        caseNumber: null,
        payload,
        owner: first.displayName,
      });
    deps.stores.audit.append({
      at: new Date(deps.clock.now()).toISOString(),
      actor: first.userName,
      surface: caller.surface,
      event: act.event,
      subject: act.subject ?? deps.profile.stationId,
      detail: { ...act.detail, ...(act.second !== null && { second: act.second.userName }) },
    });
  });
  deps.bus.emit('stockChanged', {});
  deps.bus.emit('queueChanged', {});
  // The strip shows how many blanks lie in the hoppers and whether they are to be refilled.
  deps.bus.emit('stationChanged', {});
}
