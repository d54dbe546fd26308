import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../../main/app/dispatch.ts';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import { verifyCountersignature } from '../../../../main/app/people/verifyCountersignature.ts';
import { role, type Role } from '../../../../main/contract/access.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { defaultOfflineHours } from '../../../../main/domain/people/signInLimits.ts';
import {
  openTestStores,
  tamper,
  testCaller,
  testDeps,
  testProfile,
  type TestDeps,
} from '../../helpers/index.ts';
import { audited, password, withStaff } from './people.ts';

const hour = 3_600_000;

function dispatchOf(deps: TestDeps) {
  const ended: number[] = [];
  const dispatch = createDispatch({
    table: methods,
    handlers: { ...peopleHandlers(deps, () => null), caseList: () => ({ ok: true, value: [] }) },
    profile: deps.profile,
    answers: null,
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
    onSessionEnded: () => void ended.push(1),
  });
  return { dispatch, ended };
}

describe('G10 a sign-in expires without upstream', () => {
  it.each(role.options.map((each) => [each, defaultOfflineHours[each]] as const))(
    '%s: good for %i hours, at the millisecond',
    async (each: Role, hours) => {
      const { deps, handlers } = await withStaff(['person', [each]]);
      const signIn = async () => handlers.signIn({ userName: 'person', password }, testCaller());
      deps.clock.advance(hours * hour - 1);
      expect(await signIn()).toMatchObject({ ok: true });
      deps.clock.advance(1);
      expect(await signIn()).toEqual({
        ok: false,
        error: { code: 'signInExpired', detail: { since: '2026-11-25 09:20' } },
      });
      expect(audited(deps).at(-1)).toMatchObject({
        event: 'signIn.failed',
        detail: '{"reason":"signInExpired"}',
      });
    },
  );

  it('says so after the right password only', async () => {
    const { deps, handlers } = await withStaff(['clerk1', ['clerk']]);
    deps.clock.advance(200 * hour);
    expect(await handlers.signIn({ userName: 'clerk1', password: 'wrong' }, testCaller())).toMatchObject({
      error: { code: 'wrongCredentials' },
    });
  });

  it('somebody at the screen is stopped at the next call, and the screen is told why', async () => {
    const { deps, caller, handlers, staff } = await withStaff(['clerk1', ['clerk']]);
    const { dispatch, ended } = dispatchOf(deps);
    caller.bind(staff[0] ?? null);
    expect(await dispatch({ method: 'caseList', input: {} }, caller)).toMatchObject({ ok: true });
    deps.clock.advance(168 * hour);
    expect(await dispatch({ method: 'caseList', input: {} }, caller)).toMatchObject({
      error: { code: 'signInExpired' },
    });
    expect([caller.staff, ended.length]).toEqual([null, 1]);

    // Without a call of his own: the screen's own question ends it.
    caller.bind(staff[0] ?? null);
    expect(await handlers.session({}, caller)).toMatchObject({
      value: { staff: null, ended: { code: 'signInExpired' } },
    });
    expect(caller.staff).toBeNull();
  });

  it('nor does a countersignature count any more', async () => {
    const { deps } = await withStaff(['chief', ['supervisor']]);
    const sign = async () =>
      verifyCountersignature(deps, { userName: 'chief', password }, { roles: ['supervisor'] });
    deps.clock.advance(72 * hour - 1);
    expect(await sign()).toMatchObject({ ok: true });
    deps.clock.advance(1);
    expect(await sign()).toMatchObject({ error: { code: 'signInExpired' } });
  });

  it('upstream’s word makes it good again', async () => {
    const { deps, handlers, staff } = await withStaff(['clerk1', ['clerk']]);
    const [clerk] = staff;
    if (clerk === undefined) throw new Error('nobody was made');
    deps.clock.advance(400 * hour);
    deps.stores.run(() => deps.stores.staff.save({ ...clerk, confirmedAt: deps.clock.iso() }));
    expect(await handlers.signIn({ userName: 'clerk1', password }, testCaller())).toMatchObject({ ok: true });
  });
});

describe('I4 a person in the file with a forbidden pair cannot sign in', () => {
  it('when the profile adds the pair later', async () => {
    const { deps, staff } = await withStaff(['both', ['clerk', 'supervisor']]);
    const strict = {
      ...deps,
      profile: { ...testProfile, forbiddenRolePairs: [['supervisor', 'clerk'] as ['supervisor', 'clerk']] },
    };
    const caller = testCaller();
    expect(await peopleHandlers(strict, () => null).signIn({ userName: 'both', password }, caller)).toEqual({
      ok: false,
      error: { code: 'rolesForbidden', detail: { one: 'supervisor', other: 'clerk' } },
    });
    expect(
      await verifyCountersignature(strict, { userName: 'both', password }, { roles: ['supervisor'] }),
    ).toMatchObject({ error: { code: 'rolesForbidden' } });
    caller.bind(staff[0] ?? null);
    const answer = await dispatchOf(strict).dispatch({ method: 'caseList', input: {} }, caller);
    expect([answer, caller.staff]).toMatchObject([{ error: { code: 'rolesForbidden' } }, null]);
  });

  it('when somebody wrote it into the file; wrong passwords still count', async () => {
    const { deps } = await withStaff(['clerk1', ['clerk']]);
    deps.stores.close();
    tamper(deps.stores, (database) =>
      database.prepare(`UPDATE staff SET roles = '["clerk","stockKeeper"]'`).run(),
    );
    const again = testDeps({ stores: openTestStores(deps.stores) });
    const { signIn } = peopleHandlers(again, () => null);
    const caller = testCaller();
    expect(await signIn({ userName: 'clerk1', password }, caller)).toMatchObject({
      error: { code: 'rolesForbidden' },
    });
    for (let count = 1; count <= 4; count += 1)
      await signIn({ userName: 'clerk1', password: 'wrong' }, caller);
    expect(await signIn({ userName: 'clerk1', password: 'wrong' }, caller)).toMatchObject({
      error: { code: 'accountLocked' },
    });
    const [person] = again.stores.staff.list();
    if (person === undefined) throw new Error('nobody is there');
    expect(() =>
      again.stores.run(() => again.stores.staff.save({ ...person, roles: ['auditor', 'clerk'] })),
    ).toThrow('nobody may be');
  });
});
