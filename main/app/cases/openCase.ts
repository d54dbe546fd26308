import type { CaseId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { canonicalJson } from '../../domain/documents/canonicalJson.ts';
import { hasShape } from '../../domain/rules/identifierPatterns.ts';
import { isBeingChecked } from '../../domain/cases/decisions.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import { offlineCaseLimit } from './offlineLimit.ts';
import { numberHindrance } from '../records/recordsHindrance.ts';
import type { Actor } from './actor.ts';
import { snapshotOf } from './factsOfCase.ts';
import { openedPayload } from './openedPayload.ts';
import { findPermit, storeSnapshot, type PermitAnswer, type SourceDeps } from './permitSource.ts';
import { audit, saveCase } from './saveCase.ts';

export type OpenDeps = SourceDeps & Pick<Deps, 'packs' | 'profile'>;

export interface OpenRequest {
  readonly permitNumber: string;
  readonly channel: 'window' | 'kiosk';
  readonly actor: Actor;
  /** More rows for the same transaction, e.g. the scan that led here. */
  readonly alsoWrite?: (record: CaseRecord, outcome: 'opened' | 'continued') => void;
}

export interface OpenedCase {
  readonly record: CaseRecord;
  /** Where this opening found the permit: `cache` still has to be verified. */
  readonly source: PermitAnswer['source'];
}

/** A case given newer data: the eye looks again if what it compared has changed. */
export function withSnapshot(deps: OpenDeps, record: CaseRecord, answer: PermitAnswer): CaseRecord {
  const before = snapshotOf(deps, record);
  const snapshot = storeSnapshot(deps, answer);
  const sameHolder = canonicalJson(before.record.holder) === canonicalJson(answer.record.holder);
  return {
    ...record,
    snapshotId: snapshot.id,
    eye: sameHolder ? record.eye : [],
    verification: answer.source === 'online' ? 'verifiedOnline' : record.verification,
  };
}

function newCase(deps: OpenDeps, answer: PermitAnswer, request: OpenRequest): CaseRecord {
  const { stores, clock, ids, profile } = deps;
  const now = clock.now();
  const pack = deps.packs.newest();
  const snapshot = storeSnapshot(deps, answer);
  const day = shanghaiDate(now).replaceAll('-', '');
  const counter = String(stores.nextNumber(`case-${day}`)).padStart(4, '0');
  return {
    id: ids.next('case') as CaseId,
    number: `${profile.stationId}-${day}-${counter}`,
    upstreamNumber: null,
    businessType: answer.record.businessType,
    channel: request.channel,
    state: 'open',
    permitNumber: answer.record.permitNumber,
    snapshotId: snapshot.id,
    verification: answer.source === 'online' ? 'verifiedOnline' : 'pendingOnline',
    packVersion: pack.version,
    openedAt: new Date(now).toISOString(),
    openedBy: request.actor.name,
    openedById: request.actor.staffId,
    passport: null,
    oldPassport: null,
    visa: null,
    idCard: null,
    eye: [],
    verdicts: [],
    situations: null,
    seen: [],
    custody: [],
    corrections: [],
    evidence: [],
    told: [],
    gapsToldAt: null,
    acceptedAt: null,
    endedAt: null,
    decidedById: null,
    hold: null,
    finding: null,
    countsAsAcceptedOn: null,
  };
}

/** A permit's case that goes on: the one being checked or held, or the accepted one, whose card is still to be made. */
function caseToContinue(deps: OpenDeps, permitNumber: string): CaseRecord | null {
  const open = deps.stores.cases.openOfPermit(permitNumber);
  if (open) return open;
  const latest = deps.stores.cases.latestOfPermit(permitNumber);
  return latest?.state === 'accepted' || latest?.state === 'held' ? latest : null;
}

function continueCase(deps: OpenDeps, known: CaseRecord, answer: PermitAnswer, actor: Actor): CaseRecord {
  const newer = answer.fetchedAt > snapshotOf(deps, known).fetchedAt;
  if (!newer || !isBeingChecked(known.state)) {
    audit(deps, actor, 'case.continued', known.id);
    return known;
  }
  const refreshed = withSnapshot(deps, known, answer);
  saveCase(deps, refreshed, actor, 'case.continued', { refreshed: true, source: answer.source });
  return refreshed;
}

/**
 * Opens the case of a permit or continues the one it has; never a second one (A10). Snapshot, case, outbox row and audit entry are one
 * transaction (design 4). Fails like `findPermit`, and with invalidInput for a number that has not the shape of the pack (A5), and for a new case with
 * those of `numberHindrance` and offlineLimit (G4); then nothing is written.
 */
export async function openCase(deps: OpenDeps, request: OpenRequest): Promise<Result<OpenedCase>> {
  if (!hasShape(deps.packs.newest(), 'permitNumber', request.permitNumber))
    return failure('invalidInput', { field: '许可编号 permit number' });
  const found = await findPermit(deps, request.permitNumber);
  if (!found.ok) return found;
  const answer = found.value;
  const { stores } = deps;
  const noNumber =
    caseToContinue(deps, request.permitNumber) === null
      ? (numberHindrance(deps) ?? offlineCaseLimit(deps))
      : null;
  if (noNumber !== null) return { ok: false, error: noNumber };
  const record = stores.run(() => {
    // Asked here and not before: while upstream was asked, another screen may have opened it.
    const known = caseToContinue(deps, request.permitNumber);
    if (known) {
      const continued = continueCase(deps, known, answer, request.actor);
      request.alsoWrite?.(continued, 'continued');
      return continued;
    }
    const opened = newCase(deps, answer, request);
    saveCase(deps, opened, request.actor, 'case.opened', {
      channel: request.channel,
      source: answer.source,
      pack: opened.packVersion,
    });
    enqueue(deps, {
      kind: 'case.opened',
      caseId: opened.id,
      caseNumber: opened.number,
      payload: openedPayload(deps, opened),
      owner: opened.openedBy,
    });
    request.alsoWrite?.(opened, 'opened');
    return opened;
  });
  return success({ record, source: answer.source });
}
