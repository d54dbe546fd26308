import { describe, expect, it } from 'vitest';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import { testCaller } from '../../helpers/index.ts';
import { audited, password, withStaff } from './people.ts';

describe('I5 lock after wrong passwords', () => {
  const locked = { ok: false, error: { code: 'accountLocked', detail: { until: '2026-11-25 09:35' } } };

  it('the fifth wrong one locks for fifteen minutes, the right one too', async () => {
    const { deps, caller, handlers } = await withStaff(['clerk1', ['clerk']]);
    const attempt = async (text: string): Promise<unknown> =>
      handlers.signIn({ userName: 'clerk1', password: text }, caller);
    for (let count = 1; count <= 4; count += 1)
      expect(await attempt('wrong')).toEqual({ ok: false, error: { code: 'wrongCredentials' } });
    expect(await attempt('wrong')).toEqual(locked);
    expect(await attempt(password)).toEqual(locked);
    deps.clock.advance(15 * 60_000 - 1);
    expect(await attempt(password)).toEqual(locked);
    deps.clock.advance(1);
    expect(await attempt(password)).toMatchObject({ ok: true });
    expect(deps.stores.staff.byUserName('clerk1')).toMatchObject({ failedAttempts: 0, lockedUntil: null });
    expect(audited(deps).filter(({ event }) => event === 'signIn.failed')).toHaveLength(7);
  });

  it('the fifth attempt may still be the right one', async () => {
    const { caller, handlers } = await withStaff(['clerk1', ['clerk']]);
    for (let count = 1; count <= 4; count += 1)
      await handlers.signIn({ userName: 'clerk1', password: 'wrong' }, caller);
    expect(await handlers.signIn({ userName: 'clerk1', password }, caller)).toMatchObject({ ok: true });
  });

  it('after the lock there are five new attempts', async () => {
    const { deps, caller, handlers } = await withStaff(['clerk1', ['clerk']]);
    const wrong = async (): Promise<unknown> =>
      handlers.signIn({ userName: 'clerk1', password: 'wrong' }, caller);
    for (let count = 1; count <= 5; count += 1) await wrong();
    deps.clock.advance(15 * 60_000);
    expect(await wrong()).toMatchObject({ error: { code: 'wrongCredentials' } });
  });

  it('a right password in between begins the count anew', async () => {
    const { caller, handlers } = await withStaff(['clerk1', ['clerk']]);
    for (let round = 0; round < 3; round += 1) {
      for (let count = 1; count <= 4; count += 1)
        await handlers.signIn({ userName: 'clerk1', password: 'wrong' }, caller);
      expect(await handlers.signIn({ userName: 'clerk1', password }, caller)).toMatchObject({ ok: true });
    }
  });

  it('many attempts at once get no more than five tries', async () => {
    const { deps } = await withStaff(['clerk1', ['clerk']]);
    let looked = 0;
    const crypto = {
      ...deps.crypto,
      verifyPassword: (hash: string, text: string) => ((looked += 1), deps.crypto.verifyPassword(hash, text)),
    };
    const handlers = peopleHandlers({ ...deps, crypto }, () => null);
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) =>
        handlers.signIn({ userName: 'clerk1', password: `guess ${index}` }, testCaller()),
      ),
    );
    expect(looked).toBe(5);
    expect(deps.stores.staff.byUserName('clerk1')?.lockedUntil).toBe('2026-11-25T01:35:00.000Z');
  });

  it('one person locked locks nobody else', async () => {
    const { caller, handlers } = await withStaff(['clerk1', ['clerk']], ['clerk2', ['clerk']]);
    for (let count = 1; count <= 5; count += 1)
      await handlers.signIn({ userName: 'clerk1', password: 'wrong' }, caller);
    expect(await handlers.signIn({ userName: 'clerk2', password }, caller)).toMatchObject({ ok: true });
  });
});
