import { describe, expect, it } from 'vitest';
import type { createKiosk } from '../../../../main/app/kiosk/kiosk.ts';
import { slipQr } from '../../../../main/domain/rules/readQr.ts';
import { testCaller } from '../../helpers/index.ts';
import { caseCount, other, permit, personal, setUp, trainingPermitQr, zoneOf } from './kioskBench.ts';

describe('kiosk journey', () => {
  it('opens a case only when the visitor said "this is me"', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    expect(kiosk.view()).toMatchObject({ page: 'confirm', language: 'en', cardOffered: false });
    expect(kiosk.view().person).toMatchObject({
      name: 'EXAMPLE, PERSON',
      passportTail: '0T47',
      nationality: 'DEU',
    });
    expect(caseCount(deps)).toBe(0);
    expect(await kiosk.confirm('slip')).toMatchObject({ ok: true, value: { page: 'slip', person: null } });
    expect(caseCount(deps)).toBe(1);
  });

  it('takes reads of its own devices only', async () => {
    const { kiosk, scan, toNotice } = setUp();
    toNotice();
    await scan(trainingPermitQr(permit.permitNumber), 'scanner');
    expect(kiosk.view().page).toBe('notice');
  });

  it('shows nothing to a passport that the permit does not name', async () => {
    const { deps, kiosk, scan, lay, toNotice } = setUp();
    toNotice();
    await scan(trainingPermitQr(permit.permitNumber));
    await lay(zoneOf(other.holder));
    const view = kiosk.view();
    expect(view).toMatchObject({ page: 'passport', person: null, problem: { code: 'passportDiffers' } });
    expect(JSON.stringify(view)).not.toMatch(personal);
    expect(await kiosk.confirm('slip')).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(caseCount(deps)).toBe(0);
  });

  it('answers a permit nobody knows and a network that is down differently; only the first costs a try', async () => {
    const { deps, kiosk, scan, toNotice } = setUp();
    toNotice();
    for (let tries = 0; tries < 4; tries += 1) await scan(trainingPermitQr('TRN440300009999'));
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'upstreamOffline' } });
    deps.upstream.answer('permitVerify', () => ({
      kind: 'refused',
      refusal: { refused: true, code: 'permitUnknown', reason: 'none' },
    }));
    await scan(trainingPermitQr('TRN440300009999'));
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'permitUnknown' } });
    await scan(trainingPermitQr('TRN440300009999'));
    await scan(trainingPermitQr('TRN440300009999'));
    expect(kiosk.view()).toMatchObject({ page: 'slip', slip: null });
  });

  it('does not show an answer to the next visitor', async () => {
    const { deps, kiosk, toNotice, intake } = setUp();
    deps.upstream.answer('permitVerify', () => ({
      kind: 'answer',
      value: { permit: { ...permit, permitNumber: 'TRN440300000903' }, at: '2026-11-25T01:20:00.000Z' },
    }));
    toNotice();
    await intake.onScan({
      deviceId: 'kioskScanner',
      sequence: 1,
      symbology: 'qr',
      text: trainingPermitQr('TRN440300000903'),
    });
    kiosk.touch({ type: 'finish' });
    toNotice();
    await kiosk.idle();
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: null });
  });

  it('names a bad code and a bad zone', async () => {
    const { kiosk, scan, lay, toNotice } = setUp();
    toNotice();
    await scan('https://example.invalid/');
    expect(kiosk.view().problem?.code).toBe('qrForeign');
    await scan(trainingPermitQr(permit.permitNumber));
    const [first, second] = zoneOf();
    await lay([first, second.slice(0, 30)]);
    expect(kiosk.view()).toMatchObject({ page: 'passport', problem: { code: 'mrzTruncated' } });
    await lay([first, `${second.slice(0, 9)}${second[9] === '1' ? '2' : '1'}${second.slice(10)}`]);
    expect(kiosk.view()).toMatchObject({ page: 'passport', problem: { code: 'mrzCheckDigit' } });
  });

  it('calls staff at every window', () => {
    const { deps, kiosk } = setUp();
    kiosk.callStaff();
    expect(deps.bus.events).toContainEqual({ name: 'readProblem', data: { failure: { code: 'kioskHelp' } } });
  });
});

describe('what goes wrong at "this is me"', () => {
  const refuses = (changes: Partial<Parameters<typeof createKiosk>[1]['intake']>) => {
    const base = setUp();
    return { ...base, kiosk: base.again({ ...base.intake, ...changes }) };
  };

  it('is named on the page, with the visitor still there, and the stored answer holds nobody', async () => {
    const { kiosk, toConfirm } = refuses({
      openCase: () => Promise.resolve({ ok: false, error: { code: 'permitNotValid' } }),
    });
    await toConfirm();
    expect(await kiosk.confirm('slip')).toEqual({ ok: false, error: { code: 'permitNotValid' } });
    expect(kiosk.view()).toMatchObject({ page: 'confirm', problem: { code: 'permitNotValid' } });
  });

  it('gives no slip to somebody who has left meanwhile, nor to the next visitor', async () => {
    const { deps, kiosk, toConfirm, toNotice } = setUp();
    await toConfirm();
    const answer = kiosk.confirm('slip');
    kiosk.touch({ type: 'finish' });
    kiosk.touch({ type: 'finish' });
    toNotice();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(kiosk.view()).toMatchObject({ page: 'notice', slip: null, caseId: null, person: null });
    expect(caseCount(deps)).toBe(1);
  });

  it('takes the touch once', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    const [first, second] = await Promise.all([kiosk.confirm('slip'), kiosk.confirm('slip')]);
    expect([first.ok, second.ok]).toEqual([true, false]);
    expect(caseCount(deps)).toBe(1);
  });
});

describe('E6 a window continues with no re-entry', () => {
  it('the slip leads the window to the same case with the passport in it', async () => {
    const { deps, intake, kiosk, handlers, toConfirm } = setUp();
    await toConfirm();
    await kiosk.confirm('slip');
    const { slip, caseId } = kiosk.view();
    const number = slip?.caseNumber ?? '';
    expect(slip?.qr).toBe(slipQr(number, deps.crypto.paperCode(number)));
    expect(slip?.qr).toMatch(/^ZKS1:SZ50-20261125-0001:[0-9a-f]{8}$/);
    expect(slip?.window).toBe('Test desk');
    const paper = await handlers.kioskSlipPdf({}, testCaller(null, 'kiosk'));
    if (!paper.ok) throw new Error(paper.error.code);
    const text = new TextDecoder().decode(paper.value.bytes);
    expect(text).toContain(slip?.qr);
    expect(`${text} ${paper.value.fileName}`).not.toMatch(personal);

    await intake.onScan({ deviceId: 'scanner', sequence: 99, symbology: 'qr', text: slip?.qr ?? '' });
    await intake.settled();
    expect(intake.current.get()).toBe(caseId);
    expect(caseCount(deps)).toBe(1);
    expect(caseId === null ? null : deps.stores.cases.get(caseId)).toMatchObject({
      channel: 'kiosk',
      state: 'open',
      openedBy: 'kiosk',
      passport: { documentNumber: 'C01X00T47' },
    });
  });

  it('a second visit gives the same case', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    await kiosk.confirm('slip');
    const first = kiosk.view().caseId;
    kiosk.touch({ type: 'finish' });
    kiosk.touch({ type: 'finish' });
    await toConfirm();
    await kiosk.confirm('slip');
    expect(kiosk.view().caseId).toBe(first);
    expect(caseCount(deps)).toBe(1);
  });

  it('three bad reads lead to staff without a case', async () => {
    const { deps, kiosk, scan, toNotice } = setUp();
    toNotice();
    for (let tries = 0; tries < 3; tries += 1) await scan('rubbish');
    expect(kiosk.view()).toMatchObject({ page: 'slip', slip: null, problem: { code: 'qrForeign' } });
    expect(caseCount(deps)).toBe(0);
    expect((await kiosk.slipPdf()).ok).toBe(false);
  });
});
