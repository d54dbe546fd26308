import type { ComparisonHint } from '../../contract/comparison.ts';
import {
  hasForeignLetters,
  isCutOf,
  sameLetters,
  sameSpelling,
  swapped,
  unmatchedWords,
  type TwoPartName,
  type ZoneName,
} from '../identifiers/nameMatch.ts';
import { variantOf } from '../identifiers/nameVariants.ts';
import { alignTexts, type Segment } from './markText.ts';

/** What the machine proposes about a name, and why. It is never `same`: line 1 has no check digit (domain-rules 2.1). */
export interface NameProposal {
  readonly machine: 'needsEye' | 'differs';
  readonly hint: ComparisonHint | null;
  readonly segments: readonly Segment[];
}

/** As papers and screens write it: `FAMILY, GIVEN`; a person may have one part only. */
export const fullName = ({ familyName, givenNames }: TwoPartName): string =>
  (givenNames === '' ? familyName : `${familyName}, ${givenNames}`).normalize('NFC');

/** More spellings than these are not listed: the marks show them all. */
const listed = 6;

const shown = (text: string): string => (/^\s$/u.test(text) ? '␣' : text === '' ? '∅' : text);

/** `Ü→UE`: how the record writes it, and how the zone does. ␣ is a space, ∅ nothing. */
function spellingsIn(segments: readonly Segment[]): string {
  const pairs = segments
    .filter(({ kind }) => kind === 'spelling')
    .map(({ read, record }) => `${shown(record)}→${shown(read)}`);
  const unique = [...new Set(pairs)];
  return unique.slice(0, listed).join(' ') + (unique.length > listed ? ' …' : '');
}

const hint = (code: ComparisonHint['code'], zh: string, en: string): ComparisonHint => ({ code, zh, en });

function spellingHint(segments: readonly Segment[]): ComparisonHint {
  const pairs = spellingsIn(segments);
  return pairs === ''
    ? hint('identical', '逐字相同', 'the same, letter for letter')
    : hint('icaoSpelling', `按 ICAO 9303 拼写相同：${pairs}`, `the same after ICAO 9303 spelling: ${pairs}`);
}

const scripts = {
  cyrillic: { code: 'cyrillicVariant', zh: '西里尔字母', en: 'Cyrillic' },
  arabic: { code: 'arabicVariant', zh: '阿拉伯字母', en: 'Arabic' },
} as const;

/** Reasons for which a person may find it the same name; the first that fits. */
function sameHint(
  read: ZoneName,
  holder: TwoPartName,
  alpha3: string,
  segments: readonly Segment[],
): ComparisonHint | null {
  if (sameSpelling(read, holder)) return spellingHint(segments);
  if (isCutOf(read, holder))
    return hint(
      'cut',
      `机读区姓名栏只有 ${read.length} 位，姓名在此截断`,
      `the zone has ${read.length} characters for the name: it is cut at ${read.length}`,
    );
  if (sameLetters(read, holder))
    return hint(
      'wordBreaks',
      '字母相同，仅空格、连字符或撇号位置不同',
      'the same letters; only spaces, hyphens or apostrophes stand elsewhere',
    );
  const script = variantOf(read, holder, alpha3);
  if (script === null) return null;
  const { code, zh, en } = scripts[script];
  return hint(
    code,
    `可能是同一${zh}姓名的不同转写，须凭证件核实`,
    `may be another transliteration of one ${en} name; look at the papers`,
  );
}

/** How a name that is another one comes near; null = it does not. */
function nearHint(read: ZoneName, holder: TwoPartName, segments: readonly Segment[]): ComparisonHint | null {
  if (hasForeignLetters(holder))
    return hint(
      'foreignLetters',
      '许可信息的姓名含非拉丁字母，无法与机读区比对',
      'the name in the record has letters that are not Latin; it cannot be compared with the zone',
    );
  if (swapped(read, holder))
    return hint('orderSwapped', '姓与名的顺序颠倒', 'family and given names have changed places');
  const differing = segments.filter(({ kind }) => kind === 'differs');
  const [only] = differing;
  if (only !== undefined && differing.length === 1) {
    const letters = `${shown(only.record)}/${shown(only.read)}`;
    return hint('oneLetter', `差一个字母：${letters}`, `one letter differs: ${letters}`);
  }
  const left = unmatchedWords(read, holder);
  if (left.matched === 0) return null;
  if (left.read.length === 0 && left.name.length === 0)
    return hint(
      'wordsMoved',
      '词相同，但姓、名的划分或顺序不同',
      'the same words, divided or ordered in another way',
    );
  const missing = left.read.length === 0 ? left.name : left.name.length === 0 ? left.read : null;
  if (missing === null) return null;
  const where =
    left.read.length === 0
      ? { zh: '机读区中没有', en: 'not in the zone' }
      : { zh: '许可信息中没有', en: 'not in the permit record' };
  return hint('partMissing', `${where.zh}：${missing.join(' ')}`, `${where.en}: ${missing.join(' ')}`);
}

/** What a cut took away is no difference, not even half of a letter that is spelled with two. */
const withoutCut = (segments: readonly Segment[]): Segment[] =>
  segments.map((segment) => (segment.kind === 'differs' ? { ...segment, kind: 'spelling' } : segment));

/**
 * A name of a zone against the name in the permit record. Equal in one of the spellings of ICAO 9303-3, cut, broken into words in another way,
 * or perhaps another transliteration for a national of `alpha3`: `needsEye` with the reason. Everything else `differs`, with the reason when
 * it comes near; the eye may still overrule it.
 */
export function compareNames(read: ZoneName, holder: TwoPartName, alpha3: string): NameProposal {
  const segments = alignTexts(fullName(read), fullName(holder));
  const same = sameHint(read, holder, alpha3, segments);
  if (same !== null)
    return {
      machine: 'needsEye',
      hint: same,
      segments: same.code === 'cut' ? withoutCut(segments) : segments,
    };
  return { machine: 'differs', hint: nearHint(read, holder, segments), segments };
}
