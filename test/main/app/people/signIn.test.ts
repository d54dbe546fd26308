import { describe, expect, it } from 'vitest';
import { createStaff } from '../../../../main/app/people/createStaff.ts';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import { hashPassword, verifyPassword } from '../../../../main/infra/crypto/password.ts';
import { quickCrypto, testCaller } from '../../helpers/index.ts';
import { audited, password, withStaff } from './people.ts';

describe('sign-in', () => {
  it('binds the person to the port, tells the screens, and shows no hash', async () => {
    const { deps, caller, handlers } = await withStaff(['clerk1', ['clerk']]);
    expect(await handlers.session({}, caller)).toEqual({ ok: true, value: { staff: null } });
    const answer = await handlers.signIn({ userName: ' Clerk1 ', password }, caller);
    expect(answer).toEqual({
      ok: true,
      value: { id: caller.staff?.id, userName: 'clerk1', displayName: 'Test clerk1', roles: ['clerk'] },
    });
    expect(caller.staff?.userName).toBe('clerk1');
    expect(await handlers.session({}, caller)).toEqual({
      ok: true,
      value: { staff: answer.ok && answer.value },
    });
    expect(deps.bus.names()).toEqual(['sessionChanged']);

    await handlers.signOut({}, caller);
    expect(caller.staff).toBeNull();
    expect(deps.bus.names()).toEqual(['sessionChanged', 'sessionChanged']);
    expect(audited(deps).map(({ event }) => event)).toEqual(['signIn.done', 'signOut.done']);
  });

  it('signing out when nobody is signed in changes nothing', async () => {
    const { deps, caller, handlers } = await withStaff();
    expect(await handlers.signOut({}, caller)).toEqual({ ok: true, value: {} });
    expect(deps.bus.names()).toEqual([]);
    expect(audited(deps)).toEqual([]);
  });

  it('a wrong password and an unknown name get the same answer', async () => {
    const { deps, caller, handlers } = await withStaff(['clerk1', ['clerk']]);
    const wrong = await handlers.signIn({ userName: 'clerk1', password: 'wrong' }, caller);
    const unknown = await handlers.signIn({ userName: 'nobody here', password }, caller);
    expect(wrong).toEqual({ ok: false, error: { code: 'wrongCredentials' } });
    expect(unknown).toEqual(wrong);
    expect(caller.staff).toBeNull();
    expect(deps.bus.names()).toEqual([]);
  });

  it('an unknown name costs one password hash like a known one', async () => {
    let work = 0;
    const quick = quickCrypto();
    const { deps } = await withStaff(['clerk1', ['clerk']]);
    const counting = {
      ...quick,
      hashPassword: (text: string) => ((work += 1), quick.hashPassword(text)),
      verifyPassword: (hash: string, text: string) => ((work += 1), quick.verifyPassword(hash, text)),
    };
    const handlers = peopleHandlers({ ...deps, crypto: counting }, () => null);
    await handlers.signIn({ userName: 'nobody', password }, testCaller());
    expect(work).toBe(1);
    await handlers.signIn({ userName: 'clerk1', password }, testCaller());
    expect(work).toBe(2);
  });

  it('every attempt is audited, without the password and without a name nobody has', async () => {
    const { deps, caller, handlers, staff } = await withStaff(['clerk1', ['clerk']]);
    await handlers.signIn({ userName: 'clerk1', password: 'typed-secret-1' }, caller);
    await handlers.signIn({ userName: 'typed-secret-2', password }, caller);
    await handlers.signIn({ userName: 'clerk1', password }, caller);
    const lines = audited(deps);
    expect(lines.map(({ actor, event, subject }) => [actor, event, subject])).toEqual([
      ['clerk1', 'signIn.failed', staff[0]?.id],
      ['system', 'signIn.failed', 'unknown'],
      ['clerk1', 'signIn.done', staff[0]?.id],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/typed-secret|correct horse/);
    expect(JSON.stringify(deps.log.lines)).not.toMatch(/typed-secret|correct horse/);
    expect(deps.stores.audit.verify().intact).toBe(true);
  });

  it('somebody deactivated is told so after the right password only', async () => {
    const { deps, caller, handlers, staff } = await withStaff(['clerk1', ['clerk']]);
    const [clerk] = staff;
    if (!clerk) throw new Error('nobody was made');
    deps.stores.run(() => deps.stores.staff.save({ ...clerk, active: false }));
    expect(await handlers.signIn({ userName: 'clerk1', password: 'wrong' }, caller)).toMatchObject({
      error: { code: 'wrongCredentials' },
    });
    expect(await handlers.signIn({ userName: 'clerk1', password }, caller)).toMatchObject({
      error: { code: 'accountDeactivated' },
    });
    expect(caller.staff).toBeNull();
  });

  it('works with the real scrypt', async () => {
    const { deps } = await withStaff();
    const real = { ...deps, crypto: { ...deps.crypto, hashPassword, verifyPassword } };
    await createStaff(
      real,
      { userName: 'clerk1', displayName: 'Test', roles: ['clerk'], password },
      'system',
    );
    const handlers = peopleHandlers(real, () => null);
    expect(await handlers.signIn({ userName: 'clerk1', password }, testCaller())).toMatchObject({ ok: true });
    expect(
      await handlers.signIn({ userName: 'clerk1', password: `${password} ` }, testCaller()),
    ).toMatchObject({ ok: false });
    expect(real.stores.staff.byUserName('clerk1')?.passwordHash).toMatch(/^scrypt\$15\$/);
  });
});
