import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplePeople } from '../../main/training/people.ts';
import { byteMatcher } from '../../tools/lib/byteMatcher.ts';
import { allowedPlaces } from '../../tools/privacy/allowed.ts';
import { sampleIdentities } from '../../tools/privacy/identities.ts';
import { scanRun } from '../../tools/privacy/scanRun.ts';
import { temporaryFolder } from '../main/helpers/index.ts';

const today = '2026-11-28';

/** A folder as a run leaves it behind, with one file more. */
function runWith(path: string, bytes: Uint8Array | string): string {
  const folder = join(temporaryFolder(), 'planted');
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, 'harmless.log'), '{"event":"case.opened","case":"case_abc"}');
  writeFileSync(join(folder, path), bytes);
  return folder;
}
const found = (path: string, bytes: Uint8Array | string) =>
  scanRun({ run: runWith(path, bytes) }, sampleIdentities(today), []).traces;

describe('I6 E2 the scan of a whole run finds every sample identity', () => {
  const [anna] = samplePeople(today);
  if (anna === undefined) throw new Error('no people');

  it('in names and bytes, in any of the ways a program writes text', () => {
    const number = anna.permit?.holder.passportNumber ?? '';
    expect(found('logs/core.log', `{"who":"${anna.name.toLowerCase()}"}`).map(({ what }) => what)).toContain(
      'name of anna',
    );
    expect(found('Crashpad/pending/1.dmp', Buffer.from(number, 'utf16le'))).toMatchObject([
      { as: 'utf16le' },
    ]);
    expect(found('wide.bin', Buffer.from(number, 'utf16le').swap16())).toMatchObject([{ as: 'utf16be' }]);
    expect(found(`notice-${anna.permitNumber}.pdf`, '%PDF-')).toMatchObject([
      { as: 'name', what: 'permit number of anna' },
    ]);
    expect(found('spool/d00001-001', `x${anna.mrz[0]}x`).length).toBeGreaterThan(0);
    expect(found('empty.log', '')).toEqual([]);
  });

  it('a face, as bytes and as text', () => {
    const face = anna.photo();
    expect(found('cache/f_000001', Buffer.concat([Buffer.from('x'), face]))).toMatchObject([
      { what: 'face of anna' },
    ]);
    const text = Buffer.from(face).toString('base64');
    expect(found('Local Storage/log', `{"photo":"${text}"}`)).toMatchObject([
      { what: 'face as text of anna' },
    ]);
  });

  it('every person is one of its needles', () => {
    const names = [...sampleIdentities(today).keys()];
    for (const { id } of samplePeople(today)) {
      expect(names).toContain(`permit number of ${id}`);
      expect(names).toContain(`face of ${id}`);
      expect(names).toContain(`first line of the zone of ${id}`);
    }
  });

  it('a place that is meant to hold a person is few, and has its reason', () => {
    expect(allowedPlaces.length).toBeLessThan(10);
    for (const { why } of allowedPlaces) expect(why.length).toBeGreaterThan(20);
    const folder = runWith('sim/books.json', anna.name);
    const scan = scanRun({ run: folder }, sampleIdentities(today));
    expect(scan.traces).toEqual([]);
    expect([...scan.allowed.values()]).toEqual([1]);
    // A log of the station is no such place.
    const log = scanRun(
      { run: runWith('data/logs/core.log', anna.name) },
      sampleIdentities(today),
      allowedPlaces.filter(({ path }) => !path.test('planted/x')),
    );
    expect(log.traces.length).toBeGreaterThan(0);
  });

  it('searches the same content once, and names every file that has it', () => {
    const folder = runWith('cache/f_000001', anna.name);
    writeFileSync(join(folder, 'cache', 'f_000002'), anna.name);
    const scan = scanRun({ run: folder }, sampleIdentities(today), []);
    const files = new Set(scan.traces.map(({ file }) => file));
    expect([...files].toSorted()).toEqual(['run/cache/f_000001', 'run/cache/f_000002']);
    expect(scan.bytes - scan.different).toBe(Buffer.byteLength(anna.name));
  });

  it('takes many needles in one pass, as many times as they overlap', () => {
    const matcher = byteMatcher(['abcd', 'bc', 'BCDE', 'zz'].map((text) => Buffer.from(text)));
    const hits: number[] = [];
    matcher.search(Buffer.from('xABCDEbcx'), (index) => hits.push(index));
    expect(hits.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  });
});

describe('I6 nothing personal gets where nobody looks for it', () => {
  const source = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

  it('the last lane of npm test is this scan, over everything that the others wrote', () => {
    const lanes = source('tools/test/lanes.mjs');
    expect([...lanes.matchAll(/name: '(\w+)'/g)].map(([, name]) => name).at(-1)).toBe('privacy');
    expect(source('tools/test.mjs')).toContain("name === 'privacy'");
  });
});
