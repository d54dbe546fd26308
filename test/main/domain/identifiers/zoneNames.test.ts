import { describe, expect, it } from 'vitest';
import { nameUnits } from '../../../../main/domain/identifiers/latinLetters.ts';
import {
  isCutOf,
  sameLetters,
  sameSpelling,
  swapped,
  unmatchedWords,
} from '../../../../main/domain/identifiers/nameMatch.ts';
import { variantOf } from '../../../../main/domain/identifiers/nameVariants.ts';
import { splitZoneName, zoneNameField, zoneSpelling } from '../../../../main/domain/identifiers/zoneNames.ts';

/** ICAO Doc 9303-3 (8th edition), section 6.A, every row: letter, then the spellings of the table. */
const table = `
À A|Á A|Â A|Ã A|Ä AE A|Å AA A|Æ AE|Ç C|È E|É E|Ê E|Ë E|Ì I|Í I|Î I|Ï I|Ð D|Ñ N NXX|Ò O|Ó O|Ô O|Õ O|Ö OE O|Ø OE|Ù U|Ú U|Û U|
Ü UE UXX U|Ý Y|Þ TH|Ā A|Ă A|Ą A|Ć C|Ĉ C|Ċ C|Č C|Ď D|Đ D|Ē E|Ĕ E|Ė E|Ę E|Ě E|Ĝ G|Ğ G|Ġ G|Ģ G|Ĥ H|Ħ H|Ĩ I|Ī I|Ĭ I|Į I|İ I|ı I|
Ĳ IJ|Ĵ J|Ķ K|Ĺ L|Ļ L|Ľ L|Ŀ L|Ł L|Ń N|Ņ N|Ň N|Ŋ N|Ō O|Ŏ O|Ő O|Œ OE|Ŕ R|Ŗ R|Ř R|Ś S|Ŝ S|Ş S|Š S|Ţ T|Ť T|Ŧ T|Ũ U|Ū U|Ŭ U|Ů U|Ű U|Ų U|
Ŵ W|Ŷ Y|Ÿ Y|Ź Z|Ż Z|Ž Z|ẞ SS`
  .replaceAll('\n', '')
  .split('|')
  .map((row) => {
    const [letter = '', ...spellings] = row.split(' ');
    return { letter, spellings };
  });

const spellingsOf = (letter: string): readonly string[] => {
  const [unit, ...more] = nameUnits(letter);
  return unit?.role === 'letter' && more.length === 0 ? unit.spellings : [];
};
const person = (familyName: string, givenNames = '') => ({ familyName, givenNames });
/** A zone as a reader gives it. */
const zone = (field: string, length = 39) => ({
  ...splitZoneName(field.padEnd(length, '<')),
  nameMayBeCut: field.length === length,
  length,
});

describe('A4 letters of ICAO 9303-3 section 6.A', () => {
  it.each(table)('$letter is $spellings, capital or small, composed or not', ({ letter, spellings }) => {
    expect(spellingsOf(letter)).toEqual(spellings);
    expect(spellingsOf(letter.normalize('NFD').normalize('NFC'))).toEqual(spellings);
    // The capital of ı is I, which is another letter; ẞ has two small forms in use.
    if (letter !== 'ı') expect(zoneSpelling(letter.toLowerCase())).toBe(spellings[0]);
    expect(zoneSpelling(letter.normalize('NFD'))).toBe(spellings[0]);
  });

  it('has every capital letter of Latin-1 and Latin Extended-A, ı and ẞ', () => {
    const capitals = Array.from({ length: 0x17e - 0xc0 }, (_, index) => String.fromCodePoint(0xc0 + index))
      .filter((letter) => /^\p{Lu}$/u.test(letter))
      .concat('ı', 'ẞ');
    expect(table.map(({ letter }) => letter).toSorted()).toEqual(capitals.toSorted());
  });

  it.each([
    ['NGUYỄN THỊ ĐỖ PHƯỢNG ẤẬẮẶẾỆỐỘỚỢỨỰỶỸ', 'NGUYEN<THI<DO<PHUONG<AAAAEEOOOOUUYY'],
    ['ȘTEFĂNESCU ȚEPEȘ', 'STEFANESCU<TEPES'],
    ['GĦAXAQ ĊEFAI ĠUŻEPPI', 'GHAXAQ<CEFAI<GUZEPPI'],
    ['ƏLİYEV', 'ALIYEV'],
    ['IŞIL İNCİ ılgaz', 'ISIL<INCI<ILGAZ'],
    ['Straße', 'STRASSE'],
    ['D’ARTAGNAN', 'DARTAGNAN'],
    ["O'CONNOR", 'OCONNOR'],
    ['MARIE-ELISE', 'MARIE<ELISE'],
    ['ANNA, MARIA', 'ANNA<MARIA'],
    ['ST. JOHN', 'ST<JOHN'],
    ['OʻGʻIL', 'OGIL'],
    ['AL–BASRI', 'AL<BASRI'],
    ['ǼǾ', 'AEOE'],
  ])('%s is %s', (name, spelled) => {
    expect(zoneSpelling(name)).toBe(spelled);
  });

  it('knows a letter that no zone can spell', () => {
    expect(nameUnits('Ж’ 2').map(({ role }) => role)).toEqual(['foreign', 'omitted', 'separator', 'foreign']);
  });
});

/** ICAO 9303-4 and 9303-7, 4.2.3. */
const nilavad = person('NILAVADHANANANDA', 'CHAYAPA DEJTHAMRONG KRASUANG');
const charonguang = person('NILAVADHANANANDA', 'ARNPOL PETCH CHARONGUANG');
const bennelong = person('BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL', 'DINGO POTOROO');
const papandro = person('PAPANDROPOULOUS', 'JONATHON WARREN TREVOR');

describe('A4 names cut at 39 (ICAO 9303-4, 4.2.3)', () => {
  it.each([
    ['given names cut to initials', nilavad, 'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'],
    ['a given name cut', charonguang, 'NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU'],
    ['a family name cut to initials', bennelong, 'BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI'],
    ['a family name cut', bennelong, 'BENNELONG<WOOLOOM<WARRAND<WARNAM<<DINGO'],
    ['a family name cut to a fixed length', bennelong, 'BENNEL<WOOLOO<WARRAN<WARNAM<<DINGO<POTO'],
    ['a family name simply cut', bennelong, 'BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNA'],
    ['a cut that falls on a filler', person('A'.repeat(37), 'BEA'), 'A'.repeat(37)],
  ])('%s', (_what, name, field) => {
    expect(isCutOf(zone(field), name)).toBe(true);
    expect(sameSpelling(zone(field), name)).toBe(false);
  });

  it.each([
    ['another letter', bennelong, 'BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DO'],
    ['a word less in the family name', bennelong, 'BENNELONG<WOOLOOMOOLOO<WARRANDYTE<<DING'],
    ['words in another order', bennelong, 'WOOLOOMOOLOO<BENNELONG<WARRANDYTE<W<<DI'],
    ['a field that is not full', nilavad, 'NILAVADHANANANDA<<CHAYAPA<DEJ<K'],
    ['a short name', person('EXAMPLE', 'PERSON'), 'EXAMPLE<<P'],
  ])('but not %s', (_what, name, field) => {
    expect(isCutOf(zone(field), name)).toBe(false);
  });

  it('knows the shorter fields of small visas and two-line cards', () => {
    expect(isCutOf(zone('NILAVADHANANANDA<<CHAYAPA<DEJ<K', 31), nilavad)).toBe(true);
    expect(isCutOf(zone('BENNELONG<WOOLOOMOOLOO<W<W<<D<P', 31), bennelong)).toBe(true);
  });

  it('a letter in the last place of a name that fits proves no cut', () => {
    const field = 'PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR';
    expect(field).toHaveLength(39);
    expect(sameSpelling(zone(field), papandro)).toBe(true);
    expect(isCutOf(zone(field), papandro)).toBe(false);
    expect(isCutOf(zone(field), person('PAPANDROPOULOUS', 'JONATHON WARREN TREVORSON'))).toBe(true);
  });

  it.each([
    [nilavad, 'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'],
    [charonguang, 'NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU'],
    [bennelong, 'BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI'],
    [papandro, 'PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR'],
    // The last place would be a filler: the word before gives a letter.
    [person('NILAVADHANANANDA', 'CHAYAPA DEJTHAMRONGX KRASUANG'), 'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'],
    [person('A'.repeat(50), 'BEA'), `${'A'.repeat(36)}<<B`],
    [person('A'.repeat(50)), 'A'.repeat(39)],
  ])('is composed as the standard shows: %j', (name, field) => {
    expect(zoneNameField(name.familyName, name.givenNames)).toBe(field);
  });
});

describe('A4 what two forms of one name have in common', () => {
  it('each letter may take its own spelling, as states choose', () => {
    const name = person('MÜÑÖZ ÅSTRÖM', 'JÖRG');
    for (const field of ['MUENOEZ<AASTROEM<<JOERG', 'MUXXNXXOZ<ASTROEM<<JORG', 'MUNOZ<ASTROM<<JORG'])
      expect(sameSpelling(zone(field), name)).toBe(true);
    expect(sameSpelling(zone('MUINOZ<ASTROM<<JORG'), name)).toBe(false);
    expect(sameSpelling(zone('MUNOZ<<ASTROM<JORG'), name)).toBe(false);
  });

  it('follows every choice at once, however many there are', () => {
    const name = person('ÅÄ'.repeat(60));
    expect(sameSpelling(zone('A'.repeat(120)), name)).toBe(true);
    expect(sameSpelling(zone(`${'A'.repeat(119)}B`), name)).toBe(false);
  });

  it('words joined or parted', () => {
    expect(sameLetters(zone('D<ARCY<<ANNALENA'), person('D’ARCY', 'ANNA-LENA'))).toBe(true);
    expect(sameLetters(zone('DARCY<ANNA<<LENA'), person('D’ARCY', 'ANNA-LENA'))).toBe(false);
  });

  it('family and given names exchanged, words moved or missing', () => {
    const name = person('VAN DER BERG', 'JAN');
    expect(swapped(zone('JAN<<VAN<DER<BERG'), name)).toBe(true);
    expect(swapped(zone('BERG<<JAN<VAN<DER'), name)).toBe(false);
    expect(unmatchedWords(zone('BERG<<JAN<VAN<DER'), name)).toEqual({ read: [], name: [], matched: 4 });
    expect(unmatchedWords(zone('BERG<<JAN<PIET'), name)).toEqual({
      read: ['PIET'],
      name: ['VAN', 'DER'],
      matched: 2,
    });
  });

  it.each([
    ['SHCHERBAKOV<<SERGEI', person('SCHTSCHERBAKOW', 'SERGEJ'), 'RUS', 'cyrillic'],
    ['TSVETAEVA<<IULIIA', person('TSVETAYEVA', 'YULIYA'), 'UKR', 'cyrillic'],
    ['KHOLODNYI<<YURII', person('HOLODNY', 'IURY'), 'BLR', 'cyrillic'],
    ['MUHAMMAD<<KHALID', person('MOHAMED', 'KHALED'), 'EGY', null],
    ['MUHAMMAD<<KARIM', person('MOHAMMED', 'KAREEM'), 'EGY', 'arabic'],
    ['AL<MANSOUR<<HUSSEIN', person('ELMANSUR', 'HUSAYN'), 'MAR', 'arabic'],
    // For other nationals no such script is supposed.
    ['MUHAMMAD<<KARIM', person('MOHAMMED', 'KAREEM'), 'DEU', null],
    ['SHCHERBAKOV<<SERGEI', person('SHCHERBAKOV', 'ANDREI'), 'RUS', null],
  ] as const)('%s for %j of %s: %s', (field, name, alpha3, script) => {
    expect(variantOf(zone(field), name, alpha3)).toBe(script);
  });
});
