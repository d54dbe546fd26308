import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCardType } from '../../../main/contract/devices.ts';
import { parseIdCardText, parseNewestAddress, type IdCardText } from '../../../drivers/framing/samVText.ts';
import { encodeIdCardText, encodeNewestAddress } from '../../../drivers/sim/idCardText.ts';
import { cardOf, texts } from './cards.ts';

const put = (block: Uint8Array, at: number, text: string): void => {
  for (const [index, character] of Array.from(text).entries()) {
    block.set([character.charCodeAt(0) & 0xff, character.charCodeAt(0) >> 8], at + index * 2);
  }
};
const blank = (): Uint8Array => Uint8Array.from({ length: 256 }, (_, index) => (index % 2 === 0 ? 0x20 : 0));

describe('A5 text block of a card', () => {
  // Written from the reference by hand, so that a wrong offset in the layout table shows.
  it.each<[IdCardText['cardType'], (readonly [number, string])[], Partial<IdCardText>]>([
    [
      'resident',
      [
        [0, '样本甲'],
        [30, '1'],
        [32, '01'],
        [36, '19490228'],
        [52, '样本路0号'],
        [122, '11010519491231002X'],
        [158, '样本市公安局'],
        [188, '20240101'],
        [204, '长期'],
      ],
      { sex: 'M', ethnicCode: '01', address: '样本路0号', issuer: '样本市公安局', expiresOn: null },
    ],
    [
      'hkmtPermit',
      [
        [0, '样本乙'],
        [30, '2'],
        [36, '19490228'],
        [52, '样本路1号'],
        [122, '810000199408230021'],
        [158, '样本市公安局'],
        [188, '20240101'],
        [204, '20290101'],
        [220, 'H00000000'],
        [238, '02'],
        [248, 'J'],
      ],
      {
        sex: 'F',
        travelPermitNumber: 'H00000000',
        issueCount: '02',
        ethnicCode: null,
        expiresOn: '2029-01-01',
      },
    ],
    [
      'foreigner2017',
      [
        [0, 'ERIKSSON, ANNA MARIA'],
        [120, '2'],
        [122, 'KAZ110090123105'],
        [152, 'KAZ'],
        [158, '样本丙'],
        [188, '20240101'],
        [204, '20290101'],
        [220, '19490228'],
        [236, '01'],
        [240, '1500'],
        [248, 'I'],
      ],
      { latinName: 'ERIKSSON, ANNA MARIA', nationalityCode: 'KAZ', cardVersion: '01', issuer: '1500' },
    ],
    [
      'foreigner2023',
      [
        [0, '样本丁'],
        [30, '9'],
        [32, '03'],
        [36, '19490228'],
        [52, 'A'.repeat(35)],
        [122, '911124198108030024'],
        [188, '20240101'],
        [204, '20290101'],
        [220, 'B'.repeat(11)],
        [242, 'D<<'],
        [248, 'Y'],
        [250, '123'],
      ],
      {
        sex: 'X',
        issueCount: '03',
        latinName: 'A'.repeat(35) + 'B'.repeat(11),
        nationalityCode: 'D<<',
        formerNumberPart: '123',
        address: null,
        issuer: null,
      },
    ],
  ])('reads %s at the offsets of the reference', (cardType, fields, expected) => {
    const block = blank();
    for (const [at, text] of fields) put(block, at, text);
    expect(parseIdCardText(block)).toMatchObject({
      cardType,
      birthDate: '1949-02-28',
      validFrom: '2024-01-01',
      ...expected,
    });
  });

  it.each(texts.map((text) => [text.cardType, text] as const))('reads back a %s card', (_, text) => {
    expect(parseIdCardText(encodeIdCardText(text))).toEqual(text);
  });

  it.each([
    ['an unknown type character', 248, 'K'],
    ['a day that does not exist', 36, '19490230'],
    ['an empty start of validity', 188, '        '],
    ['an end that is neither a day nor 长期', 204, '长远'],
    ['a number that is too short', 156, ' '],
    ['a number with other characters', 122, '-'],
    ['an unknown sex code', 30, '5'],
    ['the type of another layout', 248, 'I'],
  ])('refuses %s', (_, at, text) => {
    const block = encodeIdCardText(cardOf('foreigner2023'));
    put(block, at, text);
    expect(parseIdCardText(block)).toBeNull();
    expect(parseIdCardText(block.slice(1))).toBeNull();
  });

  it('F7 keeps rare, private-use and halved characters as they are', () => {
    const chineseName = '\u{20BB7}\uE863\uF8F5\uD842';
    expect(parseIdCardText(encodeIdCardText({ ...cardOf('resident'), chineseName }))?.chineseName).toBe(
      chineseName,
    );
    expect(parseNewestAddress(encodeNewestAddress('样本路2号 \uE000'))).toBe('样本路2号 \uE000');
  });

  it('reads back whatever an encoder writes', () => {
    const padded = (size: number, alphabet: string) =>
      fc
        .string({ unit: fc.constantFrom(...alphabet.split('')), maxLength: size })
        .map((text) => (text.trimEnd() === '' ? null : text.trimEnd()));
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const latin = "ABCXYZ ,'-.";
    const chinese = '样本省市路\uE863\uD842\uDFB7 0';
    const digits = (size: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: size, maxLength: size });
    const card = fc.constantFrom(...idCardType.options).chain((cardType) => {
      const has = (...types: IdCardText['cardType'][]) => types.includes(cardType);
      const only = <Value>(there: boolean, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
        there ? arbitrary : fc.constant(null);
      const person = has('resident', 'hkmtPermit');
      return fc.record({
        cardType: fc.constant(cardType),
        number: cardType === 'foreigner2017' ? digits(12).map((tail) => `KAZ${tail}`) : digits(18),
        chineseName: padded(15, chinese),
        latinName: only(!person, padded(has('foreigner2017') ? 60 : 46, latin)),
        sex: fc.constantFrom('M' as const, 'F' as const, 'X' as const),
        ethnicCode: only(has('resident'), padded(2, '019')),
        birthDate: day,
        address: only(person, padded(35, chinese)),
        issuer: only(!has('foreigner2023'), padded(has('foreigner2017') ? 4 : 15, '0123')),
        issueCount: only(has('hkmtPermit', 'foreigner2023'), padded(2, '0123')),
        nationalityCode: only(!person, padded(3, 'ABC<')),
        travelPermitNumber: only(has('hkmtPermit'), padded(9, 'HM012')),
        cardVersion: only(has('foreigner2017'), padded(2, '012')),
        formerNumberPart: only(has('foreigner2023'), padded(3, '012')),
        validFrom: day,
        expiresOn: fc.option(day),
      });
    });
    fc.assert(
      fc.property(card, (text) => {
        expect(parseIdCardText(encodeIdCardText(text))).toEqual(text);
      }),
      { numRuns: 1000 },
    );
  });
});
