import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { StaffView } from '../../../main/contract/access.ts';
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
  outcomeChoices(view, refusal).map(({ id }) => id);
const enabled = (view: CaseView, refusal = as('clerk')): string[] =>
  outcomeChoices(view, refusal)
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
    const accept = outcomeChoices(cases.open, as('clerk')).find(({ id }) => id === 'accept');
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
    expect(outcomeChoices(cases.accepted, as('clerk')).find(({ id }) => id === 'refuse')).toMatchObject({
      enabled: false,
      refusal: 'no caseRefuse',
    });
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
    const choices = outcomeChoices(late, as('clerk'));
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
    const named = outcomeChoices(here(cases.ready), as('clerk')).find(({ id }) => id === 'accept');
    const kept = { code: 'passportWithUs', detail: { number: cases.ready.number } };
    expect(named?.reason).toEqual(kept);
    expect(permissionOf(here(cases.ready), 'accept').reasons).toEqual([kept]);
    expect(permissionOf(here(cases.open), 'accept').reasons.map(({ code }) => code)).toEqual([
      'comparisonOpen',
      'passportWithUs',
    ]);
  });

  it('what the case lacks is said first, and the rest goes on', () => {
    const accept = outcomeChoices(here(cases.open), as('clerk')).find(({ id }) => id === 'accept');
    expect(accept?.reason?.code).toBe('comparisonOpen');
    expect(enabled(here(cases.open))).toEqual(expect.arrayContaining(['fixNow', 'hold']));
  });

  it('another original here stops nobody', () => {
    expect(enabled({ ...cases.ready, withUs: ['DEGREE'] })).toContain('accept');
  });
});
