import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import type { DayJob } from '../../../../main/domain/day/dayInputs.ts';
import { at, bank, broken, fed, found, goodDay, job, rows, unit, used } from './helpers/daySamples.ts';

describe('H2 H8 D7 exceptions', () => {
  it('D2 a card that was fetched ahead and not used is listed with owner and age; it needs no word', () => {
    const ahead = job(1, {
      state: 'locked',
      unitKey: null,
      unitTail: null,
      visualOkAt: null,
      reportedAt: null,
      enabledAt: null,
      handedOverAt: null,
      endedAt: null,
      aheadSince: at(5),
    });
    const of = (each: DayJob) =>
      computeDay(goodDay({ jobs: [each], upstream: null })).exceptions.filter(
        ({ kind }) => kind === 'fetchedAhead',
      );
    expect(of(ahead)).toEqual([
      expect.objectContaining({ owner: '李敏', since: at(5), jobId: 'job_1', needsReason: false }),
    ]);
    expect(of({ ...ahead, aheadSince: null })).toEqual([]);
  });

  it('a card that is made but not reported has an owner, an age and needs a word', () => {
    const waiting = job(1, {
      state: 'pendingReport',
      reportedAt: null,
      enabledAt: null,
      handedOverAt: null,
      endedAt: null,
    });
    const { exceptions } = computeDay(
      goodDay({
        jobs: [waiting],
        upstream: null,
        rows: rows({ handOvers: [] }),
      }),
    );
    expect(exceptions).toEqual([
      expect.objectContaining({
        kind: 'madeNotReported',
        owner: '李敏',
        since: at(6),
        jobId: 'job_1',
        caseId: 'case_1',
        risk: 'high',
        needsReason: true,
      }),
    ]);
  });

  it('come by risk, then by age, each with a key of its own', () => {
    const inputs = goodDay({
      jobs: [job(1, { state: 'conflict', endedAt: null, handedOverAt: null })],
      units: [unit(1, { jobId: 'job_1' as JobId }), unit(2), unit(3)],
      movements: [],
      counts: [{ ...bank, counted: 3 }],
      rows: rows({
        acknowledged: 4,
        handOvers: [],
        open: [
          {
            id: 'row_1',
            kind: 'case.opened',
            state: 'waiting',
            createdAt: at(3),
            owner: '李敏',
            caseId: null,
            caseNumber: null,
            refusal: null,
          },
        ],
      }),
    });
    const { exceptions } = computeDay(inputs);
    const order = { high: 0, medium: 1, low: 2 };
    const risks = exceptions.map((each) => order[each.risk]);
    expect(risks).toEqual(risks.toSorted((a, b) => a - b));
    expect(new Set(exceptions.map((each) => each.key)).size).toBe(exceptions.length);
    expect(exceptions.map((each) => each.kind)).toEqual(
      expect.arrayContaining(['conflict', 'unresolvedBlank', 'waitingRow']),
    );
  });

  it('wasted and handed-over cards are none', () => {
    const wasted = job(2, { state: 'wasted', reportedAt: null, enabledAt: null, handedOverAt: null });
    const belongs = { state: 'wasted', jobId: 'job_2' as JobId, custody: 'destroyed' } as const;
    const inputs = goodDay({
      jobs: [job(1), wasted],
      units: [unit(1, { state: 'used', jobId: 'job_1' as JobId }), unit(2, belongs), unit(3)],
      movements: [used(1), { ...used(2), to: 'wasted', reason: 'printFault' }],
      feeds: [fed(1), fed(2)],
      counts: [{ ...bank, counted: 1 }],
    });
    expect(found(inputs)).toEqual([]);
  });
});

describe('G9 C7 what is decided and out after the window', () => {
  const [accepted] = goodDay().cases;
  if (!accepted) throw new Error('a day without cases');

  it('a recall that is open needs a word, and names number, owner and due day', () => {
    const recall = {
      id: 'recall_1',
      caseId: accepted.id,
      jobId: null,
      number: 'SZ50-SL-2026-000001',
      owner: '李敏',
      openedAt: at(20),
      dueOn: '2026-12-02',
    };
    expect(computeDay(goodDay({ recalls: [recall] })).exceptions).toMatchObject([
      {
        kind: 'recallOpen',
        risk: 'high',
        needsReason: true,
        owner: '李敏',
        zh: '文书或卡片待追回：SZ50-SL-2026-000001 → 2026-12-02',
      },
    ]);
  });

  it('B6 a passport that still lies with us is an exception of high risk that needs a reason', () => {
    const kept = { ...accepted, passportWithUs: { by: '李敏', at: at(3) } };
    expect(computeDay(goodDay({ cases: [kept] })).exceptions).toMatchObject([
      {
        kind: 'passportNotHandedBack',
        risk: 'high',
        needsReason: true,
        owner: '李敏',
        since: at(3),
        caseId: kept.id,
        zh: `护照未退还：${kept.number}`,
      },
    ]);
    expect(found(goodDay({ cases: [accepted] }))).toEqual([]);
  });

  it('refusals and revocations are counted on their own day; a held case is open, and its clock runs', () => {
    const held = { ...accepted, state: 'held', endedAt: null, breached: true } as const;
    const inputs = goodDay({ decided: { refused: 2, revoked: 1 }, cases: [held] });
    expect(computeDay(inputs).cases).toMatchObject({ refused: 2, revoked: 1, open: 1, accepted: 0 });
    expect(broken(inputs)).toEqual([]);
    expect(found(inputs)).toEqual(['clockBreached']);
  });
});
