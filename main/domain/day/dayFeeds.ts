import type { JobId } from '../../contract/ids.ts';
import type { JournalRecord } from '../cards/cardJob.ts';
import type { DayFeed } from './dayInputs.ts';

/**
 * The blanks a job fed, from its journal alone: each confirmed read binds one blank to one attempt. A blank that was read again, or fed
 * again after a failure, is the same blank; the attempt after a waste has another one (domain-rules 11.2, 11.4).
 */
export function feedsOfJob(jobId: JobId, journal: readonly JournalRecord[]): DayFeed[] {
  const feeds = new Map<string, DayFeed>();
  let attempt = 1;
  for (const { step, phase, at, facts } of journal) {
    if (facts['outcome'] === 'wasted') attempt += 1;
    const { tail } = facts;
    if (step !== 'readBlank' || phase !== 'confirmed' || typeof tail !== 'string') continue;
    const key = `${attempt}:${tail}`;
    if (!feeds.has(key)) feeds.set(key, { jobId, unitTail: tail, attempt, at });
  }
  return [...feeds.values()];
}
