import { samplePeople } from '../../main/training/people.ts';
import { trainingBlanks } from '../../main/training/station.ts';

/** Shorter texts stand in any file by chance, or are words. */
const shortest = 8;
/** Enough of a long text to know it by. */
const enough = 24;

/** A small number filled up with zeros: the tables of any PDF are full of them. */
const smallNumber = /^0+\d{1,4}$/;

/** People of tests who are not of the training table, by what no word is. */
const ofTests: Readonly<Record<string, string>> = {
  'passport number of a test sample': 'C01X00T47',
  'unified code of a test employer': '91440300TEST000001',
};

/**
 * What would name a sample person, by whose and what it is: names, numbers, zones, codes, bank cards and a piece of each face. Dates and words
 * are left out: they stand anywhere.
 */
export function sampleIdentities(today: string): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  const text = (what: string, value: string): void => {
    if (value.length >= shortest && !smallNumber.test(value))
      found.set(what, Buffer.from(value.slice(0, enough), 'utf8'));
  };
  for (const person of samplePeople(today)) {
    const of = (what: string): string => `${what} of ${person.id}`;
    const [familyName = '', givenNames = ''] = person.name.split(', ');
    text(of('family name'), familyName);
    text(of('given names'), givenNames);
    text(of('name'), person.name);
    text(of('name in order'), `${givenNames} ${familyName}`);
    text(of('permit number'), person.permitNumber);
    text(of('Notice code'), person.noticeQr);
    text(of('first line of the zone'), person.mrz[0].slice(5));
    text(of('number in the zone'), person.mrz[1].slice(0, 9).replace(/<+$/, ''));
    if (person.permit !== null) text(of('file number'), person.permit.fileNumber);
    const photo = person.photo();
    // Past the header, which all pictures of one encoder share; on a third, so that base64 is the same wherever it stands.
    const middle = Math.floor(photo.length / 6) * 3;
    found.set(of('face'), photo.slice(middle, middle + enough));
    found.set(
      of('face as text'),
      Buffer.from(Buffer.from(photo.slice(middle, middle + enough)).toString('base64')),
    );
  }
  for (const { bankCardNumber } of trainingBlanks)
    text(`bank card number ${bankCardNumber.slice(-4)}`, bankCardNumber);
  for (const [what, value] of Object.entries(ofTests)) text(what, value);
  return found;
}
