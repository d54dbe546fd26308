import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { dayCsv } from '../../../../main/infra/paper/dayCsv.ts';
import { places } from './helpers.ts';
import { faceOptions, sampleCard, sampleDay, sampleNotice } from './samples.ts';

interface BuildTools {
  findCodeEntries(): { source: string }[];
  buildCode(entries: { source: string }[], target: string): Promise<void>;
}

/** Inside the repository, because the bundle finds its native packages from where it lies. */
const runtimeDir = join(places.fontsDir, '..', '.runtime');
mkdirSync(runtimeDir, { recursive: true });
const folder = mkdtempSync(join(runtimeDir, 'paper-thread-'));
const workersDir = join(folder, 'workers');
const inProcess = createPaper({ ...places, workersDir: null });

beforeAll(async () => {
  const tools = (await import(
    new URL('../../../../tools/build/code.mjs', import.meta.url).href
  )) as BuildTools;
  const entries = tools.findCodeEntries().filter(({ source }) => source.endsWith('/paper.worker.ts'));
  await tools.buildCode(entries, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('C2 papers in a thread of their own', () => {
  it('the built worker makes the same bytes as this thread', async () => {
    const paper = createPaper({ ...places, workersDir });
    try {
      const [notice, face] = await Promise.all([
        paper.notice(sampleNotice()),
        paper.cardFace(sampleCard(), faceOptions(true)),
      ]);
      expect(Buffer.compare(notice, await inProcess.notice(sampleNotice()))).toBe(0);
      const here = await inProcess.cardFace(sampleCard(), faceOptions(true));
      if (!face.ok || !here.ok) throw new Error('glyphs are missing');
      expect(Buffer.compare(face.value.face.black, here.value.face.black)).toBe(0);
      expect(Buffer.compare(face.value.face.colour, here.value.face.colour)).toBe(0);
      expect(Buffer.compare(face.value.png, here.value.png)).toBe(0);
      expect(Buffer.compare(paper.dayCsv(sampleDay()), dayCsv(sampleDay()))).toBe(0);
      expect(await paper.cardFace(sampleCard({ name: '𓀀' }), faceOptions(true))).toEqual({
        ok: false,
        error: { code: 'glyphMissing', detail: { glyphs: '𓀀 U+13000' } },
      });
    } finally {
      await paper.close();
    }
  });

  it('a job that fails fails alone; the next one works', async () => {
    const paper = createPaper({ ...places, workersDir });
    try {
      await expect(paper.notice({} as never)).rejects.toThrow('undefined');
      expect(await paper.cardFace(sampleCard({ photo: 'AAAA' }), faceOptions(true))).toEqual({
        ok: false,
        error: { code: 'pictureNotJpeg' },
      });
      expect((await paper.notice(sampleNotice())).length).toBeGreaterThan(1000);
    } finally {
      await paper.close();
    }
  });

  it('a thread that dies fails its open jobs; the next job gets a new thread', async () => {
    const crashing = mkdtempSync(join(folder, 'crashing-'));
    // Ends at the first job of its first life, answers in its second one: life is told by the marker file.
    writeFileSync(
      join(crashing, 'paper.mjs'),
      `import { parentPort } from 'node:worker_threads';
       import { existsSync, writeFileSync } from 'node:fs';
       const marker = new URL('./lived', import.meta.url);
       parentPort.on('message', ({ id }) => {
         if (!existsSync(marker)) { writeFileSync(marker, ''); process.exit(7); }
         parentPort.postMessage({ id, value: new Uint8Array([1]) });
       });`,
    );
    const paper = createPaper({ ...places, workersDir: crashing });
    try {
      const open = [paper.notice(sampleNotice()), paper.notice(sampleNotice())];
      const outcomes = await Promise.allSettled(open);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(await paper.notice(sampleNotice())).toEqual(new Uint8Array([1]));
    } finally {
      await paper.close();
    }
  });

  it('closing fails what is still open', async () => {
    const paper = createPaper({ ...places, workersDir });
    const open = paper.notice(sampleNotice());
    const [outcome] = await Promise.allSettled([open, paper.close()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'the paper thread was closed' } });
  });
});
