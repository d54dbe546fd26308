import type { RowId } from '../../contract/ids.ts';
import type { Deps } from '../deps.ts';
import type { SealedPicture } from '../ports/pictures.ts';
import type { RowAttachment } from '../ports/rowAttachments.ts';
import type { UpstreamOutcome } from '../ports/outside.ts';
import { toBase64 } from '../../domain/sync/base64.ts';
import type { LinkBook } from './linkBook.ts';

/** Bytes in one call: base64 of it fits the contract's limit. */
export const partSize = 256 * 1024;
/** A turn ends after so many, so that the queue gets its own. */
const picturesInOneTurn = 20;
/** Upstream let all bytes go so often: the picture does not come through this line. */
const spoiledAtMost = 3;

export type UploadDeps = Pick<Deps, 'stores' | 'clock' | 'bus' | 'log' | 'upstream' | 'profile' | 'pictures'>;

export interface UploadReport {
  /** Pictures that upstream has now. */
  readonly confirmed: number;
  /** Pictures that can never go; their rows wait for a person. */
  readonly failed: number;
  readonly stopped: 'empty' | 'more' | 'offline' | 'linkFault';
}

/**
 * Sends the pictures that waiting rows name, oldest row first (G5). Before a byte goes, the picture is opened and its digest compared with
 * what the row says; an upload that was cut goes on where upstream says it ended. No answer: later, from there. An answer that is not ours:
 * nothing is touched. A picture that can never go makes its own row wait for a person and no other.
 */
export async function uploadPictures(
  deps: UploadDeps,
  links: LinkBook,
  stopped: () => boolean,
): Promise<UploadReport> {
  let confirmed = 0;
  let failed = 0;
  for (const picture of deps.stores.rowAttachments.open(picturesInOneTurn)) {
    if (stopped()) return { confirmed, failed, stopped: 'more' };
    // Confirmed a moment ago for another row that names the same picture.
    const now = deps.stores.rowAttachments.ofRow(picture.rowId);
    if (now.find((each) => each.attachmentId === picture.attachmentId)?.confirmedAt !== null) continue;
    const sealed = deps.stores.attachments.picture(picture.attachmentId);
    const ended = await sendPicture(deps, picture, sealed, stopped);
    if (ended.kind === 'offline' || ended.kind === 'linkFault') {
      links.note(['queue'], ended.kind, ended.detail);
      return { confirmed, failed, stopped: ended.kind };
    }
    if (ended.kind === 'stopped') return { confirmed, failed, stopped: 'more' };
    if (ended.kind === 'confirmed') {
      keepConfirmed(deps, picture);
      confirmed += 1;
    }
    if (ended.kind === 'problem') {
      keepProblem(deps, picture, ended.problem);
      failed += 1;
    }
  }
  return { confirmed, failed, stopped: deps.stores.rowAttachments.open(1).length > 0 ? 'more' : 'empty' };
}

export type Ended =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'problem'; readonly problem: NonNullable<RowAttachment['problem']> }
  | { readonly kind: 'offline' | 'linkFault'; readonly detail: string };

/** One picture, opened, compared and sent; also of a row that was carried here (G6). `sealed` null: it was destroyed, or never came. */
export async function sendPicture(
  deps: Pick<Deps, 'upstream' | 'profile' | 'pictures'>,
  picture: { readonly rowId: RowId; readonly kind: string; readonly digest: string; readonly size: number },
  sealed: Pick<SealedPicture, 'key' | 'sealed'> | null,
  stopped: () => boolean,
): Promise<Ended> {
  const { stationId } = deps.profile;
  const { rowId, kind, digest, size } = picture;
  if (sealed === null) return { kind: 'problem', problem: 'gone' };
  const opened = await deps.pictures.check(sealed).catch(() => null);
  if (opened === null || opened.digest !== digest || opened.bytes.length !== size)
    return { kind: 'problem', problem: 'damaged' };

  const offered = await deps.upstream.call('attachmentOffer', { stationId, rowId, kind, digest, size });
  if (offered.kind !== 'answer') return unanswered(offered);
  let { received, complete } = offered.value;
  let spoiled = 0;
  while (!complete) {
    if (stopped()) return { kind: 'stopped' };
    // Upstream says that it has more than there is: not an answer of ours.
    if (received >= size) return { kind: 'linkFault', detail: 'attachmentLength' };
    const bytes = toBase64(opened.bytes.subarray(received, received + partSize));
    const sent = await deps.upstream.call('attachmentPart', { stationId, digest, offset: received, bytes });
    if (sent.kind !== 'answer') return unanswered(sent);
    if (sent.value.spoiled) {
      spoiled += 1;
      if (spoiled >= spoiledAtMost) return { kind: 'problem', problem: 'refused' };
    } else if (sent.value.received <= received && !sent.value.complete) {
      // Neither on nor let go: asked again it would answer so for ever.
      return { kind: 'linkFault', detail: 'attachmentOffset' };
    }
    ({ received, complete } = sent.value);
  }
  return { kind: 'confirmed' };
}

function unanswered(outcome: Exclude<UpstreamOutcome<unknown>, { kind: 'answer' }>): Ended {
  return outcome.kind === 'refused'
    ? { kind: 'problem', problem: 'refused' }
    : { kind: outcome.kind, detail: outcome.detail };
}

function keepConfirmed(deps: UploadDeps, picture: RowAttachment): void {
  const at = new Date(deps.clock.now()).toISOString();
  deps.stores.run(() => {
    deps.stores.rowAttachments.confirm(picture.digest, at);
    dropReplacedPhoto(deps, picture, at);
    deps.stores.audit.append({
      at,
      actor: 'system',
      surface: 'system',
      event: 'picture.sent',
      subject: picture.rowId,
      detail: { kind: picture.kind, digest: picture.digest },
    });
  });
  deps.bus.emit('queueChanged', {});
}

/** A photo that another one took the place of was only kept until upstream had what its row names. */
function dropReplacedPhoto(deps: UploadDeps, { attachmentId, kind }: RowAttachment, at: string): void {
  const record = deps.stores.attachments.get(attachmentId);
  if (kind !== 'photo' || record === null || record.purgedAt !== null) return;
  if (deps.stores.photos.get(record.caseId)?.attachmentId !== attachmentId)
    deps.stores.attachments.purge(attachmentId, at);
}

/** The row is not sent without what it names: it waits for a person, with the reason (G1). */
function keepProblem(
  deps: UploadDeps,
  picture: RowAttachment,
  problem: NonNullable<RowAttachment['problem']>,
): void {
  const at = new Date(deps.clock.now()).toISOString();
  deps.stores.run(() => {
    deps.stores.rowAttachments.fail(picture.rowId, picture.attachmentId, problem);
    const row = deps.stores.outbox.get(picture.rowId);
    if (row?.state === 'waiting')
      deps.stores.outbox.save({
        ...row,
        state: 'refused',
        nextAttemptAt: null,
        refusal: `${refusalOf[problem]}: ${picture.kind}`,
      });
    deps.stores.audit.append({
      at,
      actor: 'system',
      surface: 'system',
      event: 'picture.notSent',
      subject: picture.rowId,
      detail: { kind: picture.kind, problem },
    });
  });
  deps.log.warn('picture.notSent', { rowId: picture.rowId, problem });
  deps.bus.emit('queueChanged', {});
}

/** What a row says that cannot go without its picture. */
export const refusalOf = {
  gone: 'pictureGone',
  damaged: 'pictureDamaged',
  refused: 'pictureRefused',
} as const;
