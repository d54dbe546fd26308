import type { Failure } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';

const hourMs = 3_600_000;

/**
 * May another paper be issued while the queue is offline (G4)? Null = yes. The block names the limit: papers without a receipt, or hours
 * since the oldest row was queued.
 */
export function offlineLimit(deps: Pick<Deps, 'stores' | 'links' | 'profile' | 'clock'>): Failure | null {
  if (deps.links.online('queue')) return null;
  const { notices, hours } = deps.profile.offlineLimits;
  // A row that upstream refused waits for a person, not for the network.
  const open = deps.stores.outbox.open().filter((row) => row.state === 'waiting');
  const papers = open.filter((row) => row.kind === 'notice.issued').length;
  if (papers >= notices)
    return { code: 'offlineLimit', detail: { limit: `${notices} 份告知书 papers`, kind: 'notices' } };
  const oldest = open[0]?.createdAt;
  return oldest !== undefined && deps.clock.now() - Date.parse(oldest) >= hours * hourMs
    ? { code: 'offlineLimit', detail: { limit: `${hours} 小时 hours`, kind: 'hours' } }
    : null;
}
