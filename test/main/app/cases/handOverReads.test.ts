import { describe, expect, it } from 'vitest';
import { trainingEcardQr } from '../../../../main/domain/rules/readEcardQr.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import type { CaseId, JobId } from '../../../../main/contract/ids.ts';
import { sampleData } from '../cards/helpers/fakeUpstream.ts';
import { sampleCase, sampleJob, sampleSnapshot } from '../../helpers/index.ts';
import { goodPermit, openDesk, zoneOf, type Desk } from './desk.ts';

const permit = goodPermit();
const jobId = 'job_9' as JobId;
const enabledAt = '2026-11-25T01:30:00.000Z';

/** A desk at which a card of this permit's holder waits. */
function deskWithCard(changes: { readonly documentNumber?: string } = {}): Desk {
  const desk = openDesk();
  desk.deps.stores.run(() => {
    desk.deps.stores.snapshots.insert(sampleSnapshot());
    desk.deps.stores.cases.save(
      sampleCase({
        id: 'case_done' as CaseId,
        number: 'SZ50-20261125-9001',
        state: 'accepted',
        permitNumber: 'TEST99999999',
      }),
    );
    desk.deps.stores.jobs.save(
      sampleJob({
        id: jobId,
        caseId: 'case_done' as CaseId,
        permitNumber: permit.permitNumber,
        state: 'enabled',
        place: 'desk',
        batch: 'P1',
        cardNumber: 'T00000001',
        enabledAt,
        data: sampleData({ documentNumber: permit.holder.passportNumber, ...changes }),
      }),
    );
  });
  return desk;
}

describe('D11 what is read at the window goes to the card that waits for that person', () => {
  it('the passport on the reader: noted for the card, told to nobody as bad input, kept in no case', async () => {
    const desk = deskWithCard();
    await desk.lay(zoneOf(permit));
    expect(desk.handOverReads.of(jobId).passportAt).not.toBeNull();
    expect(desk.problems()).toEqual([]);
    expect(desk.deps.stores.cases.get('case_done' as CaseId)?.passport).toBeNull();
  });

  it('the passport of another person is read as ever', async () => {
    const desk = deskWithCard({ documentNumber: 'X0TEST999' });
    await desk.lay(zoneOf(permit));
    expect(desk.handOverReads.of(jobId).passportAt).toBeNull();
    expect(desk.problems()).toEqual(['noOpenCase']);
  });

  it('a case that is being checked goes first: its passport is laid to it', async () => {
    const desk = deskWithCard();
    await desk.scan(trainingPermitQr(permit.permitNumber));
    await desk.lay(zoneOf(permit));
    expect(desk.view().passport).not.toBeNull();
    expect(desk.handOverReads.of(jobId).passportAt).toBeNull();
  });

  it('the code of an electronic card that upstream vouches for is a second factor of its holder', async () => {
    const desk = deskWithCard();
    desk.link.online = true;
    const holder = {
      permitNumber: permit.permitNumber,
      birthYear: Number(permit.holder.birthDate.slice(0, 4)),
      passportTail: permit.holder.passportNumber.slice(-4),
    };
    desk.deps.upstream.answer('ecardCheck', () => ({
      kind: 'answer',
      value: { check: { result: 'valid', holder }, at: desk.deps.clock.iso() },
    }));
    await desk.scan(trainingEcardQr('A'.repeat(24)));
    expect(desk.handOverReads.of(jobId).codeAt).not.toBeNull();
  });

  it('13.4 the code of a Notice proves nobody: whoever has a picture of it could show it', async () => {
    const desk = deskWithCard();
    await desk.scan(trainingPermitQr(permit.permitNumber));
    expect(desk.handOverReads.of(jobId).codeAt).toBeNull();
  });

  it('nobody signed in, nothing noted', async () => {
    const desk = deskWithCard();
    desk.link.staff = null;
    await desk.lay(zoneOf(permit));
    expect(desk.handOverReads.of(jobId)).toEqual({ passportAt: null, codeAt: null });
  });
});
