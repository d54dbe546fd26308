import { randomBytes } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { createSync } from '../../../main/app/sync/createSync.ts';
import { bindPictures, picturesToName } from '../../../main/app/sync/rowPictures.ts';
import type { AttachmentId, CaseId, RowId } from '../../../main/contract/ids.ts';
import { sealPicture } from '../../../main/infra/photo/seal.ts';
import { sampleCase, sampleRow, sampleSnapshot, testDeps } from '../helpers/index.ts';
import { batchOf, stationId, upstreamBench, wireRow } from './helpers/bench.ts';

const caseId = 'case_1' as CaseId;
const at = '2026-11-25T01:21:00.000Z';

describe('G5 pictures over HTTP', () => {
  it('come in parts, go on after a cut, and are kept once for two rows', async () => {
    const { upstream } = await upstreamBench();
    const bytes = randomBytes(300);
    const digest = sm3(new Uint8Array(bytes));
    const offer = { stationId, rowId: 'row_1' as RowId, kind: 'photo', digest, size: bytes.length };
    const part = async (offset: number, from: Buffer) =>
      upstream.call('attachmentPart', { stationId, digest, offset, bytes: from.toString('base64') });
    expect(await part(0, bytes)).toMatchObject({ kind: 'refused', refusal: { code: 'wrongOrder' } });
    expect(await upstream.call('attachmentOffer', offer)).toMatchObject({
      value: { received: 0, complete: false },
    });
    expect(await part(0, bytes.subarray(0, 100))).toMatchObject({ value: { received: 100 } });
    // The answer to the first was lost: the same part again, and one from elsewhere, change nothing.
    expect(await part(0, bytes.subarray(0, 100))).toMatchObject({ value: { received: 100 } });
    expect(await part(200, bytes.subarray(200))).toMatchObject({ value: { received: 100, complete: false } });
    expect(await upstream.call('attachmentOffer', offer)).toMatchObject({ value: { received: 100 } });
    expect(await part(100, bytes.subarray(100))).toMatchObject({ value: { received: 300, complete: true } });
    expect(await upstream.call('attachmentOffer', { ...offer, rowId: 'row_2' as RowId })).toMatchObject({
      value: { complete: true },
    });
  });

  it('bytes that are not what was offered are let go, and it begins anew', async () => {
    const { upstream } = await upstreamBench();
    const bytes = randomBytes(60);
    const digest = sm3(new Uint8Array(bytes));
    const call = async (from: Buffer) =>
      upstream.call('attachmentPart', { stationId, digest, offset: 0, bytes: from.toString('base64') });
    await upstream.call('attachmentOffer', {
      stationId,
      rowId: 'row_1' as RowId,
      kind: 'photo',
      digest,
      size: 60,
    });
    expect(await call(randomBytes(60))).toMatchObject({
      value: { received: 0, complete: false, spoiled: true },
    });
    expect(await call(randomBytes(61))).toMatchObject({ value: { received: 0, spoiled: true } });
    expect(await call(bytes)).toMatchObject({ value: { received: 60, complete: true, spoiled: false } });
  });

  it('a row that names a picture which is not there is refused by name', async () => {
    const { upstream } = await upstreamBench();
    const row = wireRow('1', 'case.decided', {
      attachments: [{ kind: 'photo', digest: '0'.repeat(64), size: 3 }],
    });
    expect(await upstream.call('outbox', batchOf(row))).toMatchObject({
      value: { results: [{ outcome: 'refused', code: 'photoMissing' }] },
    });
  });

  it('the station sends the picture first and its row after it, and other cases do not wait for either', async () => {
    const { upstream, embedded } = await upstreamBench();
    const deps = testDeps({ upstream });
    const { stores } = deps;
    const bytes = new Uint8Array(randomBytes(2000));
    const sealed = sealPicture(bytes);
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(sampleCase());
      stores.attachments.insert(
        {
          id: 'attachment_1' as AttachmentId,
          caseId,
          kind: 'photo',
          size: bytes.length,
          digest: sealed.digest,
          addedAt: at,
          addedBy: '李敏',
          scan: null,
          purgedAt: null,
        },
        sealed,
      );
      stores.outbox.insert(
        sampleRow({ id: 'row_pictured' as RowId, caseId, stream: caseId, kind: 'case.opened' }),
      );
      bindPictures(deps, 'row_pictured' as RowId, picturesToName(deps, caseId));
      stores.outbox.insert(sampleRow({ id: 'row_other' as RowId, stream: 'other', kind: 'case.opened' }));
    });
    const sync = createSync(deps, { rowSettled: () => null });
    embedded.setFault({ fault: 'error500', calls: 1, path: '/v1/attachments/part' });
    await sync.drainOnce();
    expect(stores.outbox.get('row_other' as RowId)?.state).toBe('acked');
    expect(stores.outbox.get('row_pictured' as RowId)?.state).toBe('waiting');
    await sync.drainOnce({ all: true });
    expect(stores.outbox.get('row_pictured' as RowId)?.state).toBe('acked');
    expect(embedded.books().rows.map(({ id }) => id)).toEqual(['row_other', 'row_pictured']);
  });
});
