import { join } from 'node:path';
import { nameSearchParts } from '../../../main/domain/identifiers/nameSearch.ts';
import { openDatabase, type Sqlite } from '../../../main/infra/db/database.ts';
import { openPermitCache } from '../../../main/infra/db/permitCache.ts';
import { passportQuery, permitQuery } from '../../../main/infra/db/permitFile.ts';
import { percentile } from '../devices/table.ts';
import { seededRandom } from '../../../main/training/seededRandom.ts';
import { madePermit } from '../../../main/training/madePermits.ts';

export interface Looked {
  readonly what: string;
  readonly times: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Looks into a pulled file of that many made-up permits: through the cache as the desk does (read, parsed, checked), and the bare statements on the
 * encrypted file and on a plain copy of it. Each look is at another record.
 */
export function measureLookups(
  records: number,
  file: { readonly path: string; readonly key: Uint8Array },
  times: number,
): Looked[] {
  const random = seededRandom(77);
  const someone = () => madePermit(Math.floor(random() * records));
  const cache = openPermitCache(file);
  const found: Looked[] = [
    measured(
      'permit number, through the cache',
      times,
      () => someone().permitNumber,
      (number) => cache.byPermitNumber(number) !== null,
    ),
    measured(
      'passport number, through the cache',
      times,
      () => someone().holder.passportNumber,
      (number) => cache.byPassportNumber(number) !== null,
    ),
  ];
  const names: readonly (readonly [string, () => string])[] = [
    ['whole name', () => `${someone().holder.familyName} ${someone().holder.givenNames.split(' ')[0] ?? ''}`],
    ['family name', () => someone().holder.familyName],
    ['three letters', () => someone().holder.familyName.slice(0, 3)],
    ['two letters', () => someone().holder.givenNames.slice(0, 2)],
    ['MÜLLER, MUELLER, Mueller', () => ['MÜLLER', 'MUELLER', 'Mueller'][Math.floor(random() * 3)] ?? ''],
    ['two Chinese characters', () => chineseOf(someone, random)],
  ];
  for (const [what, typed] of names)
    found.push(
      measured(
        `name: ${what}`,
        Math.ceil(times / 5),
        typed,
        (text) => cache.byName(nameSearchParts(text), 21).found.length >= 0,
      ),
    );
  cache.close();
  const encrypted = openDatabase(file);
  const plainPath = join(`${file.path}.plain`);
  plainCopy(encrypted, plainPath);
  found.push(...bare('encrypted', encrypted, times, someone));
  encrypted.close();
  const plain = openPlain(plainPath, file.key);
  found.push(...bare('plain', plain, times, someone));
  plain.close();
  return found;
}

type Someone = () => ReturnType<typeof madePermit>;

function bare(what: string, database: Sqlite, times: number, someone: Someone): Looked[] {
  const byPermit = database.prepare(permitQuery);
  const byPassport = database.prepare(passportQuery);
  return [
    measured(
      `permit number, bare statement, ${what}`,
      times,
      () => someone().permitNumber,
      (number) => byPermit.get(number) !== undefined,
    ),
    measured(
      `passport number, bare statement, ${what}`,
      times,
      () => someone().holder.passportNumber,
      (number) => byPassport.get(number) !== undefined,
    ),
  ];
}

/** The same records and indexes without a cipher. */
function plainCopy(database: Sqlite, path: string): void {
  database.prepare(`ATTACH ? AS plain KEY ''`).run(path);
  database.exec(`
    CREATE TABLE plain.permits (id INTEGER PRIMARY KEY, permitNumber TEXT NOT NULL UNIQUE, passportNumber TEXT NOT NULL, status TEXT NOT NULL,
      validFrom TEXT NOT NULL, fetchedAt TEXT NOT NULL, round INTEGER NOT NULL, name TEXT NOT NULL, record TEXT NOT NULL) STRICT;
    INSERT INTO plain.permits SELECT id, permitNumber, passportNumber, status, validFrom, fetchedAt, round, name, record FROM main.permits;
    CREATE INDEX plain.permits_passport ON permits (passportNumber);
    DETACH plain;`);
}

/** A connection whose own file is in memory, with the plain one attached: the repository's only way to open a database sets a key. */
function openPlain(path: string, key: Uint8Array): Sqlite {
  const database = openDatabase({ path: `${path}.holder`, key });
  database.prepare(`ATTACH ? AS plain KEY ''`).run(path);
  return database;
}

function chineseOf(someone: Someone, random: () => number): string {
  for (;;) {
    const { familyName, givenNames } = someone().holder;
    if (familyName.length === 1) return random() < 0.5 ? givenNames : `${familyName}${givenNames.charAt(0)}`;
  }
}

function measured(what: string, times: number, draw: () => string, look: (text: string) => boolean): Looked {
  const took: number[] = [];
  for (let time = 0; time < times + 50; time += 1) {
    const text = draw();
    const before = performance.now();
    if (!look(text)) throw new Error(`${what}: nothing was found`);
    // The first ones warm up.
    if (time >= 50) took.push(performance.now() - before);
  }
  return { what, times, p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99) };
}
