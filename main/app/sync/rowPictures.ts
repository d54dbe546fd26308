import type { CaseId, RowId } from '../../contract/ids.ts';
import type { Deps } from '../deps.ts';
import type { AttachmentRecord } from '../ports/attachments.ts';

/** A picture as the payload of a row names it. `digest`: SM3 of its plain bytes. */
export interface NamedPicture {
  readonly kind: string;
  readonly digest: string;
  readonly size: number;
}

/** What goes upstream: the photo as it came, the originals, a signature. The photo's derivatives are made of it again. */
const goesUp = ({ kind }: AttachmentRecord): boolean => !kind.startsWith('photo:');

/**
 * The pictures of a case that a new row has to name: those that no earlier row named, or with `all` every one that is kept (a row that takes
 * the place of a refused one). Kept by digest only = never sent.
 */
export function picturesToName(
  { stores }: Pick<Deps, 'stores'>,
  caseId: CaseId,
  { all = false }: { readonly all?: boolean } = {},
): readonly AttachmentRecord[] {
  return stores.attachments
    .ofCase(caseId)
    .filter((each) => goesUp(each) && (all || !stores.rowAttachments.named(each.id)));
}

export const asNamed = (pictures: readonly AttachmentRecord[]): NamedPicture[] =>
  pictures.map(({ kind, digest, size }) => ({ kind, digest, size }));

/** Binds them to the row, in the transaction that queues it: the row goes when all of them are upstream (G5). */
export function bindPictures(
  { stores }: Pick<Deps, 'stores'>,
  rowId: RowId,
  pictures: readonly AttachmentRecord[],
): void {
  for (const { id, kind, digest, size } of pictures)
    stores.rowAttachments.name({ rowId, attachmentId: id, kind, digest, size });
}
