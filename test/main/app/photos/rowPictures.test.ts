import { describe, expect, it } from 'vitest';
import { drawPhoto } from '../../infra/photo/drawnPhotos.ts';
import { must, openDesk } from '../cases/desk.ts';

const at = '2026-11-25T03:00:00.000Z';

/** A case with a photo, decided: its row waits for upstream to have the photo. */
async function decided() {
  const desk = openDesk();
  await desk.begin();
  const put = async (grain: number) =>
    must(
      await desk.handlers.casePhotoPut(
        { caseId: desk.current(), bytes: await drawPhoto({ grain }), declaredOn: null },
        desk.caller,
      ),
    );
  const first = await put(4);
  desk.checkAll();
  must(await desk.handlers.caseAccept({ caseId: desk.current() }, desk.caller));
  const { stores } = desk.deps;
  const row = stores.outbox.ofCase(desk.current()).find(({ kind }) => kind === 'case.decided');
  if (row === undefined) throw new Error('no row');
  return { desk, stores, put, first, row, caseId: desk.current() };
}

describe('G5 the row of a decision names the pictures of its case', () => {
  it('the photo as it came, by digest and size, and none that was made of it', async () => {
    const { stores, row, first } = await decided();
    const photo = stores.attachments.get(first.attachmentId);
    expect(row.payload['attachments']).toEqual([{ kind: 'photo', digest: photo?.digest, size: photo?.size }]);
    expect(stores.rowAttachments.ofRow(row.id)).toMatchObject([
      { attachmentId: first.attachmentId, confirmedAt: null, problem: null },
    ]);
    expect(stores.outbox.lacksPictures(row.id)).toBe(true);
    stores.run(() => stores.rowAttachments.confirm(photo?.digest ?? '', at));
    expect(stores.outbox.lacksPictures(row.id)).toBe(false);
  });

  it('a photo that is taken again is kept until upstream has the one that the row names', async () => {
    const { stores, put, first, caseId } = await decided();
    const again = await put(5);
    expect(stores.attachments.picture(first.attachmentId)).not.toBeNull();
    expect(stores.photos.get(caseId)?.attachmentId).toBe(again.attachmentId);
    expect(stores.attachments.ofCase(caseId).filter(({ kind }) => kind === 'photo')).toHaveLength(2);
    stores.run(() =>
      stores.rowAttachments.confirm(stores.attachments.get(first.attachmentId)?.digest ?? '', at),
    );
    await put(6);
    expect(stores.attachments.picture(first.attachmentId), 'nobody waits for it any more').toBeNull();
  });
});
