import { composePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { samplePeople, type SamplePerson } from '../../../../main/training/people.ts';

/**
 * As many fictitious people as a month of visitors: all of them are the first sample person under other numbers, so all their papers are in
 * order. `today`: yyyy-mm-dd, to which their papers are relative.
 */
export function manyPeople(count: number, today: string): readonly SamplePerson[] {
  const [first] = samplePeople(today);
  if (first?.permit === null || first === undefined) throw new Error('the first sample person has a permit');
  const { permit } = first;
  return Array.from({ length: count }, (_, index): SamplePerson => {
    const serial = String(index + 1).padStart(6, '0');
    const permitNumber = `TRN440301${serial}`;
    const passportNumber = `Q${serial.padStart(8, '0')}`;
    const { holder } = permit;
    const country = holder.nationality === 'DEU' ? 'D' : holder.nationality;
    return {
      ...first,
      id: `visitor${serial}`,
      permitNumber,
      noticeQr: trainingPermitQr(permitNumber),
      permit: { ...permit, permitNumber, fileNumber: `培训${serial}`, holder: { ...holder, passportNumber } },
      mrz: composePassportZone({
        issuingState: country,
        nationality: country,
        familyName: holder.familyName,
        givenNames: holder.givenNames,
        documentNumber: passportNumber,
        birthDate: holder.birthDate,
        sex: holder.sex,
        expiryDate: holder.passportExpiry,
      }),
    };
  });
}
