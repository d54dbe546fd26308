import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FileLanguage, FlatTexts } from '../../main/contract/languages.ts';
import { readLanguageFile } from '../../main/domain/languages/languageFile.ts';
import {
  compareTexts,
  flattenTexts,
  missingKeys,
  type NestedTexts,
  type TextProblem,
} from '../../main/domain/languages/languageTexts.ts';
import { en as kioskTexts } from '../../renderer/features/kiosk/texts/en.ts';
import { detailWords } from '../../renderer/i18n/detailWords.ts';
import { texts as windowTexts } from '../../renderer/i18n/en/index.ts';
import { isOnButton } from './buttonTexts.ts';

export interface Checked {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

const nested: Readonly<Record<'kiosk' | 'window', NestedTexts>> = { kiosk: kioskTexts, window: windowTexts };
/** The texts that a file translates, by table. */
export const english: Readonly<Record<'kiosk' | 'window', FlatTexts>> = {
  kiosk: flattenTexts(kioskTexts, '').texts,
  window: flattenTexts(windowTexts, '').texts,
};
const tableNames = { kiosk: '自助机 kiosk', window: '窗口 window' } as const;

/** Buttons are made for the English text; with this much more they grow a second line. */
const longestOnButton = 1.6;
/** Below this a button has room for any word. */
const alwaysFits = 12;

/** A file to begin a translation with: every English text, in the order of the screens. */
export const languageTemplate = (covers: 'kiosk' | 'all'): string =>
  `${JSON.stringify(
    {
      tag: 'xx',
      name: 'English',
      direction: 'ltr',
      covers,
      reviewed: false,
      texts: covers === 'all' ? nested : { kiosk: nested.kiosk },
    },
    null,
    2,
  )}\n`;

/**
 * Explains language files (K1) in words, in Chinese and English, or names every place that the terminal would refuse. `files`: paths, or
 * none for all of `folder`. Exit code 1 = a file is bad, 2 = there is no such file.
 */
export function checkLanguages(files: readonly string[], folder: string): Checked {
  const paths =
    files.length > 0
      ? files
      : readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .toSorted()
          .map((name) => join(folder, name));
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0)
    return {
      exitCode: 2,
      lines: missing.map((path) => `没有文件 there is no file ${basename(path)}`),
    };
  const checked = paths.map(checkFile);
  return {
    exitCode: checked.some(({ exitCode }) => exitCode !== 0) ? 1 : 0,
    lines: checked.flatMap(({ lines }) => lines),
  };
}

function checkFile(path: string): Checked {
  const file = basename(path);
  const bad = (problems: readonly TextProblem[]): Checked => ({
    exitCode: 1,
    lines: [...problems.map((problem) => `${file}: ${wordsOf(problem)}`), ''],
  });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const where = error instanceof Error ? ` ${error.message}` : '';
    return { exitCode: 1, lines: [`${file}: 不是 JSON is no JSON:${where}`, ''] };
  }
  const read = readLanguageFile(file, content);
  if ('problems' in read) return bad(read.problems);
  const tables = tablesOf(read.language);
  const problems = tables.flatMap(([name, texts]) => compareTexts(english[name], texts, name));
  return problems.length > 0 ? bad(problems) : { exitCode: 0, lines: explain(read.language) };
}

const tablesOf = ({ kiosk, window }: FileLanguage): readonly (readonly ['kiosk' | 'window', FlatTexts])[] => [
  ['kiosk', kiosk],
  ...(window === null ? [] : ([['window', window]] as const)),
];

function wordsOf({ path, fault }: TextProblem): string {
  const [zh, en] = detailWords['languageFault']?.[fault] ?? [fault, fault];
  return `${path === '' ? '' : `${path}: `}${zh} ${en}`;
}

function explain(language: FileLanguage): string[] {
  const { file, tag, name, direction, reviewed } = language;
  return [
    `${file}  ${name} (${tag}, ${direction === 'rtl' ? '从右到左 right to left' : '从左到右 left to right'})`,
    ...tablesOf(language).flatMap(([table, texts]) => {
      const left = missingKeys(english[table], texts);
      const all = Object.keys(english[table]).length;
      return [
        `  ${tableNames[table]}: ${all - left.length} / ${all} 条文字 texts` +
          (left.length === 0 ? '' : '，缺少的显示英文 what is missing is shown in English'),
        ...left.map((key) => `    缺少 missing: ${table}.${key}`),
        ...tooLong(table, texts),
      ];
    }),
    reviewed ? '  已经译员审校 reviewed by a translator' : '  未经译员审校 not reviewed by a translator',
    '',
  ];
}

function tooLong(table: 'kiosk' | 'window', texts: FlatTexts): string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const before = english[table][key] ?? '';
    if (!isOnButton(table, key) || text.length <= Math.max(alwaysFits, before.length * longestOnButton))
      return [];
    return [
      `    按钮上过长 long on a button: ${table}.${key}: ${text.length} / ${before.length} 字符 characters`,
    ];
  });
}
