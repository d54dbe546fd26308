import type { Countersignature, Role } from '../../contract/access.ts';
import type { UnitKey } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { StockUnitView, UnitState } from '../../contract/stock.ts';
import { hasEnded } from '../../domain/cards/jobReducer.ts';
import { checkWasteReason, mayMove, mayWaste } from '../../domain/stock/unitMoves.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { StaffRecord, UnitRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';

type StockDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'crypto' | 'bus' | 'log' | 'profile'>;
type StockMethod = 'stockList' | 'stockReceive' | 'stockMove' | 'stockWaste';

/** Who may be the second person at the stock (domain-rules 10.3). */
const keepers: readonly Role[] = ['stockKeeper', 'supervisor'];

/** Blank stock (features D3, D4, D5): every blank by its number, two people for every act, nothing ever deleted. */
export function stockHandlers(deps: StockDeps): Handlers<StockMethod> {
  const { stores, crypto } = deps;

  return {
    stockList: () => success(stores.units.list().map((unit) => presentUnit(deps, unit))),

    async stockReceive({ bank, vendor, bankCardNumbers, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const units = bankCardNumbers.map((number) => ({
        key: crypto.unitKeyOf(number) as UnitKey,
        tail: number.slice(-4),
      }));
      const known =
        new Set(units.map(({ key }) => key)).size < units.length ||
        units.some(({ key }) => stores.units.get(key) !== null);
      // A number that is known already may not come in again: the whole list is looked at once more by both people.
      if (known) return failure('invalidInput', { field: 'bankCardNumbers' });
      const { at, people } = signed(deps, caller, second.value);
      write(
        deps,
        caller,
        { event: 'stock.receive', detail: { bank, vendor, count: units.length }, second: second.value },
        () => {
          for (const { key, tail } of units)
            stores.units.move(
              {
                key,
                tail,
                bank,
                vendor,
                state: 'received',
                since: at,
                jobId: null,
                cardIdentifier: null,
                reason: null,
              },
              {
                ...people,
                unitKey: key,
                from: null,
                to: 'received',
                at,
                jobId: null,
                reason: null,
                note: null,
              },
            );
          return { to: 'received', at, bank, vendor, bankCardNumbers, ...people };
        },
      );
      return success({ received: units.length });
    },

    async stockMove({ units: keys, to, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const units: UnitRecord[] = [];
      for (const key of new Set(keys)) {
        const unit = stores.units.get(key);
        if (unit === null) return failure('unitNotFound');
        const fit = mayMove(unit, to);
        if (!fit.ok) return fit;
        units.push(unit);
      }
      const { at, people } = signed(deps, caller, second.value);
      write(
        deps,
        caller,
        { event: 'stock.move', detail: { to, count: units.length }, second: second.value },
        () => {
          for (const unit of units)
            stores.units.move(
              { ...unit, state: to, since: at },
              {
                ...people,
                unitKey: unit.key,
                from: unit.state,
                to,
                at,
                jobId: null,
                reason: null,
                note: null,
              },
            );
          return { to, at, units: units.map(({ key, state }) => ({ key, from: state })), ...people };
        },
      );
      return success({ moved: units.length });
    },

    async stockWaste({ unit: key, reason, note, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const unit = stores.units.get(key);
      if (unit === null) return failure('unitNotFound');
      const job = unit.jobId === null ? null : stores.jobs.get(unit.jobId);
      // A job that has another blank by now has nothing to say about this one.
      const fit = mayWaste(unit, job !== null && !hasEnded(job) && job.unitKey === unit.key);
      if (!fit.ok) return fit;
      const worded = checkWasteReason(reason, note);
      if (!worded.ok) return worded;
      const { at, people } = signed(deps, caller, second.value);
      const wasted: UnitRecord = { ...unit, state: 'wasted', since: at, reason };
      write(
        deps,
        caller,
        { event: 'stock.waste', detail: { reason, unit: key }, second: second.value },
        () => {
          stores.units.move(wasted, {
            ...people,
            unitKey: key,
            from: unit.state,
            to: 'wasted',
            at,
            jobId: unit.jobId,
            reason,
            note: note === '' ? null : note,
          });
          return { to: 'wasted', at, units: [{ key, from: unit.state }], reason, note, ...people };
        },
      );
      return success(presentUnit(deps, wasted));
    },
  };
}

/** Both people of an act, as they stand on the movement. */
function signed(
  deps: StockDeps,
  caller: Caller,
  second: StaffRecord,
): {
  readonly at: string;
  readonly people: { readonly by: string; readonly by2: string };
} {
  return {
    at: new Date(deps.clock.now()).toISOString(),
    people: { by: firstPerson(caller).displayName, by2: second.displayName },
  };
}

function firstPerson(caller: Caller): StaffRecord {
  if (caller.staff === null) throw new Error('a stock act without a person');
  return caller.staff;
}

/** Two different people for every act on blanks (D4). */
function secondPerson(
  deps: StockDeps,
  caller: Caller,
  countersignature: Countersignature,
): Promise<Result<StaffRecord>> {
  return verifyCountersignature(deps, countersignature, {
    roles: keepers,
    notStaffId: firstPerson(caller).id,
  });
}

/** One commit: movements, the row that reports them, and the audit entry; then the hints. */
function write(
  deps: StockDeps,
  caller: Caller,
  act: {
    readonly event: string;
    readonly detail: Readonly<Record<string, string | number>>;
    readonly second: StaffRecord;
  },
  work: () => Readonly<Record<string, unknown>>,
): void {
  const first = firstPerson(caller);
  deps.stores.run(() => {
    const payload = work();
    enqueue(deps, { kind: 'stock.moved', caseId: null, caseNumber: null, payload, owner: first.displayName });
    deps.stores.audit.append({
      at: new Date(deps.clock.now()).toISOString(),
      actor: first.userName,
      surface: caller.surface,
      event: act.event,
      subject: deps.profile.stationId,
      detail: { ...act.detail, second: act.second.userName },
    });
  });
  deps.bus.emit('stockChanged', {});
  deps.bus.emit('queueChanged', {});
}

/** A blank as people see it: four digits, and whether it was fed for a job without an outcome (domain-rules 10.2). */
function presentUnit(deps: Pick<Deps, 'stores'>, unit: UnitRecord): StockUnitView {
  const { key, tail, bank, vendor, since, jobId, reason } = unit;
  const state: UnitState = unit.state;
  return {
    key,
    tail,
    bank,
    vendor,
    state,
    since,
    jobId,
    unresolved: state === 'hopper' && jobId !== null,
    reason,
  };
}
