import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PermitRecord } from '../../../../main/contract/permit.ts';
import { nameSearchParts } from '../../../../main/domain/identifiers/nameSearch.ts';
import { openPermitCache } from '../../../../main/infra/db/permitCache.ts';
import { nameQuery } from '../../../../main/infra/db/permitNames.ts';
import { inspect, nativeBinding, samplePermit, temporaryFolder, testKey } from '../../helpers/index.ts';

const fetchedAt = '2026-11-25T01:00:00.000Z';
type Cache = ReturnType<typeof openPermitCache>;

function open(): { readonly cache: Cache; readonly file: { path: string; key: Uint8Array } } {
  const file = { path: join(temporaryFolder(), 'permits.db'), key: testKey() };
  return { cache: openPermitCache({ ...file, nativeBinding }), file };
}
const named = (number: number, familyName: string, givenNames = ''): PermitRecord =>
  samplePermit({
    permitNumber: `TEST${String(number).padStart(8, '0')}`,
    holder: { ...samplePermit().holder, familyName, givenNames },
  });
const search = (cache: Cache, typed: string): readonly string[] =>
  cache.byName(nameSearchParts(typed), 50).found.map(({ record }) => record.holder.familyName);

describe('A4 names in the permit cache', () => {
  it('are found in whatever way they are written, once they are in the index', () => {
    const { cache } = open();
    const kept = [named(1, 'MÜLLER'), named(2, 'MUELLER'), named(3, 'MULLER'), named(4, 'MEIER')];
    cache.savePage(kept, '1', fetchedAt);
    expect(cache.byName(nameSearchParts('muller'), 50)).toEqual({ found: [], waiting: 4 });
    expect(cache.indexNames(3)).toBe(3);
    expect(cache.byName(nameSearchParts('muller'), 50).waiting).toBe(1);
    expect(cache.indexNames(3)).toBe(1);
    expect(cache.indexNames(3)).toBe(0);
    for (const typed of ['MÜLLER', 'MUELLER', 'Mueller', 'muller', 'ulle'])
      expect(search(cache, typed)).toEqual(['MÜLLER', 'MUELLER', 'MULLER']);
    expect(search(cache, 'mei')).toEqual(['MEIER']);
    expect(search(cache, '" OR name MATCH "')).toEqual([]);
    expect(cache.byName([], 50).found).toEqual([]);
    expect(cache.byName(nameSearchParts('muller'), 2).found).toHaveLength(2);
  });

  it('follow a change and a farewell, also of a number that comes again', () => {
    const { cache } = open();
    cache.savePage([named(1, 'MEIER'), named(2, 'OLSEN')], '1', fetchedAt);
    cache.indexNames(100);
    cache.savePage([named(1, 'SCHULZE')], '2', fetchedAt);
    expect([search(cache, 'meier'), search(cache, 'schulze')]).toEqual([[], ['SCHULZE']]);
    cache.forget('TEST00000002');
    expect(search(cache, 'olsen')).toEqual([]);
    cache.savePage([named(2, 'OLSEN')], '3', fetchedAt);
    cache.indexNames(100);
    expect(search(cache, 'olsen')).toEqual(['OLSEN']);
  });

  it('are looked up by the index and never by a walk through the records', () => {
    const { cache, file } = open();
    cache.savePage([named(1, 'MEIER')], '1', fetchedAt);
    cache.close();
    const plan = inspect(file, (database) =>
      database.prepare(`EXPLAIN QUERY PLAN ${nameQuery}`).all('"ABC"', 5),
    );
    expect(JSON.stringify(plan)).toContain('SCAN names VIRTUAL TABLE INDEX');
    expect(JSON.stringify(plan)).toContain('SEARCH permits USING INTEGER PRIMARY KEY');
  });
});
