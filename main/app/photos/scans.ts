import type { CaseId } from '../../contract/ids.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import type { ScanGate, ScanView } from '../../contract/photos.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { checkScan } from '../../domain/photo/checkScan.ts';
import type { Actor } from '../cases/actor.ts';
import { factsOfCase, type FactsDeps } from '../cases/factsOfCase.ts';
import { audit } from '../cases/saveCase.ts';
import type { AttachmentRecord } from '../ports/attachments.ts';
import { caseForPictures, keepPicture, type PhotoDeps } from './keepPicture.ts';

/**
 * Lays a scan to an original of the case, if the gate lets it through (B5); what does not pass is not kept, only why. Fails with the failures
 * of `readJpeg`, caseNotFound, caseClosed, caseHeld, and invalidInput (the case has no such original).
 */
export async function putScan(
  deps: PhotoDeps & FactsDeps,
  actor: Actor,
  caseId: CaseId,
  document: DocumentCode,
  bytes: Uint8Array,
): Promise<Result<{ gate: ScanGate; scan: ScanView | null }>> {
  const may = caseForPictures(deps, caseId);
  if (!may.ok) return may;
  if (!factsOfCase(deps, may.value).documents.some(({ code }) => code === document))
    return failure('invalidInput', { field: 'document' });
  const measured = await deps.pictures.scan(bytes);
  if (!measured.ok) return measured;
  const gate = checkScan(measured.value);
  const sealed = gate.result === 'ok' ? await deps.pictures.seal(bytes) : null;
  const put = deps.stores.run((): Result<{ gate: ScanGate; scan: ScanView | null }> => {
    const still = caseForPictures(deps, caseId);
    if (!still.ok) return still;
    if (sealed === null) {
      const reasons = gate.reasons.map(({ code }) => code).join(' ');
      audit(deps, actor, 'scan.refused', caseId, { document, reasons });
      return success({ gate, scan: null });
    }
    const record = keepPicture(deps, actor, {
      caseId,
      kind: `original:${document}`,
      size: bytes.length,
      sealed,
      scan: measured.value,
    });
    audit(deps, actor, 'scan.attached', caseId, { document, attachment: record.id, digest: record.digest });
    return success({ gate, scan: presentScan(record) });
  });
  if (put.ok && put.value.scan !== null) deps.bus.emit('caseChanged', { caseId });
  return put;
}

/** Null for an attachment that is no scan. */
export function presentScan({ id, kind, addedAt, addedBy, scan }: AttachmentRecord): ScanView | null {
  if (scan === null || !kind.startsWith('original:')) return null;
  return {
    attachmentId: id,
    document: kind.slice('original:'.length) as DocumentCode,
    addedAt,
    addedBy,
    facts: scan,
  };
}
