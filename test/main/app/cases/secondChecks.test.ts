import { describe, expect, it } from 'vitest';
import type { CaseView, SecondCheckLine } from '../../../../main/contract/cases.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { inspect, sampleStaff, testCaller } from '../../helpers/index.ts';
import { drawPage } from '../../infra/photo/drawnPhotos.ts';
import { act, boss, deskWithBoss, signature } from './afterwards.ts';
import { accept, codeOf, must, supplement, type Desk } from './desk.ts';

const list = async (desk: Desk): Promise<SecondCheckLine[]> =>
  must((await desk.handlers.caseSecondCheckList({}, boss)) as Result<SecondCheckLine[]>);
const check = async (
  desk: Desk,
  outcome: 'checkConfirmed' | 'checkReturned',
  {
    decisionId = null,
    caller = boss,
  }: { decisionId?: SecondCheckLine['decisionId']; caller?: typeof boss } = {},
): Promise<Result<CaseView>> => {
  const waiting = decisionId ?? (await list(desk))[0]?.decisionId;
  if (waiting === null || waiting === undefined) throw new Error('nothing waits');
  return act(
    desk,
    'caseSecondCheck',
    { decisionId: waiting, outcome, note: 'seen beside the original' },
    caller,
  );
};
/** A supplement that was told because the degree differs. */
async function differing(): Promise<Desk> {
  const desk = await deskWithBoss();
  desk.checkAll(['DEGREE']);
  must(desk.verdict('DEGREE', 'differs', 'another school'));
  must(await supplement(desk));
  return desk;
}

describe('B5 outcomes wait for a second pair of eyes, also without a network', () => {
  it('a supplement that was told because an original differs', async () => {
    const desk = await differing();
    expect(desk.link.online).toBe(false);
    expect(await list(desk)).toMatchObject([
      {
        id: desk.current(),
        state: 'supplement',
        why: 'differs',
        decisionId: desk.view().decisions.at(-1)?.id,
        documents: [{ code: 'DEGREE', scanned: false }],
        by: desk.caller.staff?.displayName,
      },
    ]);
  });

  it('says for which of them a scan lies here', async () => {
    const desk = await deskWithBoss();
    desk.checkAll(['DEGREE']);
    must(
      (await desk.handlers.caseScanPut(
        { caseId: desk.current(), document: 'DEGREE', bytes: drawPage() },
        desk.caller,
      )) as Result<unknown>,
    );
    must(desk.verdict('DEGREE', 'differs', 'another school'));
    expect(await list(desk)).toEqual([]);
    must(await supplement(desk));
    expect((await list(desk))[0]?.documents).toMatchObject([{ code: 'DEGREE', scanned: true }]);
  });

  it('not one that was told because something is missing, and no case that is still being checked', async () => {
    const desk = await deskWithBoss();
    desk.checkAll(['DEGREE']);
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    expect(await list(desk)).toEqual([]);
  });

  it('no more once another answer was given', async () => {
    const desk = await differing();
    must(await act(desk, 'caseNotNeeded', { reason: 'no longer asked for' }));
    expect(await list(desk)).toEqual([]);
  });

  it('a held case until its release, an accepted one too', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    must(accept(desk));
    must(await act(desk, 'caseHold', { reason: 'a tip-off', document: 'DEGREE' }));
    expect(await list(desk)).toMatchObject([
      { why: 'held', decisionId: null, documents: [{ code: 'DEGREE' }], reason: 'a tip-off' },
    ]);
    must(await act(desk, 'caseRelease', { finding: 'cleared', note: 'seen', countersignature: signature }));
    expect(await list(desk)).toEqual([]);
  });
});

describe('B5 what a supervisor found', () => {
  it.each(['checkConfirmed', 'checkReturned'] as const)(
    '%s is kept in the case with an audit entry; nothing else changes and nothing goes upstream',
    async (outcome) => {
      const desk = await differing();
      const rows = desk.rows();
      const before = desk.view();
      const view = must(await check(desk, outcome));
      expect(view.decisions.at(-1)).toMatchObject({
        kind: outcome,
        by: boss.staff?.displayName,
        reasons: ['seen beside the original'],
        noticeNumber: null,
      });
      expect({ ...view, decisions: before.decisions }).toEqual(before);
      expect(desk.rows()).toEqual(rows);
      expect(await list(desk)).toEqual([]);
      const events = inspect(desk.deps.stores, (database) =>
        database.prepare<unknown[], { event: string }>('SELECT event FROM audit').all(),
      );
      expect(events.map(({ event }) => event)).toContain(`case.${outcome}`);
    },
  );

  it('not by the person who decided, not twice, and not about another decision', async () => {
    const desk = await differing();
    const himself = testCaller(desk.caller.staff ?? sampleStaff(['supervisor']));
    expect(codeOf(await check(desk, 'checkConfirmed', { caller: himself }))).toBe('ownCase');
    const [first] = desk.view().decisions;
    const decisionId = (await list(desk))[0]?.decisionId ?? null;
    must(await check(desk, 'checkConfirmed'));
    expect(codeOf(await check(desk, 'checkConfirmed', { decisionId }))).toBe('wrongState');
    expect(first).toBeDefined();
  });

  it('a later supplement waits anew', async () => {
    const desk = await differing();
    const before = (await list(desk))[0]?.decisionId ?? null;
    must(await check(desk, 'checkReturned'));
    must(desk.verdict('DEGREE', 'differs', 'still another school'));
    desk.deps.clock.advance(1000);
    must(await supplement(desk));
    expect(await list(desk)).toHaveLength(1);
    expect(codeOf(await check(desk, 'checkConfirmed', { decisionId: before }))).toBe('wrongState');
    must(await check(desk, 'checkConfirmed'));
  });

  it('a confirmed supplement can still be accepted when the right paper is brought', async () => {
    const desk = await differing();
    must(await check(desk, 'checkConfirmed'));
    must(desk.verdict('DEGREE', 'matches'));
    expect(must(accept(desk)).state).toBe('accepted');
  });
});
