import { describe, expect, it } from 'vitest';
import { reasonAgainstGiving } from '../../../../main/app/cards/cardStanding.ts';
import { actorOf } from '../../../../main/app/cases/actor.ts';
import { printNotice } from '../../../../main/app/cases/printNotice.ts';
import type { JobId } from '../../../../main/contract/ids.ts';
import type { NoticeContent } from '../../../../main/domain/papers/noticeContent.ts';
import { inspect, sampleJob, testCaller, testProfile } from '../../helpers/index.ts';
import {
  act,
  acceptedDesk,
  boss,
  daysPass,
  deskWithBoss,
  handOver,
  lastPaper,
  recalls,
  refuse,
  revoke,
  serve,
} from './afterwards.ts';
import { accept, clerk, codeOf, must, openDesk, papersOf, type Desk, secondPerson } from './desk.ts';

describe('C7 revocation', () => {
  it('is a decision of its own; the one before stays as it was', async () => {
    const desk = await acceptedDesk();
    const before = desk.deps.stores.decisions.ofCase(desk.current());
    const [paper] = desk.view().notices;
    const view = must(await revoke(desk, 'The clerk took the wrong file'));
    expect(view).toMatchObject({ state: 'revoked', clock: { acceptedAt: desk.deps.clock.iso() } });
    expect(view.decisions).toMatchObject([
      { kind: 'accepted', supersedes: null },
      { kind: 'revoked', reasons: ['The clerk took the wrong file'], by: 'Test other' },
    ]);
    expect(view.decisions[1]?.supersedes).toBe(view.decisions[0]?.id);
    expect(view.decisions[0]?.supersededBy).toBe(view.decisions[1]?.id);
    expect(desk.deps.stores.decisions.ofCase(desk.current()).slice(0, 1)).toEqual(before);
    const revocation = lastPaper(desk);
    expect(revocation).toMatchObject({ kind: 'revocation', number: 'SZ50-CX-2026-000001' });
    expect(JSON.stringify(revocation.details)).toContain(paper?.number);
    expect(view.notices[0]?.withdrawn).toMatchObject({ how: 'revoked', by: revocation.number });
    expect(view.notices[1]?.withdrawn).toBeNull();
  });

  it('recalls paper and card: what is out, who has it, who fetches it, by when', async () => {
    const desk = await acceptedDesk();
    serve(desk);
    handOver(desk);
    const view = must(await revoke(desk));
    expect(await recalls(desk)).toEqual(view.recalls);
    expect(view.recalls).toMatchObject([
      {
        subject: 'paper',
        number: 'SZ50-SL-2026-000001',
        noticeKind: 'acceptance',
        cause: 'revoked',
        holder: 'EXAMPLE, PERSON',
        fetchBy: 'Test other',
        // Five working days after Wednesday 2026-11-25.
        dueOn: '2026-12-02',
        overdue: false,
        closed: null,
      },
      { subject: 'card', number: '0017', noticeKind: null, jobId: 'job_1' },
    ]);
    daysPass(desk, 8);
    expect((await recalls(desk)).map(({ overdue }) => overdue)).toEqual([true, true]);
  });

  it('or as the supervisor plans it', async () => {
    const desk = await acceptedDesk();
    serve(desk);
    const recall = { holder: '示例有限公司', fetchBy: 'Test clerk', dueOn: '2026-11-27' };
    expect(must(await act(desk, 'caseRevoke', { reason: 'x', recall }, boss)).recalls).toMatchObject([
      recall,
    ]);
  });

  it('a card that is still with us is not out', async () => {
    const desk = await acceptedDesk();
    serve(desk);
    const { stores } = desk.deps;
    const { permitNumber } = desk.view().snapshot.record;
    stores.run(() => stores.jobs.save(sampleJob({ caseId: desk.current(), permitNumber, state: 'enabled' })));
    expect(must(await revoke(desk)).recalls.map(({ subject }) => subject)).toEqual(['paper']);
  });

  it('the paper is not handed out again, but can be read', async () => {
    const desk = await acceptedDesk();
    const [paper] = desk.view().notices;
    if (!paper) throw new Error('no paper');
    must(await revoke(desk));
    const { handlers, caller } = desk;
    const wish = { noticeId: paper.id, reason: 'lost', countersignature: await secondPerson(desk) };
    expect(await handlers.noticeReprint(wish, caller)).toMatchObject({
      ok: false,
      error: { code: 'noticeWithdrawn', detail: { number: lastPaper(desk).number } },
    });
    let shown: NoticeContent | null = null;
    desk.deps.paper.notice = async (content) => {
      shown = content;
      return new Uint8Array();
    };
    must(await handlers.noticePdf({ noticeId: paper.id }, caller));
    expect(shown).toMatchObject({ withdrawn: { how: 'revoked', by: lastPaper(desk).number } });
    const printer = { id: 'p', kind: 'documentPrinter' } as (typeof testProfile)['devices'][number];
    const deps = { ...desk.deps, profile: { ...testProfile, devices: [printer] } };
    const actor = actorOf(desk.caller.staff);
    expect(codeOf(await printNotice(deps, actor, paper.id, 'lost'))).toBe('noticeWithdrawn');
  });

  it.each([
    ['held', async (desk: Desk) => act(desk, 'caseHold', { reason: 'x' }), 'caseHeld'],
    ['refused', async (desk: Desk) => refuse(desk), 'wrongState'],
    ['revoked', async (desk: Desk) => revoke(desk), 'wrongState'],
  ] as const)('G9 a card of a case that is %s is not given to its holder', async (_what, change, code) => {
    const desk = await acceptedDesk();
    const { stores } = desk.deps;
    stores.run(() => stores.jobs.save(sampleJob({ caseId: desk.current(), state: 'enabled' })));
    expect(reasonAgainstGiving(desk.deps, 'job_1' as JobId)).toBeNull();
    must(await change(desk));
    expect(reasonAgainstGiving(desk.deps, 'job_1' as JobId)?.code).toBe(code);
  });

  it('leaves room for a new application, which is a new case', async () => {
    const desk = await acceptedDesk();
    const first = desk.current();
    must(await revoke(desk));
    const view = await desk.begin();
    expect(view.id).not.toBe(first);
    expect(view).toMatchObject({ state: 'open', decisions: [] });
  });

  it('of a refusal brings the acceptance back, whose paper was never wrong', async () => {
    const desk = await acceptedDesk();
    must(await refuse(desk));
    const third = testCaller({ ...boss.staff, id: 'staff_third', displayName: 'Test third' } as never);
    expect(codeOf(await revoke(desk))).toBe('ownCase');
    const view = must(await revoke(desk, 'The refusal was wrong', third));
    expect(view.state).toBe('accepted');
    expect(view.notices.map(({ kind, withdrawn }) => [kind, withdrawn?.how ?? null])).toEqual([
      ['acceptance', null],
      ['refusal', 'revoked'],
      ['revocation', null],
    ]);
    // What counts now is the acceptance: it can be taken back as well, by somebody else.
    const again = must(await revoke(desk, 'x', boss));
    expect(again.state).toBe('revoked');
    expect(again.decisions.at(-1)?.supersedes).toBe(again.decisions[0]?.id);
  });

  it.each([
    ['notNeeded', { name: 'caseNotNeeded', input: { reason: 'x' } }],
    ['notOurs', { name: 'caseNotOurs', input: { authority: 'xx' } }],
  ] as const)('also of %s', async (kind, { name, input }) => {
    const desk = await deskWithBoss();
    must(await act(desk, name, input));
    const view = must(await revoke(desk));
    expect(view).toMatchObject({ state: 'revoked', notices: [{ kind, withdrawn: { how: 'revoked' } }, {}] });
  });

  it('H10 never by the person who decided; nothing to revoke while nothing is decided', async () => {
    const desk = await acceptedDesk();
    const both = testCaller({ ...clerk, roles: ['clerk', 'supervisor'] });
    expect(codeOf(await revoke(desk, 'x', both))).toBe('ownCase');
    expect(codeOf(await revoke(await deskWithBoss()))).toBe('wrongState');
    must(await revoke(desk));
    expect(codeOf(await revoke(desk))).toBe('wrongState');
  });
});

describe('C7 correction', () => {
  const correct = async (desk: Desk, noticeId: string, caller = boss) =>
    act(
      desk,
      'caseCorrect',
      { noticeId, reason: '姓名有误', correction: 'EXAMPLE, PERSONA' } as never,
      caller,
    );

  it('puts a new paper in the place of one; the decision stands', async () => {
    const desk = await acceptedDesk();
    serve(desk);
    const [paper] = desk.view().notices;
    const before = desk.deps.stores.notices.get(paper?.id as never)?.content;
    const view = must(await correct(desk, paper?.id ?? ''));
    expect(view.state).toBe('accepted');
    const correction = lastPaper(desk);
    expect(correction).toMatchObject({ kind: 'correction', number: 'SZ50-GZ-2026-000001' });
    for (const part of [paper?.number ?? '', '姓名有误', 'EXAMPLE, PERSONA'])
      expect(JSON.stringify(correction.details)).toContain(part);
    expect(view.notices[0]?.withdrawn).toMatchObject({ how: 'superseded', by: correction.number });
    expect(view.decisions[1]).toMatchObject({ kind: 'corrected', supersedes: view.decisions[0]?.id });
    expect(view.recalls).toMatchObject([{ number: paper?.number, cause: 'corrected' }]);
    // Never overwritten: what was handed out can be read as it was.
    expect(desk.deps.stores.notices.get(paper?.id as never)?.content).toEqual(before);
    expect(await correct(desk, paper?.id ?? '')).toMatchObject({
      ok: false,
      error: { code: 'noticeWithdrawn', detail: { number: correction.number } },
    });
  });

  it('a correction may be corrected, and is revoked with the decision', async () => {
    const desk = await acceptedDesk();
    must(await correct(desk, desk.view().notices[0]?.id ?? ''));
    must(await correct(desk, desk.view().notices[1]?.id ?? ''));
    const view = must(await revoke(desk));
    expect(view.notices.map(({ kind, withdrawn }) => [kind, withdrawn?.how ?? null])).toEqual([
      ['acceptance', 'superseded'],
      ['correction', 'superseded'],
      ['correction', 'revoked'],
      ['revocation', null],
    ]);
    expect(view.decisions.map(({ supersedes }) => supersedes)).toEqual([
      null,
      ...view.decisions.slice(0, 3).map(({ id }) => id),
    ]);
  });

  it('is about a decision of this case', async () => {
    const desk = await acceptedDesk();
    must(await act(desk, 'noticeSlip', { kind: 'insurance' }));
    for (const id of [desk.view().notices[1]?.id ?? '', 'notice_unknown'])
      expect(codeOf(await correct(desk, id))).toBe('invalidInput');
  });
});

describe('C7 a paper that never left the house is not asked for', () => {
  const told = (desk: Desk): string[] =>
    inspect(desk.deps.stores, (database) =>
      database
        .prepare<unknown[], { detail: string }>("SELECT detail FROM audit WHERE event = 'recall.neverLeft'")
        .all()
        .map(({ detail }) => detail),
    );
  const correct = async (desk: Desk) => {
    const noticeId = desk.view().notices[0]?.id;
    if (noticeId === undefined) throw new Error('no paper');
    return must(await act(desk, 'caseCorrect', { noticeId, reason: 'a', correction: 'b' }, boss));
  };
  const printed = (desk: Desk, state: 'sent' | 'printed' | 'failed' | 'unknown'): void => {
    const { stores, clock } = desk.deps;
    const [notice] = stores.notices.ofCase(desk.current());
    if (notice === undefined) throw new Error('no paper');
    const print = {
      copy: 0,
      reason: null,
      at: clock.iso(),
      by: 'Test clerk',
      state,
      failure: null,
      job: null,
    };
    stores.run(() => stores.notices.save({ ...notice, prints: [print] }));
  };
  const never: readonly (readonly [string, (desk: Desk) => unknown])[] = [
    ['was never printed', () => undefined],
    ['failed to print', (desk) => printed(desk, 'failed')],
  ];
  const out: readonly (readonly [string, (desk: Desk) => unknown])[] = [
    ['was printed', (desk) => printed(desk, 'printed')],
    ['may have come out', (desk) => printed(desk, 'unknown')],
    ['is being printed', (desk) => printed(desk, 'sent')],
    ['was handed out', serve],
    [
      'was opened as a file',
      async (desk) => desk.handlers.noticePdf({ noticeId: desk.view().notices[0]?.id as never }, desk.caller),
    ],
  ];

  it.each(never)('corrected or revoked: one that %s, and the log says so', async (_what, before) => {
    const corrected = await acceptedDesk();
    await before(corrected);
    expect((await correct(corrected)).recalls).toEqual([]);
    expect(told(corrected)).toEqual([expect.stringContaining('SZ50-SL-2026-000001')]);
    const revoked = await acceptedDesk();
    await before(revoked);
    expect(must(await revoke(revoked)).recalls).toEqual([]);
    expect(told(revoked)).toHaveLength(1);
  });

  it.each(out)('but one that %s is', async (_what, before) => {
    const desk = await acceptedDesk();
    await before(desk);
    expect((await correct(desk)).recalls).toMatchObject([{ subject: 'paper', cause: 'corrected' }]);
    expect(told(desk)).toEqual([]);
  });
});

describe('C7 decisions and recalls cannot be changed behind the program', () => {
  it('decisions are append-only, also for a database tool', async () => {
    const desk = await acceptedDesk();
    inspect(desk.deps.stores, (database) => {
      expect(() => database.exec(`UPDATE decisions SET reasons = '[]'`)).toThrow('never changed');
      expect(() => database.exec('DELETE FROM decisions')).toThrow('never deleted');
    });
  });

  it('no decision is superseded twice', async () => {
    const desk = await acceptedDesk();
    const { stores } = desk.deps;
    const [first] = stores.decisions.ofCase(desk.current());
    if (!first) throw new Error('no decision');
    const next = (id: string) => ({ ...first, id: id as typeof first.id, supersedes: first.id });
    stores.run(() => stores.decisions.insert(next('decision_a')));
    expect(() => stores.run(() => stores.decisions.insert(next('decision_b')))).toThrow(/UNIQUE/);
  });
});

describe('G9 recalls', () => {
  it('are given to somebody else, and closed once, with how it ended', async () => {
    const desk = await acceptedDesk();
    serve(desk);
    const [recall] = must(await revoke(desk)).recalls;
    if (!recall) throw new Error('no recall');
    const { handlers, caller } = desk;
    const plan = { holder: '示例有限公司', fetchBy: '李样例', dueOn: '2026-11-30' };
    expect(must(await handlers.recallAssign({ recallId: recall.id, ...plan }, caller))).toMatchObject(plan);
    const end = { recallId: recall.id, outcome: 'returned', note: 'brought back in person' } as const;
    expect(must(await handlers.recallClose(end, caller))).toMatchObject({
      closed: { outcome: 'returned', note: 'brought back in person', by: 'Test clerk' },
      overdue: false,
    });
    expect(codeOf(await handlers.recallClose(end, caller))).toBe('recallClosed');
    expect(codeOf(await handlers.recallAssign({ recallId: recall.id, ...plan }, caller))).toBe(
      'recallClosed',
    );
    expect(codeOf(await handlers.recallClose({ ...end, recallId: 'recall_x' as never }, caller))).toBe(
      'recallNotFound',
    );
    expect(await recalls(desk)).toEqual([]);
    expect(await recalls(desk, false)).toHaveLength(1);
    daysPass(desk, 30);
    expect((await recalls(desk, false))[0]?.overdue).toBe(false);
  });

  it('a refusal after the card was handed over asks for the card; the acceptance paper was true', async () => {
    const desk = await acceptedDesk();
    handOver(desk);
    expect(must(await refuse(desk)).recalls).toMatchObject([{ subject: 'card', cause: 'refused' }]);
  });
});

describe('C1 an older case', () => {
  it('of before the chain of decisions is revoked all the same', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    must(accept(desk));
    const { stores } = desk.deps;
    inspect(stores, (database) => {
      database.exec('DROP TRIGGER decisions_keep_delete');
      database.exec('DELETE FROM decisions');
    });
    const view = must(await revoke(desk));
    expect(view).toMatchObject({ state: 'revoked', decisions: [{ kind: 'revoked', supersedes: null }] });
    expect(view.notices[0]?.withdrawn?.how).toBe('revoked');
    expect(papersOf(desk)).toHaveLength(2);
  });
});
