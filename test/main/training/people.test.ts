import { describe, expect, it } from 'vitest';
import { forbiddenRolePairs } from '../../../main/contract/access.ts';
import { trainingSeed as seedSchema } from '../../../main/contract/hosts.ts';
import { permitRecord } from '../../../main/contract/permit.ts';
import { stationProfile } from '../../../main/contract/station.ts';
import { luhnHolds } from '../../../main/domain/identifiers/checksums.ts';
import { isAlpha3 } from '../../../main/domain/identifiers/countryCodes.ts';
import { parsePassportZone } from '../../../main/domain/identifiers/passportZone.ts';
import { samplePeople } from '../../../main/training/people.ts';
import {
  hopperBlanks,
  kioskBlanks,
  trainingBlanks,
  trainingProfile,
  trainingSeed,
} from '../../../main/training/station.ts';

const today = '2026-11-25';
const people = samplePeople(today);

describe('the sample people (design 10)', () => {
  it.each(people.map((person) => [person.name, person] as const))('%s', (_, person) => {
    const read = parsePassportZone(person.mrz, today, '2026-11-25T01:00:00.000Z');
    if (!read.ok) throw new Error(read.error.code);
    expect(isAlpha3(person.nationality)).toBe(true);
    expect(read.value.nationality).toBe(person.nationality);
    const photo = person.photo();
    expect(photo.length).toBeGreaterThan(9 * 1024);
    expect(photo.length).toBeLessThanOrEqual(40 * 1024);
    // Start of a JPEG.
    expect([...photo.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    if (person.permit === null) return;
    expect(permitRecord.parse(person.permit)).toEqual(person.permit);
    expect(read.value.documentNumber).toBe(person.permit.holder.passportNumber);
    expect(read.value.expiryDate).toBe(person.permit.holder.passportExpiry);
    expect(read.value.birthDate === person.permit.holder.birthDate).toBe(person.id !== 'john');
  });

  it('have one of each peculiarity, and dates that move with today', () => {
    const of = (id: string) => people.find((person) => person.id === id);
    expect(of('nemo')?.permit).toBeNull();
    expect(of('taro')?.permit?.photoReceipt).toBeNull();
    expect(of('hans')?.permit?.status).toBe('cancelled');
    expect((of('marie')?.permit?.holder.passportExpiry ?? '') < today).toBe(true);
    const lacking = of('lucia')?.permit?.documents ?? [];
    expect(lacking.find(({ code }) => code === 'DEGREE')?.authType).toBeUndefined();
    expect(lacking.find(({ code }) => code === 'NCR')?.issueDate).toBeUndefined();
    expect(people.filter((person) => person.name.length > 100)).toHaveLength(1);
    const later = samplePeople('2027-02-28').find((person) => person.id === 'anna');
    expect(later?.permit?.submissionDate).toBe('2027-01-21');
    expect(later?.permitNumber).toBe(of('anna')?.permitNumber);
  });
});

describe('the training station', () => {
  it('fits the contract; nobody holds two roles that exclude each other', () => {
    expect(stationProfile.parse(trainingProfile([], 'second-place')).mode).toBe('training');
    const seed = seedSchema.parse(trainingSeed());
    for (const { roles } of seed.staff)
      for (const [one, other] of forbiddenRolePairs)
        expect(roles.includes(one) && roles.includes(other)).toBe(false);
    expect(seed.units).toHaveLength(28);
    expect([...hopperBlanks, ...kioskBlanks].map((blank) => blank.bankCardNumber)).toEqual(
      seed.units.slice(0, seed.hopper).map((unit) => unit.bankCardNumber),
    );
  });

  it('has blanks with numbers that close and are all different', () => {
    for (const blank of trainingBlanks) {
      expect(blank.bankCardNumber).toMatch(/^6212\d{12}$/);
      expect(luhnHolds(blank.bankCardNumber)).toBe(true);
      expect(blank.cardIdentifier).toMatch(/^[0-9A-F]{32}$/);
    }
    expect(new Set(trainingBlanks.map((blank) => blank.bankCardNumber)).size).toBe(28);
  });
});
