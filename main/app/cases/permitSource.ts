import type { SnapshotId } from '../../contract/ids.ts';
import type { PermitRecord, PermitSnapshot } from '../../contract/permit.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { canonicalJson } from '../../domain/documents/canonicalJson.ts';
import type { Deps } from '../deps.ts';

export type SourceDeps = Pick<Deps, 'stores' | 'permits' | 'upstream' | 'links' | 'ids' | 'clock' | 'crypto'>;

/** A person waits at the window for this answer: no longer than A1's two seconds twice over. */
const verifyTimeoutMs = 4000;

/** Is it worth asking? A service that was not probed yet may answer. */
export function mayAskUpstream(deps: Pick<Deps, 'links'>): boolean {
  if (deps.links.online('permits')) return true;
  const state = deps.links.list().find((link) => link.service === 'permits')?.state;
  return state === undefined || state === 'unknown';
}

export interface PermitAnswer {
  readonly record: PermitRecord;
  readonly fetchedAt: string;
  readonly source: PermitSnapshot['source'];
}

/**
 * What upstream says about a permit now; null when it gives no answer. Fails with permitUnknown and permitNotValid (its refusals) and
 * upstreamAnswerBad (an answer that is not about this permit, or not from our upstream).
 */
export async function askUpstream(
  deps: SourceDeps,
  permitNumber: string,
): Promise<Result<PermitAnswer | null>> {
  if (!mayAskUpstream(deps)) return success(null);
  const outcome = await deps.upstream.call('permitVerify', { permitNumber }, { timeoutMs: verifyTimeoutMs });
  switch (outcome.kind) {
    case 'answer': {
      const record = outcome.value.permit;
      if (record.permitNumber !== permitNumber) return failure('upstreamAnswerBad');
      return success({ record, fetchedAt: new Date(deps.clock.now()).toISOString(), source: 'online' });
    }
    case 'refused':
      return outcome.refusal.code === 'permitNotValid'
        ? failure('permitNotValid', { status: outcome.refusal.reason })
        : failure('permitUnknown');
    case 'linkFault':
      return failure('upstreamAnswerBad');
    case 'offline':
      return success(null);
  }
}

/** The permit from this station's own copy first (A1), else from upstream. Fails like `askUpstream`, and with permitUnknown when neither has it. */
export async function findPermit(deps: SourceDeps, permitNumber: string): Promise<Result<PermitAnswer>> {
  const known = deps.permits.byPermitNumber(permitNumber);
  if (known) return success({ ...known, source: 'cache' });
  const asked = await askUpstream(deps, permitNumber);
  if (!asked.ok) return asked;
  return asked.value === null ? failure('permitUnknown') : success(asked.value);
}

/** Copies an answer into the case database as an immutable snapshot. Inside the transaction of the case that points to it. */
export function storeSnapshot(deps: SourceDeps, answer: PermitAnswer): PermitSnapshot {
  const snapshot: PermitSnapshot = {
    id: deps.ids.next('snapshot') as SnapshotId,
    fetchedAt: answer.fetchedAt,
    digest: deps.crypto.sm3Hex(canonicalJson(answer.record)),
    source: answer.source,
    record: answer.record,
  };
  deps.stores.snapshots.insert(snapshot);
  return snapshot;
}
