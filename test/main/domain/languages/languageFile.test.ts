import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileLanguage, languageFault } from '../../../../main/contract/languages.ts';
import { readLanguageFile } from '../../../../main/domain/languages/languageFile.ts';
import {
  compareTexts,
  flattenTexts,
  missingKeys,
  textFault,
} from '../../../../main/domain/languages/languageTexts.ts';

const good = {
  tag: 'fr',
  name: 'Français',
  direction: 'ltr',
  covers: 'kiosk',
  reviewed: false,
  texts: { kiosk: { frame: { back: 'Retour', progress: 'Étape {{at}} sur {{of}}' } } },
};
const withKiosk = (kiosk: unknown): object => ({ ...good, texts: { kiosk } });
const problemsOf = (content: unknown, file = 'fr.json') => {
  const read = readLanguageFile(file, content);
  return 'problems' in read ? read.problems : [];
};

describe('K1 a language comes as a file', () => {
  it('is taken with its texts by whole keys', () => {
    expect(readLanguageFile('fr.json', good)).toEqual({
      language: {
        file: 'fr.json',
        tag: 'fr',
        name: 'Français',
        direction: 'ltr',
        reviewed: false,
        kiosk: { 'frame.back': 'Retour', 'frame.progress': 'Étape {{at}} sur {{of}}' },
        window: null,
      },
    });
  });

  it.each([
    ['a missing field', { ...good, direction: undefined }, 'direction', 'wrongField'],
    ['an unknown field', { ...good, style: 'x' }, 'style', 'wrongField'],
    ['an unknown table', { ...good, texts: { kiosk: {}, desk: {} } }, 'texts.desk', 'wrongField'],
    ['a tag that is none', { ...good, tag: 'FR_fr' }, 'tag', 'wrongField'],
    ['the tag of another file', { ...good, tag: 'es' }, 'tag', 'otherName'],
    [
      'window texts that nobody would see',
      { ...good, texts: { kiosk: {}, window: {} } },
      'texts.window',
      'wrongField',
    ],
    ['a promise of window texts without any', { ...good, covers: 'all' }, 'window', 'notText'],
    ['a list', withKiosk({ frame: ['Retour'] }), 'kiosk.frame', 'notText'],
    ['a number', withKiosk({ frame: { back: 7 } }), 'kiosk.frame.back', 'notText'],
    ['an empty text', withKiosk({ frame: { back: '  ' } }), 'kiosk.frame.back', 'notText'],
    ['an endless text', withKiosk({ frame: { back: 'x'.repeat(601) } }), 'kiosk.frame.back', 'notText'],
    ['a tag of HTML', withKiosk({ frame: { back: '<b>Retour</b>' } }), 'kiosk.frame.back', 'markup'],
    ['an entity', withKiosk({ frame: { back: '&#60;' } }), 'kiosk.frame.back', 'markup'],
    ['a text inside a text', withKiosk({ frame: { back: '$t(frame.back)' } }), 'kiosk.frame.back', 'markup'],
    ['a turned direction', withKiosk({ frame: { back: '\u202eruoteR' } }), 'kiosk.frame.back', 'markup'],
    [
      'a placeholder with a format',
      withKiosk({ frame: { back: '{{at, x}}' } }),
      'kiosk.frame.back',
      'placeholders',
    ],
    ['a name with markup', { ...good, name: '<i>' }, 'name', 'markup'],
  ])('%s is named with its key', (_case, content, path, fault) => {
    expect(problemsOf(content)).toContainEqual({ path, fault });
  });

  it('cannot take the place of Chinese or English', () => {
    for (const tag of ['zh', 'en'])
      expect(problemsOf({ ...good, tag }, `${tag}.json`)).toEqual([{ path: 'tag', fault: 'builtIn' }]);
    expect(problemsOf({ ...good, tag: 'zh-Hant' }, 'zh-Hant.json')).toEqual([]);
  });

  it('every wrong text is named, not only the first', () => {
    expect(problemsOf(withKiosk({ a: '', b: { c: 1, d: 'well' } })).map(({ path }) => path)).toEqual([
      'kiosk.a',
      'kiosk.b.c',
    ]);
  });

  const english = { 'frame.back': 'Back', 'frame.progress': 'Step {{at}} of {{of}}' };

  it('has the keys of the English texts and no other, and fills the same places in any order', () => {
    const differ = (texts: Readonly<Record<string, string>>) => compareTexts(english, texts, 'kiosk');
    expect(differ({ 'frame.progress': '{{of}}: {{at}}' })).toEqual([]);
    expect(differ({ 'frame.progress': '{{at}}' })).toEqual([
      { path: 'kiosk.frame.progress', fault: 'placeholders' },
    ]);
    expect(differ({ 'frame.back': '{{at}}' })).toEqual([{ path: 'kiosk.frame.back', fault: 'placeholders' }]);
    for (const key of ['frame.beck', 'frame', 'toString', '__proto__'])
      expect(differ(Object.fromEntries([[key, 'x']]))).toEqual([
        { path: `kiosk.${key}`, fault: 'unknownKey' },
      ]);
  });

  it('a missing key is no fault: it is read in English', () => {
    expect(compareTexts(english, { 'frame.back': 'Retour' }, 'kiosk')).toEqual([]);
    expect(missingKeys(english, { 'frame.back': 'Retour' })).toEqual(['frame.progress']);
  });
});

describe('K1 a hostile file', () => {
  const hostileKey = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'frame'));
  const hostile = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{{at}}', '{{', '<img src=x>', '$t(a)', '\u2066', '&lt;', null, 0, true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc
        .array(fc.tuple(hostileKey, tie('tree')), { maxLength: 5 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).tree;

  it('whatever it holds is taken whole and clean, or named; nothing is thrown and no prototype changes', () => {
    fc.assert(
      fc.property(hostile, (kiosk) => {
        const read = readLanguageFile('fr.json', JSON.parse(JSON.stringify(withKiosk(kiosk ?? null))));
        expect(Object.keys(Object.prototype)).toEqual([]);
        if ('problems' in read) {
          expect(read.problems.length).toBeGreaterThan(0);
          for (const { fault } of read.problems) expect(languageFault.options).toContain(fault);
          return;
        }
        expect(fileLanguage.safeParse(read.language).success).toBe(true);
        expect(Object.values(read.language.kiosk).filter((text) => textFault(text) !== null)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('a file of any shape is named', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        expect(problemsOf(content).length).toBeGreaterThan(0);
      }),
    );
  });

  it('depth ends no stack', () => {
    let deep: unknown = 'x';
    for (let at = 0; at < 50_000; at += 1) deep = { a: deep };
    expect(flattenTexts(deep, 'kiosk').problems.map(({ fault }) => fault)).toEqual(['notText']);
  });
});
