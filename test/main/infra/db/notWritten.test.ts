import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NotWritten } from '../../../../main/app/ports/notWritten.ts';
import { createStores } from '../../../../main/infra/db/createStores.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import { migrate } from '../../../../main/infra/db/migrate.ts';
import { migrations } from '../../../../main/infra/db/migrations/index.ts';
import { createIntegrity } from '../../../../main/infra/db/seals/createIntegrity.ts';
import { prepareSeals } from '../../../../main/infra/db/seals/prepareSeals.ts';
import { nativeBinding, temporaryFolder, testKey } from '../../helpers/index.ts';

const opened = () => {
  const path = join(temporaryFolder(), 'cases.db');
  const file = { path, key: testKey(), nativeBinding };
  const database = openDatabase(file);
  onTestFinished(() => void database.close());
  expect(migrate(database, path, migrations).ok).toBe(true);
  const kept = createIntegrity(database, file, prepareSeals(database, file).opening());
  return { database, stores: createStores(database, kept) };
};
const append = ({ stores }: ReturnType<typeof opened>, words: string): number =>
  stores.run(() => {
    const number = stores.nextNumber('test');
    stores.audit.append({
      at: '2026-11-25T01:00:00.000Z',
      actor: 'test',
      surface: 'system',
      event: 'test.row',
      subject: 'test',
      detail: { words },
    });
    return number;
  });
const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
};

describe('G1 I1 a commit that the disk does not take', () => {
  it('is diskFull when SQLite has no page left, and nothing of it is there', () => {
    const at = opened();
    append(at, 'before');
    const pages = Number(at.database.pragma('page_count', { simple: true }));
    at.database.pragma(`max_page_count = ${pages}`);
    const thrown = thrownBy(() => append(at, 'x'.repeat(200_000)));
    expect(thrown).toBeInstanceOf(NotWritten);
    expect(thrown).toMatchObject({ failure: { code: 'diskFull' } });
    // The number of the lost commit is given again: the connection goes on where it was.
    at.database.pragma(`max_page_count = ${pages + 1000}`);
    expect(append(at, 'after')).toBe(2);
  });

  it('is diskReadOnly when the database may not be written', () => {
    const at = opened();
    at.database.pragma('query_only = ON');
    expect(thrownBy(() => append(at, 'x'))).toMatchObject({ failure: { code: 'diskReadOnly' } });
    at.database.pragma('query_only = OFF');
    expect(append(at, 'after')).toBe(1);
  });

  it('is no name for anything else that is thrown', () => {
    const { stores } = opened();
    const own = new TypeError('broken');
    expect(
      thrownBy(() =>
        stores.run(() => {
          throw own;
        }),
      ),
    ).toBe(own);
  });
});
