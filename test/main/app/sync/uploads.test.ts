import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sm3 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import type { Upstream, UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import { linkBook } from '../../../../main/app/sync/linkBook.ts';
import { asNamed, bindPictures, picturesToName } from '../../../../main/app/sync/rowPictures.ts';
import { partSize, uploadPictures } from '../../../../main/app/sync/uploads.ts';
import type { AttachmentId, CaseId, RowId } from '../../../../main/contract/ids.ts';
import type { UpstreamCallName } from '../../../../main/contract/upstream.ts';
import { toBase64 } from '../../../../main/domain/sync/base64.ts';
import { sealPicture } from '../../../../main/infra/photo/seal.ts';
import { attachmentDesk } from '../../../../main/training/upstream/attachmentDesk.ts';
import { openUpstreamDatabase } from '../../../../main/training/upstream/upstreamDatabase.ts';
import {
  inspect,
  nativeBinding,
  recordingLog,
  sampleCase,
  sampleRow,
  sampleSnapshot,
  tamper,
  testDeps,
} from '../../helpers/index.ts';

const at = '2026-11-25T01:21:00.000Z';
const caseId = 'case_1' as CaseId;
const row = 'row_a' as RowId;

/** The reference upstream's desk for pictures, with a line that a test cuts. */
function bench() {
  const database = openUpstreamDatabase(':memory:', nativeBinding ?? null);
  const desk = attachmentDesk(database);
  const asked: UpstreamCallName[] = [];
  let line: (name: UpstreamCallName, call: number) => UpstreamOutcome<never> | 'after' | null = () => null;
  const upstream: Upstream = {
    call: async (name, input) => {
      asked.push(name);
      const cut = line(name, asked.length);
      if (cut !== null && cut !== 'after') return cut;
      const value = (
        name === 'attachmentOffer'
          ? desk.offer(input as Parameters<typeof desk.offer>[0])
          : desk.part(input as Parameters<typeof desk.part>[0])
      ) as never;
      // The work is done, the answer is lost.
      return cut === 'after' ? { kind: 'offline', detail: 'test' } : { kind: 'answer', value };
    },
  };
  const deps = testDeps({ upstream, log: recordingLog() });
  const links = linkBook(deps);
  deps.stores.run(() => {
    deps.stores.snapshots.insert(sampleSnapshot());
    deps.stores.cases.save(sampleCase());
    deps.stores.outbox.insert(sampleRow({ id: row, caseId, stream: caseId }));
  });
  const lay = (
    id: string,
    bytes: Uint8Array,
    kind: 'photo' | 'original:PASSPORT' = 'photo',
  ): AttachmentId => {
    const sealed = sealPicture(bytes);
    const attachmentId = `attachment_${id}` as AttachmentId;
    deps.stores.run(() =>
      deps.stores.attachments.insert(
        {
          id: attachmentId,
          caseId,
          kind,
          size: bytes.length,
          digest: sealed.digest,
          addedAt: at,
          addedBy: '李敏',
          scan: null,
          purgedAt: null,
        },
        sealed,
      ),
    );
    return attachmentId;
  };
  const bind = (rowId = row): void =>
    deps.stores.run(() => bindPictures(deps, rowId, picturesToName(deps, caseId)));
  return {
    database,
    deps,
    links,
    asked,
    lay,
    bind,
    cut: (next: typeof line) => void (line = next),
    upload: () => uploadPictures(deps, links, () => false),
    kept: (digest: string) => Buffer.from(database.attachmentBytes(digest)),
    pictures: () => deps.stores.rowAttachments.ofRow(row),
  };
}

const picture = (parts: number): Uint8Array => new Uint8Array(randomBytes(partSize * parts - 100));

describe('G5 pictures go up before the row that names them', () => {
  it('in parts, whole, and confirmed with the digest that the row says', async () => {
    const { lay, bind, upload, kept, pictures, deps, links, asked } = bench();
    const bytes = picture(3);
    lay('photo', bytes);
    lay('passport', picture(1), 'original:PASSPORT');
    bind();
    expect(asNamed(picturesToName(deps, caseId))).toEqual([]);
    expect(pictures().map(({ kind, confirmedAt }) => [kind, confirmedAt])).toEqual([
      ['photo', null],
      ['original:PASSPORT', null],
    ]);
    expect(await upload()).toEqual({ confirmed: 2, failed: 0, stopped: 'empty' });
    expect(kept(sm3(bytes)).equals(Buffer.from(bytes))).toBe(true);
    expect(pictures().every(({ confirmedAt }) => confirmedAt !== null)).toBe(true);
    expect(asked.filter((name) => name === 'attachmentPart')).toHaveLength(4);
    expect(await upload()).toEqual({ confirmed: 0, failed: 0, stopped: 'empty' });
    expect(links.state('queue')).toBe('unknown');
  });

  it('an upload that was cut at any call goes on where it ended, and every byte is there once', async () => {
    const bytes = picture(2);
    for (let call = 1; call <= 3; call += 1)
      for (const how of ['before', 'after'] as const) {
        const { lay, bind, upload, kept, cut, asked, links } = bench();
        lay('photo', bytes);
        bind();
        cut((_name, number) =>
          number === call ? (how === 'after' ? 'after' : { kind: 'offline', detail: 'test' }) : null,
        );
        expect(await upload(), `${call} ${how}`).toMatchObject({ confirmed: 0, stopped: 'offline' });
        expect(links.state('queue')).toBe('offline');
        expect(await upload()).toMatchObject({ confirmed: 1 });
        expect(kept(sm3(bytes)).equals(Buffer.from(bytes))).toBe(true);
        // One offer more, and the part that did not come; nothing from the start again.
        expect(asked.length).toBeLessThanOrEqual(3 + 2);
      }
  });

  it('an answer that is not ours touches nothing', async () => {
    const { lay, bind, upload, cut, pictures, links } = bench();
    lay('photo', picture(1));
    bind();
    const before = pictures();
    cut(() => ({ kind: 'linkFault', detail: 'HTTP 401' }));
    expect(await upload()).toEqual({ confirmed: 0, failed: 0, stopped: 'linkFault' });
    expect(pictures()).toEqual(before);
    expect(links.state('queue')).toBe('linkFault');
  });

  it.each([
    ['more than there is', { received: 10_000_000, complete: false, spoiled: false }],
    ['no step on', { received: 0, complete: false, spoiled: false }],
  ])('upstream that says %s is no answer of ours, and is not asked for ever', async (_name, value) => {
    const { lay, bind, deps, links } = bench();
    lay('photo', picture(1));
    bind();
    let calls = 0;
    const upstream: Upstream = {
      call: () => {
        calls += 1;
        return Promise.resolve({ kind: 'answer', value: value as never });
      },
    };
    expect((await uploadPictures({ ...deps, upstream }, links, () => false)).stopped).toBe('linkFault');
    expect(calls).toBeLessThan(4);
  });
});

describe('G5 a picture that cannot go stops its own row only', () => {
  it('bytes that are not what they were are noticed before anything is sent', async () => {
    const { lay, bind, upload, deps, asked, database } = bench();
    const id = lay('photo', picture(1));
    bind();
    tamper(deps.stores, (file) =>
      file.exec(`UPDATE attachmentPictures SET sealed = zeroblob(200) WHERE attachmentId = '${id}'`),
    );
    const second = 'row_b' as RowId;
    deps.stores.run(() => deps.stores.outbox.insert(sampleRow({ id: second, caseId, stream: 'other' })));
    const good = picture(1);
    lay('passport', good, 'original:PASSPORT');
    bind(second);
    expect(await upload()).toEqual({ confirmed: 1, failed: 1, stopped: 'empty' });
    expect(deps.stores.outbox.get(row)).toMatchObject({
      state: 'refused',
      refusal: 'pictureDamaged: photo',
      owner: sampleRow().owner,
    });
    expect(deps.stores.outbox.get(second)?.state).toBe('waiting');
    expect(database.attachments().map(({ digest }) => digest)).toEqual([sm3(good)]);
    expect(asked).toHaveLength(2);
  });

  it('one that was destroyed, and one that upstream refuses or lets go three times, are named', async () => {
    const gone = bench();
    const id = gone.lay('photo', picture(1));
    gone.bind();
    gone.deps.stores.run(() => gone.deps.stores.attachments.purge(id, at));
    await gone.upload();
    expect(gone.deps.stores.outbox.get(row)?.refusal).toBe('pictureGone: photo');

    const spoils = bench();
    spoils.lay('photo', picture(1));
    spoils.bind();
    const upstream: Upstream = {
      call: (name) =>
        Promise.resolve({
          kind: 'answer',
          value: { received: 0, complete: false, spoiled: name === 'attachmentPart' } as never,
        }),
    };
    const report = await uploadPictures({ ...spoils.deps, upstream }, spoils.links, () => false);
    expect(report).toMatchObject({ failed: 1, stopped: 'empty' });
    expect(spoils.deps.stores.outbox.get(row)?.refusal).toBe('pictureRefused: photo');
  });

  it('the same picture of two rows is sent once', async () => {
    const { lay, bind, upload, deps, asked } = bench();
    const bytes = picture(1);
    lay('photo', bytes);
    bind();
    deps.stores.run(() => {
      deps.stores.outbox.insert(sampleRow({ id: 'row_b' as RowId, caseId, stream: caseId }));
      bindPictures(deps, 'row_b' as RowId, picturesToName(deps, caseId, { all: true }));
    });
    expect(await upload()).toMatchObject({ confirmed: 1, stopped: 'empty' });
    expect(deps.stores.rowAttachments.ofRow('row_b' as RowId)[0]?.confirmedAt).not.toBeNull();
    expect(asked).toHaveLength(2);
  });
});

describe('G5 what a row names', () => {
  it('is never changed, and a confirmation never taken back', () => {
    const { lay, bind, deps } = bench();
    lay('photo', picture(1));
    bind();
    deps.stores.run(() =>
      deps.stores.rowAttachments.confirm(deps.stores.rowAttachments.ofRow(row)[0]?.digest ?? '', at),
    );
    for (const sql of [
      'UPDATE rowAttachments SET digest = 0',
      'UPDATE rowAttachments SET confirmedAt = NULL',
      'DELETE FROM rowAttachments',
    ])
      expect(() => inspect(deps.stores, (file) => file.exec(sql))).toThrow(/never/);
  });

  it('base64 without a Buffer is base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
    const long = new Uint8Array(randomBytes(100_001));
    expect(toBase64(long)).toBe(Buffer.from(long).toString('base64'));
  });
});
