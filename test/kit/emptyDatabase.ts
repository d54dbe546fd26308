import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStores } from '../../main/infra/db/open.ts';
import { temporaryRootVariable } from './temporaryRoot.ts';

/** Name of the database in the folder that `copyEmptyDatabase` fills. */
export const databaseName = 'zhengka.db';
/** The addon for the Node inside an older Electron; undefined where the package's own one loads. */
export const nativeBinding: string | undefined =
  Number(process.versions['napi']) < 10 ? process.env['ZHENGKA_SQLITE_BINDING'] || undefined : undefined;

const folder = (): string => join(process.env[temporaryRootVariable] ?? '', 'empty');
const keyFile = 'key';

/**
 * Makes the empty training database of a run once: all migrations are most of what a small test with stores of its own takes. Runs after
 * `temporaryRoot`; tests of the making itself open a file of their own.
 */
export default function makeEmptyDatabase(): void {
  mkdirSync(folder());
  const key = new Uint8Array(randomBytes(32));
  writeFileSync(join(folder(), keyFile), key);
  const made = openStores({ mode: 'training', nativeBinding, path: join(folder(), databaseName), key });
  if (!made.ok) throw new Error(`the empty database could not be made: ${made.error.code}`);
  made.value.close();
}

/** A copy of it in that folder, with what lies beside it; returns the key it opens with. */
export function copyEmptyDatabase(to: string): Uint8Array {
  const files = readdirSync(folder()).filter((name) => name !== keyFile);
  for (const name of files) copyFileSync(join(folder(), name), join(to, name));
  return new Uint8Array(readFileSync(join(folder(), keyFile)));
}
