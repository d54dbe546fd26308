import { describe, expect, it } from 'vitest';
import { cardHandlers } from '../../../../main/app/cards/cardHandlers.ts';
import { ownStanding } from '../../../../main/app/hall/ownStanding.ts';
import type { Hall, HallReport } from '../../../../main/app/ports/hall.ts';
import type { JobRecord } from '../../../../main/app/ports/stores.ts';
import type { CardPlan } from '../../../../main/contract/cards.ts';
import type { CaseId, JobId } from '../../../../main/contract/ids.ts';
import { openDesk } from '../cases/desk.ts';
import { sampleCase, sampleJob, sampleSnapshot, testDeps, testProfile } from '../../helpers/index.ts';
import { actor, cardBench, caller } from '../cards/helpers/cardBench.ts';

const at = '2026-11-25T01:30:00.000Z';
const early = '2020-01-01T00:00:00.000Z';

/** A hall that says what it is told to say. */
function saying(report: Partial<HallReport> = {}) {
  const asked: string[] = [];
  const said = { answers: [], silent: [], ...report } as {
    -readonly [Key in keyof HallReport]: HallReport[Key];
  };
  const hall: Hall = {
    ask: (permitNumber) => {
      asked.push(permitNumber);
      return Promise.resolve(said);
    },
    sums: () => Promise.resolve({ answers: [], silent: [] }),
  };
  return { hall, asked, said };
}
const answer = (changes: Partial<HallReport['answers'][number]> = {}) => ({
  stationId: 'SZ51',
  openCase: false,
  job: 'none' as const,
  since: at,
  ...changes,
});

describe('A10 before a blank moves, the hall is asked', () => {
  const benchWith = (report: Partial<HallReport>) => {
    const { hall, asked, said } = saying(report);
    const bench = cardBench();
    Object.assign(bench.deps, { hall });
    return { bench, asked, said };
  };

  it('a card that is made or was numbered first elsewhere stops the feed by name; nothing is touched, and it goes on later', async () => {
    const { bench, asked, said } = benchWith({ answers: [answer({ job: 'locked', since: early })] });
    await bench.start();
    expect(bench.job()).toMatchObject({
      state: 'locked',
      unitKey: null,
      problem: { code: 'cardInHall', detail: { station: 'SZ51', since: early } },
    });
    expect(bench.printer.commands.filter((command) => command.startsWith('feed'))).toEqual([]);
    expect(bench.trail()).not.toContain('feed.intent');
    expect(asked).toEqual(['TEST00000001']);
    said.answers = [answer({ job: 'started', since: early })];
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'printed', problem: null });
  });

  it.each([
    ['nobody answers', { silent: [{ stationId: 'SZ51', since: at, why: 'noAnswer' as const }] }],
    ['an open case elsewhere', { answers: [answer({ openCase: true })] }],
    [
      'a card elsewhere that was numbered later',
      { answers: [answer({ job: 'locked', since: '2099-01-01T00:00:00.000Z' })] },
    ],
  ])('%s: the card is made', async (_, report) => {
    const { bench } = benchWith(report);
    await bench.start();
    expect(bench.job().state).toBe('printed');
  });

  it('the plan says who answered and who is silent, and names a card elsewhere as what is in the way', async () => {
    const { bench, said } = benchWith({
      answers: [answer({ openCase: true }), answer({ stationId: 'SZ53' })],
      silent: [{ stationId: 'SZ52', since: at, why: 'noAnswer' }],
    });
    const plan = async (): Promise<CardPlan> => {
      const result = await cardHandlers(bench.deps, bench.executor).cardPlan(
        { caseId: bench.caseId },
        caller,
      );
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    };
    const calm = await plan();
    expect(calm.hall).toEqual({
      asked: 3,
      answered: 2,
      silent: [{ stationId: 'SZ52', since: at, why: 'noAnswer' }],
      openCases: [{ stationId: 'SZ51', since: at }],
    });
    expect(calm.blockers.map(({ code }) => code)).not.toContain('cardInHall');
    said.answers = [answer({ job: 'started' })];
    expect((await plan()).blockers).toContainEqual({
      code: 'cardInHall',
      detail: { station: 'SZ51', since: at },
    });
    Object.assign(bench.deps, { hall: null });
    expect((await plan()).hall).toBeUndefined();
  });
});

describe('A10 two desks that begin the same card in the same moment', () => {
  /** Both have a lock of an upstream of their own: what the hall is for when upstream has lost one of them. */
  const twoDesks = async () => {
    const [one, two] = [cardBench({ facesAgreed: false }), cardBench({ facesAgreed: false })];
    const join = (here: typeof one, stationId: string, there: typeof one, otherId: string): void => {
      const hall: Hall = {
        async ask(permitNumber) {
          // As over a wire: the answer is of a moment before it arrives.
          const said = ownStanding(there.deps)((each) => each === permitNumber);
          await new Promise((resolve) => setImmediate(resolve));
          return { answers: [{ stationId: otherId, ...said }], silent: [] };
        },
        sums: () => Promise.resolve({ answers: [], silent: [] }),
      };
      Object.assign(here.deps, { hall, profile: { ...here.deps.profile, stationId } });
    };
    join(one, 'SZ50', two, 'SZ51');
    join(two, 'SZ51', one, 'SZ50');
    await Promise.all([one.start(), two.start()]);
    expect([one, two].map((desk) => desk.job().state)).toEqual(['locked', 'locked']);
    return { one, two };
  };
  const agree = async (desk: ReturnType<typeof cardBench>): Promise<void> => {
    await desk.executor.confirmFace(desk.job().id, { good: true }, actor);
    await desk.executor.idle();
  };

  it('feed one blank, and the other desk names the first', async () => {
    const { one, two } = await twoDesks();
    await Promise.all([agree(two), agree(one)]);
    expect(one.job().state).toBe('printed');
    expect(two.job()).toMatchObject({
      state: 'locked',
      problem: { code: 'cardInHall', detail: { station: 'SZ50' } },
    });
    expect(two.trail()).not.toContain('feed.intent');
  });

  it('the one that comes later steps back, also when it would have gone first', async () => {
    const { one, two } = await twoDesks();
    Object.assign(two.deps, { hall: null });
    await agree(two);
    await agree(one);
    expect(two.job().state).toBe('printed');
    expect(one.job()).toMatchObject({ state: 'locked', problem: { code: 'cardInHall' } });
  });
});

describe('A10 when a case is opened, another window that has the person is told', () => {
  it.each([
    ['caseInHall', answer({ openCase: true })],
    ['cardInHall', answer({ openCase: true, job: 'started' })],
  ] as const)('%s, audited by station and without a word about the person', async (code, said) => {
    const desk = openDesk({ hall: saying({ answers: [said] }).hall });
    await desk.begin();
    await desk.intake.settled();
    expect(desk.problems()).toEqual([code]);
    expect(desk.deps.stores.audit.tells('hall.found', desk.current())).toBe(true);
  });

  it('nobody else has the person, or nobody answers: nothing is told', async () => {
    const silent = [{ stationId: 'SZ51', since: at, why: 'noAnswer' as const }];
    const desk = openDesk({ hall: saying({ answers: [answer()], silent }).hall });
    await desk.begin();
    await desk.intake.settled();
    expect(desk.problems()).toEqual([]);
  });
});

describe('A10 what this station answers the others', () => {
  const asked = (isMine = true) => {
    const deps = testDeps();
    deps.stores.run(() => deps.stores.snapshots.insert(sampleSnapshot()));
    const answerOf = () => ownStanding(deps)((permitNumber) => isMine && permitNumber === 'TEST00000001');
    const save = (job: Partial<JobRecord>) =>
      deps.stores.run(() => {
        if (deps.stores.cases.get('case_1' as CaseId) === null)
          deps.stores.cases.save(
            sampleCase({
              id: 'case_1' as CaseId,
              number: 'SZ50-20261125-0009',
              permitNumber: 'TEST00000009',
            }),
          );
        deps.stores.jobs.save(
          sampleJob({ caseId: 'case_1' as CaseId, permitNumber: 'TEST00000001', ...job }),
        );
      });
    return { deps, answerOf, save };
  };
  const nothing = { openCase: false, job: 'none', since: null };

  it('the furthest job of the person, with the instant of its lock', () => {
    const { answerOf, save } = asked();
    expect(answerOf()).toEqual(nothing);
    save({ state: 'ready', lockedAt: null, startedAt: early });
    expect(answerOf()).toEqual({ openCase: false, job: 'started', since: early });
    save({ id: 'job_2' as JobId, state: 'pendingReport', lockedAt: at });
    expect(answerOf()).toEqual({ openCase: false, job: 'made', since: at });
  });

  it.each(['failed', 'wasted', 'handedOver'] as const)('nothing of a job that is %s', (state) => {
    const { answerOf, save } = asked();
    save({ state, endedAt: at });
    expect(answerOf()).toEqual(nothing);
  });

  it('an open case, held ones too; an accepted one only where its card would be made, and only until it is', () => {
    const { deps, answerOf, save } = asked();
    const put = (state: 'open' | 'supplement' | 'held' | 'accepted' | 'refused') =>
      deps.stores.run(() =>
        deps.stores.cases.save(
          sampleCase({
            id: 'case_2' as CaseId,
            number: 'SZ50-20261125-0002',
            state,
            openedAt: deps.clock.iso(),
          }),
        ),
      );
    for (const state of ['open', 'supplement', 'held', 'accepted'] as const) {
      put(state);
      expect(answerOf()).toEqual({ openCase: true, job: 'none', since: deps.clock.iso() });
    }
    const windowOnly = { ...deps, profile: { ...testProfile, acts: ['verifyOriginals' as const] } };
    expect(ownStanding(windowOnly)(() => true).openCase).toBe(false);
    save({ caseId: 'case_2' as CaseId, state: 'handedOver', endedAt: at });
    expect(answerOf()).toEqual(nothing);
    put('refused');
    expect(answerOf()).toEqual(nothing);
  });

  it('nothing of anybody else', () => {
    const { answerOf, save } = asked(false);
    save({ state: 'printed' });
    expect(answerOf()).toEqual(nothing);
  });
});
