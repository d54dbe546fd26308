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
import { methods, type MethodName } from '../../../../main/contract/methods.ts';
import { authorise, type Asking } from '../../../../main/app/people/authorise.ts';
import { createStaff } from '../../../../main/app/people/createStaff.ts';
import { forbiddenPairIn, forbiddenPairsOf } from '../../../../main/app/people/rolePairs.ts';
import { sampleStaff, testDeps, testProfile } from '../../helpers/index.ts';

/** Reads, who is there, and what a visitor does at the window's second screen. */
const openAtTheWindow = [
  'caseScanned',
  'languageRefuse',
  'languages',
  'ratingDecline',
  'ratingGive',
  'ratingSheet',
  'session',
  'signIn',
  'signOut',
  'stationStatus',
];

const now = Date.parse('2026-11-25T01:20:00.000Z');

const table: readonly (readonly [string, MethodDefinition])[] = Object.entries(methods);
const code = (
  definition: Parameters<typeof authorise>[0],
  asking: Omit<Asking, 'profile' | 'now'>,
): string | null => authorise(definition, { profile: testProfile, now, ...asking })?.code ?? null;

/** Every set of roles that one person may hold. */
const allowedRoleSets: readonly (readonly Role[])[] = Array.from({ length: 2 ** role.options.length })
  .map((_, bits) => role.options.filter((_role, index) => (bits & (1 << index)) !== 0))
  .filter((roles) => roles.length > 0 && forbiddenPairIn(roles) === null);

describe('I4 surface, station act and role must all allow a call', () => {
  const actSets: readonly (readonly Act[])[] = [[], ['verifyOriginals'], ['issueCards'], [...act.options]];

  it.each(table)('%s: every surface, station and person', (_name, definition) => {
    for (const where of surface.options)
      for (const acts of actSets)
        for (const roles of [null, ...allowedRoleSets]) {
          const surfaceOk = definition.surfaces.includes(where);
          const actOk = definition.act === undefined || acts.includes(definition.act);
          const named = definition.roles === 'anyone' ? role.options : definition.roles;
          const roleOk =
            definition.roles === 'anyone' || roles?.some((each) => named.includes(each)) === true;
          const staff = roles === null ? null : sampleStaff(roles);
          const expected =
            surfaceOk && actOk && roleOk
              ? null
              : surfaceOk && actOk && roles === null
                ? 'notSignedIn'
                : 'forbidden';
          expect(
            code(definition, { surface: where, acts, staff }),
            `${where} ${acts.join()} ${String(roles)}`,
          ).toBe(expected);
        }
  });

  it('there are eight kinds of people, and none of them audits what he does', () => {
    expect(allowedRoleSets.map((roles) => roles.join('+'))).toEqual([
      'clerk',
      'supervisor',
      'clerk+supervisor',
      'stockKeeper',
      'supervisor+stockKeeper',
      'technician',
      'clerk+technician',
      'auditor',
    ]);
  });

  it('an auditor changes nothing but who is at the window and his own password', () => {
    const staff = sampleStaff(['auditor']);
    const mayChange = table
      .filter(([, { mutating }]) => mutating)
      .filter(([, definition]) =>
        surface.options.some(
          (where) =>
            where === 'window' &&
            code(definition, { surface: where, acts: [...act.options], staff }) === null,
        ),
      )
      .filter(([, { roles }]) => roles !== 'anyone')
      .map(([name]) => name);
    expect(mayChange).toEqual(['passwordChange']);
  });

  it('what needs nobody signed in is a short list, read by people', () => {
    const open = table.filter(([, { roles, surfaces }]) => roles === 'anyone' && surfaces.includes('window'));
    expect(open.map(([name]) => name).toSorted()).toEqual(openAtTheWindow);
  });

  it('the methods that change something without a request id are a short list, read by people', () => {
    // Their names: a new one is looked at before it is added here.
    const acting = table.filter(
      ([name, { mutating, roles, surfaces }]) =>
        !mutating &&
        roles !== 'anyone' &&
        surfaces.includes('window') &&
        /Retry|Record|Reset|Select|Enrol|Keep|Test/.test(name),
    );
    for (const [name, definition] of acting)
      expect([
        name,
        code(definition, { surface: 'window', acts: [...act.options], staff: sampleStaff(['auditor']) }),
      ]).toEqual([name, 'forbidden']);
  });

  it('a station that only checks originals starts no card, one that only issues takes no verdict', () => {
    const staff = sampleStaff(['clerk']);
    const check = { surface: 'window', acts: ['verifyOriginals'], staff } as const;
    const issue = { surface: 'window', acts: ['issueCards'], staff } as const;
    expect([code(methods.caseAccept, check), code(methods.cardStart, check)]).toEqual([null, 'forbidden']);
    expect([code(methods.caseAccept, issue), code(methods.cardStart, issue)]).toEqual(['forbidden', null]);
    // Whatever its name says: no method of one is open to a station of the other alone.
    for (const [name, { act: needed }] of table) {
      if (needed === 'issueCards')
        expect([name, code(methods[name as MethodName], check)]).not.toContain(null);
      if (needed === 'verifyOriginals')
        expect([name, code(methods[name as MethodName], issue)]).not.toContain(null);
      if (/^(card(Start|Begin|Resume|Release|Confirm|HandOver|Settle)|stock(Receive|Move|Waste)$)/.test(name))
        expect([name, needed]).toEqual([name, 'issueCards']);
      if (/^case(Accept|Set|Confirm|Supplement|NotOurs|NotNeeded|Refuse|Revoke|Hold|Release)/.test(name))
        expect([name, needed]).toEqual([name, 'verifyOriginals']);
    }
  });

  it('the kiosk reaches nothing of the window, whoever is signed in', () => {
    for (const roles of allowedRoleSets)
      for (const [name, definition] of table)
        expect([
          name,
          code(definition, { surface: 'kiosk', acts: [...act.options], staff: sampleStaff(roles) }) === null,
        ]).toEqual([
          name,
          definition.surfaces.includes('kiosk') &&
            (definition.roles === 'anyone' || definition.roles.some((each) => roles.includes(each))),
        ]);
  });

  it('somebody deactivated may do nothing that needs a role', () => {
    const staff = { ...sampleStaff(['supervisor']), active: false };
    expect(code(methods.dayOpen, { surface: 'window', acts: [], staff })).toBe('accountDeactivated');
    expect(code(methods.signOut, { surface: 'window', acts: [], staff })).toBeNull();
  });

  it('I5 somebody whose password another one chose can change it and leave, nothing else', () => {
    for (const roles of allowedRoleSets) {
      const staff = { ...sampleStaff(roles), mustChangePassword: true };
      const may = table
        .filter(([, definition]) => definition.roles !== 'anyone' && definition.surfaces.includes('window'))
        .filter(
          ([, definition]) => code(definition, { surface: 'window', acts: [...act.options], staff }) === null,
        );
      expect(may.map(([name]) => name)).toEqual(['passwordChange']);
    }
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

  it('a profile adds pairs and takes none away', () => {
    const add = (pairs: [Role, Role][]) => forbiddenPairsOf({ forbiddenRolePairs: pairs });
    expect(forbiddenPairIn(['clerk', 'supervisor'])).toBeNull();
    expect(forbiddenPairIn(['supervisor', 'clerk'], add([['clerk', 'supervisor']]))).toEqual([
      'clerk',
      'supervisor',
    ]);
    for (const pair of forbiddenRolePairs) {
      expect(forbiddenPairIn(pair, add([]))).toEqual(pair);
      expect(forbiddenPairIn(pair, add([['clerk', 'supervisor']]))).toEqual(pair);
    }
    // A pair of a role with itself is a slip in a profile, and would lock everybody out.
    expect(forbiddenPairIn(['clerk'], add([['clerk', 'clerk']]))).toBeNull();
  });

  it('a profile’s pair is refused at creation', async () => {
    const deps = testDeps({ profile: { ...testProfile, forbiddenRolePairs: [['clerk', 'technician']] } });
    const input = {
      userName: 'both',
      displayName: 'Test Both',
      roles: ['clerk', 'technician'] as const,
      password: 'a password',
    };
    expect(await createStaff(deps, input, 'system')).toEqual({
      ok: false,
      error: { code: 'rolesForbidden', detail: { one: 'clerk', other: 'technician' } },
    });
  });

  it.each(forbiddenRolePairs.map((pair) => [pair]))('nobody becomes %s', async (pair) => {
    const deps = testDeps();
    const input = { userName: 'both', displayName: 'Test Both', roles: pair, password: 'a password' };
    expect(await createStaff(deps, input, 'system')).toMatchObject({
      ok: false,
      error: { code: 'rolesForbidden' },
    });
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
