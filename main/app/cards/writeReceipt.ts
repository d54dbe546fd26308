import type { JobRecord } from '../ports/stores.ts';
import { keepPicture } from '../photos/keepPicture.ts';
import { asNamed, bindPictures, picturesToName } from '../sync/rowPictures.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import { queueCardRow } from './cardRows.ts';
import type { PreparedReceipt } from './prepareHandOver.ts';

/** Writes the receipt, the sealed signature and the row for upstream, inside the transaction of the hand-over (9.25). */
export function writeReceipt(
  deps: Pick<CardDeps, 'stores' | 'clock' | 'ids' | 'profile'>,
  job: JobRecord,
  at: string,
  { receipt, signature }: PreparedReceipt,
  by: CardActor,
): void {
  if (job.cardNumber === null) throw new Error('a receipt for a card without a number');
  const { caseId } = job;
  const kept =
    signature === null
      ? null
      : keepPicture(
          deps,
          { name: by.name, userName: by.userName, staffId: by.staffId, surface: 'window' },
          { caseId, kind: 'signature', size: signature.size, sealed: signature.sealed, scan: null },
        );
  deps.stores.handOvers.insert({
    ...receipt,
    jobId: job.id,
    caseId,
    cardNumber: job.cardNumber,
    at,
    signatureId: kept?.id ?? null,
    officer: by.name,
    officerId: by.staffId,
  });
  const { recipient, phone, identity, proof, pin, agent } = receipt;
  const pictures = picturesToName(deps, caseId);
  const rowId = queueCardRow(deps, job, 'handOver', {
    recipient,
    phone,
    identity,
    proof,
    pin,
    agent,
    officer: by.name,
    at,
    attachments: asNamed(pictures),
  });
  bindPictures(deps, rowId, pictures);
}
