import type { MethodName } from '../../contract/methods.ts';
import { failure, success } from '../../contract/result.ts';
import { classLabel, openingOf } from '../../domain/day/stockIdentity.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { createReadAudit } from '../people/readAudit.ts';
import { closeDay, figuresNow } from './closeDay.ts';
import type { PresentCase } from './gatherDay.ts';
import { dayStatusOf, openDay } from './openDay.ts';
import { overrideDay } from './overrideDay.ts';
import { signLate } from './signLate.ts';
import { cardPrinters, lookAtPrinter } from '../stock/printerLooks.ts';

type DayMethods = Exclude<Extract<MethodName, `day${string}`>, 'dayReport'>;

/** The methods of the day: open, blind count, figures, close, list. */
export function dayHandlers(deps: Deps, parts: { readonly presentCase: PresentCase }): Handlers<DayMethods> {
  const { stores } = deps;
  const signedIn = (caller: Caller): StaffRecord => {
    // Dispatch has proven it: these methods have roles.
    if (caller.staff === null) throw new Error('a method with roles was called by nobody');
    return caller.staff;
  };
  const auditRead = createReadAudit(deps);
  return {
    dayStatus: () => success(dayStatusOf(deps)),
    // Without an earlier day that is open there is nothing to override.
    dayOpen: ({ override }, caller) =>
      override === undefined || stores.days.current() === null
        ? openDay(deps, signedIn(caller))
        : overrideDay(deps, parts.presentCase, override, signedIn(caller)),
    daySignLate: (input, caller) => signLate(deps, input, signedIn(caller)),
    dayClasses: () =>
      success(
        openingOf(stores.units.list())
          .map(({ bank, vendor, cardClass }) => ({ bank, vendor, cardClass }))
          .sort((a, b) => (classLabel(a) < classLabel(b) ? -1 : 1)),
      ),
    async dayCount(input, caller) {
      const day = stores.days.current();
      if (day === null) return failure('dayNotOpen');
      const staff = signedIn(caller);
      stores.run(() => {
        stores.days.save({
          ...day,
          state: 'counted',
          counts: input.counts,
          countedBy: staff.displayName,
          countedById: staff.id,
        });
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
      // People have counted their blanks; the machines are asked for their side of the match in the same moment (H2).
      for (const { id } of cardPrinters(deps))
        await lookAtPrinter(deps, id, 'asked', { by: staff.displayName, by2: null });
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
    dayClosed(input, caller) {
      const day = stores.days.get(input.date);
      if (day?.closed || day?.overridden)
        auditRead(
          { userName: signedIn(caller).userName, surface: caller.surface },
          'read.dayClosed',
          input.date,
        );
      if (day?.closed) return success(day.closed);
      return day?.overridden
        ? success({ ...day.overridden, signatures: [], reasons: {} })
        : failure('dayNotOpen');
    },
    dayList(input) {
      const days = stores.days.list({ ...input, limit: input.limit + 1 });
      return success({ days: days.slice(0, input.limit), more: days.length > input.limit });
    },
    dayMonths: () => success([...stores.days.months()]),
  };
}
