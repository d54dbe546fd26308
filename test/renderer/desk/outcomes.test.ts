import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { StaffView } from '../../../main/contract/access.ts';
import { footerActs } from '../../../renderer/features/desk/footerActs.ts';
import {
  furtherActs,
  intakeOutcomes,
  outcomeChoices,
  permissionOf,
} from '../../../renderer/features/desk/outcomes.ts';
import { refusalFor } from '../../../renderer/features/window/permissions.ts';
import { cases } from '../fixtures/caseFixtures.ts';

const as =
  (...roles: StaffView['roles']) =>
  (name: Parameters<typeof refusalFor>[0]): string | null =>
    refusalFor(
      name,
      { id: 'staff_1', userName: 'limin', displayName: '李样例', roles },
      { acts: ['verifyOriginals', 'issueCards'] },
    ) === null
      ? null
      : `no ${name}`;
const ids = (view: CaseView, refusal = as('clerk')): string[] =>
  outcomeChoices(view, refusal, null).map(({ id }) => id);
const enabled = (view: CaseView, refusal = as('clerk')): string[] =>
  outcomeChoices(view, refusal, null)
    .filter((choice) => choice.enabled)
    .map(({ id }) => id);

describe('C1 the five lawful outcomes', () => {
  it('lists exactly the five in the order of the law, and the hold; no sixth', () => {
    expect(intakeOutcomes).toEqual(['notNeeded', 'notOurs', 'fixNow', 'supplement', 'accept']);
    for (const view of [cases.open, cases.ready, cases.problems, cases.supplement])
      expect(ids(view).filter((id) => !(furtherActs as readonly string[]).includes(id))).toEqual([
        ...intakeOutcomes,
      ]);
    expect(ids(cases.open)).toContain('hold');
  });

  it('keeps an outcome that is not possible in sight, with its reason', () => {
    const accept = outcomeChoices(cases.open, as('clerk'), null).find(({ id }) => id === 'accept');
    expect(accept).toMatchObject({ enabled: false, reason: { code: 'comparisonOpen' } });
    expect(enabled(cases.ready)).toContain('accept');
    expect(enabled(cases.ready)).not.toContain('supplement');
  });

  it('offers no refusal before acceptance', () => {
    for (const view of [cases.open, cases.ready, cases.problems, cases.supplement])
      expect(ids(view, as('supervisor'))).not.toContain('refuse');
  });

  it('refusal and revocation after acceptance are a supervisor’s', () => {
    expect(enabled(cases.accepted, as('supervisor'))).toEqual(
      expect.arrayContaining(['refuse', 'revoke', 'correct']),
    );
    expect(enabled(cases.accepted)).toEqual(['hold']);
    expect(outcomeChoices(cases.accepted, as('clerk'), null).find(({ id }) => id === 'refuse')).toMatchObject(
      {
        enabled: false,
        refusal: 'no caseRefuse',
      },
    );
  });

  it('a held case leads only to its release', () => {
    const held: CaseView = {
      ...cases.open,
      state: 'held',
      held: { reason: 'x', document: 'DEGREE', by: '李样例', at: '2026-11-24T02:41:00.000Z' },
      hold: { allowed: false, reasons: [{ code: 'caseHeld' }] },
      correct: { allowed: false, reasons: [{ code: 'caseHeld' }] },
      release: { allowed: true, reasons: [] },
    };
    expect(ids(held)).toEqual(['release']);
  });

  it('once the law has accepted, no answer that says otherwise is offered', () => {
    const late: CaseView = { ...cases.problems, countsAsAcceptedOn: '2026-11-30' };
    const choices = outcomeChoices(late, as('clerk'), null);
    for (const id of ['notNeeded', 'notOurs'])
      expect(choices.find((choice) => choice.id === id)).toMatchObject({
        enabled: false,
        reason: { code: 'lawAccepted' },
      });
  });
});

describe('B6 with the passport here', () => {
  const here = (view: CaseView): CaseView => ({ ...view, withUs: ['PASSPORT'] });

  it('nobody is sent away, and the reason is named', () => {
    for (const view of [cases.ready, cases.problems])
      for (const id of ['notNeeded', 'notOurs', 'supplement', 'accept'] as const)
        expect(enabled(here(view))).not.toContain(id);
    const named = outcomeChoices(here(cases.ready), as('clerk'), null).find(({ id }) => id === 'accept');
    const kept = { code: 'passportWithUs', detail: { number: cases.ready.number } };
    expect(named?.reason).toEqual(kept);
    expect(permissionOf(here(cases.ready), 'accept').reasons).toEqual([kept]);
    expect(permissionOf(here(cases.open), 'accept').reasons.map(({ code }) => code)).toEqual([
      'comparisonOpen',
      'passportWithUs',
    ]);
  });

  it('what the case lacks is said first, and the rest goes on', () => {
    const accept = outcomeChoices(here(cases.open), as('clerk'), null).find(({ id }) => id === 'accept');
    expect(accept?.reason?.code).toBe('comparisonOpen');
    expect(enabled(here(cases.open))).toEqual(expect.arrayContaining(['fixNow', 'hold']));
  });

  it('another original here stops nobody', () => {
    expect(enabled({ ...cases.ready, withUs: ['DEGREE'] })).toContain('accept');
  });
});

describe('H10 F7 one’s own case', () => {
  const me = 'staff_1';
  const owned = (view: CaseView): CaseView => ({ ...view, ownerId: me as CaseView['ownerId'] });
  const reasons = (view: CaseView, who: string | null) =>
    outcomeChoices(view, as('supervisor'), who).map(({ id, enabled, reason }) => [
      id,
      enabled,
      reason?.code ?? null,
    ]);

  it('says at once that somebody else refuses, revokes or corrects it, and offers the rest', () => {
    expect(reasons(owned(cases.accepted), me)).toEqual([
      ['hold', true, null],
      ['refuse', false, 'ownCase'],
      ['revoke', false, 'ownCase'],
      ['correct', false, 'ownCase'],
    ]);
    expect(reasons(owned(cases.accepted), 'staff_2').map(([, enabled]) => enabled)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('what is not lawful at all is said first', () => {
    const choices = outcomeChoices(owned(cases.open), as('supervisor'), me);
    expect(choices.find(({ id }) => id === 'accept')?.reason?.code).toBe('comparisonOpen');
  });

  it('with nothing else to choose, F7 itself says whose case it is', () => {
    const refused: CaseView = {
      ...owned(cases.accepted),
      state: 'refused',
      hold: { allowed: false, reasons: [{ code: 'caseClosed' }] },
      refuse: { allowed: false, reasons: [{ code: 'wrongState', detail: { state: 'refused' } }] },
    };
    const f7 = (who: string | null) =>
      footerActs(refused, as('supervisor'), false, who).find(({ key }) => key === 'F7');
    expect(f7(me)).toMatchObject({ enabled: false, reason: { code: 'ownCase' } });
    expect(f7('staff_2')).toMatchObject({ enabled: true });
  });
});
