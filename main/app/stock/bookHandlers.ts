import type { StaffId, StockCountId } from '../../contract/ids.ts';
import { failure, success } from '../../contract/result.ts';
import type { CountPlace, StockBook, StockCountView } from '../../contract/stockBook.ts';
import { classLabel, equationOfUnits, stockIdentities } from '../../domain/day/stockIdentity.ts';
import { deskStanding, hopperStanding } from '../../domain/stock/holdings.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { StockCountRecord } from '../ports/stockBook.ts';
import type { UnitRecord } from '../ports/stores.ts';
import { presentCustodyAct } from './custodyHandlers.ts';
import { deskHoldingsOf } from './deskHoldings.ts';
import { presentRibbon } from './printerHandlers.ts';
import { cardPrinters, noteDifference, presentPrinter, type PrinterDeps } from './printerLooks.ts';
import { firstPerson, writeAct, type StockDeps } from './stockActs.ts';
import { mayHoldBlanks } from './stockHandlers.ts';

type BookDeps = StockDeps & PrinterDeps;
type BookMethod = 'stockBook' | 'stockCount' | 'discrepancyClose';

/** How many of each list the page shows; older ones stay in the file. */
const shown = { custodyActs: 20, closed: 10, counts: 10 } as const;
/** Tails of one class that a count which differs names at most. */
const tailsNamed = 200;

/** The book of the stock, counts at any time, and the end of a difference. */
export function bookHandlers(deps: BookDeps): Handlers<BookMethod> {
  const { stores } = deps;
  return {
    stockBook: () => success(bookOf(deps)),

    stockCount({ place, clerkId, counts }, caller) {
      if (clerkId !== undefined && (place !== 'desk' || stores.staff.get(clerkId) === null))
        return failure('clerkNotFound');
      const first = firstPerson(caller);
      const here = unitsAt(deps, place, clerkId ?? null);
      const rows = counts.map((row) => {
        const booked = here.filter((unit) => classLabel(unit) === classLabel(row));
        const differs = booked.length !== row.counted;
        return {
          ...row,
          expected: booked.length,
          tails: differs ? booked.slice(0, tailsNamed).map(({ tail }) => tail) : [],
        };
      });
      const record: StockCountRecord = {
        id: deps.ids.next('count') as StockCountId,
        at: new Date(deps.clock.now()).toISOString(),
        by: first.displayName,
        place,
        clerkId: clerkId ?? null,
        rows,
      };
      const presented = presentCount(deps, record);
      const detail = { place, counted: rows.reduce((sum, row) => sum + row.counted, 0) };
      writeAct(deps, caller, { event: 'stock.count', subject: record.id, detail, second: null }, () => {
        stores.stockBook.insertCount(record);
        for (const row of rows)
          noteDifference(
            deps,
            'count',
            [placeWords[place], presented.clerk, classLabel(row)].filter((part) => part !== null).join(' · '),
            { ledger: row.expected, found: row.counted },
            first.displayName,
          );
        return null;
      });
      return success(presented);
    },

    discrepancyClose({ discrepancyId, reason }, caller) {
      const open = stores.stockBook.discrepancy(discrepancyId);
      if (open === null || open.closed !== null) return failure('discrepancyClosed');
      const closed = {
        ...open,
        closed: {
          by: firstPerson(caller).displayName,
          at: new Date(deps.clock.now()).toISOString(),
          reason,
        },
      };
      const detail = { kind: open.kind };
      const act = { event: 'stock.discrepancyClosed', subject: discrepancyId, detail, second: null };
      writeAct(deps, caller, act, () => {
        stores.stockBook.saveDiscrepancy(closed);
        return null;
      });
      return success(closed);
    },
  };
}

const placeWords: Readonly<Record<CountPlace, string>> = {
  vault: '库房 vault',
  desk: '窗口 desk',
  hopper: '料斗 hopper',
};

/** Blanks that a hand can count there: what was fed for a job is inside a printer, and what was received stands in the store. */
function unitsAt({ stores }: Pick<Deps, 'stores'>, place: CountPlace, clerkId: StaffId | null): UnitRecord[] {
  return stores.units
    .list()
    .filter(({ state, jobId, clerkId: owner }) =>
      place === 'vault'
        ? state === 'vault' || state === 'received'
        : state === place && jobId === null && (clerkId === null || owner === clerkId),
    );
}

function presentCount({ stores }: Pick<Deps, 'stores'>, record: StockCountRecord): StockCountView {
  const { clerkId, rows, ...rest } = record;
  return {
    ...rest,
    rows: [...rows],
    clerk: clerkId === null ? null : (stores.staff.get(clerkId)?.displayName ?? null),
  };
}

function bookOf(deps: BookDeps): StockBook {
  const { stores, profile } = deps;
  const { stockBook } = stores;
  const limits = profile.stockLimits ?? null;
  const units = stores.units.list();
  const free = units.filter(({ state, jobId }) => state === 'hopper' && jobId === null).length;
  const clerks = stores.staff.list().filter(mayHoldBlanks);
  const held = deskHoldingsOf(stores);
  // A desk that has nothing is below its floor, too; but only people who ever issue have one.
  const empty = clerks
    .filter(({ id, roles }) => roles.includes('clerk') && !held.some(({ clerkId }) => clerkId === id))
    .map(({ id, displayName }) => ({ clerkId: id, clerk: displayName, held: 0 }));
  return {
    equation: equationNow(deps, units),
    limits,
    desks: [...held, ...empty].map(({ clerkId, clerk, held: count }) => ({
      clerkId,
      clerk,
      held: count,
      standing: deskStanding(count, limits),
    })),
    clerks: clerks.map(({ id, displayName }) => ({ clerkId: id, clerk: displayName })),
    hopper: { free, standing: hopperStanding(free, limits) },
    printers: cardPrinters(deps).map(({ id }) => presentPrinter(deps, id)),
    waste: units.flatMap(({ key, tail, reason, custody, since, printerId }) =>
      custody === null || custody === 'sentUp' || custody === 'destroyed'
        ? []
        : [{ key, tail, reason, custody, since, printerId }],
    ),
    custodyActs: stockBook.custodyActs(shown.custodyActs).map((act) => presentCustodyAct(deps, act)),
    ribbons: stockBook.ribbons().map(presentRibbon),
    discrepancies: [...stockBook.openDiscrepancies(), ...stockBook.closedDiscrepancies(shown.closed)],
    counts: stockBook.counts(shown.counts).map((count) => presentCount(deps, count)),
  };
}

/** The equation of the open day (domain-rules 11.1); without one, of all blanks there ever were. */
function equationNow({ stores, clock }: BookDeps, units: readonly UnitRecord[]): StockBook['equation'] {
  const day = stores.days.current();
  if (day === null) return equationOfUnits(units);
  const to = new Date(clock.now() + 1).toISOString();
  const movements = stores.units.movementsBetween(day.openedAt, to);
  return stockIdentities({ units, movements, opening: day.opening, counts: null });
}
