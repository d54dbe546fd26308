import type { CaseId } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { systemActor } from './actor.ts';
import { snapshotOf } from './factsOfCase.ts';
import { withSnapshot, type OpenDeps } from './openCase.ts';
import { recallOfInvalidPermit } from './lateRefusal.ts';
import { askUpstream, type PermitAnswer } from './permitSource.ts';
import { audit, saveCase } from './saveCase.ts';

export type VerifyDeps = OpenDeps & Pick<Deps, 'bus'>;

/** Nothing hangs on the permit any more. */
const dead: readonly CaseRecord['state'][] = ['notNeeded', 'notOurs', 'refused', 'revoked'];
const isLive = (record: CaseRecord | null): record is CaseRecord =>
  record !== null && !dead.includes(record.state);

/**
 * Upstream refuses the permit that our copy calls valid. Its word counts: the case gets a copy whose status says so, so that no screen can
 * accept on the old one.
 */
function refusedAnswer(deps: VerifyDeps, record: CaseRecord, refusal: Failure): PermitAnswer {
  const known = snapshotOf(deps, record).record;
  return {
    record: { ...known, status: refusal.code === 'permitUnknown' ? 'cancelled' : 'suspended' },
    fetchedAt: new Date(deps.clock.now()).toISOString(),
    source: 'online',
  };
}

/**
 * Asks upstream about the permit of a case that is already on screen (domain-rules 13.4). An answer becomes the newest snapshot of the case
 * and makes it `verifiedOnline`; a permit that is no longer valid is told to the window. No answer changes nothing.
 */
export async function verifyCase(deps: VerifyDeps, caseId: CaseId): Promise<void> {
  const before = deps.stores.cases.get(caseId);
  if (!isLive(before)) return;
  const asked = await askUpstream(deps, before.permitNumber);
  if (asked.ok && asked.value === null) return;
  const { stores, bus } = deps;
  if (!asked.ok && asked.error.code === 'upstreamAnswerBad') {
    stores.run(() => audit(deps, systemActor, 'case.verifyFailed', caseId, { code: asked.error.code }));
    bus.emit('readProblem', { failure: { code: asked.error.code } });
    return;
  }
  const status = stores.run((): string | null => {
    const now = stores.cases.get(caseId);
    if (!isLive(now)) return null;
    const answer = asked.ok && asked.value !== null ? asked.value : null;
    const used = answer ?? refusedAnswer(deps, now, asked.ok ? { code: 'permitUnknown' } : asked.error);
    const verified = withSnapshot(deps, now, used);
    const changed = snapshotOf(deps, now).digest !== snapshotOf(deps, verified).digest;
    saveCase(deps, verified, systemActor, 'case.verified', { changed, status: used.record.status });
    if (used.record.status !== 'valid') recallOfInvalidPermit(deps, verified);
    return used.record.status;
  });
  if (status === null) return;
  bus.emit('caseChanged', { caseId });
  if (status !== 'valid')
    bus.emit('readProblem', { failure: { code: 'permitNotValid', detail: { status } } });
}
