import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSync } from '../../../../main/app/sync/createSync.ts';
import { pullStaff } from '../../../../main/app/sync/pullStaff.ts';
import { role } from '../../../../main/contract/access.ts';
import type { StaffStanding } from '../../../../main/contract/people.ts';
import { upstreamCalls } from '../../../../main/contract/upstream.ts';
import { healthSays, inspect, sampleStaff, testDeps } from '../../helpers/index.ts';

const at = '2026-11-25T01:20:00.000Z';

function bench() {
  const deps = testDeps();
  const people = {
    clerk1: sampleStaff(['clerk'], 'clerk1'),
    chief: sampleStaff(['supervisor'], 'chief'),
    tech: sampleStaff(['technician'], 'tech'),
  };
  deps.stores.run(() => Object.values(people).forEach((person) => deps.stores.staff.save(person)));
  const says = (staff: readonly StaffStanding[], stationId = 'SZ50') =>
    deps.upstream.answer('staffStanding', () => ({
      kind: 'answer',
      value: upstreamCalls.staffStanding.out.parse({ stationId, staff, at }),
    }));
  const person = (name: keyof typeof people) => deps.stores.staff.get(people[name].id);
  const events = () =>
    inspect(deps.stores, (database) =>
      database.prepare('SELECT event, actor, subject, detail FROM audit ORDER BY sequence').all(),
    );
  return { deps, people, says, person, events, pull: async () => pullStaff(deps) };
}

describe('G10 upstream says who may still work here', () => {
  it('whoever it names as active is vouched for, as of the question', async () => {
    const { deps, says, person, pull } = bench();
    deps.clock.advance(3_600_000);
    says([{ userName: 'CLERK1', active: true }]);
    expect(await pull()).toEqual({ deactivated: [], changed: [], stopped: 'upToDate' });
    expect([person('clerk1')?.confirmedAt, person('chief')?.confirmedAt]).toEqual([
      deps.clock.iso(),
      '2026-11-25T00:00:00.000Z',
    ]);
  });

  it('whoever it names as not active stops; upstream gives it back, with the journal', async () => {
    const { says, person, pull, people, events } = bench();
    says([{ userName: 'clerk1', active: false }]);
    const { id } = people.clerk1;
    expect(await pull()).toEqual({ deactivated: [id], changed: [id], stopped: 'upToDate' });
    expect(person('clerk1')).toMatchObject({ active: false, deactivatedAt: at, deactivatedBy: 'upstream' });
    expect(await pull()).toMatchObject({ deactivated: [], changed: [] });
    says([{ userName: 'clerk1', active: true }]);
    expect(await pull()).toMatchObject({ deactivated: [], changed: [id] });
    expect(person('clerk1')).toMatchObject({ active: true, deactivatedAt: null, confirmedAt: at });
    expect(events()).toEqual(
      ['staff.deactivated', 'staff.reactivated'].map((event) => ({
        event,
        actor: 'system',
        subject: id,
        detail: '{"by":"upstream"}',
      })),
    );
  });

  it('what the station took, upstream does not give back', async () => {
    const { deps, says, person, pull, people } = bench();
    deps.stores.run(() =>
      deps.stores.staff.save({
        ...people.clerk1,
        active: false,
        deactivatedAt: at,
        deactivatedBy: 'station',
      }),
    );
    for (const active of [true, false, true]) {
      says([{ userName: 'clerk1', active }]);
      await pull();
      expect(person('clerk1')).toMatchObject({ active: false, deactivatedBy: 'station' });
    }
  });

  it('roles follow upstream; a forbidden pair is neither taken nor vouched for', async () => {
    const { deps, says, person, pull, people, events } = bench();
    deps.clock.advance(3_600_000);
    says([{ userName: 'clerk1', active: true, roles: ['technician'] }]);
    expect(await pull()).toMatchObject({ changed: [people.clerk1.id], deactivated: [] });
    expect(person('clerk1')?.roles).toEqual(['technician']);
    expect(events()).toMatchObject([
      { event: 'staff.rolesChanged', detail: '{"roles":"technician","before":"clerk","by":"upstream"}' },
    ]);
    const confirmed = person('clerk1')?.confirmedAt;
    deps.clock.advance(3_600_000);
    says([{ userName: 'clerk1', active: true, roles: ['technician', 'supervisor'] }]);
    expect(await pull()).toMatchObject({ changed: [] });
    expect(person('clerk1')).toMatchObject({ roles: ['technician'], confirmedAt: confirmed });
  });

  it('no answer at all, a wrong one or an empty one locks nobody out', async () => {
    const { deps, says, people, pull } = bench();
    const before = deps.stores.staff.list();
    const garbage = [
      { kind: 'offline', detail: 'ECONNRESET' },
      { kind: 'linkFault', detail: 'schema' },
      { kind: 'refused', refusal: { refused: true, code: 'conflict', reason: 'x' } },
    ] as const;
    for (const answer of garbage) {
      deps.upstream.answer('staffStanding', () => answer);
      expect((await pull()).stopped).not.toBe('upToDate');
    }
    says([]);
    expect(await pull()).toMatchObject({ stopped: 'upToDate', deactivated: [] });
    const allOff = Object.values(people).map(({ userName }) => ({ userName, active: false }));
    // For another station; and one that contradicts itself.
    says(allOff, 'SZ51');
    expect(await pull()).toMatchObject({ stopped: 'linkFault' });
    says([...allOff, { userName: 'CHIEF', active: true }]);
    expect(await pull()).toMatchObject({ stopped: 'linkFault' });
    expect(deps.stores.staff.list()).toEqual(before);
    expect(deps.log.lines.filter(({ event }) => event === 'staff.notPulled')).toHaveLength(5);
  });

  it('any list: only those it names change, and only as it says', async () => {
    const names = ['clerk1', 'chief', 'tech', 'stranger'] as const;
    const lists = fc.uniqueArray(
      fc.record({
        userName: fc.constantFrom(...names),
        active: fc.boolean(),
        roles: fc.option(fc.subarray([...role.options], { minLength: 1 }), { nil: undefined }),
      }),
      { selector: ({ userName }) => userName },
    );
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const { deps, says, pull, people } = bench();
        says(list as StaffStanding[]);
        const { deactivated } = await pull();
        for (const person of Object.values(people)) {
          const said = list.find(({ userName }) => userName === person.userName);
          const now = deps.stores.staff.get(person.id);
          expect(now?.active).toBe(said?.active ?? true);
          expect(deactivated.includes(person.id)).toBe(said?.active === false);
          if (said === undefined) expect(now).toEqual(person);
        }
        expect(deps.stores.staff.list()).toHaveLength(3);
        deps.stores.close();
      }),
      { numRuns: 25 },
    );
  });

  it('is not written down anew at every contact', async () => {
    const { deps, says, person, pull } = bench();
    deps.clock.advance(3_600_000);
    says([{ userName: 'clerk1', active: true }]);
    await pull();
    const first = person('clerk1')?.confirmedAt;
    deps.clock.advance(14 * 60_000);
    await pull();
    expect(person('clerk1')?.confirmedAt).toBe(first);
    deps.clock.advance(60_000);
    await pull();
    expect(person('clerk1')?.confirmedAt).toBe(deps.clock.iso());
    // A training clock that was put back: nobody is vouched for in the future.
    deps.clock.set('2026-11-25T01:30:00.000Z');
    await pull();
    expect(person('clerk1')?.confirmedAt).toBe(deps.clock.iso());
  });
});

describe('G10 at each contact', () => {
  const well = healthSays(at);
  const settle = async (): Promise<void> =>
    new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

  it('sync asks before it sends, tells whom it stopped, and asks again when the link comes back', async () => {
    const { deps, says, people } = bench();
    const heard: unknown[] = [];
    let online = true;
    deps.upstream.answer('health', (input) => (online ? well(input) : { kind: 'offline', detail: 'test' }));
    says([{ userName: 'clerk1', active: false }]);
    const sync = createSync(deps, {
      rowSettled: () => null,
      onStaff: (report) => void heard.push(report.deactivated),
    });
    const asked = () => deps.upstream.calls.filter(({ name }) => name === 'staffStanding').length;
    const pass = async (ms: number) => {
      deps.clock.advance(ms);
      for (let count = 0; count < 5; count += 1) await settle();
    };
    sync.start();
    await pass(0);
    expect([asked(), heard]).toEqual([1, [[people.clerk1.id]]]);
    await pass(2000);
    expect(asked()).toBe(1);
    online = false;
    await pass(16_000);
    online = true;
    // Long before the minute is over: the link was away.
    await pass(20_000);
    expect(asked()).toBe(2);
    await sync.stop();
  });
});
