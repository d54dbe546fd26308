import { failure, success, type Result } from '../../contract/result.ts';
import type { RowKind } from '../../contract/sync.ts';
import { newestShape, newestVersion } from '../../domain/sync/rowShapes.ts';
import type { Deps } from '../deps.ts';
import { openedPayload } from '../cases/openedPayload.ts';
import { digestOf } from '../cases/issueNotice.ts';
import type { AttachmentRecord } from '../ports/attachments.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import { asNamed, picturesToName } from './rowPictures.ts';

type AnewDeps = Pick<Deps, 'stores' | 'crypto'>;
type Payload = Readonly<Record<string, unknown>>;

export interface Anew {
  readonly payload: Payload;
  /** Pictures that it names, to be bound to the new row. */
  readonly pictures: readonly AttachmentRecord[];
}

/** Kinds whose facts a new row can tell from the records as they are now. */
const correctable: ReadonlySet<RowKind> = new Set([
  'case.opened',
  'case.decided',
  'notice.issued',
  'notice.withdrawn',
  'fee.paid',
  'fee.refunded',
  'stock.moved',
  'rating.given',
]);
export const isCorrectable = (kind: RowKind): boolean => correctable.has(kind);

/** What somebody at the desk did to a card, or how a day ended, is not taken back by a row. */
export const isWithdrawable = (kind: RowKind): boolean =>
  !kind.startsWith('card.') && !kind.startsWith('day.') && kind !== 'row.withdrawn';

/**
 * The payload of a row that takes the place of a refused one (G1), from the case, the paper, the rating as they are now. What the records do not
 * hold anew (who decided, what stood on a paper, a move of stock, a fee: facts of their moment) is as it was told. Errors: rowNotCorrectable,
 * rowNotRebuilt with the first field that the records do not give.
 */
export function payloadAnew(deps: AnewDeps, row: OutboxRecord): Result<Anew> {
  if (!isCorrectable(row.kind)) return failure('rowNotCorrectable', { kind: row.kind });
  const told = newestShape(row.kind, row.schemaVersion, row.payload);
  const before = told.fits ? told.payload : row.payload;
  const pictures =
    row.kind === 'case.decided' && row.caseId !== null
      ? picturesToName(deps, row.caseId, { all: true }).filter(({ purgedAt }) => purgedAt === null)
      : [];
  const payload = { ...before, ...fromRecords(deps, row, before, pictures) };
  const fits = newestShape(row.kind, newestVersion(row.kind), payload);
  return fits.fits
    ? success({ payload: fits.payload, pictures })
    : failure('rowNotRebuilt', { field: fits.field });
}

function fromRecords(
  { stores, crypto }: AnewDeps,
  row: OutboxRecord,
  before: Payload,
  pictures: readonly AttachmentRecord[],
): Payload {
  const record = row.caseId === null ? null : stores.cases.get(row.caseId);
  const noticeOf = (number: unknown) => (typeof number === 'string' ? stores.notices.byNumber(number) : null);
  if (row.kind === 'case.opened') return record === null ? {} : openedPayload({ stores }, record);
  if (row.kind === 'case.decided') {
    const decision =
      record === null
        ? undefined
        : stores.decisions.ofCase(record.id).find(({ at }) => at === (before['at'] ?? row.createdAt));
    return {
      ...(record !== null && { permitNumber: record.permitNumber }),
      ...(decision !== undefined && { outcome: decision.kind, at: decision.at }),
      attachments: asNamed(pictures),
    };
  }
  if (row.kind === 'notice.issued') {
    const notice = noticeOf(before['number']);
    if (notice === null) return {};
    const { number, kind, issuedAt, content } = notice;
    return {
      number,
      noticeKind: kind,
      issuedAt,
      code: content.code,
      digest: digestOf({ crypto }, content),
    };
  }
  if (row.kind === 'notice.withdrawn') {
    const notice = noticeOf(before['number']);
    return notice === null || notice.withdrawn === null ? {} : { kind: notice.kind, ...notice.withdrawn };
  }
  if (row.kind === 'rating.given') {
    const rating = row.caseId === null ? null : stores.ratings.ofCase(row.caseId);
    return rating === null ? {} : { level: rating.level, channel: rating.channel, givenAt: rating.givenAt };
  }
  return {};
}
