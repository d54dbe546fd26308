import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CarriedFilePicture, CarriedFileRow } from '../../../../main/contract/carryFile.ts';
import type { RowId } from '../../../../main/contract/ids.ts';
import { createCarryFiles } from '../../../../main/infra/carry/createCarryFiles.ts';
import { repoDir } from '../../../lanes/support/repoFolders.ts';
import { quickCrypto } from '../../helpers/index.ts';

interface BuildTools {
  findCodeEntries(): { source: string }[];
  buildCode(entries: { source: string }[], target: string): Promise<void>;
}

const runtimeDir = join(repoDir, '.runtime');
mkdirSync(runtimeDir, { recursive: true });
const folder = mkdtempSync(join(runtimeDir, 'carry-thread-'));

beforeAll(async () => {
  const tools = (await import(
    new URL('../../../../tools/build/code.mjs', import.meta.url).href
  )) as BuildTools;
  const entries = tools.findCodeEntries().filter(({ source }) => source.endsWith('/carry.worker.ts'));
  if (entries.length !== 1) throw new Error('there is one worker for carried queues');
  await tools.buildCode(entries, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The longest time in milliseconds for which nobody else got a turn in this thread, while the work was done. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      await setImmediate();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  await work();
  ended = true;
  await watching;
  return Math.round(longest);
}

describe('G6 big files of carried queues beside the desk’s thread', () => {
  it('the built worker makes and opens a file of 32 MB, and the desk’s thread is held for a fraction of the time', async () => {
    const files = createCarryFiles(join(folder, 'workers'));
    const row: CarriedFileRow = {
      id: 'row_1' as RowId,
      kind: 'case.opened',
      caseNumber: null,
      stream: 'row_1',
      businessKey: 'row_1',
      schema: 1,
      corrects: null,
      payload: { note: 'x' },
      createdAt: '2026-11-25T01:20:00.000Z',
      state: 'waiting',
      refusal: null,
      pictures: [],
    };
    const pictures = Array.from({ length: 64 }, (_, index) => ({
      digest: String(index).padStart(64, '0'),
      bytes: new Uint8Array(512 * 1024).fill(index),
    }));
    try {
      const began = performance.now();
      let rows: readonly CarriedFileRow[] = [];
      let came: readonly CarriedFilePicture[] = [];
      const hold = await longestHold(async () => {
        const packed = await files.pack(
          {
            stationId: 'SZ50',
            mode: 'training',
            exportedAt: '2026-11-25T01:20:00.000Z',
            publicKey: quickCrypto().paperPublicKey(),
          },
          { rows: 1, pictures: 64, chain: { line: 0, sequence: 1, head: '0'.repeat(64) } },
          [row],
          pictures,
        );
        packed.bytes.set(Buffer.from('0'.repeat(128)), packed.bytes.length - 128);
        const opened = await files.open(packed.bytes, packed.code);
        if (opened.ok) rows = opened.value.rows;
        if (opened.ok) came = opened.value.pictures;
      });
      const all = Math.round(performance.now() - began);
      process.stdout.write(`G6 32 MB out and in: ${all} ms, the desk’s thread held for at most ${hold} ms\n`);
      expect(rows).toEqual([row]);
      expect(came.map(({ digest }) => digest)).toEqual(pictures.map(({ digest }) => digest));
      for (const [index, { bytes }] of came.entries())
        expect(Buffer.compare(bytes, new Uint8Array(512 * 1024).fill(index))).toBe(0);
      // The file is copied on its way back into the thread; cipher and digests are not waited for.
      expect(hold).toBeLessThan(all / 2);
      expect(await files.open(new Uint8Array(10), 'x')).toMatchObject({ ok: false });
    } finally {
      await files.close();
    }
  }, 60_000);
});
