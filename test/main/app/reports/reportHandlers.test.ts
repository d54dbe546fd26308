import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { periodReport } from '../../../../main/contract/periods.ts';
import type { Hall } from '../../../../main/app/ports/hall.ts';
import { ownSums } from '../../../../main/app/reports/ownSums.ts';
import { reportHandlers } from '../../../../main/app/reports/reportHandlers.ts';
import { longestExport } from '../../../../main/app/reports/verifyExport.ts';
import { hallSums } from '../../../../main/contract/hall.ts';
import {
  sampleDay as dayRecord,
  sampleStaff,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';
import { troubledDay } from '../../infra/exports/samples.ts';

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const { stationId } = testProfile;

const closedOn = (date: string): ClosedDay => {
  const day = troubledDay(10);
  return {
    ...day,
    date,
    override: null,
    closedAt: `${date}T09:45:00.000Z`,
    chainHead: date.replaceAll('-', '').repeat(8),
    figures: { ...day.figures, date, stationId },
  };
};

/** A station with three closed days in November, one that was overridden and not signed, and one in December. */
function station(overrides: { readonly hall?: Hall } = {}) {
  const deps = testDeps(overrides);
  deps.stores.run(() => {
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-12-01'])
      deps.stores.days.save(dayRecord({ date, state: 'closed', closed: closedOn(date) }));
    const { signatures: _, reasons: __, ...rest } = closedOn('2026-11-26');
    const override = {
      at: '2026-11-27T00:30:00.000Z',
      kind: 'twoPeople' as const,
      reason: 'x',
      by: 'a',
      second: 'b',
    };
    deps.stores.days.save(
      dayRecord({ date: '2026-11-26', state: 'overridden', overridden: { ...rest, override }, closed: null }),
    );
  });
  const caller = testCaller(sampleStaff(['auditor'], 'zhou'));
  const reports = reportHandlers(deps);
  const events = (): string[] => deps.stores.audit.page({ limit: 50 }).entries.map(({ event }) => event);
  const file = async (date: string, format: 'pdf' | 'csv' | 'xlsx'): Promise<Uint8Array> =>
    value(await reports.dayReport({ date, format }, caller)).bytes;
  const verify = async (bytes: Uint8Array) => value(await reports.exportVerify({ bytes }, caller));
  return { deps, reports, caller, events, file, verify };
}
const period = { from: '2026-11-01', to: '2026-11-30' } as const;
const formats = ['pdf', 'csv', 'xlsx'] as const;

describe('H4 exports of a day', () => {
  it('each format has its name and type, and an audit entry that tells the format and no content', async () => {
    const { reports, caller, events, deps } = station();
    const types = [];
    for (const format of formats) {
      const { fileName, mediaType } = value(await reports.dayReport({ date: '2026-11-24', format }, caller));
      expect(fileName).toBe(`day-${stationId}-2026-11-24.${format}`);
      types.push(mediaType);
    }
    expect(new Set(types).size).toBe(3);
    expect(events()).toEqual(['export.dayReport.xlsx', 'export.dayReport.csv', 'export.dayReport.pdf']);
    expect(deps.stores.audit.page({ limit: 1 }).entries[0]).toMatchObject({
      actor: 'zhou',
      subject: '2026-11-24',
      detail: {},
    });
  });

  it('a day that does not exist is refused and leaves no entry', async () => {
    const { reports, caller, events } = station();
    expect(await reports.dayReport({ date: '2026-11-22', format: 'csv' }, caller)).toMatchObject({
      ok: false,
    });
    expect(events()).toEqual([]);
  });

  it('H3 an overridden day is exported without signatures, and is checked as such', async () => {
    const { file, verify } = station();
    const bytes = await file('2026-11-26', 'csv');
    expect(new TextDecoder().decode(bytes)).toContain('签名 signature,尚未签名 not signed');
    expect(await verify(bytes)).toMatchObject({ kind: 'dayCsv', same: true });
  });
});

describe('H4 verify checks any exported file against the ledger', () => {
  it('what was exported is the same, day and period, in each format', async () => {
    const { file, verify, reports, caller } = station();
    for (const format of formats) {
      expect(await verify(await file('2026-11-24', format))).toMatchObject({
        subject: `${stationId} 2026-11-24`,
        same: true,
        difference: null,
      });
      for (const by of ['day', 'month', 'clerk', 'station'] as const) {
        const { bytes, fileName } = value(await reports.periodExport({ ...period, by, format }, caller));
        expect(fileName).toBe(`period-${stationId}-2026-11-01-2026-11-30-${by}.${format}`);
        expect(await verify(bytes)).toMatchObject({ same: true });
      }
    }
  }, 60_000);

  it('an altered file is told by its first difference', async () => {
    const { file, verify } = station();
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file('2026-11-24', 'csv'));
    expect(await verify(new TextEncoder().encode(text.replace('supplement', 'accepted')))).toMatchObject({
      kind: 'dayCsv',
      same: false,
      difference: { found: 'accepted' },
    });
  });

  it('a file of another day, of another station, of a day that is not there: each a named answer', async () => {
    const { file, verify, deps } = station();
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file('2026-11-24', 'csv'));
    const renamed = (from: string, to: string): Uint8Array =>
      new TextEncoder().encode(text.replaceAll(from, to));
    expect(await verify(renamed('2026-11-24', '2026-11-25'))).toMatchObject({ same: false });
    expect(await verify(renamed(`:${stationId}:`, ':SZ99:'))).toMatchObject({
      subject: 'SZ99 2026-11-24',
      difference: { place: '终端 station', found: 'SZ99', expected: stationId },
    });
    expect(await verify(renamed('2026-11-24', '2026-11-22'))).toMatchObject({
      difference: { place: '期间 period', found: '2026-11-22' },
    });
    const other = new TextEncoder().encode(`zhengka-export:period:${stationId}:2026-99-99:2026-11-01:day`);
    expect(await verify(other)).toMatchObject({
      kind: 'periodCsv',
      same: false,
      difference: { place: '期间 period' },
    });
    expect(deps.stores.audit.page({ limit: 1 }).entries[0]).toMatchObject({
      event: 'export.verify',
      detail: { kind: 'periodCsv', same: false },
    });
  });

  it('rubbish, nothing, and a file that is too long are none of ours', async () => {
    const { verify } = station();
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode('hello'),
      new Uint8Array(longestExport + 1),
    ])
      expect(await verify(bytes)).toMatchObject({ kind: 'unknown', subject: null, same: false });
  });

  it('answers by its schema whatever is made of a file', async () => {
    const { file, verify } = station();
    const originals = [await file('2026-11-24', 'csv'), await file('2026-11-24', 'xlsx')];
    const { out } = methods.exportVerify;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(100_000),
        async (original, changes, cut) => {
          const bytes = original.slice(0, Math.max(1, cut % (original.length + 1)));
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const answer = await verify(bytes);
          const same = Buffer.compare(bytes, original) === 0;
          return out.safeParse(answer).success && answer.same === same;
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('H7 reports over a period', () => {
  it('sum the closed days in it; days that nobody signed are named and not summed', async () => {
    const { reports, caller, events } = station();
    const report = value(await reports.periodReport({ ...period, by: 'day' }, caller));
    expect(periodReport.parse(report)).toEqual(report);
    expect(report.rows.map(({ key }) => key)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
    expect(report.total).toMatchObject({ days: 3, timed: 48, within20Minutes: 42 });
    expect(report).toMatchObject({ unsigned: ['2026-11-26'], silent: [], stationId });
    expect(events()).toEqual(['read.periodReport']);
  });

  it('by clerk, and by month over the turn of it', async () => {
    const { reports, caller } = station();
    const byClerk = value(await reports.periodReport({ ...period, by: 'clerk' }, caller));
    expect(byClerk.rows.map(({ key, cardsMade }) => [key, cardsMade])).toEqual([
      ['李敏', 33],
      ['王强', 18],
    ]);
    const byMonth = value(
      await reports.periodReport({ from: '2026-11-01', to: '2026-12-31', by: 'month' }, caller),
    );
    expect(byMonth.rows.map(({ key, days }) => [key, days])).toEqual([
      ['2026-11', 3],
      ['2026-12', 1],
    ]);
  });

  it('A10 by station: sums of the hall are added, who is silent is named, and nobody by name is in what is told', async () => {
    const there = station();
    const sums = ownSums(there.deps)(period);
    expect(hallSums.parse(sums)).toEqual(sums);
    expect(JSON.stringify(sums)).not.toMatch(/李敏|王强|SZ50-2026/);
    const asked: unknown[] = [];
    const hall: Hall = {
      ask: () => Promise.resolve({ answers: [], silent: [] }),
      sums: (each) => {
        asked.push(each);
        return Promise.resolve({
          answers: [{ stationId: 'AA01', sums }],
          silent: [{ stationId: 'ZZ02', since: '2026-11-30T00:00:00.000Z', why: 'noAnswer' }],
        });
      },
    };
    const { reports, caller } = station({ hall });
    const report = value(await reports.periodReport({ ...period, by: 'station' }, caller));
    expect(asked).toEqual([period]);
    expect(report.rows.map(({ key, days }) => [key, days])).toEqual([
      ['AA01', 3],
      [stationId, 3],
    ]);
    expect(report.total).toMatchObject({ days: 6, timed: 96 });
    expect(report.silent).toEqual(['ZZ02']);
    value(await reports.periodReport({ ...period, by: 'clerk' }, caller));
    expect(asked).toHaveLength(1);
  });

  it('a period that ends before it begins is refused; one without closed days is empty and says so in each format', async () => {
    const { reports, caller, verify } = station();
    const backwards = { from: '2026-11-30', to: '2026-11-01', by: 'day' } as const;
    for (const answer of [
      await reports.periodReport(backwards, caller),
      await reports.periodExport({ ...backwards, format: 'csv' }, caller),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'periodBackwards' } });
    for (const format of formats) {
      const empty = { from: '2025-01-01', to: '2025-01-31', by: 'day', format } as const;
      const { bytes } = value(await reports.periodExport(empty, caller));
      expect(await verify(bytes)).toMatchObject({ same: true });
    }
  });

  it('H4 the proof of a period is its newest closed day: a day that is closed later changes nothing in it', async () => {
    const { reports, caller, deps } = station();
    const make = async (): Promise<Uint8Array> =>
      value(await reports.periodExport({ ...period, by: 'day', format: 'csv' }, caller)).bytes;
    const before = await make();
    expect(new TextDecoder().decode(before)).toContain(closedOn('2026-11-25').chainHead);
    deps.stores.run(() =>
      deps.stores.days.save(
        dayRecord({ date: '2026-12-02', state: 'closed', closed: closedOn('2026-12-02') }),
      ),
    );
    expect(Buffer.compare(before, await make())).toBe(0);
  });
});
