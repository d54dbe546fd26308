import type { DayMark } from '../../domain/retention/standing.ts';
import { standingOf, type CaseTrail, type Standing } from '../../domain/retention/standing.ts';
import type { Deps } from '../deps.ts';
import type { KeptOfCase } from '../ports/retention.ts';
import type { CaseRecord } from '../ports/stores.ts';

const latest = (instants: readonly (string | null | undefined)[]): string =>
  instants.reduce<string>(
    (newest, each) => (typeof each === 'string' && Date.parse(each) > Date.parse(newest) ? each : newest),
    '1970-01-01T00:00:00.000Z',
  );

/** Everything about a case that decides whether something of it may be destroyed (I3). */
export function trailOf(
  { stores }: Pick<Deps, 'stores'>,
  record: CaseRecord,
  kept: Pick<KeptOfCase, 'attachments'>,
): CaseTrail {
  const rows = stores.outbox.ofCase(record.id);
  // Of the permit and not only of the case: a card that is made again for the same person may need the photo.
  const jobs = stores.jobs.ofPermit(record.permitNumber);
  const recalls = stores.recalls.ofCase(record.id);
  return {
    ended: record.endedAt !== null,
    held: record.hold !== null,
    openJobs: jobs.filter(({ endedAt }) => endedAt === null).length,
    openRecalls: recalls.filter(({ closed }) => closed === null).length,
    rows,
    firstActAt: record.openedAt,
    lastActAt: latest([
      record.openedAt,
      record.acceptedAt,
      record.endedAt,
      ...rows.map(({ createdAt }) => createdAt),
      ...kept.attachments.map(({ addedAt }) => addedAt),
      ...jobs.filter(({ caseId }) => caseId === record.id).flatMap((job) => [job.changedAt, job.endedAt]),
      ...recalls.flatMap(({ openedAt, closed }) => [openedAt, closed?.at]),
      ...record.custody.map(({ at }) => at),
      ...stores.decisions.ofCase(record.id).map(({ at }) => at),
    ]),
  };
}

/** How a case stands towards the end of what is kept of it. */
export const standingOfCase = (
  deps: Pick<Deps, 'stores'>,
  record: CaseRecord,
  kept: Pick<KeptOfCase, 'attachments'>,
  days: readonly DayMark[],
): Standing => standingOf(trailOf(deps, record, kept), days);
