import { describe, expect, it } from 'vitest';
import type { StaffView } from '../../../main/contract/access.ts';
import { footerActs } from '../../../renderer/features/desk/footerActs.ts';
import { refusalFor } from '../../../renderer/features/window/permissions.ts';
import { cases, withJob } from '../fixtures/caseFixtures.ts';
import type { JobId } from '../../../main/contract/ids.ts';

const staff = (roles: StaffView['roles']): StaffView => ({
  id: 'staff_1',
  userName: 'limin',
  displayName: '李样例',
  roles,
});
const both = { acts: ['verifyOriginals', 'issueCards'] as ('verifyOriginals' | 'issueCards')[] };
const refusal =
  (roles: StaffView['roles'], acts = both.acts) =>
  (name: Parameters<typeof refusalFor>[0]): string | null =>
    refusalFor(name, staff(roles), { acts }) === null ? null : `no ${name}`;
const clerk = refusal(['clerk']);
const enabled = (acts: ReturnType<typeof footerActs>): string[] =>
  acts.filter((act) => act.enabled).map((act) => act.key);

describe('C1 lawful outcomes', () => {
  it('offers exactly these ways on, each under its own key', () => {
    expect(footerActs(cases.open, clerk, false).map(({ key, id }) => `${key} ${id}`)).toEqual([
      'F6 fixNow',
      'F7 otherEnds',
      'F8 supplement',
      'F9 accept',
      'F10 card',
    ]);
  });

  it('is the truth about what can be pressed now', () => {
    expect(enabled(footerActs(null, clerk, false))).toEqual([]);
    expect(enabled(footerActs(cases.open, clerk, false))).toEqual(['F6', 'F7']);
    expect(enabled(footerActs(cases.ready, clerk, false))).toEqual(['F6', 'F7', 'F9']);
    expect(enabled(footerActs(cases.problems, clerk, false))).toEqual(['F6', 'F7', 'F8']);
    // F7 after acceptance is the hold; what a supervisor may do there besides is told in outcomes.test.ts.
    expect(enabled(footerActs(cases.accepted, clerk, false))).toEqual(['F7', 'F10']);
  });

  it('says why for everything that cannot be pressed', () => {
    for (const view of [null, ...Object.values(cases)]) {
      for (const act of footerActs(view, clerk, false)) {
        expect(act.enabled).toBe(act.reason === null && act.refusal === null);
      }
    }
    expect(footerActs(null, clerk, false)[0]?.reason?.code).toBe('noOpenCase');
    expect(footerActs(cases.accepted, clerk, false)[0]?.reason?.code).toBe('caseClosed');
    expect(footerActs(cases.open, clerk, false)[3]?.reason?.code).toBe('comparisonOpen');
  });

  it('says "accept first" instead of "not in this state"', () => {
    const issue = { allowed: false, reasons: [{ code: 'wrongState' as const, detail: { state: 'open' } }] };
    expect(footerActs({ ...cases.open, issue }, clerk, false)[4]?.reasonKey).toBe('desk.act.acceptFirst');
    expect(footerActs(cases.open, clerk, false)[4]?.reasonKey).toBeNull();
  });

  it('counts what the supplement notice will tell', () => {
    expect(footerActs(cases.problems, clerk, false)[2]?.count).toBe(3);
  });

  it('names at most one next act', () => {
    const next = (view: Parameters<typeof footerActs>[0]): string[] =>
      footerActs(view, clerk, false)
        .filter((act) => act.next)
        .map((act) => act.id);
    expect(next(cases.open)).toEqual([]);
    expect(next(cases.ready)).toEqual(['accept']);
    expect(next(cases.problems)).toEqual(['supplement']);
    expect(next(cases.supplement)).toEqual([]);
    expect(next(cases.accepted)).toEqual(['card']);
  });

  it('always leads to a card job that exists, and back', () => {
    const view = withJob('job_1' as JobId);
    expect(footerActs(view, clerk, false)[4]).toMatchObject({
      enabled: true,
      labelKey: 'desk.act.cardFollow',
    });
    expect(footerActs(view, clerk, true)[4]).toMatchObject({
      enabled: true,
      labelKey: 'desk.act.backToCheck',
    });
  });
});

describe('I4 roles and acts', () => {
  it('an auditor looks and presses nothing', () => {
    expect(enabled(footerActs(cases.ready, refusal(['auditor']), false))).toEqual([]);
  });

  it('a station without the act offers nothing of it', () => {
    const cardsOnly = refusal(['clerk'], ['issueCards']);
    expect(enabled(footerActs(cases.ready, cardsOnly, false))).toEqual([]);
    const checksOnly = refusal(['clerk'], ['verifyOriginals']);
    expect(enabled(footerActs(cases.accepted, checksOnly, false))).toEqual(['F7']);
  });

  it('asks the method table and nothing else', () => {
    expect(refusalFor('stockReceive', staff(['clerk']), both)).toEqual({
      kind: 'role',
      roles: ['stockKeeper', 'supervisor'],
    });
    expect(refusalFor('stockReceive', staff(['stockKeeper']), both)).toBeNull();
    expect(refusalFor('dayClose', staff(['clerk', 'technician']), both)).toMatchObject({ kind: 'role' });
    expect(refusalFor('stationStatus', null, undefined)).toBeNull();
    expect(refusalFor('caseList', null, both)).toMatchObject({ kind: 'role' });
    expect(refusalFor('cardStart', staff(['clerk']), { acts: ['verifyOriginals'] })).toEqual({
      kind: 'act',
      act: 'issueCards',
    });
  });
});
