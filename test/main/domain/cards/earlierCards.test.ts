import { describe, expect, it } from 'vitest';
import type { CardOperation, CardStatus, PersonCard } from '../../../../main/contract/earlierCards.ts';
import { cardOperation, cardStatus } from '../../../../main/contract/earlierCards.ts';
import {
  checkReplacementReason,
  isOutOfUse,
  judgeReplacement,
  reportBusinessKey,
  reportProblem,
  statusAfter,
} from '../../../../main/domain/cards/earlierCards.ts';

const card = (changes: Partial<PersonCard> = {}): PersonCard => ({
  cardNumber: 'E00000001',
  status: 'normal',
  region: '440300',
  jobKey: 'OTHER:job_1',
  making: false,
  ...changes,
});
const here = { jobKey: 'SZ50:job_2', region: '440305' };
import { jobGroup } from '../../../../main/domain/cards/jobBoard.ts';

describe('D8 states and operations of a card (domain-rules 9.12)', () => {
  it.each<[CardStatus, CardOperation, ReturnType<typeof statusAfter>]>([
    ['normal', 'temporaryLoss', 'temporaryLoss'],
    ['normal', 'formalLoss', 'formalLoss'],
    ['temporaryLoss', 'formalLoss', 'formalLoss'],
    ['formalLoss', 'temporaryLoss', null],
    ['formalLoss', 'formalLoss', 'already'],
    ['formalLoss', 'cancelLoss', 'normal'],
    ['normal', 'cancelLoss', 'already'],
    ['formalLoss', 'cancel', 'cancelled'],
    ['frozen', 'cancel', null],
    ['frozen', 'formalLoss', null],
  ])('%s, %s: %s', (status, operation, after) => {
    expect(statusAfter(status, operation)).toBe(after);
  });

  it('a cancelled card never comes back', () => {
    for (const operation of cardOperation.options)
      expect(['already', null]).toContain(statusAfter('cancelled', operation));
  });
});

describe('D8 an old card is out of use before a new one is made', () => {
  it.each(cardStatus.options)('the only earlier card is %s', (status) => {
    const verdict = judgeReplacement([card({ status })], here);
    expect(verdict).toEqual(
      status === 'formalLoss' || status === 'cancelled'
        ? { kind: 'replace', cardNumber: 'E00000001', outOfUse: ['E00000001'] }
        : { kind: 'wait', problem: { code: 'oldCardUsable', detail: { status } } },
    );
    expect(isOutOfUse(status)).toBe(verdict.kind === 'replace');
  });

  it('one usable card beside a lost one is enough to stop it, in any order', () => {
    const lost = card({ status: 'formalLoss' });
    const usable = card({ cardNumber: 'E00000002' });
    for (const cards of [
      [lost, usable],
      [usable, lost],
    ])
      expect(judgeReplacement(cards, here).kind).toBe('wait');
  });

  it('a card in the making under another key stops it for good, its own does not', () => {
    const lost = card({ status: 'formalLoss' });
    const making = card({ cardNumber: 'T00000009', status: 'inactive', making: true });
    expect(judgeReplacement([lost, making], here)).toEqual({
      kind: 'refuse',
      problem: { code: 'cardExists' },
    });
    expect(judgeReplacement([lost, { ...making, jobKey: here.jobKey }], here).kind).toBe('replace');
  });

  it('what another city keeps is replaced there; a district of the same city is the same city', () => {
    expect(judgeReplacement([card({ status: 'formalLoss', region: '440100' })], here)).toEqual({
      kind: 'refuse',
      problem: { code: 'otherCity', detail: { region: '440100' } },
    });
  });

  it('without any earlier card there is nothing to replace', () => {
    expect(judgeReplacement([], here)).toEqual({ kind: 'refuse', problem: { code: 'noOldCard' } });
  });
});

describe('D8 no new card before upstream confirms (domain-rules 13.9)', () => {
  const at = '2026-11-25T01:20:00.000Z';
  it.each([
    [null, null],
    [{ at, state: 'acked', refusal: null }, null],
    [{ at, state: 'waiting', refusal: null }, { code: 'lossNotConfirmed' }],
    [
      { at, state: 'refused', refusal: 'no' },
      { code: 'lossRefused', detail: { reason: 'no' } },
    ],
    [
      { at, state: 'conflict', refusal: null },
      { code: 'lossRefused', detail: { reason: 'conflict' } },
    ],
  ] as const)('%j', (report, problem) => {
    expect(reportProblem(report)).toEqual(problem);
  });

  it('a job that waits for it stands among those that wait for upstream; a refused report needs a person', () => {
    const groupOf = (code: 'lossNotConfirmed' | 'lossRefused') =>
      jobGroup({ state: 'ready', begun: true, enabledAt: null, problem: { code } }, 'resume', false);
    expect([groupOf('lossNotConfirmed'), groupOf('lossRefused')]).toEqual(['upstream', 'you']);
  });

  it('a loss that is reported again after it was taken back has a key of its own', () => {
    const keyOf = (count: number, cardNumber: string | null = 'E00000001'): string =>
      reportBusinessKey({ caseNumber: 'SZ50-20261125-0001', cardNumber, operation: 'formalLoss', count });
    expect(new Set([keyOf(1), keyOf(2), keyOf(1, null)]).size).toBe(3);
  });
});

describe('C4 D8 reasons are a closed list', () => {
  it.each([
    ['lost', 'stolen', undefined, null],
    ['lost', 'chipDead', undefined, 'invalidInput'],
    ['damaged', 'chipDead', undefined, null],
    ['damaged', 'other', '', 'reasonMissing'],
    ['damaged', 'other', 'bent by a dog', null],
    ['changed', undefined, 'words alone', 'reasonMissing'],
    ['first', undefined, undefined, null],
  ] as const)('%s because of %s (%s): %s', (purpose, reason, note, code) => {
    const result = checkReplacementReason(purpose, reason, note);
    expect(result.ok ? null : result.error.code).toBe(code);
  });
});
