import { describe, expect, it } from 'vitest';
import { retentionPolicy, type ScanRule } from '../../../../main/contract/retention.ts';
import { inspect, testProfile } from '../../helpers/index.ts';
import { drawPage } from '../../infra/photo/drawnPhotos.ts';
import { must, openDesk } from '../cases/desk.ts';

/** A desk whose rule for degrees is this one, with a scan of one laid to its case. */
async function scanned(rule: ScanRule) {
  const retention = retentionPolicy.parse({ scans: { DEGREE: rule } });
  const desk = openDesk({ profile: { ...testProfile, retention } });
  await desk.begin();
  const caseId = desk.current();
  const put = must(
    await desk.handlers.caseScanPut({ caseId, document: 'DEGREE', bytes: drawPage() }, desk.caller),
  );
  const { stores } = desk.deps;
  const pictures = inspect(stores, (database) =>
    database
      .prepare('SELECT (SELECT count(*) FROM attachmentPictures) + (SELECT count(*) FROM attachmentKeys)')
      .pluck()
      .get(),
  );
  return { desk, caseId, put, stores, pictures };
}

describe('I3 B5 per document: view only, keep the digest, keep the picture', () => {
  it('image: the picture lies there under its key', async () => {
    const { put, stores, caseId, pictures } = await scanned({ keep: 'image', days: 5 });
    expect(put).toMatchObject({ keep: 'image', gate: { result: 'ok' } });
    expect(put.scan?.destroyedOn).toBeUndefined();
    expect(stores.attachments.ofCase(caseId)).toHaveLength(1);
    expect(pictures).toBe(2);
  });

  it('hash: digest and measures stay, and no picture ever lay there', async () => {
    const { desk, put, stores, caseId, pictures } = await scanned({ keep: 'hash' });
    expect(put).toMatchObject({ keep: 'hash', gate: { result: 'ok' }, scan: { document: 'DEGREE' } });
    expect(pictures).toBe(0);
    const [record] = stores.attachments.destroyedOfCase(caseId);
    expect(record).toMatchObject({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      purgedAt: record?.addedAt,
    });
    expect(must(await desk.handlers.caseScans({ caseId }, desk.caller))).toMatchObject([
      { document: 'DEGREE', destroyedOn: '2026-11-25' },
    ]);
    const attachmentId = put.scan?.attachmentId;
    if (attachmentId === undefined) throw new Error('no scan');
    expect(await desk.handlers.caseScanPicture({ caseId, attachmentId }, desk.caller)).toEqual({
      ok: false,
      error: { code: 'attachmentGone', detail: { on: '2026-11-25', rule: '12.3' } },
    });
  });

  it('view: it was looked at, and nothing of it is kept, not even its digest', async () => {
    const { put, stores, caseId, pictures } = await scanned({ keep: 'view' });
    expect(put).toEqual({ gate: { result: 'ok', reasons: [] }, scan: null, keep: 'view' });
    expect(pictures).toBe(0);
    expect(stores.attachments.destroyedOfCase(caseId)).toEqual([]);
    const rows = inspect(stores, (database) =>
      database.prepare(`SELECT detail FROM audit WHERE event LIKE 'scan.%'`).pluck().all(),
    );
    expect(rows).toEqual(['{"document":"DEGREE"}']);
  });
});
