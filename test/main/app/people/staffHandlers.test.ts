import { describe, expect, it, vi } from 'vitest';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import { leavesNoSupervisor, staffHandlers } from '../../../../main/app/people/staffHandlers.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import { methods } from '../../../../main/contract/methods.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { newOneTimeSecret } from '../../../../main/infra/crypto/oneTimeCode.ts';
import { sampleStaff, testCaller, testDeps, testProfile } from '../../helpers/index.ts';
import { audited, password, withStaff } from './people.ts';

const fresh = 'a fresh pass phrase';

async function page() {
  const made = await withStaff(
    ['chief', ['supervisor']],
    ['chief2', ['supervisor']],
    ['tech', ['technician']],
    ['tech2', ['technician']],
    ['clerk1', ['clerk']],
  );
  const { deps, staff } = made;
  const letGo = vi.fn<(id: string, why: Failure) => void>();
  const handlers = staffHandlers(deps, letGo);
  const byName = (userName: string): StaffRecord => {
    const found = deps.stores.staff.byUserName(userName);
    if (found === null) throw new Error(`nobody is ${userName}`);
    return found;
  };
  const as = (userName: string) => testCaller(byName(userName));
  const signedBy = (userName: string) => ({ userName, password });
  return { deps, staff, letGo, handlers, byName, as, signedBy, signIn: made.handlers.signIn };
}
const codeOf = (answer: { ok: boolean; error?: Failure }): string =>
  answer.ok ? 'ok' : (answer.error?.code ?? '');

describe('I4 accounts are changed by a supervisor and a technician together', () => {
  it('somebody new has to change the password first, and is vouched for by the two', async () => {
    const { deps, handlers, as, signedBy, byName, signIn } = await page();
    const answer = await handlers.staffAdd(
      {
        userName: 'newclerk',
        displayName: 'Test New',
        roles: ['clerk', 'clerk'],
        password: fresh,
        countersignature: signedBy('tech'),
      },
      as('chief'),
    );
    expect(answer).toMatchObject({
      ok: true,
      value: { userName: 'newclerk', roles: ['clerk'], mustChangePassword: true, problem: null, self: false },
    });
    expect(methods.staffAdd.out.safeParse(answer.ok && answer.value).success).toBe(true);
    expect(byName('newclerk')).toMatchObject({ confirmedAt: deps.clock.iso(), active: true });
    expect(await signIn({ userName: 'newclerk', password: fresh }, testCaller())).toMatchObject({
      value: { mustChangePassword: true },
    });
    const entries = deps.stores.audit.verify();
    expect(entries.intact).toBe(true);
    expect(JSON.stringify(audited(deps))).not.toContain(fresh);
  });

  it.each([
    ['a short password', { password: 'short' }, 'passwordWeak'],
    ['a forbidden pair', { roles: ['clerk', 'stockKeeper'] as const }, 'rolesForbidden'],
    ['a name that is taken, in other letters', { userName: 'CLERK1' }, 'invalidInput'],
    ['no technician', { countersignature: { userName: 'chief2', password } }, 'forbidden'],
    ['the same person', { countersignature: { userName: 'CHIEF', password } }, 'samePerson'],
    ['a wrong password', { countersignature: { userName: 'tech', password: 'x' } }, 'wrongCredentials'],
  ] as const)('%s adds nobody', async (_, change, problem) => {
    const { deps, handlers, as, signedBy } = await page();
    const input = {
      userName: 'newclerk',
      displayName: 'Test New',
      password: fresh,
      countersignature: signedBy('tech'),
      ...change,
      roles: [...('roles' in change ? change.roles : ['clerk' as const])],
    };
    expect(codeOf(await handlers.staffAdd(input, as('chief')))).toBe(problem);
    expect(deps.stores.staff.list()).toHaveLength(5);
  });

  it('roles change at once, with what they were in the journal', async () => {
    const { deps, handlers, as, signedBy, byName } = await page();
    const staffId = byName('clerk1').id;
    const set = async (roles: ('clerk' | 'technician' | 'stockKeeper')[]) =>
      handlers.staffSetRoles({ staffId, roles, countersignature: signedBy('tech') }, as('chief'));
    expect(await set(['technician', 'clerk'])).toMatchObject({ value: { roles: ['clerk', 'technician'] } });
    expect(codeOf(await set(['clerk', 'stockKeeper']))).toBe('rolesForbidden');
    expect(byName('clerk1').roles).toEqual(['clerk', 'technician']);
    expect(audited(deps).filter(({ event }) => event === 'staff.rolesChanged')).toMatchObject([
      {
        actor: 'chief',
        subject: staffId,
        detail: '{"roles":"clerk technician","before":"clerk","second":"tech"}',
      },
    ]);
    expect(deps.bus.names()).toContain('sessionChanged');
  });

  it('a profile’s own pair counts on the page too', async () => {
    const { deps, as, signedBy, byName } = await page();
    const strict = {
      ...deps,
      profile: { ...testProfile, forbiddenRolePairs: [['clerk', 'technician'] as ['clerk', 'technician']] },
    };
    const handlers = staffHandlers(strict, () => undefined);
    const list = await handlers.staffList({}, as('chief'));
    expect(list.ok && list.value.forbiddenPairs).toContainEqual(['clerk', 'technician']);
    const wish = {
      staffId: byName('clerk1').id,
      roles: ['clerk' as const, 'technician' as const],
      countersignature: signedBy('tech'),
    };
    expect(codeOf(await handlers.staffSetRoles(wish, as('chief')))).toBe('rolesForbidden');
  });

  it('somebody deactivated leaves every screen, signs nothing, and comes back with the old password', async () => {
    const { handlers, letGo, as, signedBy, byName, signIn, deps } = await page();
    const staffId = byName('clerk1').id;
    const set = async (active: boolean) =>
      handlers.staffSetActive({ staffId, active, countersignature: signedBy('tech') }, as('chief'));
    expect(await set(false)).toMatchObject({
      value: { active: false, deactivatedBy: 'station', problem: { code: 'accountDeactivated' } },
    });
    expect(letGo.mock.calls).toEqual([[staffId, { code: 'accountDeactivated' }]]);
    expect(byName('clerk1').deactivatedAt).toBe(deps.clock.iso());
    expect(codeOf(await signIn({ userName: 'clerk1', password }, testCaller()))).toBe('accountDeactivated');
    expect(await set(true)).toMatchObject({ value: { active: true, deactivatedBy: null, problem: null } });
    expect(codeOf(await signIn({ userName: 'clerk1', password }, testCaller()))).toBe('ok');
  });

  it('what upstream took, the station does not give back', async () => {
    const { deps, handlers, as, signedBy, byName } = await page();
    const person = byName('clerk1');
    deps.stores.run(() => deps.stores.staff.save({ ...person, active: false, deactivatedBy: 'upstream' }));
    const wish = { staffId: person.id, active: true, countersignature: signedBy('tech') };
    expect(codeOf(await handlers.staffSetActive(wish, as('chief')))).toBe('deactivatedUpstream');
    expect(byName('clerk1').active).toBe(false);
  });

  it('a reset ends the lock and the sessions, and the new password is for one sign-in', async () => {
    const { handlers, letGo, as, signedBy, byName, signIn } = await page();
    for (let count = 1; count <= 5; count += 1)
      await signIn({ userName: 'clerk1', password: 'wrong' }, testCaller());
    const staffId = byName('clerk1').id;
    const wish = { staffId, password: fresh, countersignature: signedBy('tech') };
    expect(await handlers.staffResetPassword(wish, as('chief'))).toMatchObject({
      value: { mustChangePassword: true, lockedUntil: null },
    });
    expect(letGo).toHaveBeenCalledTimes(1);
    expect(codeOf(await signIn({ userName: 'clerk1', password }, testCaller()))).toBe('wrongCredentials');
    expect(codeOf(await signIn({ userName: 'clerk1', password: fresh }, testCaller()))).toBe('ok');
  });
});

describe('H10 nobody changes his own account or signs for it', () => {
  it.each(['chief', 'tech'])('%s', async (own) => {
    const { deps, handlers, as, signedBy, byName } = await page();
    const staffId = byName(own).id;
    const countersignature = signedBy('tech');
    const before = deps.stores.staff.list();
    const answers = [
      await handlers.staffSetRoles({ staffId, roles: ['auditor'], countersignature }, as('chief')),
      await handlers.staffSetActive({ staffId, active: false, countersignature }, as('chief')),
      await handlers.staffResetPassword({ staffId, password: fresh, countersignature }, as('chief')),
    ];
    expect(answers.map(codeOf)).toEqual(['ownAccount', 'ownAccount', 'ownAccount']);
    expect(deps.stores.staff.list()).toEqual(before);
  });

  it('a supervisor who was stopped while the technician was typing changes nothing', async () => {
    const { deps, handlers, as, signedBy, byName } = await page();
    const caller = as('chief');
    const wish = { staffId: byName('clerk1').id, active: false, countersignature: signedBy('tech') };
    const under = handlers.staffSetActive(wish, caller);
    deps.stores.run(() => deps.stores.staff.save({ ...byName('chief'), active: false }));
    expect(codeOf(await under)).toBe('accountDeactivated');
    expect(byName('clerk1').active).toBe(true);
  });

  it('the last supervisor stays one', () => {
    const deps = testDeps();
    const [chief, other] = [sampleStaff(['supervisor'], 'chief'), sampleStaff(['supervisor'], 'other')];
    deps.stores.run(() => [chief, other].forEach((person) => deps.stores.staff.save(person)));
    expect(leavesNoSupervisor(deps, { ...chief, active: false })).toBe(false);
    deps.stores.run(() => deps.stores.staff.save({ ...other, active: false }));
    expect(leavesNoSupervisor(deps, { ...chief, active: false })).toBe(true);
    expect(leavesNoSupervisor(deps, { ...chief, roles: ['clerk'] })).toBe(true);
    expect(leavesNoSupervisor(deps, chief)).toBe(false);
  });
});

describe('I5 one’s own password', () => {
  it('needs the old one, and a new one that is good', async () => {
    const { deps, handlers, byName, signIn } = await page();
    deps.stores.run(() => deps.stores.staff.save({ ...byName('clerk1'), mustChangePassword: true }));
    const caller = testCaller(byName('clerk1'));
    const change = async (old: string, wanted: string) =>
      codeOf(await handlers.passwordChange({ password: old, newPassword: wanted }, caller));
    expect(await change('wrong', fresh)).toBe('wrongCredentials');
    expect(await change(password, password)).toBe('passwordWeak');
    expect(await change(password, 'short')).toBe('passwordWeak');
    expect(byName('clerk1').mustChangePassword).toBe(true);
    expect(await change(password, fresh)).toBe('ok');
    expect(byName('clerk1')).toMatchObject({ mustChangePassword: false, failedAttempts: 0 });
    expect(codeOf(await signIn({ userName: 'clerk1', password: fresh }, testCaller()))).toBe('ok');
    expect(JSON.stringify(audited(deps))).not.toMatch(/fresh|horse/);
  });

  it('wrong old ones lock like those of a sign-in', async () => {
    const { handlers, as } = await page();
    const caller = as('clerk1');
    const guess = async () =>
      codeOf(await handlers.passwordChange({ password: 'guess', newPassword: fresh }, caller));
    for (let count = 1; count <= 4; count += 1) expect(await guess()).toBe('wrongCredentials');
    expect(await guess()).toBe('accountLocked');
  });

  it('somebody whose password another one chose signs for nobody', async () => {
    const { deps, handlers, as, signedBy, byName } = await page();
    deps.stores.run(() => deps.stores.staff.save({ ...byName('tech'), mustChangePassword: true }));
    const wish = { staffId: byName('clerk1').id, active: false, countersignature: signedBy('tech') };
    expect(codeOf(await handlers.staffSetActive(wish, as('chief')))).toBe('passwordMustChange');
  });
});

describe('E7 one-time codes are enrolled by a supervisor and the person', () => {
  it('and shown once; a code of before is none any more', async () => {
    const { deps, handlers, as, signedBy, byName } = await page();
    const old = newOneTimeSecret();
    deps.stores.run(() => deps.stores.staff.save({ ...byName('tech'), oneTimeSecret: old, oneTimeStep: 9 }));
    const wish = { staffId: byName('tech').id, countersignature: signedBy('tech') };
    const answer = await handlers.staffEnrolCodes(wish, as('chief'));
    const { oneTimeSecret, oneTimeStep } = byName('tech');
    expect(answer.ok && answer.value.uri).toMatch(
      new RegExp(`^otpauth://totp/.*secret=${String(oneTimeSecret)}&`),
    );
    expect([oneTimeSecret === old, oneTimeStep]).toEqual([false, null]);
    expect(JSON.stringify([audited(deps), deps.log.lines])).not.toContain(oneTimeSecret);
    const list = await handlers.staffList({}, as('chief'));
    expect(JSON.stringify(list)).not.toContain(oneTimeSecret);
    // A stored answer would keep the secret for whoever repeats the call.
    expect(methods.staffEnrolCodes.mutating).toBe(false);
  });

  it('never by somebody else in the person’s place', async () => {
    const { handlers, as, signedBy, byName } = await page();
    const staffId = byName('tech').id;
    for (const [userName, problem] of [
      ['tech2', 'forbidden'],
      ['chief', 'forbidden'],
      ['clerk1', 'forbidden'],
    ] as const)
      expect(
        codeOf(
          await handlers.staffEnrolCodes({ staffId, countersignature: signedBy(userName) }, as('chief')),
        ),
      ).toBe(problem);
    expect(byName('tech').oneTimeSecret).toBeNull();
  });
});

describe('I4 the staff page', () => {
  it('is read by supervisors and auditors, audited once, and shows no secret', async () => {
    const { deps, handlers, as } = await page();
    expect(methods.staffList.roles).toEqual(['supervisor', 'auditor']);
    const answer = await handlers.staffList({}, as('chief'));
    await handlers.staffList({}, as('chief'));
    const book = methods.staffList.out.parse(answer.ok && answer.value);
    expect(book.people.map(({ userName, self }) => [userName, self])).toEqual([
      ['chief', true],
      ['chief2', false],
      ['tech', false],
      ['tech2', false],
      ['clerk1', false],
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/quick:|passwordHash/);
    expect(book.people[2]?.validUntil).toBe('2026-11-26T01:20:00.000Z');
    expect(audited(deps).filter(({ event }) => event === 'read.staff')).toHaveLength(1);
  });

  it('tells who cannot work here now, and why', async () => {
    const { deps, handlers, as } = await page();
    deps.clock.advance(30 * 3_600_000);
    const answer = await handlers.staffList({}, as('chief'));
    expect(answer.ok && answer.value.people.map(({ problem }) => problem?.code ?? null)).toEqual([
      null,
      null,
      'signInExpired',
      'signInExpired',
      null,
    ]);
    expect(await peopleHandlers(deps, () => null).session({}, as('tech'))).toMatchObject({
      value: { staff: null },
    });
  });
});
