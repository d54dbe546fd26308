import { describe, expect, it } from 'vitest';
import { events } from '../../../main/contract/events.ts';
import { methods } from '../../../main/contract/methods.ts';
import { CallFailure, failureOf } from '../../../renderer/client/callFailure.ts';
import { staleAfter } from '../../../renderer/client/invalidation.ts';

describe('hints make reads stale', () => {
  it('every event has a row', () => {
    expect(Object.keys(staleAfter).toSorted()).toEqual(Object.keys(events).toSorted());
  });

  it('names only reads', () => {
    for (const reads of Object.values(staleAfter)) {
      if (reads === 'everything') continue;
      expect(reads.filter((name) => methods[name].mutating)).toEqual([]);
    }
  });

  it('a case that changed is asked for again, in the list too', () => {
    expect(staleAfter.caseChanged).toEqual(expect.arrayContaining(['caseGet', 'caseList']));
    expect(staleAfter.caseOpened).toContain('caseCurrent');
    expect(staleAfter.cardJobChanged).toEqual(expect.arrayContaining(['cardJob', 'cardJobs', 'caseGet']));
    expect(staleAfter.queueChanged).toEqual(expect.arrayContaining(['queueRows', 'stationStatus']));
    expect(staleAfter.sessionChanged).toBe('everything');
  });
});

describe('failures', () => {
  it('keep their code; what has no name is internal', () => {
    const failure = { code: 'chipDead' } as const;
    expect(failureOf(new CallFailure(failure))).toBe(failure);
    expect(failureOf(new Error('x'))?.code).toBe('internal');
    expect(failureOf(null)).toBeNull();
  });
});
