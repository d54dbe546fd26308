import { jobKeyOf } from '../../domain/cards/cardJob.ts';
import type { JobRecord } from '../ports/stores.ts';
import type { CardDeps } from './cardDeps.ts';

/**
 * Unlocks the person's record when a job ends without a card (domain-rules 9.21). Best effort: a release that is lost
 * costs nothing here, because the next attempt uses the same key and resumes the same card number.
 */
export async function releaseUpstream(deps: CardDeps, job: JobRecord): Promise<void> {
  const jobKey = jobKeyOf(deps.profile.stationId, job);
  const outcome = await deps.upstream.call(
    'cardRelease',
    { jobKey },
    { idempotencyKey: `${jobKey}:release` },
  );
  if (outcome.kind !== 'answer')
    deps.log.warn('card.releaseNotHeard', { jobId: job.id, outcome: outcome.kind });
}
