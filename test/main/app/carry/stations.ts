import { createHash } from 'node:crypto';
import { carryHandlers } from '../../../../main/app/carry/carryHandlers.ts';
import type { Deps } from '../../../../main/app/deps.ts';
import type { AttachmentKind } from '../../../../main/app/ports/attachments.ts';
import { bindPictures } from '../../../../main/app/sync/rowPictures.ts';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import type { AttachmentId, CaseId, RowId, SnapshotId } from '../../../../main/contract/ids.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { RowKind, RowState } from '../../../../main/contract/sync.ts';
import { createCarryFiles } from '../../../../main/infra/carry/createCarryFiles.ts';
import { createCrypto } from '../../../../main/infra/crypto/createCrypto.ts';
import {
  countingIds,
  sampleCase,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

/** Each with a key of its own, as its database key makes it. */
export const cryptoOf = (stationId: string): Deps['crypto'] =>
  createCrypto({ databaseKey: new Uint8Array(createHash('sha256').update(stationId).digest()) });
export const paperKeyOf = (stationId: string) => ({
  stationId,
  publicKey: cryptoOf(stationId).paperPublicKey(),
});

export const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail)}`);
  return result.value;
};
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

export interface StationOptions {
  readonly upstream: Deps['upstream'];
  /** Stations whose papers, and files, it can check. */
  readonly knows?: readonly string[];
  readonly mode?: 'training' | 'production';
  readonly stores?: Deps['stores'];
}

/** A station with real stores, real files and the upstream that it is given; people sign nothing here. */
export function station(stationId: string, options: StationOptions) {
  const ids = countingIds();
  const given = {
    upstream: options.upstream,
    profile: {
      ...testProfile,
      stationId,
      mode: options.mode ?? 'training',
      paperKeys: (options.knows ?? []).map(paperKeyOf),
    },
    crypto: cryptoOf(stationId),
    ids: { ...ids, next: (prefix: Parameters<Deps['ids']['next']>[0]) => `${ids.next(prefix)}${stationId}` },
  };
  const deps = testDeps(given);
  const settled: RowId[] = [];
  const sync = createSync(deps, { rowSettled: () => null });
  const handlers = carryHandlers(deps, {
    files: createCarryFiles(null),
    rowSettled: (row) => {
      settled.push(row.id);
      return null;
    },
    nudge: () => undefined,
  });
  const caller = testCaller(sampleStaff(['supervisor']));
  deps.stores.run(() =>
    deps.stores.snapshots.insert(sampleSnapshot({ id: `snapshot_${stationId}` as SnapshotId })),
  );
  let count = 0;

  /** A case with so many rows, in their order. */
  function queueCase(kinds: readonly RowKind[], state: RowState = 'waiting') {
    count += 1;
    const caseId = `case_${count}${stationId}` as CaseId;
    const caseNumber = `${stationId}-20261125-${String(count).padStart(4, '0')}`;
    const rowIds = kinds.map((_, index) => `row_${count}x${index}${stationId}` as RowId);
    deps.stores.run(() => {
      deps.stores.cases.save(
        sampleCase({
          id: caseId,
          number: caseNumber,
          permitNumber: `TEST${String(count).padStart(8, '0')}`,
          snapshotId: `snapshot_${stationId}` as SnapshotId,
        }),
      );
      for (const [index, kind] of kinds.entries()) {
        const id = rowIds[index] as RowId;
        deps.stores.outbox.insert(
          sampleRow({
            id,
            kind,
            caseId,
            caseNumber,
            stream: caseId,
            businessKey: id,
            state: index === 0 ? state : 'waiting',
            ...(index === 0 && state === 'refused' && { refusal: 'conflict: 示例' }),
          }),
        );
      }
    });
    return { caseId, caseNumber, rowIds };
  }

  /** A picture of the case that this row names. */
  async function addPicture(caseId: CaseId, rowId: RowId, bytes: Uint8Array, kind: AttachmentKind = 'photo') {
    const sealed = await deps.pictures.seal(bytes);
    count += 1;
    const record = {
      id: `attachment_${count}${stationId}` as AttachmentId,
      caseId,
      kind,
      size: bytes.length,
      digest: sealed.digest,
      addedAt: deps.clock.iso(),
      addedBy: 'Test Clerk',
      scan: null,
      purgedAt: null,
    };
    deps.stores.run(() => {
      deps.stores.attachments.insert(record, sealed);
      bindPictures(deps, rowId, [record]);
    });
    return record;
  }

  return {
    deps,
    sync,
    handlers,
    caller,
    settled,
    queueCase,
    addPicture,
    carryOut: async (reason = '断网搬运') => valueOf(await handlers.carryOut({ reason }, caller)),
    carryIn: async (made: { readonly file: { readonly bytes: Uint8Array }; readonly code: string }) =>
      handlers.carryIn({ file: made.file.bytes, code: made.code }, caller),
    /** As the timer would: probe, then send everything that may go. */
    send: async (rounds = 3) => {
      for (let round = 0; round < rounds; round += 1) {
        await sync.probeOnce();
        await sync.drainOnce({ all: true });
      }
    },
    audit: (event: string) =>
      deps.stores.audit
        .page({ limit: 1000, events: [event] })
        .entries.filter((entry) => entry.event === event),
  };
}
export type Station = ReturnType<typeof station>;
