import { plainLetters, type TwoPartName } from './nameMatch.ts';

export type NameScript = 'cyrillic' | 'arabic';

/** States whose names are, or were within living memory, written in these scripts: only for their nationals a variant is looked for. */
const states: Readonly<Record<NameScript, ReadonlySet<string>>> = {
  cyrillic: new Set('RUS BLR UKR BGR SRB MKD MNE BIH KAZ KGZ TJK MNG UZB TKM AZE MDA'.split(' ')),
  arabic: new Set(
    'DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM IRN AFG PAK'.split(
      ' ',
    ),
  ),
};

/**
 * Ways to write one letter of the other script, brought to one sign (small letters). The ways are those of ICAO 9303-3 section 6.B and 6.C and
 * of English, French and German papers. The order counts. A hint for the eye and nothing else.
 */
const folds: Readonly<Record<NameScript, readonly (readonly [RegExp, string])[]>> = {
  cyrillic: [
    [/SHCH|SCHTSCH|CHTCH|STCH|SHT/g, 'q'],
    [/TSCH|TCH|TS|TZ|CH|CZ|C/g, 'c'],
    [/SCH|SH|SZ/g, 's'],
    [/S/g, 's'],
    [/ZH|Z/g, 'z'],
    [/KH|H|G/g, 'h'],
    [/FF|W|V|F$/g, 'v'],
    [/X/g, 'Ks'],
    [/OU/g, 'U'],
    [/[YIJ]+O/g, 'E'],
    [/[YIJ]+(?=[AEU])/g, ''],
    [/[YIJ]+/g, 'i'],
  ],
  arabic: [
    [/OU(?=[AEIOU])/g, 'W'],
    [/OU|OO|O|U/g, 'u'],
    [/EE|IY|I(?=$)|Y(?=$)/g, 'i'],
    [/[AE][IY]/g, 'ai'],
    [/[AE]H$/g, 'a'],
    [/A|E/g, 'a'],
    [/[IY]/g, 'i'],
    [/DJ|J/g, 'j'],
    [/KH/g, 'x'],
    [/GH/g, 'G'],
    [/PH/g, 'F'],
    [/CH|SH/g, 's'],
    [/TH/g, 'T'],
    [/DH/g, 'D'],
    [/Q|C/g, 'K'],
    [/aBDuL|aBDaL/g, 'aBDaL'],
  ],
};

function skeleton(letters: string, script: NameScript): string {
  return folds[script]
    .reduce((text, [pattern, sign]) => text.replace(pattern, sign), letters)
    .replace(/(.)\1+/g, '$1');
}

/**
 * The script in which two Latin spellings may be the same name, for a national of `alpha3`; null when they are not, or when no such script
 * is known for the state. Never proof: only a person who sees the papers can say so (domain-rules 2.1).
 */
export function variantOf(read: TwoPartName, name: TwoPartName, alpha3: string): NameScript | null {
  const [readFamily, readGiven] = plainLetters(read);
  const [family, given] = plainLetters(name);
  const scripts: readonly NameScript[] = ['cyrillic', 'arabic'];
  return (
    scripts.find(
      (script) =>
        states[script].has(alpha3) &&
        skeleton(readFamily, script) === skeleton(family, script) &&
        skeleton(readGiven, script) === skeleton(given, script),
    ) ?? null
  );
}
