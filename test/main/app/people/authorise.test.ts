import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  forbiddenRolePairs,
  role,
  surface,
  type Act,
  type Role,
} from '../../../../main/contract/access.ts';
import type { MethodDefinition } from '../../../../main/contract/method.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { authorise } from '../../../../main/app/people/authorise.ts';
import { createStaff } from '../../../../main/app/people/createStaff.ts';
import { forbiddenPairIn } from '../../../../main/app/people/rolePairs.ts';
import { sampleStaff, testDeps } from '../../helpers/index.ts';

const table: readonly (readonly [string, MethodDefinition])[] = Object.entries(methods);
const code = (...asking: Parameters<typeof authorise>): string | null => authorise(...asking)?.code ?? null;

describe('I4 surface, station act and role must all allow a call', () => {
  it.each(table)('%s: every surface, act and single role', (_name, definition) => {
    for (const where of surface.options)
      for (const acts of [[], ['verifyOriginals'], ['issueCards'], [...act.options]] as Act[][])
        for (const who of [null, ...role.options]) {
          const surfaceOk = definition.surfaces.includes(where);
          const actOk = definition.act === undefined || acts.includes(definition.act);
          const open = definition.roles === 'anyone';
          const roleOk = open || (who !== null && definition.roles.includes(who));
          const staff = who === null ? null : sampleStaff([who]);
          const expected =
            surfaceOk && actOk && roleOk
              ? null
              : surfaceOk && actOk && who === null
                ? 'notSignedIn'
                : 'forbidden';
          expect(
            code(definition, { surface: where, acts, staff }),
            `${where} ${acts.join()} ${String(who)}`,
          ).toBe(expected);
        }
  });

  it('more roles never take a right away, and no right comes from nowhere', () => {
    const asking = fc.record({
      method: fc.constantFrom(...table),
      where: fc.constantFrom(...surface.options),
      acts: fc.subarray([...act.options]),
      roles: fc.subarray([...role.options]),
    });
    const property = fc.property(asking, ({ method: [, definition], where, acts, roles }) => {
      const alone = roles.map((one) => code(definition, { surface: where, acts, staff: sampleStaff([one]) }));
      const together = code(definition, { surface: where, acts, staff: sampleStaff(roles) });
      const anyone =
        definition.roles === 'anyone' && code(definition, { surface: where, acts, staff: null }) === null;
      expect(together === null).toBe(alone.includes(null) || anyone);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('a station that only checks originals starts no card, one that only issues takes no verdict', () => {
    const staff = sampleStaff(['clerk']);
    const check = { surface: 'window', acts: ['verifyOriginals'], staff } as const;
    const issue = { surface: 'window', acts: ['issueCards'], staff } as const;
    expect([code(methods.caseAccept, check), code(methods.cardStart, check)]).toEqual([null, 'forbidden']);
    expect([code(methods.caseAccept, issue), code(methods.cardStart, issue)]).toEqual(['forbidden', null]);
  });

  it('the kiosk reaches nothing of the window, whoever is signed in', () => {
    const staff = sampleStaff([...role.options]);
    for (const [name, definition] of table)
      expect([name, code(definition, { surface: 'kiosk', acts: [...act.options], staff }) === null]).toEqual([
        name,
        definition.surfaces.includes('kiosk'),
      ]);
  });

  it('somebody deactivated may do nothing that needs a role', () => {
    const staff = { ...sampleStaff(['supervisor']), active: false };
    expect(code(methods.dayOpen, { surface: 'window', acts: [], staff })).toBe('accountDeactivated');
    expect(code(methods.signOut, { surface: 'window', acts: [], staff })).toBeNull();
  });
});

describe('I4 forbidden pairs of roles', () => {
  it('are found in any set of roles, in any order', () => {
    const property = fc.property(fc.shuffledSubarray([...role.options]), (roles) => {
      const bad = forbiddenRolePairs.some((pair) => pair.every((one) => roles.includes(one)));
      expect(forbiddenPairIn(roles) !== null).toBe(bad);
    });
    fc.assert(property);
    expect(forbiddenPairIn(['clerk', 'stockKeeper'])).toEqual(['clerk', 'stockKeeper']);
  });

  it.each(forbiddenRolePairs.map((pair) => [pair]))('nobody becomes %s', async (pair) => {
    const deps = testDeps();
    const input = { userName: 'both', displayName: 'Test Both', roles: pair, password: 'a password' };
    expect(await createStaff(deps, input, 'system')).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(deps.stores.staff.list()).toEqual([]);
  });

  it('everybody else is added once, and that is audited', async () => {
    const deps = testDeps();
    const add = async (userName: string, roles: readonly Role[]): Promise<unknown> =>
      createStaff(deps, { userName, displayName: 'Test Person', roles, password: 'a password' }, 'system');
    expect(await add('clerk1', ['clerk', 'supervisor'])).toMatchObject({ ok: true, value: { active: true } });
    expect(await add(' CLERK1 ', ['clerk'])).toMatchObject({
      error: { code: 'invalidInput', detail: { field: 'userName' } },
    });
    expect(await add('none', [])).toMatchObject({
      error: { code: 'invalidInput', detail: { field: 'roles' } },
    });
    expect(await add('  ', ['clerk'])).toMatchObject({ error: { code: 'invalidInput' } });
    expect(deps.stores.audit.verify()).toMatchObject({ intact: true, rows: 1 });
  });
});
