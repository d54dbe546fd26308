import type { DayInputs } from '../../domain/day/dayInputs.ts';
import type { IntegrityReport, KnownHead } from '../ports/integrity.ts';
import type { Deps } from '../deps.ts';

type WatchDeps = Pick<Deps, 'stores' | 'clock'>;

/** Closed days whose heads the verification compares: a head that was signed is on a paper too. */
const daysCompared = 400;

/**
 * Heads that were signed with a day: each is the hash of the entry `day.close` of that date, so the chain must still have it. A day knows
 * only its head, not its number; the entry tells it.
 */
export function knownHeadsOf({ stores }: Pick<Deps, 'stores'>): readonly KnownHead[] {
  const signed = new Map(
    stores.days.list({ limit: daysCompared }).flatMap(({ date }) => {
      const head = stores.days.get(date)?.closed?.chainHead;
      return head === undefined ? [] : [[date, head] as const];
    }),
  );
  const { entries } = stores.audit.page({ events: ['day.close'], limit: daysCompared });
  return entries.flatMap(({ sequence, subject, event }) => {
    const head = event === 'day.close' ? signed.get(subject) : undefined;
    return head === undefined ? [] : [{ sequence, head, where: 'paper' as const }];
  });
}

/** Writes down that the records were verified and what came out: the first problem, and how many. */
export function noteVerification(deps: WatchDeps, report: IntegrityReport, actor: string): void {
  append(deps, report, actor, 'integrity.verified');
}

/** At start: what did not fit when the file was opened goes on the chain before anything else does, and into the log. */
export function tellOpening(deps: WatchDeps & Pick<Deps, 'log'>): void {
  const report = deps.stores.integrity.opening();
  if (report.intact) return;
  deps.log.error('integrity.openingProblem', { count: report.count, ...first(report) });
  append(deps, report, 'system', 'integrity.problem');
}

/** Before a day is signed: everything is read. What does not fit is an entry, and from then on an exception of the day. */
export async function verifyRecords(deps: WatchDeps, actor: string): Promise<IntegrityReport> {
  const report = await deps.stores.integrity.verify({ knownHeads: knownHeadsOf(deps) });
  append(deps, report, actor, report.intact ? 'integrity.verified' : 'integrity.problem');
  return report;
}

/** What the day has to say about the records: nothing while they are as the program left them. */
export function alteredRecords({ stores }: Pick<Deps, 'stores'>): Pick<DayInputs, 'records'> {
  const report = stores.integrity.known();
  if (report.intact) return {};
  const { kind = '', table = '', row = '' } = first(report);
  return { records: { count: report.count, first: `${kind} ${table} ${row}` } };
}

function append(
  { stores, clock }: WatchDeps,
  report: IntegrityReport,
  actor: string,
  event: 'integrity.verified' | 'integrity.problem',
): void {
  stores.run(() =>
    stores.audit.append({
      at: new Date(clock.now()).toISOString(),
      actor,
      surface: actor === 'system' ? 'system' : 'window',
      event,
      subject: 'records',
      detail: { intact: report.intact, count: report.count, records: report.rows, ...first(report) },
    }),
  );
}

function first(report: IntegrityReport): Record<string, string> {
  const [problem] = report.problems;
  if (problem === undefined) return {};
  const { kind, table, row } = problem;
  return { kind, table, row: row ?? '*' };
}
