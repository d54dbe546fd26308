import { describe, expect, it } from 'vitest';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import { verifyCountersignature } from '../../../../main/app/people/verifyCountersignature.ts';
import { testCaller } from '../../helpers/index.ts';
import { audited, password, withStaff } from './people.ts';

describe('countersignature (D4, H1)', () => {
  const needs = { roles: ['supervisor'] } as const;

  it('gives the second person and signs nobody in', async () => {
    const { deps, staff } = await withStaff(['clerk1', ['clerk']], ['chief', ['supervisor']]);
    const [clerk, chief] = staff;
    if (!clerk || !chief) throw new Error('nobody was made');
    const signed = await verifyCountersignature(
      deps,
      { userName: 'chief', password },
      { ...needs, notStaffId: clerk.id },
    );
    expect(signed).toMatchObject({ ok: true, value: { id: chief.id } });
    expect(deps.bus.names()).toEqual([]);
    expect(audited(deps).map(({ event, actor }) => [event, actor])).toEqual([['countersign.done', 'chief']]);
  });

  it('never the first person, in whatever spelling', async () => {
    const { deps, staff } = await withStaff(['chief', ['supervisor']]);
    const [chief] = staff;
    if (!chief) throw new Error('nobody was made');
    for (const userName of ['chief', 'CHIEF', ' chief '])
      expect(
        await verifyCountersignature(deps, { userName, password }, { ...needs, notStaffId: chief.id }),
      ).toEqual({
        ok: false,
        error: { code: 'samePerson' },
      });
    expect(await verifyCountersignature(deps, { userName: 'chief', password }, needs)).toMatchObject({
      ok: true,
    });
  });

  it('refuses a wrong password, a wrong role, and counts towards the lock', async () => {
    const { deps } = await withStaff(['clerk1', ['clerk']], ['chief', ['supervisor']]);
    const sign = async (userName: string, text: string): Promise<unknown> =>
      verifyCountersignature(deps, { userName, password: text }, needs);
    expect(await sign('clerk1', password)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(await sign('nobody', password)).toEqual({ ok: false, error: { code: 'wrongCredentials' } });
    for (let count = 1; count <= 4; count += 1)
      expect(await sign('chief', 'wrong')).toEqual({ ok: false, error: { code: 'wrongCredentials' } });
    expect(await sign('chief', 'wrong')).toMatchObject({ error: { code: 'accountLocked' } });
    expect(
      await peopleHandlers(deps, () => null).signIn({ userName: 'chief', password }, testCaller()),
    ).toMatchObject({
      error: { code: 'accountLocked' },
    });
  });
});
