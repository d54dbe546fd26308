import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExports } from '../../../../main/infra/exports/createExports.ts';
import { places } from '../paper/helpers.ts';
import { samplePeriod, sampleStamp, station, troubledDay } from './samples.ts';

interface BuildTools {
  findCodeEntries(): { source: string }[];
  buildCode(entries: { source: string }[], target: string): Promise<void>;
}

const runtimeDir = join(places.fontsDir, '..', '.runtime');
mkdirSync(runtimeDir, { recursive: true });
const folder = mkdtempSync(join(runtimeDir, 'export-thread-'));
const workersDir = join(folder, 'workers');
const { fontsDir } = places;

beforeAll(async () => {
  const tools = (await import(
    new URL('../../../../tools/build/code.mjs', import.meta.url).href
  )) as BuildTools;
  const entries = tools.findCodeEntries().filter(({ source }) => source.endsWith('/exports.worker.ts'));
  if (entries.length !== 1) throw new Error('there is one worker for exports');
  await tools.buildCode(entries, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('H4 exports in a thread of their own', () => {
  it('the built worker makes the same bytes as this thread, and finds the same difference', async () => {
    const there = createExports({ fontsDir, workersDir });
    const here = createExports({ fontsDir, workersDir: null });
    try {
      for (const format of ['pdf', 'csv', 'xlsx'] as const) {
        const day = await there.day(troubledDay(20), station, format);
        expect(Buffer.compare(day, await here.day(troubledDay(20), station, format))).toBe(0);
        const period = await there.period(samplePeriod(), sampleStamp, station, format);
        expect(Buffer.compare(period, await here.period(samplePeriod(), sampleStamp, station, format))).toBe(
          0,
        );
        expect(await there.identify(day)).toMatchObject({ date: '2026-11-24' });
        const other = await here.day(troubledDay(19), station, format);
        const kind = ({ pdf: 'dayPdf', csv: 'dayCsv', xlsx: 'dayXlsx' } as const)[format];
        const found = await there.compare(kind, day, other);
        expect(found).not.toBeNull();
        expect(found).toEqual(await here.compare(kind, day, other));
        expect(await there.compare(kind, day, day)).toBeNull();
      }
    } finally {
      await there.close();
    }
  }, 60_000);

  it('a thread that dies fails its open job; the next file gets another thread', async () => {
    const crashing = mkdtempSync(join(folder, 'crashing-'));
    writeFileSync(
      join(crashing, 'exports.mjs'),
      `import { parentPort } from 'node:worker_threads';
       import { existsSync, writeFileSync } from 'node:fs';
       const marker = new URL('./lived', import.meta.url);
       parentPort.on('message', ({ id }) => {
         if (!existsSync(marker)) { writeFileSync(marker, ''); process.exit(7); }
         parentPort.postMessage({ id, value: null });
       });`,
    );
    const exports = createExports({ fontsDir, workersDir: crashing });
    try {
      await expect(exports.identify(new Uint8Array([1]))).rejects.toThrow('ended with code 7');
      expect(await exports.identify(new Uint8Array([1]))).toBeNull();
    } finally {
      await exports.close();
    }
  });
});
