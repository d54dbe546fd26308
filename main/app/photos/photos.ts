import type { AttachmentId, CaseId } from '../../contract/ids.ts';
import type { FaceLines, PhotoView } from '../../contract/photos.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { checkPhoto } from '../../domain/photo/checkPhoto.ts';
import { linesFit } from '../../domain/photo/faceGuess.ts';
import { photoRulesOf, type PhotoRules } from '../../domain/photo/photoRules.ts';
import type { Actor } from '../cases/actor.ts';
import { packOf, snapshotOf } from '../cases/factsOfCase.ts';
import { audit } from '../cases/saveCase.ts';
import type { Deps } from '../deps.ts';
import type { PhotoRecord } from '../ports/attachments.ts';
import type { Derivative, DevelopedPhoto } from '../ports/pictures.ts';
import type { CaseRecord } from '../ports/stores.ts';
import {
  caseForPictures,
  destroyPictures,
  keepPicture,
  openAttachment,
  type PhotoDeps,
} from './keepPicture.ts';

/** Takes a file as the photo of a case; an earlier one is destroyed. Fails as `casePhotoPut` says. */
export async function putPhoto(
  deps: PhotoDeps,
  actor: Actor,
  caseId: CaseId,
  bytes: Uint8Array,
  declaredOn: string | null,
): Promise<Result<PhotoRecord>> {
  const may = caseForPictures(deps, caseId);
  if (!may.ok) return may;
  const developed = await deps.pictures.develop(bytes, null, rulesOf(deps, may.value));
  if (!developed.ok) return developed;
  const sealed = await deps.pictures.seal(bytes);
  const made = await sealAll(deps, developed.value.derivatives);
  const photo = deps.stores.run((): Result<PhotoRecord> => {
    // Developing takes a moment, in which somebody may have ended the case.
    const still = caseForPictures(deps, caseId);
    if (!still.ok) return still;
    const replaced = destroyPictures(deps, caseId, (kind) => kind.startsWith('photo'));
    const { id, addedAt, digest } = keepPicture(deps, actor, {
      caseId,
      kind: 'photo',
      size: bytes.length,
      sealed,
      scan: null,
    });
    keepDerivatives(deps, actor, caseId, made);
    const { facts, lines, source, plan, derivatives } = developed.value;
    const record: PhotoRecord = {
      caseId,
      attachmentId: id,
      addedAt,
      addedBy: actor.name,
      declaredOn,
      facts,
      face: { source, lines, looks: null, by: null, at: null },
      plan,
      derivatives: derivatives.map((each) => each.facts),
    };
    deps.stores.photos.save(record);
    const { permitResult, cardResult } = reportOf(deps, record);
    audit(deps, actor, 'photo.put', caseId, { digest, replaced, permit: permitResult, card: cardResult });
    return success(record);
  });
  if (photo.ok) deps.bus.emit('caseChanged', { caseId });
  return photo;
}

/** The face where a person sees it, and card and chip photos cut by it. Fails as `casePhotoSetFace` says. */
export async function setFace(
  deps: PhotoDeps,
  actor: Actor,
  caseId: CaseId,
  wish: {
    readonly attachmentId: AttachmentId;
    readonly lines: FaceLines;
    readonly looks: 'right' | 'wrong';
  },
): Promise<Result<PhotoRecord>> {
  const may = caseForPictures(deps, caseId);
  if (!may.ok) return may;
  const found = photoToChange(deps, caseId, wish.attachmentId);
  if (!found.ok) return found;
  if (!linesFit(found.value.facts.file, wish.lines)) return failure('photoLinesOutside');
  const original = await openAttachment(deps, deps.stores.attachments.get(wish.attachmentId));
  if (!original.ok) return original;
  const developed = await deps.pictures.develop(original.value, wish.lines, rulesOf(deps, may.value));
  if (!developed.ok) return developed;
  const made = await sealAll(deps, developed.value.derivatives);
  return change(deps, caseId, wish.attachmentId, (record) => {
    destroyPictures(deps, caseId, (kind) => kind.startsWith('photo:'));
    keepDerivatives(deps, actor, caseId, made);
    const { facts, lines, plan, derivatives } = developed.value;
    const at = new Date(deps.clock.now()).toISOString();
    const next: PhotoRecord = {
      ...record,
      facts,
      face: { source: 'manual', lines, looks: wish.looks, by: actor.name, at },
      plan,
      derivatives: derivatives.map((each) => each.facts),
    };
    const { permitResult, cardResult } = reportOf(deps, next);
    audit(deps, actor, 'photo.faceSet', caseId, {
      looks: wish.looks,
      permit: permitResult,
      card: cardResult,
    });
    return next;
  });
}

/** The day the applicant named. Fails with photoMissing, photoChanged, caseNotFound, caseClosed. */
export function setPhotoDate(
  deps: PhotoDeps,
  actor: Actor,
  caseId: CaseId,
  attachmentId: AttachmentId,
  declaredOn: string | null,
): Result<PhotoRecord> {
  return change(deps, caseId, attachmentId, (record) => {
    audit(deps, actor, 'photo.dateSet', caseId, { declaredOn, before: record.declaredOn });
    return { ...record, declaredOn };
  });
}

type ReportDeps = Pick<Deps, 'stores' | 'clock' | 'packs'>;

/** A case keeps the photo rules it was opened under (B1). */
const rulesOf = (deps: Pick<Deps, 'packs'>, owner: CaseRecord): PhotoRules =>
  photoRulesOf(packOf(deps, owner).photo);

/** What the screen gets; the report is made for today. */
export function presentPhoto(deps: ReportDeps, record: PhotoRecord): PhotoView {
  const { attachmentId, addedAt, addedBy, declaredOn } = record;
  return { attachmentId, addedAt, addedBy, declaredOn, report: reportOf(deps, record) };
}

function reportOf(deps: ReportDeps, record: PhotoRecord): PhotoView['report'] {
  const owner = deps.stores.cases.get(record.caseId);
  if (!owner) throw new Error('a photo points to a case that does not exist');
  return checkPhoto(
    {
      ...record,
      submittedOn: snapshotOf(deps, owner).record.submissionDate,
      today: shanghaiDate(deps.clock.now()),
    },
    rulesOf(deps, owner),
  );
}

function photoToChange(
  deps: Pick<Deps, 'stores'>,
  caseId: CaseId,
  attachmentId: AttachmentId,
): Result<PhotoRecord> {
  const may = caseForPictures(deps, caseId);
  if (!may.ok) return may;
  const record = deps.stores.photos.get(caseId);
  if (record === null) return failure('photoMissing');
  return record.attachmentId === attachmentId ? success(record) : failure('photoChanged');
}

/** One change of the photo in one commit; it is looked up again, because another person may have been faster. */
function change(
  deps: PhotoDeps,
  caseId: CaseId,
  attachmentId: AttachmentId,
  next: (record: PhotoRecord) => PhotoRecord,
): Result<PhotoRecord> {
  const changed = deps.stores.run((): Result<PhotoRecord> => {
    const found = photoToChange(deps, caseId, attachmentId);
    if (!found.ok) return found;
    const record = next(found.value);
    deps.stores.photos.save(record);
    return success(record);
  });
  if (changed.ok) deps.bus.emit('caseChanged', { caseId });
  return changed;
}

type Made = Derivative & { readonly sealed: Awaited<ReturnType<Deps['pictures']['seal']>> };

const sealAll = (deps: Pick<Deps, 'pictures'>, derivatives: DevelopedPhoto['derivatives']): Promise<Made[]> =>
  Promise.all(derivatives.map(async (each) => ({ ...each, sealed: await deps.pictures.seal(each.bytes) })));

function keepDerivatives(deps: PhotoDeps, actor: Actor, caseId: CaseId, made: readonly Made[]): void {
  for (const { facts, sealed } of made)
    keepPicture(deps, actor, { caseId, kind: `photo:${facts.kind}`, size: facts.bytes, sealed, scan: null });
}
