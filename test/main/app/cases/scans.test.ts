import { describe, expect, it } from 'vitest';
import { slipQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { sampleStaff } from '../../helpers/index.ts';
import { goodPermit, openDesk } from './desk.ts';

const permit = goodPermit();
const qr = trainingPermitQr(permit.permitNumber);
const online = (record = permit) => ({
  kind: 'answer' as const,
  value: { permit: record, at: '2026-11-25T01:20:00.000Z' },
});

describe('A1 a scan opens the right case', () => {
  it('offline from the local copy, with its age, pending verification', async () => {
    const desk = openDesk();
    desk.deps.clock.advance(3 * 86_400_000);
    await desk.scan(qr);
    await desk.intake.settled();
    const view = desk.view();
    expect(view).toMatchObject({
      state: 'open',
      verification: 'pendingOnline',
      snapshotAgeDays: 3,
      openedBy: 'Test clerk',
      snapshot: { source: 'cache', record: { permitNumber: permit.permitNumber } },
    });
    expect(desk.deps.upstream.calls).toEqual([]);
    expect(desk.deps.bus.events).toContainEqual({ name: 'caseOpened', data: { caseId: view.id } });
    expect(desk.rows()).toEqual(['case.opened']);
  });

  it('online: shown from the copy at once, verified behind the screen', async () => {
    const desk = openDesk();
    desk.link.online = true;
    let answered = false;
    desk.deps.upstream.answer('permitVerify', () => {
      // What is on screen when upstream is asked.
      answered = desk.view().verification === 'pendingOnline';
      return online({ ...permit, position: 'Teacher' });
    });
    await desk.scan(qr);
    await desk.intake.settled();
    expect(answered).toBe(true);
    expect(desk.view()).toMatchObject({
      verification: 'verifiedOnline',
      snapshot: { source: 'online', record: { position: 'Teacher' } },
    });
  });

  it('asks upstream for a permit that the copy lacks', async () => {
    const desk = openDesk({}, []);
    desk.link.online = true;
    desk.deps.upstream.answer('permitVerify', () => online());
    await desk.scan(qr);
    await desk.intake.settled();
    expect(desk.view().verification).toBe('verifiedOnline');
    expect(desk.deps.upstream.calls).toHaveLength(1);
  });

  it('tells that a permit is no longer valid when upstream says so', async () => {
    const desk = openDesk();
    desk.link.online = true;
    desk.deps.upstream.answer('permitVerify', () => online({ ...permit, status: 'cancelled' }));
    await desk.scan(qr);
    await desk.intake.settled();
    expect(desk.problems()).toEqual(['permitNotValid']);
    expect(desk.view().accept.reasons).toContainEqual({
      code: 'permitNotValid',
      detail: { status: 'cancelled' },
    });
  });

  it('takes a refusal of upstream over the local copy', async () => {
    const desk = openDesk();
    desk.link.online = true;
    desk.deps.upstream.answer('permitVerify', () => ({
      kind: 'refused',
      refusal: { refused: true, code: 'permitUnknown', reason: 'not in the books' },
    }));
    await desk.scan(qr);
    await desk.intake.settled();
    expect(desk.problems()).toEqual(['permitNotValid']);
    expect(desk.view().accept.allowed).toBe(false);
  });

  it('verifies what was opened offline once the service is back', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    desk.deps.upstream.answer('permitVerify', () => online());
    await desk.intake.verifyPending();
    expect(desk.view().verification).toBe('pendingOnline');
    desk.link.online = true;
    await desk.intake.verifyPending();
    expect(desk.view().verification).toBe('verifiedOnline');
  });

  it('continues the open case and the accepted one instead of opening a second (A10)', async () => {
    const desk = openDesk();
    await desk.begin();
    const first = desk.current();
    desk.intake.current.set(null);
    await desk.scan(qr);
    expect(desk.current()).toBe(first);
    desk.checkAll();
    await desk.handlers.caseAccept({ caseId: first }, desk.caller);
    desk.intake.current.set(null);
    await desk.scan(qr);
    expect(desk.current()).toBe(first);
    expect(desk.rows().filter((kind) => kind === 'case.opened')).toHaveLength(1);
  });

  it('continues the case of a slip, and refuses a forged one', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    const { number, id } = desk.view();
    desk.intake.current.set(null);
    await desk.scan(slipQr(number, '00000000'));
    expect(desk.problems()).toEqual(['qrDamaged']);
    expect(desk.intake.current.get()).toBeNull();
    await desk.scan(slipQr(number, desk.deps.crypto.paperCode(number)));
    expect(desk.current()).toBe(id);
    const other = 'SZ50-20260101-0001';
    await desk.scan(slipQr(other, desk.deps.crypto.paperCode(other)));
    expect(desk.problems().at(-1)).toBe('caseNotFound');
  });

  it('hands what a kiosk device read to the kiosk alone', async () => {
    const desk = openDesk();
    await desk.scan(qr, 'kioskScanner');
    expect(desk.kioskReads).toMatchObject([{ kind: 'scan', read: { text: qr } }]);
    expect(desk.intake.current.get()).toBeNull();
    expect(desk.rows()).toEqual([]);
  });

  it('opens nothing while nobody, or nobody with the right, is signed in', async () => {
    const desk = openDesk();
    desk.link.staff = null;
    await desk.scan(qr);
    desk.link.staff = sampleStaff(['stockKeeper']);
    await desk.scan(qr);
    expect(desk.problems()).toEqual(['notSignedIn', 'forbidden']);
    expect(desk.rows()).toEqual([]);
  });
});

describe('A8 numbers given offline', () => {
  it('count up per station and day, in Shenzhen time, and survive upstream numbering', async () => {
    const permits = ['TEST00000001', 'TEST00000002', 'TEST00000003'].map((permitNumber) =>
      goodPermit({ permitNumber }),
    );
    const desk = openDesk({}, permits);
    const numbers: string[] = [];
    for (const [index, { permitNumber }] of permits.entries()) {
      if (index === 2) desk.deps.clock.set('2026-11-25T16:00:00.000Z');
      await desk.scan(trainingPermitQr(permitNumber));
      numbers.push(desk.view().number);
    }
    expect(numbers).toEqual(['SZ50-20261125-0001', 'SZ50-20261125-0002', 'SZ50-20261126-0001']);
    const record = desk.deps.stores.cases.byNumber('SZ50-20261125-0001');
    if (!record) throw new Error('the case is gone');
    desk.deps.stores.run(() => desk.deps.stores.cases.save({ ...record, upstreamNumber: 'UP-1' }));
    expect(desk.view(record.id)).toMatchObject({ number: 'SZ50-20261125-0001', upstreamNumber: 'UP-1' });
  });

  it('leaves no gap when a transaction fails', async () => {
    const desk = openDesk();
    expect(() =>
      desk.deps.stores.run(() => {
        desk.deps.stores.nextNumber('case-20261125');
        throw new Error('power cut');
      }),
    ).toThrow('power cut');
    await desk.scan(qr);
    expect(desk.view().number).toBe('SZ50-20261125-0001');
  });
});
