import { describe, expect, it } from 'vitest';
import { oneLookMs } from '../../../../main/app/people/readAudit.ts';
import { sampleDay, sampleJob, sampleStaff, testCaller } from '../../helpers/index.ts';
import {
  accept,
  codeOf,
  codes,
  clerk,
  goodPermit,
  must,
  openDesk,
  papersOf,
  supplement,
  zoneOf,
  type Desk,
} from './desk.ts';

const permit = goodPermit();

describe('C1 the lawful outcomes, and no sixth', () => {
  it('accepted, with the originals that were seen', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    const view = must(accept(desk));
    expect(view).toMatchObject({ state: 'accepted', clock: { acceptedAt: desk.deps.clock.iso() } });
    expect(papersOf(desk)[0]).toMatchObject({ kind: 'acceptance', title: { zh: '受理通知书' } });
    expect(papersOf(desk)[0]?.items).toHaveLength(8);
  });

  it('supplement, with everything that is missing on its paper; the case goes on', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    must(desk.verdict('DEGREE', 'missing'));
    const view = must(await supplement(desk));
    expect(view).toMatchObject({ state: 'supplement', clock: { gapsToldAt: desk.deps.clock.iso() } });
    expect(papersOf(desk)).toMatchObject([{ kind: 'supplement', title: { zh: '一次性告知书（补正材料）' } }]);
    expect(papersOf(desk)[0]?.items).toHaveLength(1);
    must(desk.verdict('DEGREE', 'matches'));
    expect(must(accept(desk)).state).toBe('accepted');
  });

  it('fix on the spot keeps the case open and leaves an entry, no paper', async () => {
    const desk = openDesk();
    await desk.begin();
    const view = must(
      await desk.handlers.caseFixNow({ caseId: desk.current(), note: 'date corrected' }, desk.caller),
    );
    expect(view).toMatchObject({
      state: 'open',
      corrections: [{ note: 'date corrected', by: 'Test clerk' }],
    });
    expect(papersOf(desk)).toEqual([]);
  });

  it('not needed, with its reason', async () => {
    const desk = openDesk();
    await desk.begin();
    const view = must(
      await desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'holds a PR card' }, desk.caller),
    );
    expect(view.state).toBe('notNeeded');
    expect(papersOf(desk)[0]).toMatchObject({ kind: 'notNeeded', title: { zh: '不受理告知书' } });
    expect(JSON.stringify(papersOf(desk)[0]?.paragraphs)).toContain('holds a PR card');
  });

  it('not ours, with the right authority and the review rights', async () => {
    const desk = openDesk();
    await desk.begin();
    must(await desk.handlers.caseNotOurs({ caseId: desk.current(), authority: '测试市外专局' }, desk.caller));
    const text = JSON.stringify(papersOf(desk)[0]);
    for (const part of [
      '不予受理决定书',
      '测试市外专局',
      '行政复议',
      '提起行政诉讼',
      'administrative review',
    ])
      expect(text).toContain(part);
  });

  it('an ended case takes no other outcome, verdict, eye or passport', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    must(accept(desk));
    const before = desk.deps.stores.cases.get(desk.current());
    const caseId = desk.current();
    const { handlers, caller } = desk;
    for (const result of [
      accept(desk),
      await supplement(desk),
      await handlers.caseNotNeeded({ caseId, reason: 'x' }, caller),
      await handlers.caseNotOurs({ caseId, authority: 'xx' }, caller),
      await handlers.caseFixNow({ caseId, note: 'x' }, caller),
      await handlers.caseConfirmField({ caseId, field: 'name', outcome: 'differs' }, caller),
      desk.verdict('DEGREE', 'missing'),
    ])
      expect(codeOf(result)).toBe('caseClosed');
    await desk.lay(zoneOf(permit));
    expect(desk.problems()).toEqual(['caseClosed']);
    expect(desk.deps.stores.cases.get(caseId)).toEqual(before);
  });

  it('a decision, its paper and its queue rows are one transaction', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    const notices = desk.deps.stores.notices;
    const { save } = notices;
    Object.assign(notices, {
      save: () => {
        throw new Error('disk full');
      },
    });
    expect(() => accept(desk)).toThrow('disk full');
    expect(desk.view().state).toBe('open');
    expect(desk.rows()).toEqual(['case.opened']);
    Object.assign(notices, { save });
    expect(must(accept(desk)).notices[0]?.number).toBe('SZ50-SL-2026-000001');
    expect(desk.rows()).toEqual(['case.opened', 'case.decided', 'notice.issued']);
  });
});

describe('a card may be started', () => {
  async function accepted(changes: Parameters<typeof goodPermit>[0] = {}): Promise<Desk> {
    const desk = openDesk({}, [goodPermit(changes)]);
    await desk.begin(goodPermit(changes));
    desk.checkAll();
    must(accept(desk));
    return desk;
  }

  it('after acceptance only', async () => {
    const desk = openDesk();
    await desk.begin();
    expect(codes(desk.view(), 'issue')).toEqual(['wrongState']);
    desk.checkAll();
    expect(must(accept(desk)).issue).toEqual({ allowed: true, reasons: [] });
  });

  it('H3 not before the day is open', async () => {
    const desk = await accepted();
    desk.deps.stores.run(() => desk.deps.stores.days.save(sampleDay({ state: 'closed' })));
    expect(codes(desk.view(), 'issue')).toEqual(['dayNotOpen']);
  });

  it.each([
    ['without a photo receipt', { photoReceipt: null }, 'cardNotAllowed'],
    ['while not insured (9.3)', { insured: false }, 'notInsured'],
  ])('not %s', async (_what, changes, code) => {
    expect(codes((await accepted(changes)).view(), 'issue')).toEqual([code]);
  });

  it('G8 not on data older than the limit', async () => {
    const desk = await accepted();
    desk.deps.clock.advance(31 * 86_400_000);
    expect(codes(desk.view(), 'issue')).toEqual(['snapshotTooOld']);
  });

  it('G8 not on data from the future, as after a clock that was put back: its age is not known', async () => {
    const desk = await accepted();
    desk.deps.clock.set('2026-11-25T01:15:00.000Z');
    expect(codes(desk.view(), 'issue')).toEqual([]);
    desk.deps.clock.set('2026-11-24T01:20:00.000Z');
    expect(codes(desk.view(), 'issue')).toContain('snapshotAhead');
  });

  it('A10 not while there is a job or a card', async () => {
    const desk = await accepted();
    const { stores } = desk.deps;
    const caseId = desk.current();
    stores.run(() => stores.jobs.save(sampleJob({ caseId, permitNumber: permit.permitNumber })));
    expect(codes(desk.view(), 'issue')).toEqual(['cardExists']);
  });
});

describe('I1 reads are on the chain', () => {
  it('with the person and without what was read', async () => {
    const desk = openDesk();
    await desk.begin();
    const before = desk.deps.stores.audit.verify().rows;
    const auditor = testCaller(sampleStaff(['auditor']));
    const look = async (): Promise<number> => {
      await desk.handlers.caseGet({ caseId: desk.current() }, auditor);
      await desk.handlers.caseList({}, auditor);
      const { intact, rows } = desk.deps.stores.audit.verify();
      expect(intact).toBe(true);
      return rows - before;
    };
    expect(await look()).toBe(2);
    // A screen that asks again is still the same look, for ten minutes.
    expect(await look()).toBe(2);
    desk.deps.clock.set(new Date(desk.deps.clock.now() + oneLookMs).toISOString());
    expect(await look()).toBe(4);
  });

  it('the list shows each case in one line', async () => {
    const desk = openDesk();
    await desk.begin();
    must(desk.verdict('DEGREE', 'matches'));
    expect(must(await desk.handlers.caseList({}, testCaller(clerk)))).toMatchObject([
      { name: 'EXAMPLE, PERSON', satisfied: 1, total: 8, state: 'open' },
    ]);
  });
});
