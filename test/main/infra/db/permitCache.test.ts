import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPermitCache } from '../../../../main/infra/db/permitCache.ts';
import { passportQuery, permitQuery } from '../../../../main/infra/db/permitFile.ts';
import { inspect, nativeBinding, samplePermit, temporaryFolder, testKey } from '../../helpers/index.ts';

const fetchedAt = '2026-11-25T01:00:00.000Z';
type Cache = ReturnType<typeof openPermitCache>;

function open(options: { path?: string; key?: Uint8Array } = {}): Cache & { path: string; key: Uint8Array } {
  const path = options.path ?? join(temporaryFolder(), 'permits.db');
  const key = options.key ?? testKey();
  return { ...openPermitCache({ path, key, nativeBinding }), path, key };
}
const many = (count: number): ReturnType<typeof samplePermit>[] =>
  Array.from({ length: count }, (_, index) =>
    samplePermit({
      permitNumber: `TEST${String(index).padStart(8, '0')}`,
      holder: { ...samplePermit().holder, passportNumber: `P${index}` },
    }),
  );

describe('I3 a permit that came to its end', () => {
  it('is forgotten, is in no page and not in the log, and comes again when the feed brings it', () => {
    const [path, key] = [join(temporaryFolder(), 'permits.db'), testKey()];
    const cache = openPermitCache({ path, key, nativeBinding });
    const permit = samplePermit({ permitNumber: 'FORGET0000001' });
    cache.savePage([permit, samplePermit()], 'c1', '2026-11-25T01:00:00.000Z');
    expect(cache.settle()).toBe(true);
    const plain = (): Buffer => inspect({ path, key }, (database) => database.serialize());
    expect(plain().includes('FORGET0000001')).toBe(true);
    expect(cache.forget('FORGET0000001')).toBe(true);
    expect(cache.forget('FORGET0000001')).toBe(false);
    expect(cache.byPermitNumber('FORGET0000001')).toBeNull();
    expect(cache.count()).toBe(1);
    expect(cache.settle()).toBe(true);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(plain().includes('FORGET0000001')).toBe(false);
    cache.savePage([permit], 'c2', '2026-11-26T01:00:00.000Z');
    expect(cache.byPermitNumber('FORGET0000001')?.record).toEqual(permit);
    cache.close();
  });
});

describe('permit cache', () => {
  it('finds by permit and by passport number', () => {
    const cache = open();
    cache.savePage(many(50), 'cursor-1', fetchedAt);
    expect(cache.byPermitNumber('TEST00000042')).toEqual({ record: many(43)[42], fetchedAt });
    expect(cache.byPassportNumber('P7')?.record.permitNumber).toBe('TEST00000007');
    expect(cache.byPermitNumber('NOBODY')).toBeNull();
    expect(cache.byPassportNumber('NOBODY')).toBeNull();
    expect([cache.count(), cache.cursor()]).toEqual([50, 'cursor-1']);
  });

  it('a later page replaces a permit, and of several permits of a passport the valid newest one is found', () => {
    const cache = open();
    cache.savePage([samplePermit()], '1', fetchedAt);
    cache.savePage(
      [
        samplePermit({ status: 'cancelled', validFrom: '2026-12-01' }),
        samplePermit({ permitNumber: 'TEST00000002', validFrom: '2025-01-01' }),
        samplePermit({ permitNumber: 'TEST00000003', validFrom: '2026-01-01' }),
      ],
      '2',
      '2026-11-25T02:00:00.000Z',
    );
    expect(cache.byPermitNumber('TEST00000001')).toMatchObject({
      record: { status: 'cancelled' },
      fetchedAt: '2026-11-25T02:00:00.000Z',
    });
    expect(cache.byPassportNumber(samplePermit().holder.passportNumber)?.record.permitNumber).toBe(
      'TEST00000003',
    );
    expect(cache.count()).toBe(3);
  });

  it('G8 a pull that came to its end vouches for every record, also for those that did not change', () => {
    const cache = open();
    cache.savePage(many(2), 'cursor-1', fetchedAt);
    cache.confirmCurrent('2026-11-28T09:00:00.000Z');
    expect(cache.byPermitNumber('TEST00000001')?.fetchedAt).toBe('2026-11-28T09:00:00.000Z');
    // By whatever the clock said at the last contact: it counts contacts, not times.
    cache.confirmCurrent('2026-01-01T00:00:00.000Z');
    expect(cache.byPermitNumber('TEST00000001')?.fetchedAt).toBe('2026-01-01T00:00:00.000Z');
    cache.savePage(many(1), 'cursor-2', fetchedAt);
    expect(cache.byPermitNumber('TEST00000000')?.fetchedAt).toBe(fetchedAt);
    expect(cache.asOf()).toBe('2026-01-01T00:00:00.000Z');
  });

  it('A4 G8 looks into the file go by an index and never through all records', () => {
    const cache = open();
    cache.savePage(many(3), 'c', fetchedAt);
    const planOf = (query: string): string =>
      JSON.stringify(inspect(cache, (database) => database.prepare(`EXPLAIN QUERY PLAN ${query}`).all('P1')));
    expect(planOf(permitQuery)).toContain('USING INDEX sqlite_autoindex_permits_1 (permitNumber=?)');
    expect(planOf(passportQuery)).toContain('USING INDEX permits_passport (passportNumber=?)');
    expect(`${planOf(permitQuery)}${planOf(passportQuery)}`).not.toContain('SCAN permits');
    cache.close();
  });

  it('a page and its cursor come together or not at all', () => {
    const cache = open();
    cache.savePage(many(1), 'before', fetchedAt);
    inspect(cache, (database) =>
      database.exec(`CREATE TRIGGER stop BEFORE INSERT ON permits WHEN new.permitNumber = 'TEST00000002'
        BEGIN SELECT RAISE(ABORT, 'cut off'); END`),
    );
    expect(() => cache.savePage(many(3), 'after', fetchedAt)).toThrow('cut off');
    expect([cache.count(), cache.cursor()]).toEqual([1, 'before']);
    expect(cache.byPermitNumber('TEST00000001')).toBeNull();
  });

  it('is kept over a restart and runs as durable as the other file', () => {
    const cache = open();
    cache.savePage(many(3), 'c', fetchedAt);
    cache.close();
    const again = open(cache);
    expect([again.count(), again.cursor()]).toEqual([3, 'c']);
    expect(inspect(cache, (database) => database.pragma('synchronous', { simple: true }))).toBe(2);
    again.close();
  });

  it.each([
    ['damaged in its first page', (path: string) => flip(path, 40)],
    ['no database at all', (path: string) => writeFileSync(path, 'nothing')],
  ])('a file that is %s is thrown away and begun anew', (_what, spoil) => {
    const cache = open();
    cache.savePage(many(10), 'c', fetchedAt);
    cache.close();
    spoil(cache.path);
    const again = open(cache);
    expect([again.count(), again.cursor()]).toEqual([0, '']);
    again.savePage(many(10), 'c', fetchedAt);
    expect(again.count()).toBe(10);
    again.close();
  });

  it('so is one of another key, and one of another shape', () => {
    const cache = open();
    cache.savePage(many(10), 'c', fetchedAt);
    cache.close();
    const other = open({ path: cache.path });
    expect(other.count()).toBe(0);
    other.savePage(many(2), 'd', fetchedAt);
    other.close();
    inspect(other, (database) => database.pragma('user_version = 77'));
    const again = open(other);
    expect([again.count(), again.cursor()]).toEqual([0, '']);
    again.close();
  });

  it('a page that turns out damaged while it is read empties the cache, and the pull starts over', () => {
    const cache = open();
    cache.savePage(many(2000), 'c', fetchedAt);
    cache.close();
    const bytes = readFileSync(cache.path);
    for (let at = 8192; at < bytes.length; at += 4096) bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 0x55;
    writeFileSync(cache.path, bytes);
    const again = open(cache);
    expect(again.byPermitNumber('TEST00001000')).toBeNull();
    expect(again.cursor()).toBe('');
    again.savePage(many(5), 'c', fetchedAt);
    expect(again.count()).toBe(5);
    again.close();
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(path, bytes);
}
