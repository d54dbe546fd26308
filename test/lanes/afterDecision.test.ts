import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NoticeView } from '../../main/contract/cases.ts';
import { createZxingWasm } from '../../renderer/scan/decoders/zxingWasm.ts';
import { hasPdfText, pdfPixels, pdfTextLane } from '../main/infra/paper/helpers.ts';
import { badInputDesk, eventually, type BadInputDesk } from './support/badInputDesk.ts';
import { value } from './support/deskWork.ts';

const wasmFile = join(import.meta.dirname, '../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');

/** The code that stands on the paper itself, read off a picture of its first page. */
async function codeOnPaper(at: BadInputDesk, notice: NoticeView | undefined): Promise<string> {
  if (notice === undefined) throw new Error('no paper');
  const { bytes } = value(await at.client.methods.noticePdf({ noticeId: notice.id }));
  const { width, height, dark } = pdfPixels(bytes, 203);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (dark(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  const decoder = createZxingWasm(new Uint8Array(readFileSync(wasmFile)).buffer);
  const [code] = await decoder.decode({ data, width, height });
  if (!code) throw new Error('no code on the paper');
  return code.text;
}

describe.runIf(hasPdfText)(`C5 C7 G9 what happens to a paper after the window, ${pdfTextLane}`, () => {
  it(
    'is scanned as valid, revoked by a supervisor, scanned as revoked, reported, and fetched back',
    { timeout: 90_000 },
    async () => {
      const at = await badInputDesk();
      const { client, desk } = at;
      const accepted = await desk.acceptPerson(at.person('anna'));
      await at.quiet(accepted.id);
      const paper = await codeOnPaper(at, accepted.notices[0]);
      const scan = (): void => at.station.training.counter.scanner.scan(paper);

      value(await client.methods.caseSelect({ caseId: null }));
      scan();
      const seen = await eventually(
        'the paper',
        async () => value(await client.methods.noticeLastScan({})).check,
      );
      expect(seen).toMatchObject({ verdict: 'valid', caseId: accepted.id });
      await eventually('its case', async () => value(await client.methods.caseCurrent({})).caseId);

      // A clerk takes nothing back.
      const wish = { caseId: accepted.id, reason: '受理有误' };
      expect(await client.methods.caseRevoke(wish)).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
      await desk.signIn('zhaoqiang');
      const revoked = value(await client.methods.caseRevoke(wish));
      expect(revoked).toMatchObject({ state: 'revoked', notices: [{ withdrawn: { how: 'revoked' } }, {}] });
      await desk.signIn('limin');
      await at.told('paperWithdrawn', scan);
      expect(value(await client.methods.noticeLastScan({})).check).toMatchObject({
        verdict: 'revoked',
        withdrawnBy: revoked.notices[1]?.number,
      });

      // Upstream has a receipt for every row of it.
      const reported = await eventually('the receipts', async () => {
        const view = value(await client.methods.caseGet({ caseId: accepted.id }));
        return view.queue.waiting === 0 ? view : null;
      });
      expect(reported.queue.refused).toBe(0);
      expect(reported.notices.map(({ confirmed }) => confirmed)).toEqual([true, true]);

      // The recall stands in the figures of the day until it is closed.
      const open = async () => value(await client.methods.recallList({ openOnly: true }));
      const kinds = async () => value(await client.methods.dayFigures({})).exceptions.map(({ kind }) => kind);
      const [recall] = await open();
      if (recall === undefined) throw new Error('no recall');
      expect(recall).toMatchObject({ noticeKind: 'acceptance', cause: 'revoked', fetchBy: '赵强' });
      await desk.signIn('zhaoqiang');
      const classes = value(await client.methods.dayClasses({}));
      const counts = classes.map(({ bank, vendor }) => ({ bank, vendor, counted: 0 }));
      value(await client.methods.dayCount({ counts }));
      expect(await kinds()).toContain('recallOpen');
      value(await client.methods.recallClose({ recallId: recall.id, outcome: 'returned', note: '本人交回' }));
      expect(await open()).toEqual([]);
      expect(await kinds()).not.toContain('recallOpen');

      // Audited, and no person named in chain or log.
      const events = at.newRows().map(({ event }) => event);
      for (const event of [
        'case.revoked',
        'notice.revoked',
        'recall.opened',
        'recall.closed',
        'paper.scanned',
      ])
        expect(events).toContain(event);
      at.nothingPersonal();
    },
  );
});
