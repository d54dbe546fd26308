/** Invented names of real shapes, put together from syllables: no list of real people, and the same ones every time. */
export interface ForeignName {
  readonly group: 'latin' | 'vietnamese' | 'arabic' | 'slavic' | 'onePart' | 'long';
  /** ISO alpha-3; made up to fit the shape, nothing more. */
  readonly nationality: string;
  readonly familyName: string;
  readonly givenNames: string;
}

/** A small generator with a seed (mulberry32): numbers from 0 to below `size`. */
function dice(seed: number): (size: number) => number {
  let state = seed;
  return (size) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % size;
  };
}

type Roll = (size: number) => number;
const pick = (roll: Roll, from: readonly string[]): string => from[roll(from.length)] ?? '';

/** Letters of one language each: the syllables of a name do not mix alphabets. */
const alphabets: readonly (readonly [
  nationality: string,
  syllables: readonly string[],
  end: readonly string[],
])[] = [
  ['DEU', ['MÜL', 'GRÖ', 'BÄR', 'SCHÜ', 'WEI', 'KÖH', 'STRA'], ['LER', 'ßEN', 'MANN', 'ẞNER', 'TZ']],
  ['POL', ['ŁU', 'ŻÓŁ', 'ŚWIĘ', 'KRZY', 'DĄB', 'BRO', 'ŹRE'], ['CKI', 'NIAK', 'ŃSKA', 'ROWICZ', 'ĆKO']],
  ['CZE', ['ŘE', 'DVOŘ', 'ŠŤAS', 'KŮL', 'ŽI', 'ČER', 'NĚM'], ['HÁK', 'ŇKOVÁ', 'ÝŠEK', 'EC', 'ÁČEK']],
  ['HUN', ['KŐ', 'SZŰ', 'NÉ', 'TÖR', 'GYÜ', 'ÚJ'], ['VÁRI', 'CSI', 'ÖDI', 'METH', 'SÓS']],
  ['TUR', ['ÖZ', 'ŞİM', 'YIL', 'GÜN', 'ÇAĞ', 'KIŞ'], ['DIRIM', 'OĞLU', 'ŞEK', 'EŞ', 'LIÇ']],
  ['ISL', ['ÞÓR', 'GUÐ', 'ÁS', 'SIG', 'BJÖ', 'ÆV'], ['DÓTTIR', 'SSON', 'MUND', 'RÚN', 'AR']],
  ['DNK', ['SØ', 'ÅKÆR', 'BJØR', 'LÆ', 'NIEL', 'GRÅ'], ['RENSEN', 'GAARD', 'HØJ', 'STAD', 'BÆK']],
  ['PRT', ['CONÇA', 'JOÃ', 'SÃO ', 'GUIMA', 'MAGÃ', 'LUÍ'], ['LVES', 'ÕES', 'ÇÃO', 'RÃES', 'Z']],
  ['ESP', ['NÚÑ', 'PEÑA', 'MUÑ', 'IBÁÑ', 'AGÜE', 'ORDÓ'], ['EZ', 'OZ', 'LÍN', 'RO', 'ÑO']],
  ['ROU', ['ȘTE', 'ȚA', 'ĂVĂ', 'MÎN', 'BRÂN', 'IAȘ'], ['FĂNEȘCU', 'ȚEANU', 'DRILĂ', 'CIUC', 'RU']],
  ['MLT', ['BOR', 'ŻAM', 'GĦAX', 'ĊEF', 'ĠUŻ', 'SCI'], ['Ġ', 'MIT', 'AQ', 'ĦALLI', 'EPPI']],
  ['AZE', ['ƏLİ', 'MƏM', 'HÜSEY', 'ÇƏR', 'QƏN', 'İSM'], ['YEV', 'MƏDOVA', 'NLİ', 'KƏZ', 'AYILZADƏ']],
  ['LVA', ['KĻA', 'ĀBO', 'ŅIK', 'ĢIR', 'ĶĒ', 'ŪDR'], ['VIŅŠ', 'LIŅA', 'ĪTIS', 'MANIS', 'ĒNS']],
  ['HRV', ['ĐUR', 'ŠUK', 'ŽIV', 'ČOL', 'BOŠ', 'ĆOR'], ['ĐEVIĆ', 'OVIĆ', 'ČAK', 'NJAK', 'ILO']],
  ['IRL', ['O’', 'Mc', 'MAC ', 'FITZ', 'NÍ ', 'Ó '], ['BRÁD', 'CONAIL', 'GERÁL', 'DÓNAL', 'SÉAM']],
  [
    'NLD',
    ['VAN DER ', 'DE ', 'TEN ', 'VAN ’T ', 'OP DEN ', ''],
    ['VOORB', 'MEIJËN', 'ĲSSEL', 'HOËVE', 'BRINK'],
  ],
];

const vietnamese = {
  onset: ['NG', 'TR', 'PH', 'TH', 'Đ', 'V', 'L', 'H', 'B', 'QU', 'NH', 'KH'],
  rhyme: ['UYỄN', 'ẦN', 'ƯƠNG', 'Ộ', 'ỮU', 'ẬU', 'Ì', 'ẮC', 'ỞI', 'ỦY', 'ẾT', 'ẶNG', 'ỨC', 'Ỹ', 'ÕN', 'IỆP'],
};
const arabic = {
  particle: ['AL-', 'EL ', 'BIN ', 'ABD AL-', 'ABU ', 'BEN ', '', ''],
  syllable: ['KHA', 'MOH', 'RASH', 'SAI', 'GHA', 'QA', 'DHA', 'YOU', 'TAW', 'HUS', 'ZAY', 'NASS', 'FAR'],
  end: ['LID', 'AMED', 'MAN', 'SEIN', 'ZI', 'FIQ', 'SUF', 'NAB', 'RAN', 'IRI'],
};
const slavic = {
  stem: ['SHCHER', 'YUR', 'TSVET', 'ZHUR', 'KHOL', 'CHER', 'IUL', 'YAROSL', 'VOROB', 'GRIG', 'MYKHAIL'],
  end: ['BAKOV', 'YEVA', 'SKIY', 'ENKO', 'ODNYI', 'ORENKO', 'AVETS', 'CHUK', 'NOVA'],
  given: ['SERG', 'YEVG', 'ANAST', 'OLEKS', 'NATAL', 'DMYTR', 'KSEN', 'VIACH'],
  givenEnd: ['EI', 'ENIYA', 'ASIIA', 'ANDR', 'IYA', 'O', 'IIA', 'ESLAV'],
};

const times = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index));

function latinWord(roll: Roll, row: number): string {
  const [, syllables, end] = alphabets[row] ?? alphabets[0] ?? ['DEU', [''], ['']];
  const middle = roll(3) === 0 ? pick(roll, syllables).trim() : '';
  return `${pick(roll, syllables)}${middle}${pick(roll, end)}`.toUpperCase().trim();
}
const vietnameseWord = (roll: Roll): string => pick(roll, vietnamese.onset) + pick(roll, vietnamese.rhyme);
const arabicWord = (roll: Roll): string => pick(roll, arabic.syllable) + pick(roll, arabic.end);
const slavicGiven = (roll: Roll): string => pick(roll, slavic.given) + pick(roll, slavic.givenEnd);

const makers: Readonly<
  Record<ForeignName['group'], (roll: Roll, index: number) => Omit<ForeignName, 'group'>>
> = {
  latin: (roll, index) => {
    const row = index % alphabets.length;
    const joint = pick(roll, ['-', ' ', '-']);
    const double = roll(3) === 0 ? joint + latinWord(roll, row) : '';
    return {
      nationality: alphabets[row]?.[0] ?? 'DEU',
      familyName: latinWord(roll, row) + double,
      givenNames: times(1 + roll(2), () => latinWord(roll, row)).join(pick(roll, [' ', '-'])),
    };
  },
  vietnamese: (roll) => ({
    nationality: 'VNM',
    familyName: vietnameseWord(roll),
    givenNames: times(1 + roll(3), () => vietnameseWord(roll)).join(' '),
  }),
  arabic: (roll) => ({
    nationality: pick(roll, ['EGY', 'JOR', 'MAR', 'PAK', 'IRN', 'DEU']),
    familyName: pick(roll, arabic.particle) + arabicWord(roll),
    givenNames: times(1 + roll(3), () => arabicWord(roll)).join(' '),
  }),
  slavic: (roll) => ({
    nationality: pick(roll, ['RUS', 'UKR', 'BGR', 'KAZ', 'CAN']),
    familyName: pick(roll, slavic.stem) + pick(roll, slavic.end),
    givenNames: times(1 + roll(2), () => slavicGiven(roll)).join(' '),
  }),
  onePart: (roll, index) => ({
    nationality: pick(roll, ['IDN', 'IND', 'MMR', 'AFG']),
    familyName: index % 2 === 0 ? arabicWord(roll) : `${vietnameseWord(roll)} ${arabicWord(roll)}`,
    givenNames: '',
  }),
  long: (roll, index) => {
    const row = index % alphabets.length;
    const fill = (size: number, word: () => string, joint: string): string => {
      let text = word();
      for (let next = word(); text.length + next.length + 1 <= size; next = word()) text += joint + next;
      return text;
    };
    const size = 40 + ((index * 8) % 81);
    const letters = (size: number): string => {
      let text = '';
      while (text.length < size) text += latinWord(roll, row).replace(/[^\p{L}]/gu, '');
      return text.slice(0, size);
    };
    return {
      nationality: alphabets[row]?.[0] ?? 'DEU',
      // Every fifth is one single word of 120 letters, which no break helps.
      familyName: index % 5 === 0 ? letters(120) : fill(size, () => latinWord(roll, row), ' '),
      givenNames: index % 7 === 0 ? latinWord(roll, row) : fill(120, () => latinWord(roll, row), ' '),
    };
  },
};

const counts: Readonly<Record<ForeignName['group'], number>> = {
  latin: 160,
  vietnamese: 90,
  arabic: 90,
  slavic: 80,
  onePart: 40,
  long: 40,
};

/** 500 different names: 160 + 90 + 90 + 80 + 40 + 40. */
export function foreignNames(seed = 20261125): ForeignName[] {
  const roll = dice(seed);
  const known = new Set<string>();
  return (Object.keys(counts) as ForeignName['group'][]).flatMap((group) => {
    const made: ForeignName[] = [];
    for (let index = 0; made.length < counts[group]; index += 1) {
      const name = { group, ...makers[group](roll, index) };
      const key = `${name.familyName}, ${name.givenNames}`;
      if (!known.has(key)) made.push(name);
      known.add(key);
    }
    return made;
  });
}
