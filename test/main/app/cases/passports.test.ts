import { describe, expect, it } from 'vitest';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { goodPermit, openDesk, zoneOf } from './desk.ts';

const permit = goodPermit();
const qr = trainingPermitQr(permit.permitNumber);
const online = (record = permit) => ({
  kind: 'answer' as const,
  value: { permit: record, at: '2026-11-25T01:20:00.000Z' },
});

describe('A3 the passport is laid to the case on the window', () => {
  it('marks the one field that differs', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, { birthDate: '1990-01-03' }));
    const view = desk.view();
    expect(view.comparison.filter((row) => row.machine === 'differs').map((row) => row.field)).toEqual([
      'birthDate',
    ]);
    expect(desk.problems()).toEqual(['passportDiffers']);
    expect(
      await desk.handlers.caseConfirmField(
        { caseId: view.id, field: 'birthDate', outcome: 'same' },
        desk.caller,
      ),
    ).toMatchObject({ ok: false, error: { code: 'passportDiffers' } });
  });

  it('waits for the Notice that was scanned before it', async () => {
    const other = goodPermit({
      permitNumber: 'TEST00000002',
      holder: { ...permit.holder, passportNumber: 'D02Y', familyName: 'OTHER' },
    });
    const desk = openDesk({}, [permit]);
    await desk.scan(qr);
    desk.link.online = true;
    desk.deps.upstream.answer('permitVerify', () => online(other));
    const scanned = desk.scan(trainingPermitQr(other.permitNumber));
    const laid = desk.lay(zoneOf(other));
    await Promise.all([scanned, laid]);
    expect(desk.view()).toMatchObject({
      snapshot: { record: { permitNumber: 'TEST00000002' } },
      passport: { familyName: 'OTHER' },
    });
  });

  it('asks the eye again when another name is laid down', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, { givenNames: 'PERSONA' }));
    await desk.handlers.caseConfirmField(
      { caseId: desk.current(), field: 'name', outcome: 'same' },
      desk.caller,
    );
    await desk.lay(zoneOf(permit, { givenNames: 'PERSONA' }));
    expect(desk.view().comparison.find((row) => row.field === 'name')?.eye?.by).toBe('Test clerk');
    await desk.lay(zoneOf(permit));
    expect(desk.view().comparison.find((row) => row.field === 'name')?.eye).toBeNull();
  });
});
