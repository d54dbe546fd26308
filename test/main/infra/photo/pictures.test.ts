import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictures, type RunningPictures } from '../../../../main/infra/photo/createPictures.ts';
import { measureScan } from '../../../../main/infra/photo/measureScan.ts';
import { sealPicture, unsealPicture } from '../../../../main/infra/photo/seal.ts';
import { checkScan } from '../../../../main/domain/photo/checkScan.ts';
import { sm3Hex } from '../../../../main/infra/crypto/createCrypto.ts';
import { shippedPhotoRules } from '../../helpers/shippedPacks.ts';
import { drawnFace, drawPage, drawPhoto } from './drawnPhotos.ts';

interface BuildTools {
  findCodeEntries(): { source: string }[];
  buildCode(entries: { source: string }[], target: string): Promise<void>;
}
const repoDir = join(import.meta.dirname, '../../../..');
/** Inside the repository, because the bundle finds its native packages from where it lies. */
mkdirSync(join(repoDir, '.runtime'), { recursive: true });
const folder = mkdtempSync(join(repoDir, '.runtime', 'picture-thread-'));
const rules = shippedPhotoRules();
let threaded: RunningPictures;

beforeAll(async () => {
  const tools = (await import(
    new URL('../../../../tools/build/code.mjs', import.meta.url).href
  )) as BuildTools;
  const entries = tools.findCodeEntries().filter(({ source }) => source.endsWith('/picture.worker.ts'));
  await tools.buildCode(entries, folder);
  threaded = createPictures(join(folder, 'workers'));
});
afterAll(async () => {
  await threaded.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('A6 pictures in a thread of their own', () => {
  it('the built worker makes the same as this thread, and a refused file fails alone', async () => {
    const here = createPictures(null);
    const bytes = await drawPhoto({ grain: 4 });
    const [there, refused, seal] = await Promise.all([
      threaded.develop(bytes, drawnFace, rules),
      threaded.develop(bytes.subarray(0, 5000), null, rules),
      threaded.seal(bytes),
    ]);
    expect(there).toEqual(await here.develop(bytes, drawnFace, rules));
    expect(refused).toMatchObject({ ok: false, error: { code: 'pictureTruncated' } });
    expect(await here.unseal(seal)).toEqual(bytes);
    expect(await threaded.unseal(await here.seal(bytes))).toEqual(bytes);
  });
});

describe('I2 pictures under a key of their own', () => {
  it('open with their key and no other, and not when one bit was changed', () => {
    const bytes = new TextEncoder().encode('a picture');
    const { key, sealed, digest } = sealPicture(bytes);
    expect(digest).toBe(sm3Hex('a picture'));
    expect(Buffer.from(sealed).includes('a picture')).toBe(false);
    expect(unsealPicture({ key, sealed })).toEqual(bytes);
    expect(sealPicture(bytes).key).not.toEqual(key);
    const other = key.slice();
    other[0] = (other[0] ?? 0) ^ 1;
    expect(() => unsealPicture({ key: other, sealed })).toThrow(/tag/i);
    for (const at of [0, 15, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unsealPicture({ key, sealed: changed })).toThrow(/tag/i);
    }
  });
});

describe('B5 measuring scans', () => {
  const gate = async (bytes: Uint8Array): Promise<string[]> => {
    const measured = await measureScan(bytes);
    if (!measured.ok) return [measured.error.code];
    return checkScan(measured.value).reasons.map(({ code, detail }) =>
      code === 'scanCut' ? `${code} ${detail?.['edges']}` : code,
    );
  };

  it('a whole sharp page at 200 dpi passes', async () => {
    expect(await gate(drawPage())).toEqual([]);
    expect(await gate(drawPage({ blur: 1 }))).toEqual([]);
  });

  it.each([
    ['out of focus', { blur: 4 }, ['scanBlurred']],
    ['text that runs out to the right', { shift: 130 }, ['scanCut right']],
    ['text that runs out to the left', { shift: -127 }, ['scanCut left']],
    ['at 100 dpi', { width: 827, height: 1169, margin: 60 }, ['scanTooSmall']],
    ['an empty sheet', { text: false }, ['scanBlank']],
  ])('%s does not', async (_name, wish, expected) => {
    expect(await gate(drawPage(wish, 'text' in wish ? 98 : 85))).toEqual(expected);
  });

  it('compressed to nothing does not', async () => {
    expect(await gate(drawPage({ width: 1000, height: 1000, margin: 480 }, 1))).toContain('scanBytesFew');
  });

  it('a file that is no picture is refused by name', async () => {
    expect(await gate(new TextEncoder().encode('%PDF-1.7'))).toEqual(['pictureNotJpeg']);
  });
});
