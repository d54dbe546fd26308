import type { CarriedFileRow } from '../../contract/carryFile.ts';
import type { CarryReport } from '../../contract/carry.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Caller, Deps } from '../deps.ts';
import type { CarriedRecord } from '../ports/carried.ts';
import type { CarryFiles, OpenedCarry } from '../ports/carryFiles.ts';
import type { SealedPicture } from '../ports/pictures.ts';
import { carrySignedText, keysOf } from './carrySigned.ts';

export type CarryInDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'profile' | 'pictures' | 'log' | 'bus'>;

/** Rows taken in with one commit: whole cases, and the desk gets its turn in between. */
const rowsInOneCommit = 50;

type Sealed = Pick<SealedPicture, 'key' | 'sealed'>;
type Case = CarryReport['cases'][number];

/**
 * Takes in the queue of another station, or of this one (G6). Every case once: a row that is here already is told as known and changes
 * nothing. Cases are taken in whole, fifty rows in one commit; ended in between, the same file brings the rest. Fails with the failures of
 * `CarryFiles.open`, with carryMode and carrySignature; then nothing was changed.
 */
export async function carryIn(
  deps: CarryInDeps,
  files: CarryFiles,
  caller: Caller,
  given: { readonly file: Uint8Array; readonly code: string },
): Promise<Result<CarryReport>> {
  const opened = await files.open(given.file, given.code);
  if (!opened.ok) return opened;
  const trusted = judgeSignature(deps, opened.value);
  if (!trusted.ok) return trusted;
  const { verified } = trusted.value;
  const { header, rows, pictures, digest } = opened.value;
  const bytesOf = new Map(pictures.map((picture) => [picture.digest, picture.bytes]));

  const cases: Case[] = [];
  let taken = 0;
  let kept = 0;
  const parts = partsOf(rows);
  for (const [index, part] of parts.entries()) {
    const news = part.flat().filter((row) => !isKnown(deps, row));
    const sealed = await sealPictures(deps, news, bytesOf);
    const ended = deps.stores.run(() => {
      const fresh = new Set<string>();
      for (const row of news) {
        // As it is now: somebody else may have brought the same file while its pictures were being sealed.
        if (isKnown(deps, row)) continue;
        insert(deps, opened.value, caller, row, sealed);
        fresh.add(row.id);
      }
      const keptNow = keepPictures(deps, news, fresh, sealed);
      auditAct(deps, caller, 'carry.in', header.stationId, {
        rows: fresh.size,
        known: part.flat().length - fresh.size,
        pictures: keptNow,
        part: index + 1,
        parts: parts.length,
        file: digest.slice(0, 16),
        verified,
      });
      return { kept: keptNow, fresh };
    });
    kept += ended.kept;
    taken += ended.fresh.size;
    cases.push(...part.map((stream) => tell(deps, stream, ended.fresh)));
    if (index + 1 < parts.length) await files.pause();
  }
  deps.log.info('carry.in', { station: header.stationId, rows: rows.length, taken });
  deps.bus.emit('queueChanged', {});
  return success({
    stationId: header.stationId,
    verified,
    exportedAt: header.exportedAt,
    rows: rows.length,
    taken,
    known: rows.length - taken,
    pictures: kept,
    cases,
  });
}

/** Whose file is it? A station whose key is not known here is taken at its word and said to be unknown: the code came from its supervisor. */
function judgeSignature(
  deps: Pick<Deps, 'profile' | 'crypto'>,
  { header, digest, signature }: OpenedCarry,
): Result<{ readonly verified: boolean }> {
  if (header.mode !== deps.profile.mode) return failure('carryMode');
  const text = carrySignedText(header.stationId, digest);
  const keys = keysOf(deps, header.stationId);
  const verified = keys.some((key) => deps.crypto.verifyPaper(key, text, signature));
  const unbroken = verified || deps.crypto.verifyPaper(header.publicKey, text, signature);
  if (!unbroken || (keys.length > 0 && !verified))
    return failure('carrySignature', { station: header.stationId });
  return success({ verified });
}

/** Streams in the order of the file, whole, put together to parts of about fifty rows. */
function partsOf(rows: readonly CarriedFileRow[]): readonly (readonly CarriedFileRow[])[][] {
  const streams = new Map<string, CarriedFileRow[]>();
  for (const row of rows) {
    const stream = streams.get(row.stream);
    if (stream === undefined) streams.set(row.stream, [row]);
    else stream.push(row);
  }
  const parts: CarriedFileRow[][][] = [];
  let size = rowsInOneCommit;
  for (const stream of streams.values()) {
    if (size + stream.length > rowsInOneCommit) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(stream);
    size += stream.length;
  }
  return parts;
}

const isKnown = ({ stores }: Pick<Deps, 'stores'>, { id }: CarriedFileRow): boolean =>
  stores.carried.get(id) !== null || stores.outbox.get(id) !== null;

/** Under keys of their own, in the thread of the pictures. What is not what its digest says counts as not there. */
async function sealPictures(
  { pictures }: Pick<Deps, 'pictures'>,
  rows: readonly CarriedFileRow[],
  bytesOf: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, Sealed>> {
  const sealed = new Map<string, Sealed>();
  for (const { digest, size } of rows.flatMap((row) => row.pictures)) {
    const bytes = bytesOf.get(digest);
    if (bytes === undefined || bytes.length !== size || sealed.has(digest)) continue;
    const picture = await pictures.seal(bytes);
    if (picture.digest === digest) sealed.set(digest, picture);
  }
  return sealed;
}

function insert(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  { header, manifest }: OpenedCarry,
  caller: Caller,
  row: CarriedFileRow,
  sealed: ReadonlyMap<string, Sealed>,
): void {
  const { stationId } = header;
  const { carried } = stores;
  const named = [...new Map(row.pictures.map((picture) => [picture.digest, picture])).values()];
  const gone = named.find(({ digest }) => !sealed.has(digest));
  const corrected = row.corrects === null ? null : carried.get(row.corrects);
  const takesPlace = corrected !== null && corrected.stationId === stationId && corrected.state === 'refused';
  const state = gone !== undefined && row.state === 'waiting' ? 'refused' : row.state;
  carried.insert({
    id: row.id,
    stationId,
    kind: row.kind,
    caseNumber: row.caseNumber,
    stream: `${stationId} ${row.stream}`,
    placeOf: takesPlace ? (corrected.placeOf ?? corrected.sequence) : null,
    businessKey: row.businessKey,
    schemaVersion: row.schema,
    corrects: row.corrects,
    payload: row.payload,
    createdAt: row.createdAt,
    chain: manifest.chain,
    carriedAt: new Date(clock.now()).toISOString(),
    carriedBy: caller.staff?.displayName ?? 'system',
    state,
    attempts: 0,
    lastAttemptAt: null,
    nextAttemptAt: null,
    receipt: null,
    upstreamCaseNumber: null,
    ackedAt: null,
    wasKnown: false,
    refusal: state === 'waiting' ? null : (row.refusal ?? (gone ? `pictureGone: ${gone.kind}` : row.state)),
  });
  // The first station gave a later row its place; so it is here (G1).
  if (takesPlace) carried.save({ ...corrected, state: 'superseded', nextAttemptAt: null });
  for (const picture of named)
    carried.namePicture({ ...picture, rowId: row.id, problem: sealed.has(picture.digest) ? null : 'gone' });
}

function keepPictures(
  { stores }: Pick<Deps, 'stores'>,
  rows: readonly CarriedFileRow[],
  fresh: ReadonlySet<string>,
  sealed: ReadonlyMap<string, Sealed>,
): number {
  const needed = new Set(
    rows.filter(({ id }) => fresh.has(id)).flatMap(({ pictures }) => pictures.map(({ digest }) => digest)),
  );
  const here = [...sealed].filter(([digest]) => needed.has(digest));
  for (const [digest, picture] of here) stores.carried.keepPicture(digest, picture);
  return here.length;
}

function tell(
  { stores }: Pick<Deps, 'stores'>,
  stream: readonly CarriedFileRow[],
  fresh: ReadonlySet<string>,
): Case {
  const known = stream.filter(({ id }) => !fresh.has(id));
  const upstreamHas = ({ id }: CarriedFileRow): boolean =>
    (stores.carried.get(id) ?? stores.outbox.get(id))?.state === 'acked';
  const outcome =
    known.length === 0
      ? 'taken'
      : known.length < stream.length
        ? 'partlyKnown'
        : known.every(upstreamHas)
          ? 'knownUpstream'
          : 'knownHere';
  return { caseNumber: stream[0]?.caseNumber ?? null, rows: stream.length, outcome };
}

/** For the list of carried rows. */
export const presentCarried = (row: CarriedRecord) => ({
  id: row.id,
  stationId: row.stationId,
  kind: row.kind,
  caseNumber: row.caseNumber,
  state: row.state,
  createdAt: row.createdAt,
  carriedAt: row.carriedAt,
  carriedBy: row.carriedBy,
  receipt: row.receipt,
  refusal: row.refusal,
  knownUpstream: row.wasKnown,
});
