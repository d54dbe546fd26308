import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../../../main/contract/cases.ts';
import type { IdCardRead } from '../../../../main/contract/devices.ts';
import { caseView, type CaseView } from '../../../../main/contract/cases.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { mrzCheckDigit } from '../../../../main/domain/identifiers/checksums.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { inspect, testProfile } from '../../helpers/index.ts';
import { accept, codeOf, codes, goodPermit, must, openDesk, zoneOf, type Desk } from './desk.ts';

const permit = goodPermit();
const { holder } = permit;
const qr = trainingPermitQr(permit.permitNumber);
/** A passport that replaced the recorded one. */
const newPassport = { documentNumber: 'N02Y11Z22', expiryDate: '2036-05-06' };
const closed = (field: string): string => field + String(mrzCheckDigit(field));

/** A large visa (MRV-A) of the holder; its number is the sticker's own unless it is said otherwise. */
function visaOf(
  changes: { number?: string; birth?: string; name?: string; birthDigit?: string } = {},
): string[] {
  const name = changes.name ?? `${holder.familyName}<<${holder.givenNames}`;
  const birth = closed(changes.birth ?? holder.birthDate.slice(2).replaceAll('-', ''));
  return [
    `V<CHN${name}`.padEnd(44, '<'),
    (
      closed((changes.number ?? 'S1234567').padEnd(9, '<')) +
      'D<<' +
      (changes.birthDigit === undefined ? birth : birth.slice(0, 6) + changes.birthDigit) +
      holder.sex +
      closed('270101')
    ).padEnd(44, '<'),
  ];
}
const rowOf = (desk: Desk, field: ComparisonRow['field']): ComparisonRow => {
  const row = desk.view().comparison.find((each) => each.field === field);
  if (row === undefined) throw new Error(`no row ${field}`);
  return row;
};
const answer = (desk: Desk, field: ComparisonRow['field'], outcome: 'same' | 'differs' = 'same') =>
  desk.handlers.caseConfirmField({ caseId: desk.current(), field, outcome }, desk.caller) as Result<CaseView>;
const chain = (desk: Desk): string =>
  JSON.stringify(
    inspect(desk.deps.stores, (database) => database.prepare('SELECT event, detail FROM audit').all()),
  );

describe('A3 the visa is laid beside the passport', () => {
  it('is kept in the case with what it says, and its own number is for the eye (2.7)', async () => {
    const desk = openDesk();
    await desk.begin();
    await desk.lay(visaOf());
    expect(desk.problems()).toEqual([]);
    expect(desk.view().visa).toMatchObject({ format: 'mrvA', documentNumber: 'S1234567', wrongDigits: [] });
    expect(rowOf(desk, 'visaNumber')).toMatchObject({ machine: 'needsEye', hint: { code: 'stickerNumber' } });
    expect(rowOf(desk, 'birthDate')).toMatchObject({
      machine: 'same',
      others: [{ source: 'visa', value: holder.birthDate, machine: 'same' }],
    });
    expect(rowOf(desk, 'name').others).toMatchObject([{ source: 'visa', machine: 'needsEye' }]);
    desk.checkAll();
    expect(codeOf(accept(desk))).toBe('comparisonOpen');
    must(answer(desk, 'visaNumber'));
    expect(must(accept(desk)).state).toBe('accepted');
    expect(caseView.parse(desk.view())).toEqual(desk.view());
    expect(chain(desk)).not.toMatch(/S1234567|EXAMPLE/);
  });

  it.each([
    ['the passport', zoneOf(permit, newPassport), newPassport.documentNumber],
    ['the record', zoneOf(permit, newPassport), holder.passportNumber],
  ])('a number that is that of %s is the same', async (_whose, passport, number) => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(passport);
    await desk.lay(visaOf({ number }));
    expect(rowOf(desk, 'visaNumber')).toMatchObject({ machine: 'same', hint: { code: 'numberOfPassport' } });
  });

  it('a difference is told and goes to the eye; the sticker is never rejected by machine', async () => {
    const desk = openDesk();
    await desk.begin();
    await desk.lay(visaOf({ birth: '900103', number: holder.passportNumber }));
    expect(desk.problems()).toEqual(['visaDiffers']);
    expect(rowOf(desk, 'birthDate')).toMatchObject({
      machine: 'needsEye',
      hint: { code: 'otherOriginalDiffers' },
      others: [{ source: 'visa', machine: 'differs' }],
    });
    desk.checkAll();
    expect(codeOf(accept(desk))).toBe('comparisonOpen');
    must(answer(desk, 'birthDate'));
    expect(must(accept(desk)).state).toBe('accepted');
  });

  it('a field with a wrong check digit says so instead of differing', async () => {
    const desk = openDesk();
    await desk.begin();
    await desk.lay(visaOf({ birth: '900103', birthDigit: '<' }));
    expect(rowOf(desk, 'birthDate').others).toMatchObject([
      { machine: 'needsEye', hint: { code: 'wrongDigit' } },
    ]);
  });

  it("somebody else's visa does not take the place of one that fits", async () => {
    const desk = openDesk();
    await desk.begin();
    await desk.lay(visaOf());
    const before = desk.deps.stores.cases.get(desk.current());
    await desk.lay(visaOf({ name: 'OTHER<<NAME' }));
    expect(desk.problems()).toEqual(['visaDiffers']);
    expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
  });

  it('keeps what the eye said about fields that the visa does not change', async () => {
    const desk = openDesk();
    await desk.begin();
    must(answer(desk, 'name'));
    await desk.lay(visaOf());
    // The visa brings another form of the name: it is looked at again.
    expect(rowOf(desk, 'name').eye).toBeNull();
    must(answer(desk, 'name'));
    must(answer(desk, 'visaNumber'));
    await desk.lay(visaOf());
    expect(rowOf(desk, 'name').eye).not.toBeNull();
    expect(rowOf(desk, 'visaNumber').eye).not.toBeNull();
  });
});

const card: IdCardRead = {
  deviceId: 'idReader',
  sequence: 1,
  cardType: 'foreigner2023',
  number: '911124198108030024',
  chineseName: null,
  latinName: `${holder.familyName} ${holder.givenNames}`,
  sex: holder.sex,
  birthDate: holder.birthDate,
  nationalityCode: holder.nationality,
  validFrom: '2023-12-01',
  expiresOn: '2033-12-01',
  formerNumberPart: null,
};

describe("A3 a permanent resident's card is laid beside the passport", () => {
  it('is named for what it means, and compared', async () => {
    const desk = openDesk();
    await desk.begin();
    await desk.intake.onIdCard(card);
    expect(desk.problems()).toEqual(['idCardPermanentResident']);
    expect(desk.view().idCard).toMatchObject({ cardType: 'foreigner2023', number: card.number });
    expect(rowOf(desk, 'idCardNumber')).toMatchObject({
      machine: 'cannotCheckOffline',
      hint: { code: 'residentNumber' },
    });
    expect(rowOf(desk, 'name').others).toMatchObject([{ source: 'idCard', hint: { code: 'identical' } }]);
    expect(chain(desk)).not.toMatch(/911124198108030024/);
  });

  it('a number that cannot be right and another birth date are for the eye', async () => {
    const desk = openDesk();
    await desk.begin();
    await desk.intake.onIdCard({ ...card, number: '911124198108030025', birthDate: '1981-08-03' });
    expect(desk.problems()).toEqual(['idCardPermanentResident', 'idCardDiffers']);
    expect(rowOf(desk, 'idCardNumber').machine).toBe('needsEye');
    expect(rowOf(desk, 'birthDate').machine).toBe('needsEye');
  });

  it('a card of a Chinese resident is kept nowhere', async () => {
    const desk = openDesk();
    await desk.begin();
    const before = desk.deps.stores.cases.get(desk.current());
    await desk.intake.onIdCard({ ...card, cardType: 'resident', number: '11010519491231002X' });
    expect(desk.problems()).toEqual(['idCardResident']);
    expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
  });
});

describe('A5 a passport that was replaced (1.11, 4.13)', () => {
  it('is a named state with the lawful way, not just a difference', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, newPassport));
    expect(desk.problems()).toEqual(['passportChanged']);
    const row = rowOf(desk, 'passportNumber');
    expect(row).toMatchObject({ machine: 'differs', hint: { code: 'passportChanged' } });
    expect(row.hint?.zh).toContain('变更');
    expect(row.hint?.en).toContain('old passport');
    desk.checkAll();
    expect(codes(desk.view(), 'accept')).toContain('passportChanged');
    expect(codes(desk.view(), 'accept')).not.toContain('passportDiffers');
    expect(desk.view().numbers).toMatchObject([
      { kind: 'passport', number: holder.passportNumber, to: '2026-11-24', source: 'permitRecord' },
      { kind: 'socialNumber', number: `DEU0${holder.passportNumber}`, to: '2026-11-24', source: 'candidate' },
      { kind: 'passport', number: 'N02Y11Z22', from: '2026-11-25', to: null, reason: 'passportChanged' },
      { kind: 'socialNumber', number: 'DEU0N02Y11Z22', to: null, source: 'candidate' },
    ]);
  });

  it.each([
    ['another birth date', { birthDate: '1990-01-03' }],
    ['another name', { familyName: 'OTHER' }],
    ['another sex', { sex: 'M' as const }],
    ['an earlier expiry', { expiryDate: '2030-01-01' }],
  ])('with %s it is somebody else’s or an older one', async (_what, changes) => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, { ...newPassport, ...changes }));
    expect(desk.problems()).toEqual(['passportDiffers']);
    expect(rowOf(desk, 'passportNumber').hint?.code).not.toBe('passportChanged');
  });

  it('of another nationality it is a new application', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, { ...newPassport, issuingState: 'CAN', nationality: 'CAN' }));
    expect(desk.problems()).toEqual(['passportDiffers']);
    expect(rowOf(desk, 'nationality')).toMatchObject({
      machine: 'differs',
      hint: { code: 'nationalityChanged' },
    });
  });

  it.each([['new one first'], ['old one first']])('keeps both passports, the %s', async (order) => {
    const desk = openDesk();
    await desk.scan(qr);
    const laid = [zoneOf(permit, newPassport), zoneOf(permit)];
    for (const lines of order === 'new one first' ? laid : laid.toReversed()) await desk.lay(lines);
    expect(desk.problems()).toEqual(['passportChanged']);
    expect(desk.view()).toMatchObject({
      passport: { documentNumber: 'N02Y11Z22' },
      oldPassport: { documentNumber: holder.passportNumber },
    });
    await desk.lay(zoneOf(permit, { documentNumber: 'X99', familyName: 'OTHER' }));
    expect(desk.problems()).toEqual(['passportChanged', 'passportDiffers']);
    expect(desk.view().passport?.documentNumber).toBe('N02Y11Z22');
  });

  const change = async (): Promise<Desk> => {
    const changed = goodPermit({ businessType: 'CHANGE' });
    const desk = openDesk({}, [changed]);
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, newPassport));
    must(
      desk.handlers.caseSetSituations(
        { caseId: desk.current(), situations: ['newPassport'] },
        desk.caller,
      ) as Result<CaseView>,
    );
    return desk;
  };

  it('in a CHANGE for it the old passport settles number and expiry', async () => {
    const desk = await change();
    expect(rowOf(desk, 'passportNumber')).toMatchObject({
      machine: 'needsEye',
      hint: { code: 'passportChanged' },
    });
    expect(rowOf(desk, 'passportExpiry').machine).toBe('needsEye');
    await desk.lay(zoneOf(permit));
    for (const field of ['passportNumber', 'passportExpiry'] as const)
      expect(rowOf(desk, field)).toMatchObject({
        machine: 'same',
        hint: { code: 'passportChangeProven' },
        others: [{ source: 'oldPassport', machine: 'same' }],
      });
    expect(codes(desk.view(), 'accept')).not.toContain('passportChanged');
    expect(codes(desk.view(), 'accept')).not.toContain('passportDiffers');
    expect(desk.view().documents.some((row) => row.code === 'OLDPASS')).toBe(true);
  });

  it('an old passport that no reader takes is compared by eye', async () => {
    const desk = await change();
    must(answer(desk, 'passportNumber'));
    must(answer(desk, 'passportExpiry', 'differs'));
    expect(codes(desk.view(), 'accept')).toContain('passportChanged');
    must(answer(desk, 'passportExpiry'));
    expect(codes(desk.view(), 'accept')).not.toContain('passportChanged');
  });
});

describe('A3 what cannot be checked offline (13.2, 13.4)', () => {
  it('says how old our copy of the permit is, until upstream was asked', async () => {
    const desk = openDesk();
    await desk.begin();
    const row = rowOf(desk, 'permitStatus');
    expect(row).toMatchObject({
      machine: 'cannotCheckOffline',
      record: '',
      hint: { code: 'pendingOnline' },
    });
    expect(row.hint?.en).toContain('(valid) is 0 days old');
    desk.link.online = true;
    desk.deps.upstream.answer('permitVerify', () => ({
      kind: 'answer',
      value: { permit, at: desk.deps.clock.iso() },
    }));
    await desk.intake.verifyPending();
    expect(desk.view().comparison.some(({ field }) => field === 'permitStatus')).toBe(false);
  });

  it('above the limit it says that no card is made, and the case can still be accepted', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    desk.deps.clock.advance((testProfile.snapshotLimitDays + 1) * 86_400_000);
    const hint = rowOf(desk, 'permitStatus').hint;
    expect(hint?.zh).toContain('不可制卡');
    expect(hint?.en).toContain('no card is made');
    expect(codes(desk.view(), 'accept')).toEqual([]);
    expect(codes(desk.view(), 'issue')).toContain('snapshotTooOld');
  });
});
