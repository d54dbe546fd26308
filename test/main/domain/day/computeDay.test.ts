import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseId, JobId, RatingId, RowId, UnitKey } from '../../../../main/contract/ids.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import { feedsOfJob } from '../../../../main/domain/day/dayFeeds.ts';
import type {
  DayFeed,
  DayInputs,
  DayJob,
  DayMovement,
  DayRating,
  DayRow,
  DayUnit,
} from '../../../../main/domain/day/dayInputs.ts';
import { gaps } from '../../../../main/domain/day/identityChecks.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 25, 1, minute)).toISOString();
const key = (index: number): UnitKey => String(index).padStart(64, '0') as UnitKey;
const bank = { bank: '培训银行', vendor: 'ZK', cardClass: 'standard' } as const;

function unit(index: number, changes: Partial<DayUnit> = {}): DayUnit {
  return {
    key: key(index),
    tail: String(index).padStart(4, '0'),
    ...bank,
    state: 'hopper',
    since: at(0),
    jobId: null,
    custody: null,
    ...changes,
  };
}

function job(index: number, changes: Partial<DayJob> = {}): DayJob {
  return {
    id: `job_${index}` as JobId,
    caseId: `case_${index}` as CaseId,
    caseNumber: `SZ50-20261125-000${index}`,
    state: 'handedOver',
    place: 'holder',
    cardNumber: `B0000000${index}`,
    unitKey: key(index),
    unitTail: String(index).padStart(4, '0'),
    owner: '李敏',
    startedAt: at(5),
    changedAt: at(9),
    visualOkAt: at(6),
    reportedAt: at(7),
    enabledAt: at(8),
    handedOverAt: at(9),
    endedAt: at(9),
    unknownStep: null,
    ...changes,
  };
}

function used(index: number): DayMovement {
  return {
    unitKey: key(index),
    from: 'hopper',
    to: 'used',
    at: at(6),
    by: '李敏',
    jobId: `job_${index}` as JobId,
    reason: null,
  };
}

function fed(index: number, changes: Partial<DayFeed> = {}): DayFeed {
  return {
    jobId: `job_${index}` as JobId,
    unitTail: String(index).padStart(4, '0'),
    attempt: 1,
    at: at(5),
    ...changes,
  };
}

const row = (id: string, changes: Partial<DayRow> = {}): DayRow => ({
  id,
  kind: 'rating.given',
  state: 'acked',
  createdAt: at(10),
  owner: 'system',
  caseId: 'case_1' as CaseId,
  caseNumber: 'SZ50-20261125-0001',
  refusal: null,
  ...changes,
});
const receipt = row('row_receipt', { kind: 'card.handOver', createdAt: at(9), owner: '李敏' });

/** Three blanks, one became a card that went the whole way. */
function goodDay(changes: Partial<DayInputs> = {}): DayInputs {
  return {
    date: '2026-11-25',
    stationId: 'SZ50',
    from: at(0),
    to: at(59),
    now: at(59),
    calendar: { from: '2026-11-24T16:00:00.000Z', to: '2026-11-25T16:00:00.000Z' },
    opening: [{ ...bank, opening: 3 }],
    counts: [{ ...bank, counted: 2 }],
    openCasesAtStart: 0,
    openJobsAtStart: 0,
    openRowsAtStart: 0,
    units: [unit(1, { state: 'used', jobId: 'job_1' as JobId }), unit(2), unit(3)],
    movements: [used(1)],
    desks: [],
    ribbons: [],
    ribbonMoves: [],
    discrepancies: [],
    jobs: [job(1)],
    feeds: [fed(1)],
    cases: [
      {
        id: 'case_1' as CaseId,
        number: 'SZ50-20261125-0001',
        state: 'accepted',
        openedAt: at(1),
        openedBy: '李敏',
        endedAt: at(4),
        deadline: '2026-12-02',
        breached: false,
        passportWithUs: null,
      },
    ],
    rows: { created: 5, acknowledged: 5, open: [], handOvers: [receipt], ratings: [] },
    notices: { numbersOfYear: ['SZ50-SL-2026-000001'], unconfirmed: [] },
    decided: { refused: 0, revoked: 0 },
    ratings: [],
    tickets: [],
    recalls: [],
    acceptedUnsatisfied: 0,
    upstream: { reported: ['B00000001'], enabled: ['B00000001'] },
    ...changes,
  };
}

const broken = (inputs: DayInputs): string[] =>
  computeDay(inputs)
    .identities.filter((each) => !each.holds)
    .map((each) => `${each.id}${each.open ? ' open' : ''}`);
const found = (inputs: DayInputs): string[] => computeDay(inputs).exceptions.map((each) => each.kind);

describe('H1 identities of the day', () => {
  it('all hold on a good day, with no exception', () => {
    expect(broken(goodDay())).toEqual([]);
    expect(found(goodDay())).toEqual([]);
  });

  it('9.13 11.3 a made card that became waste leaves P and R, and every identity still holds', () => {
    const wasted: DayMovement = {
      ...used(1),
      from: 'used',
      to: 'wasted',
      at: at(9),
      reason: 'otherCardExists',
    };
    const day = goodDay({
      jobs: [job(1, { state: 'wasted', enabledAt: null, handedOverAt: null })],
      units: [unit(1, { state: 'wasted', jobId: 'job_1' as JobId, custody: 'destroyed' }), unit(2), unit(3)],
      movements: [used(1), wasted],
      rows: { created: 5, acknowledged: 5, open: [], handOvers: [], ratings: [] },
      // Upstream was told of the waste, and counts the other card, which is another station's.
      upstream: { reported: [], enabled: [] },
    });
    expect(broken(day)).toEqual([]);
    expect(found(day)).toEqual([]);
    expect(computeDay(day)).toMatchObject({
      stock: [{ used: 0, wasted: 1, closing: 2 }],
      cards: { wasted: 1, handedOver: 0, open: 0 },
    });
  });

  it('the stock equation names every number', () => {
    expect(computeDay(goodDay()).stock).toEqual([
      {
        ...bank,
        opening: 3,
        received: 0,
        used: 1,
        wasted: 0,
        returned: 0,
        closing: 2,
        counted: 2,
        unresolved: 0,
      },
    ]);
  });

  it.each<[string, Partial<DayInputs>, string, string | null]>([
    [
      'a blank vanished from the books',
      { units: [unit(1, { state: 'used' }), unit(2)] },
      '11.1',
      'stockDifference',
    ],
    ['one blank less was counted', { counts: [{ ...bank, counted: 1 }] }, '11.1', 'stockDifference'],
    [
      'a used blank is back in the vault',
      { units: [unit(1, { state: 'vault' }), unit(2), unit(3)] },
      '11.2',
      null,
    ],
    [
      'two jobs share a blank',
      { jobs: [job(1), job(2, { unitKey: key(1) })], feeds: [fed(1), fed(2, { unitTail: '0001' })] },
      '11.2',
      null,
    ],
    ['a fed blank has no unit', { feeds: [fed(1), fed(1, { unitTail: '0007', attempt: 2 })] }, '11.2', null],
    [
      'a blank belongs to a job that never fed it',
      {
        units: [
          unit(1, { state: 'used', jobId: 'job_1' as JobId }),
          unit(2, { jobId: 'job_1' as JobId }),
          unit(3),
        ],
      },
      '11.2',
      'unresolvedBlank',
    ],
    ['handed over without enabling', { jobs: [job(1, { enabledAt: null })] }, '11.3', 'reportedNotEnabled'],
    ['a job vanished', { openJobsAtStart: 1 }, '11.4', null],
    ['upstream lacks the card', { upstream: { reported: [], enabled: ['B00000001'] } }, '11.5', 'localOnly'],
    [
      'upstream has one more',
      { upstream: { reported: ['B00000001', 'B00000009'], enabled: ['B00000001'] } },
      '11.5',
      'upstreamOnly',
    ],
    [
      'a row vanished from the queue',
      { rows: { created: 6, acknowledged: 5, open: [], handOvers: [receipt], ratings: [] } },
      '11.6',
      null,
    ],
    ['a case vanished', { openCasesAtStart: 1 }, '11.7', null],
    ['accepted with a gap', { acceptedUnsatisfied: 1 }, '11.8', null],
    [
      'a notice number is missing',
      { notices: { numbersOfYear: ['A-1', 'A-3'], unconfirmed: [] } },
      '11.9',
      null,
    ],
    [
      'a card without a receipt',
      { rows: { created: 5, acknowledged: 5, open: [], handOvers: [], ratings: [] } },
      '11.10',
      null,
    ],
  ])('%s', (_title, changes, identity, kind) => {
    const inputs = goodDay(changes);
    expect(broken(inputs)).toContain(identity);
    expect(found(inputs)).toContain(kind ?? 'identityDiffers');
    // No difference closes a day without a written word (domain-rules 11).
    expect(computeDay(inputs).exceptions.some((each) => each.needsReason)).toBe(true);
  });

  it('without a network 11.5 is open, not skipped and not good', () => {
    expect(broken(goodDay({ upstream: null }))).toEqual(['11.5 open', '11.5 open']);
  });
});

describe('C6 H1 11.10 each hand-over has its receipt, each rating its row', () => {
  const rating = (index: number, changes: Partial<DayRating> = {}): DayRating => ({
    id: `rating_${index}` as RatingId,
    caseId: `case_${index}` as CaseId,
    caseNumber: `SZ50-20261125-000${index}`,
    givenAt: at(10 + index),
    rowId: `row_${index}` as RowId,
    ...changes,
  });
  const day = (ratings: readonly DayRating[], rows: readonly DayRow[]): DayInputs =>
    goodDay({
      ratings,
      rows: { created: 5, acknowledged: 5, open: [], handOvers: [receipt], ratings: rows },
    });
  const sides = (inputs: DayInputs): unknown =>
    computeDay(inputs).identities.find(({ id }) => id === '11.10b');
  const listed = (inputs: DayInputs): readonly unknown[] =>
    computeDay(inputs)
      .exceptions.filter(({ kind }) => kind === 'ratingUnmatched' || kind === 'handOverUnmatched')
      .map(({ key, owner, since, needsReason }) => ({ key, owner, since, needsReason }));

  it('sent and pending rows together are the ratings of the day', () => {
    const inputs = day([rating(1), rating(2)], [row('row_1'), row('row_2', { state: 'waiting' })]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 2, holds: true });
    expect(listed(inputs)).toEqual([]);
    expect(broken(inputs)).toEqual([]);
  });

  it('a rating whose row is lost is on the list with its age', () => {
    const inputs = day([rating(1), rating(2)], [row('row_1')]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 1, holds: false });
    expect(listed(inputs)).toEqual([
      { key: 'ratingUnmatched:rating_2', owner: 'SZ50', since: at(12), needsReason: true },
    ]);
    expect(computeDay(inputs).exceptions.map(({ key }) => key)).toContain('identityDiffers:11.10b');
  });

  it('equal numbers do not hide a lost row behind a row without a rating', () => {
    const inputs = day([rating(1), rating(2)], [row('row_1'), row('row_9', { createdAt: at(20) })]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 2, holds: false });
    expect(listed(inputs)).toEqual([
      { key: 'ratingUnmatched:rating_2', owner: 'SZ50', since: at(12), needsReason: true },
      { key: 'ratingUnmatched:row_9', owner: 'system', since: at(20), needsReason: true },
    ]);
  });

  it('a case is rated once', () => {
    const twice = [rating(1), rating(2, { caseId: 'case_1' as CaseId })];
    const inputs = day(twice, [row('row_1'), row('row_2')]);
    expect(sides(inputs)).toMatchObject({ left: 2, right: 2, holds: false });
    expect(listed(inputs)).toHaveLength(1);
  });

  it('a receipt of another case is none for this card: both are on the list, each with owner and age', () => {
    const other = row('row_7', {
      kind: 'card.handOver',
      caseId: 'case_7' as CaseId,
      createdAt: at(30),
      owner: '王强',
    });
    const inputs = goodDay({
      rows: { created: 5, acknowledged: 5, open: [], handOvers: [other], ratings: [] },
    });
    expect(broken(inputs)).toEqual(['11.10']);
    expect(listed(inputs)).toEqual([
      { key: 'handOverUnmatched:job_1', owner: '李敏', since: at(9), needsReason: true },
      { key: 'handOverUnmatched:row_7', owner: '王强', since: at(30), needsReason: true },
    ]);
  });
});

describe('H1 11.2 blanks fed, from the journal', () => {
  const sides = (inputs: DayInputs): [number, number] | undefined => {
    const found = computeDay(inputs).identities.find((each) => each.id === '11.2');
    return found && [found.left, found.right];
  };
  const belongs = (index: number, state: DayUnit['state'], jobIndex = 1): DayUnit =>
    unit(index, { state, jobId: `job_${jobIndex}` as JobId });

  it('counts every blank of a job that was made again, and the waste of it', () => {
    const inputs = goodDay({
      units: [belongs(1, 'wasted'), belongs(2, 'used'), unit(3)],
      movements: [
        { ...used(1), to: 'wasted', reason: 'printFault' },
        { ...used(2), jobId: 'job_1' as JobId },
      ],
      jobs: [job(1, { unitKey: key(2), unitTail: '0002' })],
      feeds: [fed(1), fed(1, { unitTail: '0002', attempt: 2 })],
    });
    expect(sides(inputs)).toEqual([2, 2]);
    expect(computeDay(inputs).cards).toMatchObject({ handedOver: 1, wasted: 1 });
  });

  it('E3 a card that was not taken is counted by itself, held in 11.1b, and on the list until it is handed over', () => {
    const notTaken = { state: 'retained', handedOverAt: null, endedAt: null } as const;
    const inputs = goodDay({
      jobs: [job(1, notTaken)],
      rows: { created: 5, acknowledged: 5, open: [], handOvers: [], ratings: [] },
    });
    expect(computeDay(inputs).cards).toMatchObject({ enabled: 1, handedOver: 0, retained: 1, open: 1 });
    expect(broken(inputs)).toEqual([]);
    expect(found(inputs)).toEqual(['retainedCard']);
    // One that nobody finds closes no day without a word.
    const missing = goodDay({ ...inputs, jobs: [job(1, { ...notTaken, place: 'unknown' })] });
    expect(found(missing)).toEqual(['cardMissing']);
    expect(computeDay(missing).exceptions[0]).toMatchObject({ needsReason: true, risk: 'high' });
    expect(computeDay(goodDay()).cards.retained).toBe(0);
    // One that was lost in the making is no card that waits for its holder.
    const lost = { ...notTaken, visualOkAt: null, reportedAt: null, enabledAt: null };
    expect(computeDay({ ...inputs, jobs: [job(1, lost)] }).cards.retained).toBe(0);
    // A made card that is nowhere in the sum breaks it.
    expect(broken({ ...inputs, jobs: [job(1, { ...notTaken, enabledAt: null })] })).toContain('11.1b');
  });

  it('a blank that people wasted in the stock room is no wasted card', () => {
    const inputs = goodDay({ movements: [used(1), { ...used(2), to: 'wasted', jobId: null }] });
    expect(computeDay(inputs).cards.wasted).toBe(0);
  });

  it('a blank fed on the day before is of that day, also when it gets its outcome today', () => {
    const before = '2026-11-24T08:00:00.000Z';
    expect(sides(goodDay({ feeds: [fed(1, { at: before })] }))).toEqual([0, 0]);
    const inputs = goodDay({
      units: [belongs(1, 'wasted'), belongs(2, 'used'), unit(3)],
      feeds: [fed(1, { at: before }), fed(1, { unitTail: '0002', attempt: 2 })],
    });
    expect(sides(inputs)).toEqual([1, 1]);
  });

  it('an unresolved blank has its place', () => {
    const inputs = goodDay({
      units: [belongs(1, 'used'), belongs(2, 'hopper', 2), unit(3)],
      jobs: [job(1), job(2)],
      feeds: [fed(1), fed(2)],
    });
    expect(sides(inputs)).toEqual([2, 2]);
  });

  it('reads feeds out of a journal: read twice is fed once, made again is fed again', () => {
    const line = (
      minute: number,
      step: 'readBlank' | 'visual',
      phase: 'confirmed' | 'failed' | 'intent',
      facts: Record<string, string | boolean>,
    ) => ({ step, phase, at: at(minute), detail: null, facts });
    const journal = [
      line(1, 'readBlank', 'intent', {}),
      line(2, 'readBlank', 'confirmed', { tail: '0001', again: false }),
      line(3, 'readBlank', 'confirmed', { tail: '0001', again: true }),
      line(4, 'visual', 'failed', { outcome: 'wasted', reason: 'printFault', by: 'person' }),
      line(5, 'readBlank', 'failed', {}),
      line(6, 'readBlank', 'confirmed', { tail: '0001', again: false }),
    ];
    expect(feedsOfJob('job_1' as JobId, journal)).toEqual([
      fed(1, { at: at(2) }),
      fed(1, { at: at(6), attempt: 2 }),
    ]);
  });
});

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
        rows: { created: 5, acknowledged: 5, open: [], handOvers: [], ratings: [] },
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
      rows: {
        created: 5,
        acknowledged: 4,
        handOvers: [],
        ratings: [],
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
      },
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
    expect(found(goodDay({ jobs: [job(1), wasted] }))).toEqual([]);
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

describe('H1 properties', () => {
  it('any lawful run of movements keeps the stock equation; any vanished blank breaks it', () => {
    const outcome = fc.constantFrom('hopper', 'used', 'wasted', 'returned') as fc.Arbitrary<DayUnit['state']>;
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 40 }), (states) => {
        const units = states.map((state, index) => unit(index, { state }));
        const movements = states.flatMap((to, index) => (to === 'hopper' ? [] : [{ ...used(index), to }]));
        const closing = states.filter((state) => state === 'hopper').length;
        const inputs = goodDay({
          units,
          movements,
          jobs: [],
          opening: [{ ...bank, opening: states.length }],
          counts: [{ ...bank, counted: closing }],
        });
        expect(broken(inputs)).not.toContain('11.1');
        const lost = { ...inputs, opening: [{ ...bank, opening: states.length + 1 }] };
        expect(broken(lost)).toContain('11.1');
      }),
    );
  });

  it('11.9 finds exactly the numbers that were left out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (serials) => {
        expect(gaps(serials.map((serial) => `S-${serial}`))).toBe(Math.max(...serials) - serials.length);
      }),
    );
  });

  it('the ledger has no name and no full number', () => {
    const text = JSON.stringify(computeDay(goodDay()).ledger);
    expect(text).not.toMatch(/\d{16,19}/);
    expect(text).toContain('B00000001');
  });
});
