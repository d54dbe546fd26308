import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames } from '../../../../main/domain/documents/compareNames.ts';
import { alignTexts, runsOf } from '../../../../main/domain/documents/markText.ts';
import { splitZoneName } from '../../../../main/domain/identifiers/zoneNames.ts';

/** `FAMILY<<GIVEN` of a zone against `FAMILY, GIVEN` of the record. */
function propose(field: string, record: string, alpha3 = 'DEU') {
  const [familyName = '', givenNames = ''] = record.split(', ');
  const read = { ...splitZoneName(field), nameMayBeCut: field.length === 39, length: 39 };
  const { machine, hint, segments } = compareNames(read, { familyName, givenNames }, alpha3);
  return { machine, code: hint?.code ?? null, zh: hint?.zh ?? '', en: hint?.en ?? '', segments };
}

describe('A4 the machine proposes about a name, with the reason in words', () => {
  it.each([
    ['EXAMPLE<<PERSON', 'EXAMPLE, PERSON', 'identical', 'letter for letter'],
    ['MUELLER<<ANNA<LENA', 'MÜLLER, ANNA-LENA', 'icaoSpelling', 'Ü→UE -→␣'],
    ['MULLER<<ANNA', 'MÜLLER, ANNA', 'icaoSpelling', 'Ü→U'],
    ['DARCY<<JOHN', 'D’ARCY, JOHN', 'icaoSpelling', '’→∅'],
    ['NGUYEN<<THI<DO', 'NGUYỄN, THỊ ĐỖ', 'icaoSpelling', 'Ễ→E Ị→I Đ→D Ỗ→O'],
    [
      'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K',
      'NILAVADHANANANDA, CHAYAPA DEJTHAMRONG KRASUANG',
      'cut',
      'cut at 39',
    ],
    ['D<ARCY<<JOHN', 'D’ARCY, JOHN', 'wordBreaks', 'only spaces'],
    ['EXAMPLE<<ANNALENA', 'EXAMPLE, ANNA LENA', 'wordBreaks', 'only spaces'],
  ])('%s for %s goes to the eye: %s', (field, record, code, words) => {
    const proposal = propose(field, record);
    expect(proposal).toMatchObject({ machine: 'needsEye', code });
    expect(proposal.en).toContain(words);
    expect(proposal.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each([
    ['PERSON<<EXAMPLE', 'EXAMPLE, PERSON', 'orderSwapped', 'changed places'],
    ['BERG<<JAN<VAN<DER', 'VAN DER BERG, JAN', 'wordsMoved', 'same words'],
    ['SUKARNO', 'SU, KARNO', null, ''],
    ['MUELLER<<ANNA', 'MULLER, ANNA', 'oneLetter', 'U/UE'],
    ['MUNXXOZ<<ANA', 'MUNOZ, ANA', 'oneLetter', 'N/NXX'],
    ['EXAMPLE<<PERSAN', 'EXAMPLE, PERSON', 'oneLetter', 'O/A'],
    ['EXAMPLE<<PERSONS', 'EXAMPLE, PERSON', 'oneLetter', '∅/S'],
    ['MHORIR<<ASA', 'ÞORIR, ASA', 'oneLetter', 'Þ/MH'],
    ['EXAMPLE<<PERSON', 'EXAMPLE, PERSON ANNA', 'partMissing', 'not in the zone: ANNA'],
    ['EXAMPLE<<PERSON<MARIA', 'EXAMPLE, PERSON', 'partMissing', 'not in the permit record: MARIA'],
    ['IVANOV<<PETR', 'ИВАНОВ, ПЁТР', 'foreignLetters', 'not Latin'],
    ['OTHER<<NAME', 'EXAMPLE, PERSON', null, ''],
  ])('%s for %s differs: %s', (field, record, code, words) => {
    const proposal = propose(field, record);
    expect(proposal).toMatchObject({ machine: 'differs', code });
    expect(proposal.en).toContain(words);
  });

  it('another transliteration is a hint for the eye, never more, and only for nationals of such a state', () => {
    expect(propose('SHCHERBAKOV<<SERGEI', 'SCHERBAKOV, SERGEY', 'RUS').machine).toBe('differs');
    expect(propose('KHOLODNYI<<SERGEI', 'HOLODNY, SERGEY', 'RUS')).toMatchObject({
      machine: 'needsEye',
      code: 'cyrillicVariant',
    });
    expect(propose('MUHAMMAD<<KARIM', 'MOHAMMED, KAREEM', 'EGY')).toMatchObject({
      machine: 'needsEye',
      code: 'arabicVariant',
    });
    expect(propose('MUHAMMAD<<KARIM', 'MOHAMMED, KAREEM', 'DEU').machine).toBe('differs');
  });

  it('is never the same by machine, whatever the names are (2.1)', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ABÜÑŁØ -’'.split('')), maxLength: 30 });
    fc.assert(
      fc.property(name, name, name, name, (family, given, otherFamily, otherGiven) => {
        const { machine } = compareNames(
          { familyName: family, givenNames: given, nameMayBeCut: true, length: 39 },
          { familyName: otherFamily, givenNames: otherGiven },
          'RUS',
        );
        expect(['needsEye', 'differs']).toContain(machine);
      }),
      { numRuns: 200 },
    );
  });
});

describe('A3 marks letter by letter', () => {
  const both = (read: string, record: string) => {
    const segments = alignTexts(read, record);
    return { read: runsOf(segments, 'read'), record: runsOf(segments, 'record') };
  };

  it('marks the letter that is wrong and the spelling that is another', () => {
    expect(both('MUELLER, ANNE', 'MÜLLER, ANNA')).toEqual({
      read: [
        { text: 'M', kind: 'same' },
        { text: 'UE', kind: 'spelling' },
        { text: 'LLER, ANN', kind: 'same' },
        { text: 'E', kind: 'differs' },
      ],
      record: [
        { text: 'M', kind: 'same' },
        { text: 'Ü', kind: 'spelling' },
        { text: 'LLER, ANN', kind: 'same' },
        { text: 'A', kind: 'differs' },
      ],
    });
  });

  it('one letter more marks only itself', () => {
    expect(both('EXAMPPLE', 'EXAMPLE').read.filter(({ kind }) => kind === 'differs')).toEqual([
      { text: 'P', kind: 'differs' },
    ]);
  });

  it('never loses a character of either side', () => {
    const side = fc.string({ unit: fc.constantFrom(...Array.from('ABUEÜßÞĲ -’,Ж一𠮷')), maxLength: 14 });
    fc.assert(
      fc.property(side, side, (read, record) => {
        const runs = both(read, record);
        expect(runs.read.map(({ text }) => text).join('')).toBe(read.normalize('NFC'));
        expect(runs.record.map(({ text }) => text).join('')).toBe(record.normalize('NFC'));
      }),
      { numRuns: 300 },
    );
  });
});
