import { describe, expect, it } from 'vitest';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { testCaller } from '../../helpers/index.ts';
import {
  act,
  acceptedDesk,
  boss,
  daysPass,
  deskWithBoss,
  lastPaper,
  refuse,
  signature,
} from './afterwards.ts';
import { accept, clerk, codeOf, codes, goodPermit, must, supplement, zoneOf } from './desk.ts';

const text = (paper: unknown): string => JSON.stringify(paper);

describe('C1 suspected forgery', () => {
  it('freezes everything until a supervisor has looked', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    const view = must(await act(desk, 'caseHold', { reason: 'the seal looks printed', document: 'DEGREE' }));
    expect(view).toMatchObject({
      state: 'held',
      held: { reason: 'the seal looks printed', document: 'DEGREE', by: 'Test clerk' },
      decisions: [{ kind: 'held', reasons: ['the seal looks printed'], noticeNumber: null }],
    });
    const before = desk.deps.stores.cases.get(desk.current());
    for (const result of [
      accept(desk),
      await supplement(desk),
      await act(desk, 'caseNotNeeded', { reason: 'x' }),
      await act(desk, 'caseNotOurs', { authority: 'xx' }),
      await act(desk, 'caseFixNow', { note: 'x' }),
      await act(desk, 'caseConfirmField', { field: 'name', outcome: 'differs' }),
      await act(desk, 'caseHold', { reason: 'again' }),
      await refuse(desk),
      await act(desk, 'noticePermitPage', {}),
      desk.verdict('DEGREE', 'matches'),
    ])
      expect(codeOf(result)).toBe('caseHeld');
    expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
    expect(desk.view().notices).toEqual([]);
  });

  it('is released by a supervisor beside the clerk, to where it was', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    must(await act(desk, 'caseHold', { reason: 'the seal looks printed' }));
    const release = async (countersignature: { userName: string; password: string }) =>
      act(desk, 'caseRelease', { finding: 'cleared', note: 'the issuer confirmed it', countersignature });
    expect(codeOf(await release({ ...signature, password: 'wrong' }))).toBe('wrongCredentials');
    expect(desk.view().state).toBe('held');
    const view = must(await release(signature));
    expect(view).toMatchObject({ state: 'open', held: null, finding: 'cleared' });
    expect(view.decisions.at(-1)).toMatchObject({
      kind: 'released',
      countersignedBy: 'boss',
      finding: 'cleared',
    });
    expect(must(accept(desk)).state).toBe('accepted');
    expect(codeOf(await release(signature))).toBe('wrongState');
  });

  it('a clerk is no supervisor, and the caller cannot sign beside himself', async () => {
    const desk = await deskWithBoss();
    must(await act(desk, 'caseHold', { reason: 'x' }));
    const himself = desk.deps.stores.staff.byUserName('boss');
    if (!himself) throw new Error('no boss');
    const wish = { finding: 'cleared', note: 'x', countersignature: signature } as const;
    expect(codeOf(await act(desk, 'caseRelease', wish, testCaller(himself)))).toBe('samePerson');
  });

  it('a confirmed forgery is a difference of that original and bars acceptance until it is cleared', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    const hold = async () => act(desk, 'caseHold', { reason: 'x', document: 'DEGREE' });
    must(await hold());
    const confirm = { finding: 'confirmed', note: 'the school never issued it' } as const;
    const view = must(await act(desk, 'caseRelease', { ...confirm, countersignature: signature }));
    expect(view.documents.find(({ code }) => code === 'DEGREE')).toMatchObject({
      verdict: 'differs',
      by: 'Test Boss',
      note: expect.stringContaining('the school never issued it') as string,
    });
    // The clerk alone cannot argue it away.
    must(desk.verdict('DEGREE', 'matches'));
    expect(codes(desk.view(), 'accept')).toEqual(['forgeryConfirmed']);
    expect(codeOf(accept(desk))).toBe('forgeryConfirmed');
    must(desk.verdict('DEGREE', 'differs', 'not genuine'));
    must(await supplement(desk));
    expect(text(lastPaper(desk))).toContain('not genuine');
    // Another, genuine original was brought.
    must(desk.verdict('DEGREE', 'matches'));
    must(await hold());
    const cleared = { finding: 'cleared', note: 'genuine one seen', countersignature: signature } as const;
    expect(must(await act(desk, 'caseRelease', cleared)).state).toBe('supplement');
    expect(must(accept(desk)).state).toBe('accepted');
  });

  it('an accepted case keeps its rows; it gives no card, and can be refused', async () => {
    const desk = await acceptedDesk();
    const rows = desk.view().documents;
    must(await act(desk, 'caseHold', { reason: 'a tip-off', document: 'DEGREE' }));
    expect(codes(desk.view(), 'issue')).toContain('caseHeld');
    const confirm = { finding: 'confirmed', note: 'forged', countersignature: signature } as const;
    const view = must(await act(desk, 'caseRelease', confirm));
    expect(view).toMatchObject({ state: 'accepted', documents: rows });
    expect(codes(view, 'issue')).toEqual(['forgeryConfirmed']);
    expect(must(await refuse(desk)).state).toBe('refused');
  });

  it('whose Notice is scanned again is shown as it is, and no second case is opened', async () => {
    const desk = await acceptedDesk();
    const caseId = desk.current();
    must(await act(desk, 'caseHold', { reason: 'x' }));
    daysPass(desk, 2);
    await desk.scan(trainingPermitQr(goodPermit().permitNumber));
    expect(desk.view()).toMatchObject({ id: caseId, state: 'held' });
    // It stays in the list of the day, because somebody must see to it.
    expect(must(await desk.handlers.caseList({}, desk.caller))).toMatchObject([{ id: caseId }]);
    await desk.lay(zoneOf(goodPermit()));
    expect(desk.problems()).toEqual(['caseHeld']);
  });

  it('an original that this case does not ask for cannot be suspected', async () => {
    const desk = await deskWithBoss();
    expect(codeOf(await act(desk, 'caseHold', { reason: 'x', document: 'SSCPHOTO' }))).toBe('invalidInput');
  });
});

describe('C2 refusal', () => {
  it('only after acceptance, with its reasons and the review rights on the paper', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    expect(codeOf(await refuse(desk))).toBe('wrongState');
    must(accept(desk));
    const reasons = ['The diploma is not recognised', '用人单位已注销'];
    const view = must(await refuse(desk, reasons));
    expect(view).toMatchObject({ state: 'refused', clock: { acceptedAt: desk.deps.clock.iso() } });
    expect(view.decisions.map(({ kind }) => kind)).toEqual(['accepted', 'refused']);
    expect(view.decisions[1]).toMatchObject({ reasons, by: 'Test other', supersedes: null });
    const paper = lastPaper(desk);
    expect(paper).toMatchObject({ kind: 'refusal', title: { zh: '不予行政许可决定书' } });
    for (const part of [
      ...reasons,
      '第三十八条',
      '行政复议法》第二十条',
      '行政诉讼法》第四十六条',
      'administrative review',
      'people’s court'.replace('’', "'"),
    ])
      expect(text(paper)).toContain(part);
    expect(paper.items).toEqual([]);
    const row = desk.deps.stores.outbox.open().findLast(({ kind }) => kind === 'case.decided');
    expect(row?.payload).toMatchObject({ outcome: 'refused', reasons });
  });

  it('H10 never by the person who accepted', async () => {
    const both = testCaller({ ...clerk, roles: ['clerk', 'supervisor'] });
    const desk = await acceptedDesk();
    expect(codeOf(await refuse(desk, ['x'], both))).toBe('ownCase');
    expect(desk.view().state).toBe('accepted');
    expect(must(await refuse(desk)).state).toBe('refused');
  });

  it('a letter that no font has is named before a number is used', async () => {
    const desk = await acceptedDesk({});
    desk.deps.paper.missing = async (typed: string) => (typed.includes('𓀀') ? ['𓀀 U+13000'] : []);
    const refused = await refuse(desk, ['no 𓀀 here']);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'paperGlyphMissing', detail: { glyphs: '𓀀 U+13000' } },
    });
    must(await refuse(desk));
    expect(lastPaper(desk).number).toBe('SZ50-XK-2026-000001');
  });
});

describe('C3 the clock', () => {
  it('lists what is about to count as accepted, breached first', async () => {
    const desk = await deskWithBoss();
    const list = async () => must(await desk.handlers.caseClockList({}, desk.caller));
    expect(await list()).toMatchObject([
      {
        id: desk.current(),
        name: 'EXAMPLE, PERSON',
        state: 'open',
        clock: { breached: false, workingDaysLeft: 5 },
      },
    ]);
    expect(codeOf(await act(desk, 'caseCountsAsAccepted', {}, boss))).toBe('clockNotBreached');
    // Five working days after Wednesday 2026-11-25 are over at the end of Wednesday 2026-12-02.
    daysPass(desk, 7);
    expect(await list()).toMatchObject([{ clock: { breached: false, workingDaysLeft: 0 } }]);
    daysPass(desk, 1);
    expect(await list()).toMatchObject([{ clock: { breached: true } }]);
    desk.checkAll();
  });

  it('a breach comes before what still runs, the earlier deadline first, and what is recorded last', async () => {
    const permits = [1, 2, 3, 4].map((n) => goodPermit({ permitNumber: `TEST0000000${n}` }));
    const desk = await deskWithBoss({}, permits);
    const ids = [desk.current()];
    for (const permit of permits.slice(1)) {
      daysPass(desk, 1);
      ids.push((await desk.begin(permit)).id);
    }
    // The first is recorded as accepted by law; of the others the second is over, and two run.
    daysPass(desk, 6);
    desk.intake.current.set(ids[0] ?? null);
    must(await act(desk, 'caseCountsAsAccepted', {}, boss));
    const list = must(await desk.handlers.caseClockList({}, desk.caller));
    expect(list.map(({ id, clock }) => [ids.indexOf(id), clock.breached, clock.deadline])).toEqual([
      [1, true, '2026-12-03'],
      [2, false, '2026-12-04'],
      [3, false, '2026-12-04'],
      [0, true, '2026-12-02'],
    ]);
  });

  it('is not asked about a case that was told in time', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    expect(must(await desk.handlers.caseClockList({}, desk.caller))).toEqual([]);
    daysPass(desk, 30);
    expect(must(await desk.handlers.caseClockList({}, desk.caller))).toEqual([]);
    expect(codeOf(await act(desk, 'caseCountsAsAccepted', {}, boss))).toBe('clockNotBreached');
  });

  it('a breach is accepted by law from the day of receipt, and no answer says otherwise any more', async () => {
    const desk = await deskWithBoss();
    daysPass(desk, 8);
    const view = must(await act(desk, 'caseCountsAsAccepted', {}, boss));
    expect(view).toMatchObject({ state: 'open', countsAsAcceptedOn: '2026-11-25' });
    expect(view.decisions).toMatchObject([{ kind: 'countsAsAccepted', by: 'Test other' }]);
    const paper = lastPaper(desk);
    expect(paper).toMatchObject({ kind: 'acceptanceByLaw', number: 'SZ50-SF-2026-000001', items: [] });
    expect(text(paper)).toContain('本机关于2026-11-25收到你的申请材料');
    expect(codeOf(await act(desk, 'caseCountsAsAccepted', {}, boss))).toBe('lawAccepted');
    expect(codeOf(await act(desk, 'caseNotOurs', { authority: 'xx' }))).toBe('lawAccepted');
    desk.checkAll();
    must(desk.verdict('DEGREE', 'missing'));
    expect(codeOf(await supplement(desk))).toBe('lawAccepted');
    // 11.8: `accepted` still needs every row.
    expect(codeOf(accept(desk))).toBe('caseIncomplete');
    expect(must(await desk.handlers.caseClockList({}, desk.caller))).toMatchObject([
      { countsAsAcceptedOn: '2026-11-25' },
    ]);
    // What is left is a refusal, which lists every unsatisfied row (6.1).
    const refused = must(await refuse(desk));
    expect(refused.state).toBe('refused');
    expect(lastPaper(desk).items.map(({ title }) => title.en)).toEqual([
      'Highest degree certificate or professional qualification',
    ]);
    expect(must(await desk.handlers.caseClockList({}, desk.caller))).toEqual([]);
  });

  it('or the check ends well', async () => {
    const desk = await deskWithBoss();
    daysPass(desk, 8);
    must(await act(desk, 'caseCountsAsAccepted', {}, boss));
    desk.checkAll();
    expect(must(accept(desk))).toMatchObject({ state: 'accepted', countsAsAcceptedOn: '2026-11-25' });
  });

  it('the law does not wait for a hold', async () => {
    const desk = await deskWithBoss();
    must(await act(desk, 'caseHold', { reason: 'x' }));
    daysPass(desk, 8);
    expect(must(await act(desk, 'caseCountsAsAccepted', {}, boss)).state).toBe('held');
    const release = { finding: 'confirmed', note: 'x', countersignature: signature } as const;
    expect(must(await act(desk, 'caseRelease', release)).state).toBe('open');
    expect(must(await refuse(desk)).state).toBe('refused');
  });

  it('H10 the supervisor who opened the case does not refuse it', async () => {
    const desk = await deskWithBoss();
    daysPass(desk, 8);
    must(await act(desk, 'caseCountsAsAccepted', {}, boss));
    const opener = testCaller({ ...clerk, roles: ['supervisor'] });
    expect(codeOf(await refuse(desk, ['x'], opener))).toBe('ownCase');
  });
});

describe('C1 not ours names the right authority', () => {
  it('as the pack knows it: name, address, telephone, in both languages', async () => {
    const desk = await deskWithBoss();
    const office = desk.view().offices.find(({ phone }) => phone !== null);
    if (!office) throw new Error('the pack has no office with a telephone');
    must(await act(desk, 'caseNotOurs', { office: office.id }));
    const { zh, en } = lastPaper(desk).paragraphs.find((each) => each.zh.includes(office.nameZh)) ?? {};
    for (const part of [office.addressZh, office.phone]) expect(zh).toContain(part);
    for (const part of [office.nameEn, office.addressEn, office.phone]) expect(en).toContain(part);
    expect(en).not.toMatch(/[一-鿿]/);
  });

  it('an office that the pack does not know is refused, a typed one is taken', async () => {
    const desk = await deskWithBoss();
    expect(codeOf(await act(desk, 'caseNotOurs', { office: 'nowhere' }))).toBe('invalidInput');
    expect(must(await act(desk, 'caseNotOurs', { authority: '测试机关' })).state).toBe('notOurs');
  });
});
