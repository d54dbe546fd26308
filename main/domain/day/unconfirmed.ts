import type { Unconfirmed } from '../../contract/dayMatch.ts';
import { inDay, type DayInputs } from './dayInputs.ts';

/**
 * What upstream has not confirmed of a day when it ends (domain-rules 13.10): a close with the network down is allowed and says so. Null: it was
 * asked and had confirmed everything.
 */
export function unconfirmedOf(inputs: DayInputs): Unconfirmed | null {
  const cards = inputs.jobs.filter(
    (job) =>
      inDay(inputs, job.visualOkAt) &&
      job.state !== 'wasted' &&
      (job.reportedAt === null || job.enabledAt === null),
  ).length;
  const { open } = inputs.rows;
  const [oldest] = open.map(({ createdAt }) => createdAt).toSorted();
  const found = {
    upstreamAsked: inputs.upstream !== null,
    cards,
    notices: inputs.notices.unconfirmed.length,
    rows: open.length,
    oldestRowAt: oldest ?? null,
  };
  const nothing = found.cards + found.notices + found.rows === 0;
  return found.upstreamAsked && nothing ? null : found;
}
