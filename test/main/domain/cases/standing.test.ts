import { describe, expect, it } from 'vitest';
import { caseState, type CaseState } from '../../../../main/contract/cases.ts';
import { caseActs, refusals, type CaseAct } from '../../../../main/domain/cases/standing.ts';

const law = '2026-11-25';

/**
 * domain-rules 6.1, as a table: every act in every state, allowed or refused by name. `law`: accepted by law; `forged`: a supervisor
 * confirmed the forgery.
 */
const table: Readonly<Record<CaseState, Readonly<Record<CaseAct, string>>>> = {
  open: {
    check: 'yes',
    accept: 'yes',
    supplement: 'yes',
    end: 'yes',
    hold: 'yes',
    release: 'wrongState',
    refuse: 'wrongState',
    revoke: 'wrongState',
    correct: 'yes',
    countAsAccepted: 'yes',
    issueCard: 'wrongState',
    permitPage: 'yes',
  },
  supplement: {
    check: 'yes',
    accept: 'yes',
    supplement: 'yes',
    end: 'yes',
    hold: 'yes',
    release: 'wrongState',
    refuse: 'wrongState',
    revoke: 'wrongState',
    correct: 'yes',
    countAsAccepted: 'yes',
    issueCard: 'wrongState',
    permitPage: 'yes',
  },
  held: {
    check: 'caseHeld',
    accept: 'caseHeld',
    supplement: 'caseHeld',
    end: 'caseHeld',
    hold: 'caseHeld',
    release: 'yes',
    refuse: 'caseHeld',
    revoke: 'caseHeld',
    correct: 'caseHeld',
    countAsAccepted: 'yes',
    issueCard: 'caseHeld',
    permitPage: 'caseHeld',
  },
  accepted: {
    check: 'caseClosed',
    accept: 'caseClosed',
    supplement: 'caseClosed',
    end: 'caseClosed',
    hold: 'yes',
    release: 'wrongState',
    refuse: 'yes',
    revoke: 'yes',
    correct: 'yes',
    countAsAccepted: 'wrongState',
    issueCard: 'yes',
    permitPage: 'yes',
  },
  notNeeded: {
    check: 'caseClosed',
    accept: 'caseClosed',
    supplement: 'caseClosed',
    end: 'caseClosed',
    hold: 'caseClosed',
    release: 'wrongState',
    refuse: 'wrongState',
    revoke: 'yes',
    correct: 'yes',
    countAsAccepted: 'wrongState',
    issueCard: 'wrongState',
    permitPage: 'yes',
  },
  notOurs: {
    check: 'caseClosed',
    accept: 'caseClosed',
    supplement: 'caseClosed',
    end: 'caseClosed',
    hold: 'caseClosed',
    release: 'wrongState',
    refuse: 'wrongState',
    revoke: 'yes',
    correct: 'yes',
    countAsAccepted: 'wrongState',
    issueCard: 'wrongState',
    permitPage: 'yes',
  },
  refused: {
    check: 'caseClosed',
    accept: 'caseClosed',
    supplement: 'caseClosed',
    end: 'caseClosed',
    hold: 'caseClosed',
    release: 'wrongState',
    refuse: 'wrongState',
    revoke: 'yes',
    correct: 'yes',
    countAsAccepted: 'wrongState',
    issueCard: 'wrongState',
    permitPage: 'yes',
  },
  revoked: {
    check: 'caseClosed',
    accept: 'caseClosed',
    supplement: 'caseClosed',
    end: 'caseClosed',
    hold: 'caseClosed',
    release: 'wrongState',
    refuse: 'wrongState',
    revoke: 'wrongState',
    correct: 'yes',
    countAsAccepted: 'wrongState',
    issueCard: 'wrongState',
    permitPage: 'wrongState',
  },
};

const first = (
  act: CaseAct,
  state: CaseState,
  rest: { finding?: 'cleared' | 'confirmed'; countsAsAcceptedOn?: string } = {},
): string =>
  refusals(act, {
    state,
    finding: rest.finding ?? null,
    countsAsAcceptedOn: rest.countsAsAcceptedOn ?? null,
  })[0]?.code ?? 'yes';

describe('C1 every act in every state', () => {
  it.each(caseState.options)('%s', (state) => {
    expect(Object.fromEntries(caseActs.map((act) => [act, first(act, state)]))).toEqual(table[state]);
  });

  it('a finding that clears changes nothing', () => {
    for (const state of caseState.options)
      for (const act of caseActs) expect(first(act, state, { finding: 'cleared' })).toBe(table[state][act]);
  });

  it('a confirmed forgery keeps from acceptance and from a card, and from nothing else', () => {
    for (const state of caseState.options)
      for (const act of caseActs) {
        const plain = table[state][act];
        const stopped = (act === 'accept' || act === 'issueCard') && plain === 'yes';
        expect(first(act, state, { finding: 'confirmed' })).toBe(stopped ? 'forgeryConfirmed' : plain);
      }
  });

  it('6.2 once the law has accepted, no answer says "not accepted"; a refusal is possible', () => {
    for (const state of ['open', 'supplement'] as const) {
      const byLaw = (act: CaseAct): string => first(act, state, { countsAsAcceptedOn: law });
      expect(byLaw('supplement')).toBe('lawAccepted');
      expect(byLaw('end')).toBe('lawAccepted');
      expect(byLaw('countAsAccepted')).toBe('lawAccepted');
      expect(byLaw('refuse')).toBe('yes');
      expect(byLaw('accept')).toBe('yes');
      expect(byLaw('check')).toBe('yes');
    }
    // Not while it is held, and not of a case that has ended otherwise.
    expect(first('refuse', 'held', { countsAsAcceptedOn: law })).toBe('caseHeld');
    expect(first('refuse', 'notOurs', { countsAsAcceptedOn: law })).toBe('wrongState');
  });

  it('every refusal says what it needs', () => {
    expect(refusals('supplement', { state: 'open', finding: null, countsAsAcceptedOn: law })).toEqual([
      { code: 'lawAccepted', detail: { date: law } },
    ]);
    expect(refusals('refuse', { state: 'open', finding: null, countsAsAcceptedOn: null })).toEqual([
      { code: 'wrongState', detail: { state: 'open' } },
    ]);
  });
});
