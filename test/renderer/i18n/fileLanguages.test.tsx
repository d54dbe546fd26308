import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { builtInFor } from '../../../main/contract/access.ts';
import { errorCodes } from '../../../main/contract/errors.ts';
import { fileLanguage, languageFault, type FileLanguage } from '../../../main/contract/languages.ts';
import { missingKeys } from '../../../main/domain/languages/languageTexts.ts';
import { readLanguageFile } from '../../../main/domain/languages/languageFile.ts';
import { createQueryClient } from '../../../renderer/client/queryClient.ts';
import { KioskApp } from '../../../renderer/features/kiosk/KioskApp.tsx';
import { kioskProblem } from '../../../renderer/features/kiosk/kioskProblem.ts';
import { kioskTexts } from '../../../renderer/features/kiosk/kioskTexts.ts';
import { createI18n } from '../../../renderer/i18n/createI18n.ts';
import { detailWord } from '../../../renderer/i18n/detailWord.ts';
import { addLanguage, directionOf, englishOf, fitLanguages } from '../../../renderer/i18n/fileLanguages.ts';
import { ratingLevels } from '../../../renderer/i18n/ratingWords.ts';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';
import { explain } from '../../../renderer/ui/explain.ts';
import { LanguageSwitch } from '../../../renderer/ui/LanguageSwitch.tsx';
import { kioskStation, kioskViews } from '../kioskFixtures.ts';

const folder = join(import.meta.dirname, '../../../resources/languages');
function shipped(tag: string): FileLanguage {
  const read = readLanguageFile(`${tag}.json`, JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8')));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.language;
}
const german = shipped('de');
const russian = shipped('ru');

/** The kiosk's texts with the files that fit, as the page has them. */
function kioskWords(files: readonly FileLanguage[], tag: string): i18n {
  const texts = createI18n(kioskTexts);
  const { usable } = fitLanguages(files, 'kiosk', englishOf(texts));
  for (const language of usable) addLanguage(texts, language);
  void texts.changeLanguage(tag);
  return texts;
}

type Answers = readonly (readonly [readonly unknown[], unknown])[];

/** HTML of a screen with answers already there: no DOM, no effects. */
function drawn(screen: ReactNode, texts: i18n, answers: Answers): string {
  const queries = createQueryClient();
  for (const [key, answer] of answers) queries.setQueryData(key, answer);
  return renderToString(
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={texts}>{screen}</I18nextProvider>
    </QueryClientProvider>,
  );
}

/** What the kiosk draws of a view. */
const draw = (texts: i18n, view: object): string =>
  drawn(<KioskApp />, texts, [
    [['kioskState', {}], view],
    [['stationStatus', {}], kioskStation],
    [['languages', {}], { offered: [russian, german], refused: [] }],
  ]);

describe('K1 the languages that are shipped', () => {
  const english = englishOf(createI18n(kioskTexts));

  it.each([german, russian])(
    '$name says everything that a visitor reads, and is not called reviewed',
    (language) => {
      expect(Object.keys(english).length).toBeGreaterThan(150);
      expect(missingKeys(english, language.kiosk)).toEqual([]);
      expect(fitLanguages([language], 'kiosk', english).refused).toEqual([]);
      expect(language.reviewed).toBe(false);
      expect(Object.values(language.kiosk).filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
      if (language.tag === 'ru')
        expect(
          Object.entries(language.kiosk).filter(([key, text]) => key !== 'brand' && !/[а-яё]/i.test(text)),
        ).toEqual([]);
    },
  );

  it.each([german, russian])('$name: every failure in the visitor’s own words', ({ tag }) => {
    const texts = kioskWords([german, russian], tag);
    const inEnglish = createI18n(kioskTexts, 'en').getFixedT('en');
    for (const code of errorCodes) {
      const detail = { field: 'passportNumber', date: '2026-11-08', device: 'scanner', upstream: 'permits' };
      const { message, remedy } = kioskProblem({ code, detail }, texts.getFixedT(tag), builtInFor(tag));
      expect(`${message} ${remedy}`).not.toMatch(/problem\.|\{\{|\bpermits\b|passportNumber/);
      expect(message).not.toBe(kioskProblem({ code, detail }, inEnglish, 'en').message);
    }
  });

  it('the five answers of a rating are the words of the rule where the program has them', () => {
    for (const { level, zh, en } of ratingLevels)
      expect([kioskTexts.zh, kioskTexts.en].map((texts) => at(texts, `rating.level.${level}`))).toEqual([
        zh,
        en,
      ]);
  });
});

const at = (texts: object, key: string): unknown =>
  key.split('.').reduce<unknown>((found, part) => (found as Record<string, unknown>)[part], texts);

describe('K1 a language of a file on the kiosk', () => {
  it('a missing text is read in English, and never as its key', () => {
    const { 'frame.back': _left, ...others } = german.kiosk;
    const texts = kioskWords([{ ...german, kiosk: others }], 'de');
    expect(texts.t('frame.back')).toBe('Back');
    expect(texts.t('frame.finish')).toBe('Beenden');
    expect(texts.t('frame.progress', { at: 2, of: 5 })).toBe('Schritt 2 von 5');
  });

  it.each([
    ['frame.beck', 'Zurück', 'unknownKey'],
    ['frame.progress', 'Schritt {{at}}', 'placeholders'],
    ['frame.back', 'Zurück {{at}}', 'placeholders'],
  ] as const)('%s “%s” keeps the file out, by name', (key, text, fault) => {
    const broken = { ...german, kiosk: { ...german.kiosk, [key]: text } };
    const { usable, refused } = fitLanguages([broken, russian], 'kiosk', englishOf(createI18n(kioskTexts)));
    expect(usable.map(({ tag }) => tag)).toEqual(['ru']);
    expect(refused).toEqual([{ file: 'de.json', path: `kiosk.${key}`, fault }]);
  });

  it('the first choice offers all of them, Chinese and English first, each in its own words', () => {
    const html = draw(kioskWords([german, russian], 'zh'), kioskViews('zh')['language']!);
    const buttons = [...html.matchAll(/class="kioskPrimary" lang="([^"]+)" dir="ltr"[^>]*>([^<]+)</g)];
    expect(buttons.map(([, lang, name]) => `${lang} ${name}`)).toEqual([
      'zh-CN 中文',
      'en English',
      'de Deutsch',
      'ru Русский',
    ]);
  });

  it('the same page with the same data after a switch; only the words differ', () => {
    const texts = kioskWords([german, russian], 'en');
    const view = kioskViews('en')['confirm']!;
    const words = (tag: string): string => {
      void texts.changeLanguage(tag);
      return draw(texts, { ...view, language: tag });
    };
    const data = ['MUSTERMANN-BEISPIEL, KARL-HEINZ', 'T002', 'data-page="confirm"'];
    for (const [tag, question, country] of [
      ['de', 'Sind Sie das?', 'Deutschland'],
      ['ru', 'Это вы?', 'Германия'],
      ['en', 'Is this you?', 'Germany'],
      ['zh', '这是您本人的信息吗？', '德国'],
    ] as const) {
      const html = words(tag);
      for (const each of [...data, question, country]) expect(html).toContain(each);
    }
  });

  it('whoever reads neither Chinese nor English rates in their own words, beside the Chinese', () => {
    const texts = kioskWords([german], 'de');
    const rating = { ...kioskViews('en')['rating']!, language: 'de' };
    expect(draw(texts, rating)).toContain(
      '<strong lang="zh-CN">基本满意</strong><span lang="de">Überwiegend zufrieden</span>',
    );
    void texts.changeLanguage('en');
    expect(draw(texts, { ...rating, language: 'en' })).toContain('<span lang="en">Mostly satisfied</span>');
  });
});

describe('K1 a language of a file at the window', () => {
  const arabic: FileLanguage = fileLanguage.parse({
    file: 'ar.json',
    tag: 'ar',
    name: 'العربية',
    direction: 'rtl',
    reviewed: false,
    kiosk: {},
    window: { 'queue.kind.card.report': 'تقرير', 'common.close': 'إغلاق' },
  });

  it('is offered where it covers the window, and nowhere else', () => {
    const english = englishOf(createI18n(windowTexts));
    const { usable } = fitLanguages([german, arabic], 'window', english);
    expect(usable.map(({ tag }) => tag)).toEqual(['ar']);
    const shown = drawn(<LanguageSwitch />, createI18n(windowTexts), [
      [['languages', {}], { offered: [german, arabic], refused: [] }],
    ]).replaceAll(/<[^>]*>/g, ' ');
    expect(shown.trim().split(/\s+/)).toEqual(['中', 'EN', 'العربية']);
  });

  it('has its direction, keys with dots, and the English half of what comes in two languages', () => {
    const texts = createI18n(windowTexts, 'en');
    const { usable } = fitLanguages([arabic], 'window', englishOf(texts));
    for (const language of usable) addLanguage(texts, language);
    expect([directionOf(texts, 'ar'), directionOf(texts, 'en')]).toEqual(['rtl', 'ltr']);
    void texts.changeLanguage('ar');
    expect(texts.t('common.close')).toBe('إغلاق');
    expect(texts.t('queue.kind.card.report')).toBe('تقرير');
    expect(texts.t('common.station')).toBe(at(windowTexts.en, 'common.station'));
    expect(['ar', 'de', 'zh', 'zh-Hant', 'en'].map(builtInFor)).toEqual(['en', 'en', 'zh', 'zh', 'en']);
  });

  it('a refused file is explained in both languages, with a word for every fault', () => {
    for (const fault of languageFault.options) {
      expect(detailWord('languageFault', fault, 'zh')).toMatch(/[\u4e00-\u9fff]/);
      const failure = {
        code: 'languageRefused',
        detail: { file: 'xx.json', path: 'kiosk.a', languageFault: fault },
      } as const;
      for (const language of ['zh', 'en'] as const) {
        const { message } = explain(failure, language);
        expect(message).toContain('xx.json');
        expect(message).not.toContain(`: ${fault} (`);
        expect(message).not.toMatch(/\{\w+\}/);
      }
    }
  });
});
