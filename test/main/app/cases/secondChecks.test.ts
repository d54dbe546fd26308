import { describe, expect, it } from 'vitest';
import type { CaseView, ReturnedLine, SecondCheckLine } from '../../../../main/contract/cases.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { inspect, sampleStaff, testCaller } from '../../helpers/index.ts';
import { drawPage } from '../../infra/photo/drawnPhotos.ts';
import { act, boss, deskWithBoss, handOver, recalls, revoke, serve, signature } from './afterwards.ts';
import { accept, codeOf, must, supplement, type Desk } from './desk.ts';

const list = async (desk: Desk, caller = boss): Promise<SecondCheckLine[]> =>
  must((await desk.handlers.caseSecondCheckList({}, caller)) as Result<SecondCheckLine[]>);
const returned = async (desk: Desk): Promise<ReturnedLine[]> =>
  must((await desk.handlers.caseReturnedList({}, desk.caller)) as Result<ReturnedLine[]>);
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

  it('also when the clerk says later that it fits, or the case was decided: nobody answers for the supervisor', async () => {
    const desk = await differing();
    const waiting = await list(desk);
    desk.deps.clock.advance(1000);
    must(desk.verdict('DEGREE', 'matches'));
    expect(await list(desk)).toEqual(waiting);
    must(accept(desk));
    expect(await list(desk)).toEqual([{ ...waiting[0], state: 'accepted' }]);
    const other = await differing();
    must(await act(other, 'caseNotNeeded', { reason: 'no longer asked for' }));
    expect(await list(other)).toMatchObject([{ why: 'differs', state: 'notNeeded' }]);
  });

  it('a slip of the hand before anything was told is no difference', async () => {
    const desk = await deskWithBoss();
    desk.checkAll(['DEGREE', 'NCR']);
    must(desk.verdict('NCR', 'missing'));
    must(desk.verdict('DEGREE', 'differs', 'the wrong key'));
    must(desk.verdict('DEGREE', 'matches'));
    must(await supplement(desk));
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
    '%s is kept in the case with an audit entry; nothing goes upstream',
    async (outcome) => {
      const desk = await differing();
      const rows = desk.rows();
      const view = must(await check(desk, outcome));
      expect(view.decisions.at(-1)).toMatchObject({
        kind: outcome,
        by: boss.staff?.displayName,
        reasons: ['seen beside the original'],
        noticeNumber: null,
      });
      expect(view.state).toBe('supplement');
      expect(desk.rows()).toEqual(rows);
      expect(await list(desk)).toEqual([]);
      const events = inspect(desk.deps.stores, (database) =>
        database.prepare<unknown[], { event: string }>('SELECT event FROM audit').all(),
      );
      expect(events.map(({ event }) => event)).toContain(`case.${outcome}`);
    },
  );

  it('a confirmed one changes nothing else', async () => {
    const desk = await differing();
    const before = desk.view();
    const view = must(await check(desk, 'checkConfirmed'));
    expect({ ...view, decisions: before.decisions }).toEqual(before);
    expect(await returned(desk)).toEqual([]);
  });

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
    desk.deps.clock.advance(1000);
    must(await check(desk, 'checkReturned'));
    must(desk.verdict('DEGREE', 'differs', 'still another school'));
    desk.deps.clock.advance(1000);
    must(await supplement(desk));
    expect(await returned(desk)).toEqual([]);
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

describe('B5 a returned outcome is back at the desk', () => {
  it('its row is open again, with what was said before still in the books, and says who returned it and why', async () => {
    const desk = await differing();
    desk.deps.clock.advance(1000);
    const view = must(await check(desk, 'checkReturned'));
    expect(view.documents.find(({ code }) => code === 'DEGREE')?.verdict).toBeNull();
    expect(view.returned).toMatchObject({
      documents: ['DEGREE'],
      open: ['DEGREE'],
      by: boss.staff?.displayName,
      at: desk.deps.clock.iso(),
      reason: 'seen beside the original',
    });
    expect(await returned(desk)).toMatchObject([
      {
        id: desk.current(),
        state: 'supplement',
        documents: [{ code: 'DEGREE' }],
        by: boss.staff?.displayName,
        reason: 'seen beside the original',
      },
    ]);
    const kept = desk.deps.stores.cases
      .get(desk.current())
      ?.verdicts.find(({ document }) => document === 'DEGREE');
    expect(kept).toMatchObject({
      verdict: 'differs',
      note: 'another school',
      by: 'Test clerk',
      withdrawn: { by: boss.staff?.displayName, decisionId: view.returned?.decisionId },
    });
  });

  it('nothing is accepted or told before the row has a new verdict', async () => {
    const desk = await differing();
    desk.deps.clock.advance(1000);
    must(desk.verdict('DEGREE', 'matches'));
    must(await check(desk, 'checkReturned'));
    expect(codeOf(accept(desk))).toBe('caseIncomplete');
    expect(codeOf(await supplement(desk))).toBe('caseIncomplete');
    must(desk.verdict('DEGREE', 'matches'));
    expect(desk.view().returned).toMatchObject({ documents: ['DEGREE'], open: [] });
    expect(must(accept(desk)).returned).toBeNull();
    expect(await returned(desk)).toEqual([]);
  });

  it('B6 nobody is the second pair of eyes for a verdict of his own, whoever told it', async () => {
    const desk = await deskWithBoss();
    desk.checkAll(['DEGREE']);
    const input = { document: 'DEGREE', verdict: 'differs', note: 'another school' } as const;
    must(await act(desk, 'caseSetVerdict', input, boss));
    must(await supplement(desk));
    expect(await list(desk)).toMatchObject([{ own: true }]);
    expect(codeOf(await check(desk, 'checkReturned'))).toBe('ownCase');
    const third = testCaller({ ...boss.staff, id: 'staff_third', displayName: 'Test third' } as never);
    expect(await list(desk, third)).toMatchObject([{ own: false }]);
    must(await check(desk, 'checkReturned', { caller: third }));
  });

  it('C7 a case that was decided since keeps its rows; its paper and card are asked for by who decided, until it is put right', async () => {
    const desk = await differing();
    desk.deps.clock.advance(1000);
    must(desk.verdict('DEGREE', 'matches'));
    must(accept(desk));
    serve(desk);
    handOver(desk);
    const view = must(await check(desk, 'checkReturned'));
    expect(view.state).toBe('accepted');
    expect(view.documents.find(({ code }) => code === 'DEGREE')?.verdict).toBe('matches');
    expect(view.returned).toMatchObject({ documents: ['DEGREE'], open: [] });
    expect(await recalls(desk)).toMatchObject([
      { subject: 'paper', noticeKind: 'acceptance', cause: 'checkReturned', fetchBy: 'Test clerk' },
      { subject: 'card', cause: 'checkReturned' },
    ]);
    expect(await returned(desk)).toMatchObject([{ state: 'accepted' }]);
    const third = testCaller({ ...boss.staff, id: 'staff_third', displayName: 'Test third' } as never);
    expect(must(await revoke(desk, 'the degree is another one', third)).returned).toBeNull();
    expect(await returned(desk)).toEqual([]);
    expect(await recalls(desk)).toHaveLength(2);
  });
});
