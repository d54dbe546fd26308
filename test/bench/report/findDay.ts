import type { ClosedDay } from '../../../main/contract/day.ts';
import type { Result } from '../../../main/contract/result.ts';
import { dayHandlers } from '../../../main/app/day/dayHandlers.ts';
import { reportHandlers } from '../../../main/app/reports/reportHandlers.ts';
import {
  openTestStores,
  sampleDay as dayRecord,
  sampleStaff,
  testCaller,
  testDeps,
} from '../../main/helpers/index.ts';
import { troubledDay } from '../../main/infra/exports/samples.ts';

/** Rows of the ledger that one case with its card leaves. */
const rowsPerCase = 6;
const firstDay = Date.UTC(2023, 10, 28);
const dateOf = (index: number): string => new Date(firstDay + index * 86_400_000).toISOString().slice(0, 10);

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

export interface Findings {
  readonly days: number;
  readonly rowsPerDay: number;
  /** Milliseconds: listed by its date and opened. */
  readonly byDate: readonly number[];
  /** Milliseconds: the list turned page by page from today back to it, and opened. */
  readonly byPages: readonly number[];
  /** Milliseconds for sums over all days, by month. */
  readonly sums: readonly number[];
}

/** Closed days of `cases` cases each on a real encrypted file, found through the methods that the screens call. */
export async function findDays(days: number, cases: number, finds: number): Promise<Findings> {
  const rows = cases * rowsPerCase;
  const sample = troubledDay(rows);
  const first = openTestStores();
  for (let from = 0; from < days; from += 50)
    first.run(() => {
      for (let index = from; index < Math.min(days, from + 50); index += 1) {
        const date = dateOf(index);
        const closed: ClosedDay = {
          ...sample,
          date,
          closedAt: `${date}T09:45:00.000Z`,
          figures: { ...sample.figures, date },
        };
        first.days.save(dayRecord({ date, state: 'closed', closed }));
      }
    });
  const { path, key } = first;
  first.close();
  // Opened again: nothing of what was just written is in the memory of the connection.
  const stores = openTestStores({ path, key });
  const deps = testDeps({ stores });
  const caller = testCaller(sampleStaff(['auditor'], 'auditor'));
  const day = dayHandlers(deps, {
    presentCase: () => {
      throw new Error('no case is looked at');
    },
  });
  const reports = reportHandlers(deps);
  const byDate: number[] = [];
  const byPages: number[] = [];
  const sums: number[] = [];
  const timed = async (into: number[], work: () => Promise<void>): Promise<void> => {
    const started = performance.now();
    await work();
    into.push(performance.now() - started);
  };
  const open = async (date: string): Promise<void> => {
    const closed = value(await day.dayClosed({ date }, caller));
    if (closed.figures.ledger.length !== rows) throw new Error('not the whole day');
  };
  for (let find = 0; find < finds; find += 1) {
    const date = dateOf(Math.floor((find * days) / finds));
    await timed(byDate, async () => {
      const { days: listed } = value(await day.dayList({ from: date, to: date, limit: 62 }, caller));
      if (listed[0]?.date !== date) throw new Error('not found');
      await open(date);
    });
    await timed(byPages, async () => {
      for (let before: string | undefined; ;) {
        const { days: listed, more } = value(await day.dayList({ before, limit: 62 }, caller));
        if (listed.some((each) => each.date === date)) break;
        if (!more) throw new Error('not found');
        before = listed.at(-1)?.date;
      }
      await open(date);
    });
  }
  for (let run = 0; run < 3; run += 1)
    await timed(sums, async () => {
      const period = { from: dateOf(0), to: dateOf(days - 1), by: 'month' } as const;
      const { total } = value(await reports.periodReport(period, caller));
      if (total.days !== days) throw new Error('not all days');
    });
  stores.close();
  return { days, rowsPerDay: rows, byDate, byPages, sums };
}
