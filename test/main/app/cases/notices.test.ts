import { describe, expect, it } from 'vitest';
import { readPaperCode } from '../../../../main/domain/papers/paperCode.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { testProfile } from '../../helpers/index.ts';
import { accept, codeOf, goodPermit, must, openDesk, papersOf, secondPerson } from './desk.ts';

describe('C2 numbered bilingual papers, also offline', () => {
  it('are marked as not yet confirmed until the receipt is stored', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    const view = must(accept(desk));
    expect(papersOf(desk)[0]).toMatchObject({
      number: 'SZ50-SL-2026-000001',
      pending: true,
      training: true,
      issuedOn: '2026-11-25',
      passportTail: '0T47',
      officer: 'Test clerk',
    });
    // C5: the code that is printed is the one that the signed QR carries.
    const [paper] = papersOf(desk);
    expect(must(readPaperCode(paper?.qr ?? '')).paper).toMatchObject({
      number: 'SZ50-SL-2026-000001',
      code: paper?.code,
    });
    expect(view.notices[0]?.confirmed).toBe(false);
    const { stores } = desk.deps;
    const row = stores.outbox.open().find(({ kind }) => kind === 'notice.issued');
    if (!row) throw new Error('no row');
    const at = desk.deps.clock.iso();
    stores.run(() =>
      stores.outbox.save({ ...row, state: 'acked', ackedAt: at, receipt: { number: 'R1', at } }),
    );
    expect(desk.view().notices[0]?.confirmed).toBe(true);
  });

  it('are not marked when the queue is online', async () => {
    const desk = openDesk();
    desk.link.online = true;
    await desk.begin();
    await desk.intake.settled();
    desk.checkAll();
    must(accept(desk));
    expect(papersOf(desk)[0]?.pending).toBe(false);
  });

  it('count without a gap per kind', async () => {
    const permits = [1, 2, 3, 4].map((n) => goodPermit({ permitNumber: `TEST0000000${n}` }));
    const desk = openDesk({}, permits);
    for (const each of permits) {
      await desk.scan(trainingPermitQr(each.permitNumber));
      const caseId = desk.current();
      if (each === permits[1]) await desk.handlers.caseNotOurs({ caseId, authority: 'xx' }, desk.caller);
      else await desk.handlers.caseNotNeeded({ caseId, reason: 'x' }, desk.caller);
      // A refused decision uses no number.
      codeOf(await desk.handlers.caseNotNeeded({ caseId, reason: 'x' }, desk.caller));
    }
    const numbers = desk.deps.stores.notices
      .issuedBetween('2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z')
      .map(({ number }) => number);
    expect(numbers.toSorted()).toEqual([
      ...['SZ50-BS-2026-000001', 'SZ50-BS-2026-000002', 'SZ50-BS-2026-000003', 'SZ50-BY-2026-000001'],
    ]);
  });

  it('a reprint needs a reason, is counted and says which copy it is (C4)', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    const [notice] = must(accept(desk)).notices;
    if (!notice) throw new Error('no notice');
    const text = async () => {
      const paper = must(await desk.handlers.noticePdf({ noticeId: notice.id }, desk.caller));
      expect(paper).toMatchObject({ fileName: 'SZ50-SL-2026-000001.pdf', mediaType: 'application/pdf' });
      return new TextDecoder().decode(paper.bytes);
    };
    expect(await text()).not.toContain('"copy"');
    const again = must(
      await desk.handlers.noticeReprint(
        { noticeId: notice.id, reason: 'spilled coffee', countersignature: await secondPerson(desk) },
        desk.caller,
      ),
    );
    expect(again.copies).toBe(1);
    expect(await text()).toContain('"copy":1');
  });
});

describe('G4 offline limits', () => {
  it('name the limit when too many papers have no receipt, and give way online', async () => {
    const permits = [1, 2].map((n) => goodPermit({ permitNumber: `TEST0000000${n}` }));
    const desk = openDesk({ profile: { ...testProfile, offlineLimits: { notices: 1, hours: 72 } } }, permits);
    await desk.scan(trainingPermitQr('TEST00000001'));
    must(await desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'x' }, desk.caller));
    await desk.scan(trainingPermitQr('TEST00000002'));
    const second = () => desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'x' }, desk.caller);
    expect(await second()).toMatchObject({ error: { code: 'offlineLimit', detail: { kind: 'notices' } } });
    desk.link.online = true;
    must(await second());
  });

  it('name the hours since the oldest row', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.deps.clock.advance(72 * 3_600_000);
    const ended = await desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'x' }, desk.caller);
    expect(ended).toMatchObject({ error: { code: 'offlineLimit', detail: { kind: 'hours' } } });
  });
});
