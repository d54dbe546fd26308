import type { Methods } from '../../contract/methods.ts';
import type { PhotoView } from '../../contract/photos.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { actorOf } from '../cases/actor.ts';
import type { Deps, Handlers } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';
import type { PhotoRecord } from '../ports/attachments.ts';
import { attachmentGone, openAttachment } from './keepPicture.ts';
import { presentPhoto, putPhoto, setFace, setPhotoDate } from './photos.ts';
import { presentScan, putScan } from './scans.ts';

export type PhotoMethodName =
  Extract<keyof Methods, `casePhoto${string}`> | 'caseScanPut' | 'caseScans' | 'caseScanPicture';

/** Photo and scans of a case. Every look at a picture is audited, and so is every one that comes (I1). */
export function photoHandlers(deps: Deps): Handlers<PhotoMethodName> {
  const { stores } = deps;
  const auditRead = createReadAudit(deps);
  const view = (result: Result<PhotoRecord>): Result<PhotoView> =>
    result.ok ? success(presentPhoto(deps, result.value)) : result;
  return {
    casePhotoGet: ({ caseId }, caller) => {
      if (!stores.cases.get(caseId)) return failure('caseNotFound');
      const photo = stores.photos.get(caseId);
      if (photo !== null) auditRead(actorOf(caller.staff), 'read.casePhotoGet', caseId);
      return success({ photo: photo === null ? null : presentPhoto(deps, photo) });
    },
    casePhotoPut: async ({ caseId, bytes, declaredOn }, caller) =>
      view(await putPhoto(deps, actorOf(caller.staff), caseId, bytes, declaredOn)),
    casePhotoSetDate: ({ caseId, attachmentId, declaredOn }, caller) =>
      view(setPhotoDate(deps, actorOf(caller.staff), caseId, attachmentId, declaredOn)),
    casePhotoSetFace: async ({ caseId, ...wish }, caller) =>
      view(await setFace(deps, actorOf(caller.staff), caseId, wish)),
    casePhotoPicture: async ({ caseId, kind, digest }, caller) => {
      const owner = stores.cases.get(caseId);
      if (!owner) return failure('caseNotFound');
      const found = stores.attachments
        .ofCase(caseId)
        .find((each) => each.kind === `photo:${kind}` && each.digest === digest);
      const photo = stores.photos.get(caseId);
      if (found === undefined && photo?.derivatives.some((each) => each.digest === digest) === true) {
        // Of the photo that stands, and gone: its time was over. One that was replaced is another matter.
        const gone = stores.attachments.destroyedOfCase(caseId).findLast((each) => each.digest === digest);
        if (gone?.purgedAt) return attachmentGone(gone.purgedAt);
      }
      const bytes = await openAttachment(deps, found, photo === null ? 'photoMissing' : 'photoChanged');
      if (!bytes.ok) return bytes;
      auditRead(actorOf(caller.staff), 'read.casePhotoPicture', caseId);
      return success({
        fileName: `${owner.number}-${kind}.jpg`,
        mediaType: 'image/jpeg',
        bytes: bytes.value,
      });
    },
    caseScanPut: async ({ caseId, document, bytes }, caller) =>
      putScan(deps, actorOf(caller.staff), caseId, document, bytes),
    caseScans: ({ caseId }, caller) => {
      if (!stores.cases.get(caseId)) return failure('caseNotFound');
      // Those that are gone are told of, so that nobody takes the paper for one that was never scanned.
      const scans = [...stores.attachments.destroyedOfCase(caseId), ...stores.attachments.ofCase(caseId)]
        .toSorted((a, b) => Date.parse(a.addedAt) - Date.parse(b.addedAt))
        .map(presentScan)
        .filter((each) => each !== null);
      if (scans.length > 0) auditRead(actorOf(caller.staff), 'read.caseScans', caseId);
      return success(scans);
    },
    caseScanPicture: async ({ caseId, attachmentId }, caller) => {
      const owner = stores.cases.get(caseId);
      if (!owner) return failure('caseNotFound');
      const found = stores.attachments.get(attachmentId);
      // Of this case and a scan: the photo has its own way in, and another case is another person.
      const scan = found !== null && found.caseId === caseId ? presentScan(found) : null;
      if (scan === null) return failure('invalidInput', { field: 'attachmentId' });
      const bytes = await openAttachment(deps, found);
      if (!bytes.ok) return bytes;
      auditRead(actorOf(caller.staff), 'read.caseScanPicture', attachmentId);
      return success({
        fileName: `${owner.number}-${scan.document}.jpg`,
        mediaType: 'image/jpeg',
        bytes: bytes.value,
      });
    },
  };
}
