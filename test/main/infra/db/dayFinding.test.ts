import { describe, expect, it } from 'vitest';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import { periodDay } from '../../../../main/contract/periods.ts';
import { listSql, sumsSql } from '../../../../main/infra/db/stores/dayStore.ts';
import { inspect, openTestStores, sampleDay as dayRecord, tamper } from '../../helpers/index.ts';
import { sampleDay } from '../paper/samples.ts';

const firstDay = Date.UTC(2024, 0, 1);
const dateOf = (index: number): string => new Date(firstDay + index * 86_400_000).toISOString().slice(0, 10);
const days = 3 * 365;

const closedOn = (date: string): ClosedDay => {
  const day = sampleDay(12);
  return { ...day, date, closedAt: `${date}T09:45:00.000Z`, figures: { ...day.figures, date } };
};

/** Three years of closed days on an encrypted file. */
function threeYears() {
  const stores = openTestStores();
  stores.run(() => {
    for (let index = 0; index < days; index += 1) {
      const date = dateOf(index);
      stores.days.save(dayRecord({ date, state: 'closed', closed: closedOn(date) }));
    }
  });
  return stores;
}

describe('H5 any closed day is found among three years', () => {
  const stores = threeYears();
  const planOf = (sql: string, ...values: unknown[]): string =>
    inspect(stores, (database) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .map((line) => String((line as { detail: string }).detail))
        .join('\n'),
    );

  it('by index: the list, one day, and sums of a period read no day beside those asked for', () => {
    for (const plan of [
      planOf(listSql, '2025-01-01', '2025-01-31', '9999-12-31', 31),
      planOf('SELECT * FROM days WHERE date = ?', '2025-06-01'),
      planOf(sumsSql, '2025-01-01', '2025-01-31'),
    ]) {
      expect(plan).toMatch(/SEARCH days USING (COVERING )?INDEX/);
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });

  it('the list goes back page by page to the first day, and the whole of any day is there', () => {
    const seen: string[] = [];
    for (let before: string | undefined; ; before = seen.at(-1)) {
      const page = stores.days.list({ before, limit: 200 });
      seen.push(...page.map(({ date }) => date));
      if (page.length < 200) break;
    }
    expect(seen).toHaveLength(days);
    expect(seen.at(-1)).toBe('2024-01-01');
    for (const index of [0, 500, days - 1])
      expect(stores.days.get(dateOf(index))?.closed?.figures.ledger).toHaveLength(12);
  });

  it('H7 sums of a period come without rows, exceptions and identities', () => {
    const sums = stores.days.sumsBetween('2025-02-01', '2025-02-28');
    expect(sums.map(({ date }) => date)).toEqual(
      Array.from({ length: 28 }, (_, index) => `2025-02-${String(index + 1).padStart(2, '0')}`),
    );
    const whole = closedOn('2025-02-01');
    expect(sums[0]).toEqual(periodDay.parse({ ...whole, exceptions: whole.figures.exceptions.length }));
    expect(Object.keys(sums[0]?.figures ?? {})).not.toContain('ledger');
    const columns = inspect(stores, (database) =>
      database.prepare(sumsSql).pluck().all('2025-02-01', '2025-02-01'),
    );
    expect(String(columns[0]).length).toBeLessThan(JSON.stringify(whole).length / 3);
  });

  it('H7 sums stand beside a day; one that was closed before they did is read without its rows, and gives the same', () => {
    const [beside] = stores.days.sumsBetween('2025-03-03', '2025-03-03');
    const old = openTestStores();
    old.run(() =>
      old.days.save(dayRecord({ date: '2025-03-03', state: 'closed', closed: closedOn('2025-03-03') })),
    );
    tamper(old, (database) => {
      database.prepare(`UPDATE days SET closed = json_set(closed, '$.chainHead', 'other')`).run();
    });
    // What stands beside it is what is read: the whole day is not looked at.
    expect(old.days.sumsBetween('2025-03-03', '2025-03-03')).toEqual([beside]);
    tamper(old, (database) => {
      database.prepare(`UPDATE days SET summary = json_remove(summary, '$.sums')`).run();
    });
    expect(old.days.sumsBetween('2025-03-03', '2025-03-03')).toEqual([{ ...beside, chainHead: 'other' }]);
  });

  it('days that were opened and not closed are in no sum', () => {
    stores.run(() => stores.days.save(dayRecord({ date: '2027-01-04', state: 'open', closed: null })));
    expect(stores.days.sumsBetween('2027-01-01', '2027-01-31')).toEqual([]);
  });
});
