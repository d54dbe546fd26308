import type { CaseId } from '../../contract/ids.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import type { ScanGate, ScanView } from '../../contract/photos.ts';
import type { ScanRule } from '../../contract/retention.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { checkScan } from '../../domain/photo/checkScan.ts';
import { policyOf, scanRuleOf } from '../../domain/retention/policy.ts';
import type { Actor } from '../cases/actor.ts';
import { factsOfCase, type FactsDeps } from '../cases/factsOfCase.ts';
import { audit } from '../cases/saveCase.ts';
import type { AttachmentRecord } from '../ports/attachments.ts';
import { caseForPictures, keepPicture, type PhotoDeps } from './keepPicture.ts';

interface PutScan {
  readonly gate: ScanGate;
  readonly scan: ScanView | null;
  /** By the rule of its kind; absent = the gate did not let it through. */
  readonly keep?: ScanRule['keep'];
}

/**
 * Lays a scan to an original of the case, if the gate lets it through (B5); what does not pass is not kept, only why. The rule of its
 * kind says whether the picture is kept, its digest only, or nothing of it (I3). Fails with the failures
 * of `readJpeg`, caseNotFound, caseClosed, caseHeld, and invalidInput (the case has no such original).
 */
export async function putScan(
  deps: PhotoDeps & FactsDeps,
  actor: Actor,
  caseId: CaseId,
  document: DocumentCode,
  bytes: Uint8Array,
): Promise<Result<PutScan>> {
  const may = caseForPictures(deps, caseId);
  if (!may.ok) return may;
  if (!factsOfCase(deps, may.value).documents.some(({ code }) => code === document))
    return failure('invalidInput', { field: 'document' });
  const measured = await deps.pictures.scan(bytes);
  if (!measured.ok) return measured;
  const gate = checkScan(measured.value);
  const sealed = gate.result === 'ok' ? await deps.pictures.seal(bytes) : null;
  const { keep } = scanRuleOf(policyOf(deps.profile), document);
  const put = deps.stores.run((): Result<PutScan> => {
    const still = caseForPictures(deps, caseId);
    if (!still.ok) return still;
    if (sealed === null) {
      const reasons = gate.reasons.map(({ code }) => code).join(' ');
      audit(deps, actor, 'scan.refused', caseId, { document, reasons });
      return success({ gate, scan: null });
    }
    if (keep === 'view') {
      audit(deps, actor, 'scan.viewed', caseId, { document });
      return success({ gate, scan: null, keep });
    }
    const record = keepPicture(deps, actor, {
      caseId,
      kind: `original:${document}`,
      size: bytes.length,
      sealed,
      picture: keep === 'image',
      scan: measured.value,
    });
    audit(deps, actor, 'scan.attached', caseId, { document, attachment: record.id, digest: record.digest });
    return success({ gate, scan: presentScan(record), keep });
  });
  if (put.ok && put.value.scan !== null) deps.bus.emit('caseChanged', { caseId });
  return put;
}

/** Null for an attachment that is no scan. */
export function presentScan({
  id,
  kind,
  addedAt,
  addedBy,
  scan,
  purgedAt,
}: AttachmentRecord): ScanView | null {
  if (scan === null || !kind.startsWith('original:')) return null;
  return {
    attachmentId: id,
    document: kind.slice('original:'.length) as DocumentCode,
    addedAt,
    addedBy,
    facts: scan,
    ...(purgedAt !== null && { destroyedOn: shanghaiDate(Date.parse(purgedAt)) }),
  };
}
