import type { CarriedFilePicture, CarriedFileRow } from '../../contract/carryFile.ts';
import type { RowId } from '../../contract/ids.ts';
import type { Document } from '../../contract/methods/common.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Caller, Deps } from '../deps.ts';
import { carrySignatureLength, type CarryFiles } from '../ports/carryFiles.ts';
import type { RowAttachment } from '../ports/rowAttachments.ts';
import type { OutboxRecord } from '../ports/stores.ts';
import { carrySignedText, momentOf } from './carrySigned.ts';

export type CarryOutDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'profile' | 'pictures' | 'log' | 'bus'>;

/** A file that every desk can take in at once; what does not fit goes into the next one. Whole streams only. */
export interface CarryLimits {
  readonly rows: number;
  readonly pictureBytes: number;
}
export const carryLimits: CarryLimits = { rows: 10_000, pictureBytes: 64 * 1024 * 1024 };
/** Rows written down in one commit: the desk gets its turn in between. */
const rowsInOneCommit = 100;
const rowsReadAtOnce = 200;

export interface CarriedOut {
  readonly file: Document;
  readonly code: string;
  readonly rows: number;
  readonly cases: number;
  /** Where the next file goes on; null = this one holds the rest. */
  readonly next: number | null;
}

/**
 * Every own row without a receipt from behind `after` (a sequence; 0 = from the start), with the pictures that upstream has not got yet, in one
 * encrypted and signed file (G6). Nothing changes for the rows: they stay, and may be sent from here too. Fails with carryNothing.
 */
export async function carryOut(
  deps: CarryOutDeps,
  files: CarryFiles,
  caller: Caller,
  wish: { readonly reason: string; readonly after?: number | undefined },
  limits: CarryLimits = carryLimits,
): Promise<Result<CarriedOut>> {
  const { stores, profile, crypto } = deps;
  const { streams, next } = await choose(deps, files, wish.after ?? 0, limits);
  const chosen = streams.flat();
  if (chosen.length === 0) return failure('carryNothing');
  const exportedAt = new Date(deps.clock.now()).toISOString();
  const pictures = await openPictures(deps, chosen);
  const rows = chosen.map(({ row, pictures: named }) => fileRow(row, named));
  const manifest = {
    rows: rows.length,
    pictures: pictures.length,
    chain: { line: stores.records.line(), sequence: stores.audit.sequence(), head: stores.audit.head() },
  };
  const { stationId, mode } = profile;
  const packed = await files.pack(
    { stationId, mode, exportedAt, publicKey: crypto.paperPublicKey() },
    manifest,
    rows,
    pictures,
  );
  const signature = crypto.signPaper(carrySignedText(stationId, packed.digest));
  packed.bytes.set(
    Uint8Array.from(signature, (letter) => letter.charCodeAt(0)),
    packed.bytes.length - carrySignatureLength,
  );

  // Before the file is out of our hands: a receipt is taken back for these rows only. A mark without a file does no harm.
  const ids = rows.map(({ id }) => id);
  const cases = new Set(rows.flatMap(({ caseNumber }) => caseNumber ?? [])).size;
  for (let from = 0; from < ids.length; from += rowsInOneCommit) {
    const last = from + rowsInOneCommit >= ids.length;
    stores.run(() => {
      stores.carried.noteExported(ids.slice(from, from + rowsInOneCommit), exportedAt);
      if (last)
        auditAct(deps, caller, 'carry.out', stationId, {
          rows: rows.length,
          cases,
          pictures: pictures.length,
          file: packed.digest.slice(0, 16),
          reason: wish.reason,
        });
    });
    if (!last) await files.pause();
  }
  deps.log.info('carry.out', { rows: rows.length, cases, bytes: packed.bytes.length });
  deps.bus.emit('queueChanged', {});
  return success({
    file: {
      fileName: `queue-${stationId}-${momentOf(exportedAt)}.zkq`,
      mediaType: 'application/octet-stream',
      bytes: packed.bytes,
    },
    code: packed.code,
    rows: rows.length,
    cases,
    next,
  });
}

interface Chosen {
  readonly row: OutboxRecord;
  /** Those that upstream has not got yet. */
  readonly pictures: readonly RowAttachment[];
}

/**
 * Whole streams, that of the oldest row first: a case that came in two files could arrive in the wrong order. A single stream is taken
 * however big it is. Rows are read one by one, and the desk gets its turn in between.
 */
async function choose(
  { stores }: Pick<Deps, 'stores'>,
  files: Pick<CarryFiles, 'pause'>,
  after: number,
  limits: CarryLimits,
): Promise<{ readonly streams: readonly (readonly Chosen[])[]; readonly next: number | null }> {
  const byStream = new Map<string, { readonly first: number; readonly ids: RowId[] }>();
  for (const { id, stream, sequence } of stores.carried.openOwn()) {
    const known = byStream.get(stream);
    if (known === undefined) byStream.set(stream, { first: sequence, ids: [id] });
    else known.ids.push(id);
  }
  const streams: (readonly Chosen[])[] = [];
  let rows = 0;
  let bytes = 0;
  let lastFirst = after;
  let sincePause = 0;
  for (const { first, ids } of byStream.values()) {
    if (first <= after) continue;
    const chosen = readStream(stores, ids);
    const size = chosen.flatMap(({ pictures }) => pictures).reduce((sum, picture) => sum + picture.size, 0);
    const fits = rows + chosen.length <= limits.rows && bytes + size <= limits.pictureBytes;
    if (!fits && streams.length > 0) return { streams, next: lastFirst };
    if (chosen.length > 0) streams.push(chosen);
    rows += chosen.length;
    bytes += size;
    lastFirst = first;
    sincePause += chosen.length;
    if (sincePause < rowsReadAtOnce) continue;
    sincePause = 0;
    await files.pause();
  }
  return { streams, next: null };
}

/** In the order in which they go upstream; without those that got their receipt a moment ago. */
function readStream({ outbox, rowAttachments }: Deps['stores'], ids: readonly RowId[]): readonly Chosen[] {
  return ids
    .flatMap((id) => outbox.get(id) ?? [])
    .filter(({ state }) => state !== 'acked' && state !== 'superseded')
    .toSorted((a, b) => (a.placeOf ?? a.sequence) - (b.placeOf ?? b.sequence))
    .map((row) => ({
      row,
      pictures: rowAttachments.ofRow(row.id).filter(({ confirmedAt }) => confirmedAt === null),
    }));
}

/** Opened and compared with their digests, in the thread of the pictures. One that is not as it was stays out, and its row says so where it arrives. */
async function openPictures(
  { stores, pictures }: Pick<Deps, 'stores' | 'pictures'>,
  chosen: readonly Chosen[],
): Promise<CarriedFilePicture[]> {
  const opened = new Map<string, CarriedFilePicture>();
  for (const { digest, attachmentId } of chosen.flatMap((each) => each.pictures)) {
    if (opened.has(digest)) continue;
    const sealed = stores.attachments.picture(attachmentId);
    const plain = sealed === null ? null : await pictures.check(sealed).catch(() => null);
    if (plain !== null && plain.digest === digest) opened.set(digest, { digest, bytes: plain.bytes });
  }
  return [...opened.values()];
}

function fileRow(row: OutboxRecord, pictures: readonly RowAttachment[]): CarriedFileRow {
  const { id, kind, caseNumber, stream, businessKey, corrects, payload, createdAt, refusal } = row;
  return {
    id,
    kind,
    caseNumber,
    stream,
    businessKey,
    schema: row.schemaVersion,
    corrects,
    payload: { ...payload },
    createdAt,
    state: row.state === 'refused' || row.state === 'conflict' ? row.state : 'waiting',
    refusal: refusal === null ? null : refusal.slice(0, 600),
    pictures: pictures.map(({ digest, kind: what, size }) => ({ digest, kind: what, size })),
  };
}
