import type { DayReprints } from '../../contract/day.ts';
import type { ReplacementReason } from '../../contract/earlierCards.ts';
import type { FeesOfDay } from '../../domain/day/feesOfDay.ts';
import { dueOf } from '../cards/fees.ts';
import { reprintsBetween } from '../cases/reprints.ts';
import type { Deps } from '../deps.ts';

/** The book of fees with every card it is about, and every card since `from` that costs something (D12). */
export function feesOfDay(deps: Pick<Deps, 'stores' | 'packs'>, from: string): FeesOfDay {
  const { stores } = deps;
  const entries = stores.fees.all();
  const paidFor = new Set(entries.map(({ jobId }) => jobId));
  const recent = stores.jobs.list(from).filter(({ purpose }) => purpose !== 'first');
  const older = [...paidFor]
    .filter((id) => !recent.some((job) => job.id === id))
    .flatMap((id) => stores.jobs.get(id) ?? []);
  return {
    entries,
    jobs: [...recent, ...older].map((job) => ({
      id: job.id,
      caseId: job.caseId,
      caseNumber: job.caseNumber,
      due: dueOf(deps, job),
      madeAt: job.visualOkAt,
      cameToNothing: job.state === 'wasted' || job.state === 'failed',
      owner: job.owner,
    })),
  };
}

/** Counts of what was printed or made once more (C4), from the one list of reprints. */
export function reprintsOfDay(deps: Pick<Deps, 'stores'>, from: string, to: string): DayReprints {
  const lines = reprintsBetween(deps, from, to);
  const replaced: Partial<Record<ReplacementReason, number>> = {};
  for (const { act, reason } of deps.stores.earlierCards.between(from, to))
    if (act === 'replaced' && reason !== null) replaced[reason] = (replaced[reason] ?? 0) + 1;
  return {
    papers: lines.filter(({ subject }) => subject === 'paper').length,
    cards: lines.filter(({ subject }) => subject === 'card').length,
    replaced,
  };
}
