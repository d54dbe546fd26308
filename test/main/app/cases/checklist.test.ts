import { describe, expect, it } from 'vitest';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { accept, codeOf, codes, goodPermit, must, openDesk, shippedPack, zoneOf } from './desk.ts';

const permit = goodPermit();

describe('B1 the checklist comes from the pack the case was opened under', () => {
  it('lists the documents of the pack with their clauses', async () => {
    const desk = openDesk();
    const view = await desk.begin();
    expect(view.packVersion).toBe('440300-2026.11');
    expect(view.documents.map((row) => row.code)).toEqual([
      ...['PASSPORT', 'APPFORM', 'WORKEXP', 'DEGREE', 'NCR', 'MEDICAL', 'CONTRACT', 'VISAPAGE', 'PHOTO'],
    ]);
    expect(view.documents.every((row) => row.clauseZh !== '' && row.clauseEn !== '')).toBe(true);
  });

  it('asks for family papers only with family, and for nothing of an exempt category', async () => {
    const withFamily = openDesk({}, [goodPermit({ familyMembers: 2 })]);
    expect((await withFamily.begin()).documents.map((row) => row.code)).toContain('FAMILY');
    const exempt = openDesk();
    exempt.link.packs = [
      {
        ...shippedPack,
        businessTypes: shippedPack.businessTypes.map((type) => ({
          ...type,
          exemptions: [
            { category: 'B' as const, unless: [], ruleId: type.ruleId, tag: type.tag, clause: type.clause },
          ],
        })),
      },
    ];
    expect((await exempt.begin()).documents.filter((row) => row.required)).toEqual([]);
  });

  it('keeps the version when a newer pack arrives', async () => {
    const desk = openDesk();
    await desk.begin();
    const newer = {
      ...shippedPack,
      version: '440300-2026.12',
      businessTypes: shippedPack.businessTypes.map((type) => ({
        ...type,
        documents: type.documents.filter((document) => document.code === 'PASSPORT'),
      })),
    };
    desk.link.packs.push(newer);
    await desk.scan(trainingPermitQr(permit.permitNumber));
    expect(desk.view()).toMatchObject({ packVersion: '440300-2026.11' });
    expect(desk.view().documents).toHaveLength(9);
  });
});

describe('B2 one verdict per original', () => {
  it('is kept with clerk, time and note; a difference must be typed', async () => {
    const desk = openDesk();
    await desk.begin();
    expect(codeOf(desk.verdict('DEGREE', 'differs'))).toBe('invalidInput');
    must(desk.verdict('DEGREE', 'missing'));
    const view = must(desk.verdict('DEGREE', 'differs', 'issued by another school'));
    expect(view.documents.find((row) => row.code === 'DEGREE')).toMatchObject({
      verdict: 'differs',
      note: 'issued by another school',
      by: 'Test clerk',
      at: desk.deps.clock.iso(),
    });
    expect(
      must(desk.verdict('DEGREE', null)).documents.find((row) => row.code === 'DEGREE')?.verdict,
    ).toBeNull();
  });

  it('never lets the passport be called not needed, nor a paper that is not on the list be judged', async () => {
    const desk = openDesk();
    await desk.begin();
    expect(codeOf(desk.verdict('PASSPORT', 'notNeeded'))).toBe('invalidInput');
    expect(codeOf(desk.verdict('FAMILY', 'matches'))).toBe('invalidInput');
  });

  it.each(['PASSPORT', 'APPFORM', 'WORKEXP', 'DEGREE', 'NCR', 'MEDICAL', 'CONTRACT', 'VISAPAGE'] as const)(
    'no case is accepted with %s open',
    async (document) => {
      const desk = openDesk();
      await desk.begin();
      desk.checkAll([document]);
      expect(codeOf(accept(desk))).toBe('caseIncomplete');
      expect(desk.view().state).toBe('open');
      must(desk.verdict(document, 'missing'));
      expect(codeOf(accept(desk))).toBe('caseIncomplete');
      must(desk.verdict(document, 'matches'));
      expect(must(accept(desk)).state).toBe('accepted');
    },
  );

  it('no case is accepted without the passport, with a name nobody looked at, or with a field that differs', async () => {
    const desk = openDesk();
    await desk.scan(trainingPermitQr(permit.permitNumber));
    expect(codes(desk.view(), 'accept')).toContain('passportNotRead');
    await desk.lay(zoneOf(permit));
    for (const row of desk.view().documents) if (row.required) must(desk.verdict(row.code, 'matches'));
    expect(codeOf(accept(desk))).toBe('comparisonOpen');
    const eye = (outcome: 'same' | 'differs') =>
      desk.handlers.caseConfirmField({ caseId: desk.current(), field: 'name', outcome }, desk.caller);
    await eye('differs');
    expect(codeOf(accept(desk))).toBe('passportDiffers');
    await eye('same');
    expect(must(accept(desk)).state).toBe('accepted');
  });

  it('a match does not mend a date that fails, nor a permit that ended', async () => {
    const stale = openDesk({}, [goodPermit({ documents: [{ code: 'NCR', issueDate: '2026-01-01' }] })]);
    await stale.begin();
    stale.checkAll();
    expect(codeOf(accept(stale))).toBe('caseIncomplete');
    const ended = openDesk({}, [goodPermit({ validTo: '2026-11-24' })]);
    await ended.begin();
    ended.checkAll();
    expect(codeOf(accept(ended))).toBe('permitNotValid');
  });
});
