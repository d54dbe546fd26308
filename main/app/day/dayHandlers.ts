import type { ClosedDay } from '../../contract/day.ts';
import type { MethodName } from '../../contract/methods.ts';
import { failure, success } from '../../contract/result.ts';
import { classLabel, openingOf } from '../../domain/day/stockIdentity.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { createReadAudit } from '../people/readAudit.ts';
import { closeDay, figuresNow } from './closeDay.ts';
import type { PresentCase } from './gatherDay.ts';
import { dayStatusOf, openDay } from './openDay.ts';

type DayMethods = Exclude<Extract<MethodName, `day${string}` | 'auditVerify'>, 'dayReport'>;

/** The methods of the day: open, blind count, figures, close, list. */
export function dayHandlers(deps: Deps, parts: { readonly presentCase: PresentCase }): Handlers<DayMethods> {
  const { stores, paper, profile } = deps;
  const signedIn = (caller: Caller): StaffRecord => {
    // Dispatch has proven it: these methods have roles.
    if (caller.staff === null) throw new Error('a method with roles was called by nobody');
    return caller.staff;
  };
  const audit = (caller: Caller, event: string, subject: string): void =>
    stores.run(() =>
      stores.audit.append({
        at: new Date(deps.clock.now()).toISOString(),
        actor: signedIn(caller).userName,
        surface: caller.surface,
        event,
        subject,
        detail: {},
      }),
    );

  const auditRead = createReadAudit(deps);
  return {
    dayStatus: () => success(dayStatusOf(deps)),
    dayOpen: (_input, caller) => openDay(deps, signedIn(caller)),
    daySignLate: () => failure('wrongState', { state: 'open' }),
    dayClasses: () =>
      success(
        openingOf(stores.units.list())
          .map(({ bank, vendor, cardClass }) => ({ bank, vendor, cardClass }))
          .sort((a, b) => (classLabel(a) < classLabel(b) ? -1 : 1)),
      ),
    dayCount(input, caller) {
      const day = stores.days.current();
      if (day === null) return failure('dayNotOpen');
      const staff = signedIn(caller);
      stores.run(() => {
        stores.days.save({ ...day, state: 'counted', counts: input.counts, countedBy: staff.displayName });
        stores.audit.append({
          at: new Date(deps.clock.now()).toISOString(),
          actor: staff.userName,
          surface: caller.surface,
          // A second count does not hide the first: both are on the chain.
          event: day.counts === null ? 'day.count' : 'day.recount',
          subject: day.date,
          detail: { counted: input.counts.reduce((sum, row) => sum + row.counted, 0) },
        });
      });
      deps.bus.emit('dayChanged', {});
      return success(dayStatusOf(deps));
    },
    async dayFigures(_input, caller) {
      const day = stores.days.current();
      if (day === null) return failure('dayNotOpen');
      if (day.counts === null) return failure('countMissing');
      auditRead(
        { userName: signedIn(caller).userName, surface: caller.surface },
        'read.dayFigures',
        day.date,
      );
      return success(await figuresNow(deps, parts.presentCase, day));
    },
    dayClose: (input, caller) => closeDay(deps, parts.presentCase, input, signedIn(caller)),
    dayClosed(input) {
      const closed = stores.days.get(input.date)?.closed ?? null;
      return closed === null ? failure('dayNotOpen') : success(closed);
    },
    dayList(input) {
      const days = stores.days.list({ ...input, limit: input.limit + 1 });
      return success({ days: days.slice(0, input.limit), more: days.length > input.limit });
    },
    dayMonths: () => success([...stores.days.months()]),
    auditVerify: () => success(stores.audit.verify()),
  };
}
