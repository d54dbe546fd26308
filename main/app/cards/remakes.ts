import type { Deps } from '../deps.ts';
import type { JobRecord } from '../ports/stores.ts';

/**
 * Did this job already use up a blank? Then another attempt is a card made again, which takes a second person (C4, domain-rules 10.3: blanks
 * are kept like cash vouchers). One that ended before a blank was spoilt is only tried again.
 */
export function isRemake({ stores }: Pick<Deps, 'stores'>, job: JobRecord): boolean {
  if (job.state === 'wasted') return true;
  if (job.state !== 'failed') return false;
  return stores.units.list().some((unit) => unit.jobId === job.id && unit.state === 'wasted');
}
