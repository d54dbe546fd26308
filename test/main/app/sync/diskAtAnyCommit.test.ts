import { describe, expect, it } from 'vitest';
import { NotWritten } from '../../../../main/app/ports/notWritten.ts';
import { linkBook } from '../../../../main/app/sync/linkBook.ts';
import { bindPictures } from '../../../../main/app/sync/rowPictures.ts';
import { partSize, uploadPictures } from '../../../../main/app/sync/uploads.ts';
import { attachmentDesk } from '../../../../main/training/upstream/attachmentDesk.ts';
import { openUpstreamDatabase } from '../../../../main/training/upstream/upstreamDatabase.ts';
import type { Upstream } from '../../../../main/app/ports/outside.ts';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { queueHandlers } from '../../../../main/app/sync/queueHandlers.ts';
import type { AttachmentId, CaseId, RowId } from '../../../../main/contract/ids.ts';
import { offlineByHand } from '../../../../main/contract/queue.ts';
import type { OutboxRow } from '../../../../main/contract/upstream.ts';
import { failingStores } from '../../helpers/failingStores.ts';
import {
  healthSays,
  inspect,
  nativeBinding,
  openTestStores,
  sampleCase,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  stubUpstream,
  testCaller,
  testDeps,
} from '../../helpers/index.ts';
import { goodPermit, must, openDesk } from '../cases/desk.ts';

const sinceEver = '2020-01-01T00:00:00.000Z';
const boss = testCaller(sampleStaff(['supervisor'], 'boss'));

/** A morning's work of the queue, in which the disk is full at one commit and has room again after it. */
async function morning(failAt: number | null) {
  const inner = openTestStores();
  const disk = failingStores(inner, failAt);
  const upstream = stubUpstream();
  /** What upstream did, by row: a row that comes again has had its effect. */
  const effects = new Map<string, number>();
  let refuse = true;
  upstream.answer('health', healthSays('2026-11-25T01:20:00.000Z'));
  upstream.answer('outbox', (input) => ({
    kind: 'answer',
    value: {
      results: (input as { rows: OutboxRow[] }).rows.map((row) => {
        if (row.kind === 'case.opened' && refuse) {
          return { id: row.id, outcome: 'refused', code: 'invalid', reason: 'test' };
        }
        const known = effects.has(row.id);
        if (!known) effects.set(row.id, 1);
        return {
          id: row.id,
          outcome: known ? 'alreadyDone' : 'accepted',
          receipt: { number: `R-${row.id}`, at: '2026-11-25T01:21:00.000Z' },
        };
      }),
    },
  }));
  upstream.answer('withdrawnPapers', () => ({
    kind: 'answer',
    value: {
      papers: [
        {
          number: 'SZ51-SL-2026-000001',
          kind: 'acceptance',
          how: 'revoked',
          by: 'SZ51-CX-2026-000001',
          at: '2026-11-25T01:20:00.000Z',
        },
      ],
      cursor: 's1',
      more: false,
    },
  }));
  const permits = [1, 2].map((n) => goodPermit({ permitNumber: `TEST0000000${n}` }));
  const desk = openDesk({ stores: disk.stores, upstream }, permits);
  // What was set up is not the work: its commits are counted too, and fail like the others only from here on.
  const { deps } = desk;
  const sync = createSync(deps, { rowSettled: () => null });
  const queue = queueHandlers(deps, sync);
  const named: string[] = [];

  /** Does it until the disk takes it, as somebody at the desk would press again; a failure has to be the named one. */
  async function act<Value>(work: () => Value | Promise<Value>): Promise<Value> {
    for (;;)
      try {
        return await work();
      } catch (thrown) {
        if (!(thrown instanceof NotWritten)) throw thrown;
        named.push(thrown.failure.code);
        expect(inner.audit.verify().intact).toBe(true);
        // Pressed again a moment later.
        deps.clock.advance(1);
      }
  }

  for (const { permitNumber } of permits) {
    await act(async () => must(await desk.handlers.caseOpenByNumber({ permitNumber }, desk.caller)));
    await act(async () =>
      must(await desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'x' }, desk.caller)),
    );
  }
  await act(async () => sync.probeOnce());
  await act(async () => sync.drainOnce({ all: true }));
  const refused = inner.outbox.open().filter(({ state }) => state === 'refused');
  refuse = false;
  for (const { id } of refused)
    await act(async () => must(await queue.queueCorrect({ rowId: id as RowId, reason: 'x' }, boss)));
  await act(async () => sync.drainOnce({ all: true }));
  await act(async () => must(await queue.queueWorkOffline({ on: true, reason: 'x' }, boss)));
  await act(async () => must(await queue.queueWorkOffline({ on: false }, boss)));
  await act(async () => sync.pullWithdrawnOnce());
  await act(async () => sync.drainOnce({ all: true }));

  const rows = inner.outbox.list(100).toReversed();
  return {
    tried: disk.tried(),
    failed: disk.failed(),
    named,
    refused: refused.length,
    intact: inner.audit.verify().intact,
    /** Everything that lasts, without ids and times, which an act that was pressed again may have others of. */
    lasting: {
      rows: rows.map(({ kind, state, caseNumber, corrects }) => [kind, state, caseNumber, corrects !== null]),
      effects: rows.filter(({ id }) => effects.get(id) === 1).length,
      strangers: [...effects.keys()].filter((id) => !rows.some((row) => row.id === id)).length,
      receipts: rows.filter(({ receipt }) => receipt !== null).length,
      cases: inner.cases.list(sinceEver).map(({ number, state }) => [number, state]),
      papers: inner.cases
        .list(sinceEver)
        .flatMap(({ id }) => inner.notices.ofCase(id).map(({ number }) => number)),
      withdrawn: inner.withdrawnPapers.cursor(),
      offline: inner.standings.get('offlineByHand', offlineByHand),
      acts: inspect(inner, (database) =>
        database.prepare(`SELECT event, count(*) AS n FROM audit GROUP BY event ORDER BY event`).all(),
      ),
    },
  };
}

describe('G1 G3 a full disk at any commit of the queue’s work', () => {
  it(
    'is named, leaves nothing half, and everything is there once when there is room again',
    { timeout: 300_000 },
    async () => {
      const whole = await morning(null);
      expect(whole.refused).toBeGreaterThan(0);
      expect(whole.lasting.rows.length).toBeGreaterThanOrEqual(6);
      let failed = 0;
      for (let at = 1; at <= whole.tried; at += 1) {
        let found: Awaited<ReturnType<typeof morning>>;
        try {
          found = await morning(at);
        } catch (thrown) {
          // The first commits are the set-up of this test, which nobody presses again.
          if (thrown instanceof NotWritten && failed === 0) continue;
          throw new Error(`commit ${at} of ${whole.tried}`, { cause: thrown });
        }
        failed += 1;
        expect([at, found.failed, found.intact]).toEqual([at, true, true]);
        expect([at, found.lasting]).toEqual([at, whole.lasting]);
        expect([at, found.named]).toEqual([at, ['diskFull']]);
      }
      expect(failed).toBeGreaterThanOrEqual(10);
    },
  );
});

describe('G5 a full disk at any commit of a picture’s way up', () => {
  /** One picture goes up to the reference upstream's own desk for pictures, with a disk that is full at one commit. */
  async function sent(failAt: number | null) {
    const database = openUpstreamDatabase(':memory:', nativeBinding ?? null);
    const pictures = attachmentDesk(database);
    const upstream: Upstream = {
      call: async (name, input) =>
        Promise.resolve({
          kind: 'answer',
          value: (name === 'attachmentOffer'
            ? pictures.offer(input as Parameters<typeof pictures.offer>[0])
            : pictures.part(input as Parameters<typeof pictures.part>[0])) as never,
        }),
    };
    const deps = testDeps({ upstream });
    const { stores } = deps;
    const id = { case: 'case_1' as CaseId, row: 'row_a' as RowId, picture: 'attachment_1' as AttachmentId };
    const bytes = new Uint8Array(partSize * 2 - 100).fill(7);
    const sealed = await deps.pictures.seal(bytes);
    const record = {
      id: id.picture,
      caseId: id.case,
      kind: 'photo' as const,
      size: bytes.length,
      digest: sealed.digest,
      addedAt: deps.clock.iso(),
      addedBy: 'Test Clerk',
      scan: null,
      purgedAt: null,
    };
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.outbox.insert(sampleRow({ id: id.row, caseId: id.case, stream: id.case }));
      stores.attachments.insert(record, sealed);
      bindPictures(deps, id.row, [record]);
    });
    const disk = failingStores(stores, failAt);
    const links = linkBook({ ...deps, stores: disk.stores });
    let named = 0;
    for (;;)
      try {
        await uploadPictures({ ...deps, stores: disk.stores }, links, () => false);
        break;
      } catch (thrown) {
        if (!(thrown instanceof NotWritten)) throw thrown;
        named += 1;
        expect(stores.rowAttachments.ofRow(id.row)).toMatchObject([{ confirmedAt: null, problem: null }]);
      }
    return {
      named,
      tried: disk.tried(),
      kept: Buffer.from(database.attachmentBytes(record.digest)).equals(Buffer.from(bytes)),
      confirmed: stores.rowAttachments.ofRow(id.row).map(({ confirmedAt }) => confirmedAt !== null),
    };
  }

  it('is named; the picture is there whole and its row goes when there is room again', async () => {
    const whole = await sent(null);
    expect(whole).toMatchObject({ named: 0, kept: true, confirmed: [true] });
    for (let at = 1; at <= whole.tried; at += 1)
      expect([at, await sent(at)]).toMatchObject([at, { named: 1, kept: true, confirmed: [true] }]);
    expect(whole.tried).toBeGreaterThan(0);
  });
});
