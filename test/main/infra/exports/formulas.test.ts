import { unzipSync, strFromU8 } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClosedDay } from '../../../../main/contract/day.ts';
import { createExports } from '../../../../main/infra/exports/createExports.ts';
import { csvText } from '../../../../main/infra/exports/safeCells.ts';
import { places } from '../paper/helpers.ts';
import { periodRowOf, samplePeriod, sampleStamp, station, troubledDay } from './samples.ts';

const exports = createExports({ fontsDir: places.fontsDir, workersDir: null });

/** Beginnings that some spreadsheet takes for a formula, and what it drops before it looks. */
const starters = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const before = [
  '',
  ' ',
  '   ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\u0000',
  '\u00A0',
  '\u3000',
  '\uFEFF',
  '\u200B',
  '"',
  "'",
  '“',
  '" "',
  '\uFEFF "',
];
const inside = ['a;', 'a|', 'a\t', 'a,', 'a\r', 'a\n', 'a",', 'a\n"', 'a; '];
const hostile = starters.flatMap((starter) =>
  [...before, ...inside].map((prefix) => `${prefix}${starter}HYPERLINK("http://127.0.0.1","x")`),
);

/** Names in every place of a day that can hold a text of people. */
function dayWith(names: readonly string[]): ClosedDay {
  const day = troubledDay(6);
  const row = day.figures.ledger[0];
  const [stock] = day.figures.stock;
  const exception = day.figures.exceptions[0];
  const clerk = day.figures.clerks?.[0];
  if (!row || !stock || !exception || !clerk) throw new Error('the sample is not whole');
  const [first = ''] = names;
  return {
    ...day,
    signatures: names.map((name) => ({ staff: name, userName: name, at: day.closedAt })),
    override: day.override ? { ...day.override, by: first, second: first, reason: first } : null,
    reasons: Object.fromEntries(names.map((name, index) => [`reason:${index}`, name])),
    figures: {
      ...day.figures,
      ledger: names.map((name) => ({ ...row, kind: name, caseNumber: name, outcome: name, by: name })),
      stock: names.map((name) => ({ ...stock, bank: name, vendor: name })),
      clerks: names.map((name) => ({ ...clerk, clerk: name })),
      exceptions: names.map((name, index) => ({
        ...exception,
        key: `reason:${index}`,
        zh: name,
        en: name,
        owner: name,
      })),
    },
  };
}

/** An apostrophe is what makes a text of it; everything else that some reader drops before it looks is dropped here. */
const runnable = (cell: string): boolean => /^[\s\p{C}\p{Z}"`´‘’‚‛“”„‟＂＇]*[=+\-@＝＋－＠]/u.test(cell);
const isNumber = (cell: string): boolean => /^-?\d+$/.test(cell);

/** As a reader sees it that knows quotation marks, and as readers see it that know none or are set to another separator. */
function cellsOf(text: string): string[] {
  const proper: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of text.replace(/^\uFEFF/, '')) {
    if (character === '"') quoted = !quoted;
    else if ((character === ',' || character === '\n' || character === '\r') && !quoted) {
      proper.push(cell);
      cell = '';
    } else cell += character;
  }
  const naive = [/[,\r\n]/, /[;\r\n]/, /[\t\r\n]/, /[|\r\n]/].flatMap((separator) => text.split(separator));
  return [...proper, cell, ...naive];
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('H4 no cell of an export can run', () => {
  it('in the CSV of a day or a period, whatever separator a reader is set to', async () => {
    const report = samplePeriod({
      by: 'clerk',
      rows: hostile.map((name) => periodRowOf(name)),
      silent: hostile,
    });
    const files = [
      await exports.day(dayWith(hostile), { ...station, nameZh: '=1', nameEn: '\t=1' }, 'csv'),
      await exports.period(report, sampleStamp, { ...station, nameZh: '＝1' }, 'csv'),
    ];
    for (const file of files)
      expect(cellsOf(textOf(file)).filter((cell) => runnable(cell) && !isNumber(cell))).toEqual([]);
  });

  it('whatever text a name is made of', () => {
    const letter = fc.constantFrom(
      ...starters,
      ...before,
      ...inside,
      'a',
      '1',
      '李',
      '(',
      ')',
      '\u2028',
      '\u0085',
    );
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 8 }), (letters) => {
        const cell = csvText(letters.join(''));
        return (
          !runnable(cell) &&
          !/[\r\n\u0000]/.test(cell) &&
          !cell
            .split(/[,;|\t]/)
            .slice(1)
            .some(runnable)
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('text that nobody would run is not touched', () => {
    for (const plain of ['李敏', "O'Neill", '40 + 20 − 17 − 1 − 0 = 42', 'a-b', 'x@y', '—', 'hopper→used'])
      expect(csvText(plain)).toBe(plain);
  });

  it('in the workbooks: no formula, every text is a text in a cell of text format', async () => {
    const report = samplePeriod({
      by: 'clerk',
      rows: hostile.map((name) => periodRowOf(name)),
      silent: hostile,
    });
    for (const bytes of [
      await exports.day(dayWith(hostile), station, 'xlsx'),
      await exports.period(report, sampleStamp, station, 'xlsx'),
    ]) {
      const parts = unzipSync(bytes);
      const formats = Array.from(
        strFromU8(parts['xl/styles.xml'] ?? new Uint8Array()).matchAll(
          /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g,
        ),
        ([, id = '', code = '']) => [id, code] as const,
      );
      const textFormat = formats.find(([, code]) => code === '@')?.[0] ?? '49';
      const styles = Array.from(
        /<cellXfs[^>]*>([\s\S]*?)<\/cellXfs>/
          .exec(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array()))?.[1]
          ?.matchAll(/<xf ([^>]*)>/g) ?? [],
        ([, attributes = '']) => /numFmtId="(\d+)"/.exec(attributes)?.[1],
      );
      const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'));
      expect(sheets.length).toBeGreaterThan(2);
      for (const name of sheets) {
        const markup = strFromU8(parts[name] ?? new Uint8Array());
        expect(markup).not.toMatch(/<f[ >/]/);
        const kinds = new Set<string>();
        for (const [, attributes = '', content = ''] of markup.matchAll(
          /<c r="[A-Z]+\d+"([^>]*)>([\s\S]*?)<\/c>/g,
        )) {
          const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
          kinds.add(type);
          if (type === 'n') expect(content).toMatch(/^<v>-?\d+<\/v>$/);
          else expect(styles[Number(/s="(\d+)"/.exec(attributes)?.[1])]).toBe(textFormat);
        }
        expect([...kinds].every((kind) => kind === 'n' || kind === 's')).toBe(true);
      }
      // What no workbook may hold is not in it: a file that a reader must repair is no evidence.
      for (const part of Object.values(parts))
        expect(strFromU8(part)).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
      expect(Object.keys(parts).filter((name) => /external|macro|vba|connection/i.test(name))).toEqual([]);
    }
  });
});
