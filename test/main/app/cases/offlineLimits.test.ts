import { describe, expect, it } from 'vitest';
import { noRoomAhead } from '../../../../main/app/cards/aheadCards.ts';
import { offlineCaseLimit, offlineLimit, offlineUse } from '../../../../main/app/cases/offlineLimit.ts';
import { offlineStandingHandlers } from '../../../../main/app/station/offlineStanding.ts';
import { describeError } from '../../../../main/contract/errors.ts';
import type { CaseId, JobId, RowId } from '../../../../main/contract/ids.ts';
import type { OfflineStanding } from '../../../../main/contract/queue.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { stationProfile } from '../../../../main/contract/station.ts';
import type { RowKind } from '../../../../main/contract/sync.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import {
  sampleCase,
  sampleJob,
  sampleRow,
  sampleSnapshot,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';
import { codeOf, goodPermit, must, openDesk } from './desk.ts';

const hourMs = 3_600_000;
const limits = { cases: 3, notices: 5, hours: 72, cards: { ahead: 2, hours: 24 } };

/** A station away from upstream, with so many rows and cards waiting, the first of them so many hours old. */
function away(held: { cases?: number; notices?: number; hours?: number; cards?: number; refused?: number }) {
  const link = { online: false };
  const deps = testDeps({
    profile: { ...testProfile, offlineLimits: limits },
    links: { list: () => [], online: () => link.online },
  });
  const rows: { kind: RowKind; state: 'waiting' | 'refused' }[] = [
    ...Array.from({ length: held.cases ?? 0 }, () => ({
      kind: 'case.opened' as const,
      state: 'waiting' as const,
    })),
    ...Array.from({ length: held.notices ?? 0 }, () => ({
      kind: 'notice.issued' as const,
      state: 'waiting' as const,
    })),
    ...Array.from({ length: held.refused ?? 0 }, () => ({
      kind: 'notice.issued' as const,
      state: 'refused' as const,
    })),
    ...(held.hours === undefined ? [] : [{ kind: 'rating.given' as const, state: 'waiting' as const }]),
  ];
  deps.stores.run(() => {
    rows.forEach((row, index) =>
      deps.stores.outbox.insert(
        sampleRow({ ...row, id: `row_${index}` as RowId, stream: `s${index}`, createdAt: deps.clock.iso() }),
      ),
    );
    if ((held.cards ?? 0) > 0) deps.stores.snapshots.insert(sampleSnapshot());
    for (let index = 0; index < (held.cards ?? 0); index += 1) {
      const caseId = `case_${index}` as CaseId;
      deps.stores.cases.save(
        sampleCase({ id: caseId, number: `SZ50-20261125-900${index}`, permitNumber: `TEST0000000${index}` }),
      );
      deps.stores.jobs.save(
        sampleJob({ id: `job_${index}` as JobId, caseId, state: 'locked', begun: false, endedAt: null }),
      );
    }
  });
  deps.clock.advance((held.hours ?? 0) * hourMs);
  return { deps, link };
}

describe('G4 limits of working without a network, act by act', () => {
  // What is reached (down) against what it stops (across). Papers go on at the limit of cases, cases at that of papers; a card fetched ahead
  // touches stock and has its own limit, whatever the others say.
  it.each([
    ['nothing', {}, { cases: false, papers: false, cardsAhead: false }],
    [
      'one below each',
      { cases: 2, notices: 4, hours: 71, cards: 1 },
      { cases: false, papers: false, cardsAhead: false },
    ],
    ['cases', { cases: 3 }, { cases: true, papers: false, cardsAhead: false }],
    ['papers', { notices: 5 }, { cases: false, papers: true, cardsAhead: false }],
    ['hours', { hours: 72 }, { cases: true, papers: true, cardsAhead: false }],
    ['cards ahead', { cards: 2 }, { cases: false, papers: false, cardsAhead: true }],
    ['refused rows wait for a person', { refused: 50 }, { cases: false, papers: false, cardsAhead: false }],
  ])('reached: %s', (_name, held, stops) => {
    const { deps, link } = away(held);
    const found = () => ({
      cases: offlineCaseLimit(deps) !== null,
      papers: offlineLimit(deps) !== null,
      cardsAhead: noRoomAhead(deps) !== null,
    });
    expect(found()).toEqual(stops);
    // Online only stock has a limit: what is held here is held here.
    link.online = true;
    expect(found()).toEqual({ cases: false, papers: false, cardsAhead: stops.cardsAhead });
  });

  it('each block names the limit, how much is used, and every way out, in both languages', () => {
    for (const [held, what] of [
      [{ cases: 3 }, '3 件新办件'],
      [{ notices: 7 }, '5 份告知书'],
      [{ hours: 80 }, '72 小时'],
    ] as const) {
      const { deps } = away(held);
      const block = offlineCaseLimit(deps) ?? offlineLimit(deps);
      if (block === null) throw new Error('nothing is blocked');
      const zh = describeError(block, 'zh');
      expect(zh.message).toContain(what);
      expect(zh.message).not.toContain('{');
      for (const word of ['恢复网络', 'U 盘', '其他终端', '上限由']) expect(zh.remedy).toContain(word);
      const en = describeError(block, 'en');
      for (const word of ['network', 'USB', 'another station', 'raise']) expect(en.remedy).toContain(word);
    }
    const { deps } = away({ notices: 7 });
    expect(offlineLimit(deps)).toMatchObject({ detail: { kind: 'notices', used: 7 } });
  });

  it('the hours are those that passed: a jump of the clock neither uses them up nor gives them back', () => {
    const { deps } = away({ hours: 71 });
    expect(offlineUse(deps).find(({ act }) => act === 'hours')).toEqual({
      act: 'hours',
      used: 71,
      limit: 72,
      reached: false,
    });
    deps.clock.advance(hourMs);
    expect(offlineLimit(deps)).toMatchObject({ detail: { kind: 'hours', used: 72 } });
  });

  it('a profile may allow thirty days and 60,000 acts, and says nothing about cases by default', () => {
    const { offlineLimits } = stationProfile.shape;
    expect(offlineLimits.safeParse({ cases: 60_000, notices: 60_000, hours: 720 }).success).toBe(true);
    const { deps } = away({ cases: 50 });
    const generous = { ...deps, profile: { ...testProfile, offlineLimits: { notices: 50, hours: 72 } } };
    expect(offlineCaseLimit(generous)).toBeNull();
    expect(offlineUse(generous).map(({ act }) => act)).toEqual(['notices', 'hours']);
  });

  it('the standing tells use, limit and clock, also before anything is reached', async () => {
    const { deps } = away({ cases: 1, notices: 5, cards: 1 });
    const clock = {
      state: 'steady' as const,
      now: deps.clock.iso(),
      computer: deps.clock.iso(),
      upstreamAheadMs: null,
      since: null,
    };
    const handlers = offlineStandingHandlers(deps, { standing: () => clock });
    const told = must((await handlers.offlineStanding({}, testCaller())) as Result<OfflineStanding>);
    expect(told).toEqual({
      clock,
      limits: [
        { act: 'cases', used: 1, limit: 3, reached: false },
        { act: 'notices', used: 5, limit: 5, reached: true },
        { act: 'hours', used: 0, limit: 72, reached: false },
        { act: 'cards', used: 1, limit: 2, reached: false },
      ],
    });
  });
});

describe('G4 the limit of cases at the desk', () => {
  const permits = [1, 2, 3].map((n) => goodPermit({ permitNumber: `TEST0000000${n}` }));
  const desk = () =>
    openDesk({ profile: { ...testProfile, offlineLimits: { cases: 2, notices: 50, hours: 72 } } }, permits);

  it('stops a new case by name, and neither the open ones nor their papers', async () => {
    const at = desk();
    for (const permit of permits.slice(0, 2)) await at.begin(permit);
    const open = at.current();
    await at.scan(trainingPermitQr('TEST00000003'));
    expect(at.problems()).toEqual(['offlineLimit']);
    expect(at.deps.stores.cases.openOfPermit('TEST00000003')).toBeNull();
    await at.scan(trainingPermitQr('TEST00000001'));
    expect(at.view().number).not.toBe(at.view(open).number);
    must(await at.handlers.caseNotNeeded({ caseId: at.current(), reason: 'x' }, at.caller));
    expect(codeOf(await at.handlers.caseOpenByNumber({ permitNumber: 'TEST00000003' }, at.caller))).toBe(
      'offlineLimit',
    );
    at.link.online = true;
    must(await at.handlers.caseOpenByNumber({ permitNumber: 'TEST00000003' }, at.caller));
  });
});
