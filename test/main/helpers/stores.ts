import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openStores, type OpenStores, type StoreOptions } from '../../../main/infra/db/open.ts';
import { openPermitCache } from '../../../main/infra/db/permitCache.ts';
import { copyEmptyDatabase, databaseName, nativeBinding } from '../../kit/emptyDatabase.ts';
import { temporaryFolder } from './temporary.ts';

export { nativeBinding };

export const testKey = (): Uint8Array => new Uint8Array(randomBytes(32));

export type TestStores = OpenStores & { readonly path: string; readonly key: Uint8Array };

/** Real stores on a fresh encrypted file (training unless said otherwise). Give `path` and `key` of an earlier one to open it again. */
export function openTestStores(options: Partial<StoreOptions> = {}): TestStores {
  const folder = temporaryFolder();
  const empty = Object.keys(options).length === 0;
  const path = options.path ?? join(folder, databaseName);
  const key = empty ? copyEmptyDatabase(folder) : (options.key ?? testKey());
  const opened = openStores({ mode: 'training', nativeBinding, ...options, path, key });
  if (!opened.ok) throw new Error(`the test database did not open: ${opened.error.code}`);
  return { ...opened.value, path, key };
}

/** A real permit cache on a fresh encrypted file. */
export function openTestPermitCache(): ReturnType<typeof openPermitCache> {
  return openPermitCache({ path: join(temporaryFolder(), 'permits.db'), key: testKey(), nativeBinding });
}
