import { describe, expect, it } from 'vitest';
import { createStaff } from '../../../../main/app/people/createStaff.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { codeOf, goodPermit, must, openDesk, papersOf, supplement, zoneOf, type Desk } from './desk.ts';

const permit = goodPermit();

describe('B3 tell once', () => {
  it('lists everything unsatisfied at once, with reason and clause', async () => {
    const documents = goodPermit().documents.filter((entry) => entry.code !== 'NCR');
    const desk = openDesk({}, [
      goodPermit({
        documents: [...documents, { code: 'NCR', issueDate: '2026-01-01', authType: 'apostille' }],
      }),
    ]);
    await desk.begin();
    desk.checkAll(['DEGREE', 'MEDICAL']);
    must(desk.verdict('DEGREE', 'missing'));
    must(desk.verdict('MEDICAL', 'differs', 'another name'));
    const view = must(await supplement(desk));
    expect(view).toMatchObject({ state: 'supplement', clock: { gapsToldAt: desk.deps.clock.iso() } });
    const [paper] = papersOf(desk);
    expect(paper?.items.map((item) => item.title.en)).toEqual([
      'Highest degree certificate or professional qualification',
      'Certificate of no criminal record',
      'Medical certificate',
    ]);
    expect(paper?.items[1]?.reason.en).toContain('more than 6 months');
    expect(paper?.items[2]?.reason.zh).toContain('another name');
    expect(paper?.items.every((item) => item.clause.zh.includes('常见问答'))).toBe(true);
  });

  it('is not told before everything was looked at, nor when there is nothing to tell', async () => {
    const desk = openDesk();
    await desk.begin();
    must(desk.verdict('DEGREE', 'missing'));
    expect(codeOf(await supplement(desk))).toBe('caseIncomplete');
    desk.checkAll();
    expect(codeOf(await supplement(desk))).toBe('nothingToSupplement');
  });

  it('lists a passport that differs', async () => {
    const desk = openDesk();
    await desk.scan(trainingPermitQr(permit.permitNumber));
    await desk.lay(zoneOf(permit, { nationality: 'CAN' }));
    desk.checkAll();
    must(await supplement(desk));
    expect(papersOf(desk)[0]?.items[0]?.reason.en).toBe('differs from the permit record: nationality');
  });

  async function toldDegree(): Promise<Desk> {
    const desk = openDesk();
    const password = 'correct horse';
    const boss = { userName: 'boss', displayName: 'Test Boss', roles: ['supervisor'] as const, password };
    must(await createStaff(desk.deps, boss, 'system'));
    await desk.begin();
    desk.checkAll(['DEGREE']);
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    return desk;
  }

  it('a second notice may repeat, but adds no item that could have been seen the first time', async () => {
    const desk = await toldDegree();
    must(await supplement(desk));
    must(desk.verdict('NCR', 'missing'));
    const before = desk.deps.stores.cases.get(desk.current());
    const refused = await supplement(desk);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'supplementAddsItem', detail: { codes: 'NCR' } },
    });
    expect(codeOf(await supplement(desk, { reason: 'seen too late' }))).toBe('supplementAddsItem');
    expect(codeOf(await supplement(desk, { password: 'correct horse' }))).toBe('supplementAddsItem');
    expect(codeOf(await supplement(desk, { reason: 'seen too late', password: 'wrong' }))).toBe(
      'wrongCredentials',
    );
    expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
    expect(papersOf(desk)).toHaveLength(2);
  });

  it('unless a supervisor gives a reason and signs', async () => {
    const desk = await toldDegree();
    must(desk.verdict('NCR', 'missing'));
    must(await supplement(desk, { reason: 'seen too late', password: 'correct horse' }));
    expect(papersOf(desk).at(-1)?.items).toHaveLength(2);
    expect(desk.deps.stores.cases.get(desk.current())?.told).toEqual(['DEGREE', 'NCR']);
    // What was told once may be told again.
    must(await supplement(desk));
  });

  it('lets a notice name what only went stale since', async () => {
    const desk = openDesk({}, [
      goodPermit({
        submissionDate: '2026-10-01',
        holder: { ...permit.holder, passportExpiry: '2026-11-28' },
      }),
    ]);
    await desk.begin();
    desk.checkAll(['DEGREE']);
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    desk.link.online = true;
    desk.deps.clock.advance(5 * 86_400_000);
    must(await supplement(desk));
    expect(papersOf(desk)[1]?.items.map((item) => item.title.en)).toEqual([
      'Passport or other international travel document',
      'Highest degree certificate or professional qualification',
    ]);
  });
});
