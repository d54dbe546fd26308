import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { CaseId } from '../../contract/ids.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { clauseOf } from '../../domain/retention/policy.ts';
import type { Actor } from '../cases/actor.ts';
import type { Deps } from '../deps.ts';
import type { AttachmentKind, AttachmentRecord } from '../ports/attachments.ts';
import type { SealedPicture } from '../ports/pictures.ts';
import type { CaseRecord } from '../ports/stores.ts';

export type PhotoDeps = Pick<Deps, 'stores' | 'clock' | 'ids' | 'pictures' | 'bus' | 'packs'>;

/** Pictures may come to a case that is checked, and to an accepted one: the card is made after acceptance. */
export function caseForPictures(deps: Pick<Deps, 'stores'>, caseId: CaseId): Result<CaseRecord> {
  const record = deps.stores.cases.get(caseId);
  if (!record) return failure('caseNotFound');
  if (record.hold !== null) return failure('caseHeld');
  const takes = record.state === 'open' || record.state === 'supplement' || record.state === 'accepted';
  return takes ? success(record) : failure('caseClosed');
}

/** Writes one sealed picture down. Inside a transaction. */
export function keepPicture(
  deps: Pick<Deps, 'stores' | 'clock' | 'ids'>,
  actor: Actor,
  picture: {
    readonly caseId: CaseId;
    readonly kind: AttachmentKind;
    readonly size: number;
    readonly sealed: SealedPicture;
    /** False: the rule of its kind keeps the digest only (I3). Default: the picture is kept. */
    readonly picture?: boolean;
    readonly scan: AttachmentRecord['scan'];
  },
): AttachmentRecord {
  const addedAt = new Date(deps.clock.now()).toISOString();
  const kept = picture.picture !== false;
  const record: AttachmentRecord = {
    id: deps.ids.next('attachment') as AttachmentRecord['id'],
    caseId: picture.caseId,
    kind: picture.kind,
    size: picture.size,
    digest: picture.sealed.digest,
    addedAt,
    addedBy: actor.name,
    scan: picture.scan,
    purgedAt: kept ? null : addedAt,
  };
  deps.stores.attachments.insert(record, kept ? picture.sealed : null);
  return record;
}

/**
 * Destroys the pictures of these kinds, because others take their place. One that a row has named stays until upstream has it (G5): the
 * upload lets it go then. Inside a transaction.
 */
export function destroyPictures(
  deps: Pick<Deps, 'stores' | 'clock'>,
  caseId: CaseId,
  which: (kind: AttachmentKind) => boolean,
): number {
  const old = deps.stores.attachments.ofCase(caseId).filter(({ kind }) => which(kind));
  const at = new Date(deps.clock.now()).toISOString();
  for (const { id } of old) if (!deps.stores.rowAttachments.waits(id)) deps.stores.attachments.purge(id, at);
  return old.length;
}

/** What is said of a picture that was destroyed at its end (I3): the day, and which rule. */
export const attachmentGone = (destroyedAt: string): Result<never> =>
  failure('attachmentGone', { on: shanghaiDate(Date.parse(destroyedAt)), rule: clauseOf.photos });

/** The plain bytes of a picture of this case. Fails with photoMissing (no such picture) and attachmentGone. */
export async function openAttachment(
  deps: Pick<Deps, 'stores' | 'pictures'>,
  record: AttachmentRecord | null | undefined,
  missing: Failure['code'] = 'photoMissing',
): Promise<Result<Uint8Array>> {
  if (!record) return failure(missing);
  const picture = deps.stores.attachments.picture(record.id);
  return picture === null
    ? attachmentGone(record.purgedAt ?? record.addedAt)
    : success(await deps.pictures.unseal(picture));
}
