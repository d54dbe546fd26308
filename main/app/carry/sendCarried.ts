import type { Deps } from '../deps.ts';
import type { CarriedPicture } from '../ports/carried.ts';
import { drain, type DrainOptions, type DrainReport } from '../sync/drain.ts';
import type { SendDeps } from '../sync/sendBatch.ts';
import { refusalOf, sendPicture } from '../sync/uploads.ts';
import { carriedSource } from './carriedSource.ts';

export type SendCarriedDeps = SendDeps & Pick<Deps, 'profile' | 'pictures'>;

/** A turn ends after so many, so that our own queue gets its own. */
const picturesInOneTurn = 20;

/** Sends what was carried here (G6): the pictures that its rows name, then the rows, in the order of their cases. */
export async function sendCarried(
  deps: SendCarriedDeps,
  options: Pick<DrainOptions, 'links' | 'all' | 'stopped' | 'turn'>,
): Promise<DrainReport> {
  const { links, stopped } = options;
  const problem = await sendPictures(deps, stopped);
  if (problem !== null) {
    links.note(['queue'], problem.kind, problem.detail);
    return { acked: 0, refused: 0, stopped: problem.kind };
  }
  return drain(deps, carriedSource(deps), options);
}

type NoAnswer = { readonly kind: 'offline' | 'linkFault'; readonly detail: string };

/** Null: nothing stands against sending rows; those whose pictures are not there yet are not due. */
async function sendPictures(deps: SendCarriedDeps, stopped: () => boolean): Promise<NoAnswer | null> {
  const { carried } = deps.stores;
  for (const picture of carried.openPictures(picturesInOneTurn)) {
    if (stopped()) return null;
    // Confirmed a moment ago for another row that names the same picture.
    const now = carried.picturesOf(picture.rowId).find(({ digest }) => digest === picture.digest);
    if (now?.confirmedAt !== null) continue;
    const ended = await sendPicture(deps, picture, carried.picture(picture.digest), stopped);
    if (ended.kind === 'offline' || ended.kind === 'linkFault') return ended;
    if (ended.kind === 'confirmed') keepConfirmed(deps, picture);
    if (ended.kind === 'problem') keepProblem(deps, picture, ended.problem);
  }
  return null;
}

function keepConfirmed(deps: SendCarriedDeps, { rowId, digest, kind }: CarriedPicture): void {
  const at = new Date(deps.clock.now()).toISOString();
  deps.stores.run(() => {
    deps.stores.carried.confirmPicture(digest, at);
    tell(deps, at, 'carried.pictureSent', rowId, { kind, digest });
  });
}

/** The row is not sent without what it names: it waits for a person, with the reason (G1). */
function keepProblem(
  deps: SendCarriedDeps,
  { rowId, digest, kind }: CarriedPicture,
  problem: NonNullable<CarriedPicture['problem']>,
): void {
  const { carried } = deps.stores;
  const at = new Date(deps.clock.now()).toISOString();
  deps.stores.run(() => {
    carried.failPicture(rowId, digest, problem);
    const row = carried.get(rowId);
    if (row?.state === 'waiting')
      carried.save({
        ...row,
        state: 'refused',
        nextAttemptAt: null,
        refusal: `${refusalOf[problem]}: ${kind}`,
      });
    tell(deps, at, 'carried.pictureNotSent', rowId, { kind, problem });
  });
  deps.log.warn('carried.pictureNotSent', { rowId, problem });
  deps.bus.emit('queueChanged', {});
}

function tell(
  { stores }: Pick<Deps, 'stores'>,
  at: string,
  event: string,
  subject: string,
  detail: Record<string, string>,
): void {
  stores.audit.append({ at, actor: 'system', surface: 'system', event, subject, detail });
}
