import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enrolFirstStaff, firstStaffName } from '../../../main/hosts/core/firstStaff.ts';
import { createCrypto } from '../../../main/infra/crypto/createCrypto.ts';
import { temporaryFolder, testDeps, testProfile } from '../helpers/index.ts';

const crypto = createCrypto({ databaseKey: new Uint8Array(32).fill(3) });
const production = { ...testProfile, mode: 'production' as const };

async function person(changes: object = {}): Promise<object> {
  const passwordHash = await crypto.hashPassword('only the person knows');
  return { userName: 'first', displayName: 'First Person', roles: ['supervisor'], passwordHash, ...changes };
}

function put(content: unknown): { readonly folder: string; readonly path: string } {
  const folder = temporaryFolder();
  const path = join(folder, firstStaffName);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { folder, path };
}

describe('I4 the first people of a production station', () => {
  it('are taken in once, with their own password, and the file is gone', async () => {
    const deps = testDeps({ profile: production });
    const { folder, path } = put([await person()]);
    expect(enrolFirstStaff(deps, folder)).toMatchObject({ ok: true });
    expect(existsSync(path)).toBe(false);
    const [first] = deps.stores.staff.list();
    expect(first).toMatchObject({ userName: 'first', roles: ['supervisor'], active: true });
    expect(await crypto.verifyPassword(first?.passwordHash ?? '', 'only the person knows')).toBe(true);

    writeFileSync(path, JSON.stringify([await person({ userName: 'second' })]));
    expect(enrolFirstStaff(deps, folder)).toMatchObject({ ok: true });
    expect(deps.stores.staff.list()).toHaveLength(1);
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['rubbish', () => '{'],
    ['nobody', () => []],
    ['a password in clear', async () => [await person({ passwordHash: 'zhengka-1' })]],
    [
      'a forbidden pair of roles',
      async () => [await person(), await person({ userName: 'b', roles: ['clerk', 'stockKeeper'] })],
    ],
  ])('%s is refused as a whole and stays', async (_what, content) => {
    const deps = testDeps({ profile: production });
    const { folder, path } = put(await content());
    expect(enrolFirstStaff(deps, folder)).toMatchObject({ ok: false, error: { code: 'invalidInput' } });
    expect(deps.stores.staff.list()).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });

  it('a training station does not look at it', async () => {
    const deps = testDeps();
    const { folder, path } = put([await person()]);
    expect(enrolFirstStaff(deps, folder)).toMatchObject({ ok: true });
    expect(deps.stores.staff.list()).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });
});
