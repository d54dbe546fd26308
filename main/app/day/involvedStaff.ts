import type { StaffId } from '../../contract/ids.ts';
import type { Deps } from '../deps.ts';

/**
 * Everybody who had a hand in a case or card of the span (H10, docs/decisions/0017): who opened or decided a case, confirmed or returned it as the
 * second pair of eyes, held or released it, who owned a card while it was made, reported, enabled or handed over, and who handed one over. They
 * sign neither first nor second. A countersignature beside somebody else's act is control and no hand in it.
 */
export function involvedStaff(
  { stores }: Pick<Deps, 'stores'>,
  span: { readonly from: string; readonly to: string },
): ReadonlySet<StaffId> {
  const { from, to } = span;
  const within = (at: string | null): boolean => at !== null && at >= from && at < to;
  const people: (StaffId | null)[] = [];
  for (const { openedAt, openedById, endedAt, decidedById } of stores.cases.list(from)) {
    if (within(openedAt)) people.push(openedById);
    if (within(endedAt)) people.push(decidedById);
  }
  for (const { byId } of stores.decisions.between(from, to)) people.push(byId);
  for (const job of stores.jobs.list(from))
    if (
      [job.startedAt, job.visualOkAt, job.reportedAt, job.enabledAt, job.handedOverAt, job.endedAt].some(
        within,
      )
    )
      people.push(job.ownerId);
  for (const { officerId } of stores.handOvers.between(from, to)) people.push(officerId);
  return new Set(people.filter((id) => id !== null));
}
