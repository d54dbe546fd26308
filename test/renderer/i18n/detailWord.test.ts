import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { cardData, cardJobState, cardStep } from '../../../main/contract/cards.ts';
import { caseState, comparedField } from '../../../main/contract/cases.ts';
import { completionCode, deviceErrorCode, deviceKind } from '../../../main/contract/devices.ts';
import { errorTexts } from '../../../main/contract/errors.ts';
import { kioskPage } from '../../../main/contract/kiosk.ts';
import { methods } from '../../../main/contract/methods.ts';
import { ticketState } from '../../../main/contract/tickets.ts';
import { permitRecord } from '../../../main/contract/permit.ts';
import { upstreamService } from '../../../main/contract/station.ts';
import { unitState } from '../../../main/contract/stock.ts';
import { rowState } from '../../../main/contract/sync.ts';
import { cardRecord, refusal } from '../../../main/contract/upstream.ts';
import { differsDetail } from '../../../main/domain/documents/fieldNames.ts';
import { detailWord } from '../../../renderer/i18n/detailWord.ts';
import { texts as en } from '../../../renderer/i18n/en/index.ts';
import { texts as zh } from '../../../renderer/i18n/zh/index.ts';
import { explain } from '../../../renderer/ui/explain.ts';

/** The names of the places in the texts: what is in no place is never read. */
const places = new Set(
  Object.values(errorTexts).flatMap((text) =>
    [
      ...Object.values(text)
        .join(' ')
        .matchAll(/\{(\w+)\}/g),
    ].map((hit) => hit[1] ?? ''),
  ),
);
const han = /[\u4e00-\u9fff]/;

/** Neither half of a value may be left in the other language. */
function wordless(values: readonly (readonly [place: string, value: string])[]): readonly string[] {
  return values
    .filter(([place, value]) => {
      const zh = String(detailWord(place, value, 'zh'));
      const en = String(detailWord(place, value, 'en'));
      return !han.test(zh) || /[A-Za-z]{3}/.test(zh) || han.test(en) || en.trim() === '';
    })
    .map(([place, value]) => `${place}: ${value}`);
}

function sourcesOf(...folders: readonly string[]): readonly string[] {
  const root = join(import.meta.dirname, '..', '..', '..');
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
}

/** Every key of an input, at any depth: the last part of the path that `invalidInput` names. */
function keysOf(schema: z.ZodType): readonly string[] {
  const { def } = schema as unknown as { def: Readonly<Record<string, unknown>> };
  const inner = ['innerType', 'element', 'valueType', 'in', 'left', 'right'].flatMap((part) =>
    def[part] === undefined ? [] : keysOf(def[part] as z.ZodType),
  );
  const options = ((def['options'] ?? []) as readonly z.ZodType[]).flatMap(keysOf);
  const shape = (def['shape'] ?? {}) as Readonly<Record<string, z.ZodType>>;
  return [...Object.entries(shape).flatMap(([key, value]) => [key, ...keysOf(value)]), ...inner, ...options];
}

describe('K1 what fills a failure is in the reader’s language', () => {
  const families: readonly (readonly [string, readonly string[]])[] = [
    ['device', deviceKind.options],
    ['fault', [...deviceErrorCode.options, ...completionCode.options, 'NACK ER']],
    ['state', [...caseState.options, ...cardJobState.options, ...unitState.options, ...rowState.options]],
    ['state', [...kioskPage.options, 'closed', ...ticketState.options]],
    ['status', [...permitRecord.shape.status.options, 'expired']],
    ['step', cardStep.options],
    ['upstream', upstreamService.options],
    ['field', comparedField.options],
    ['reason', rowState.options],
  ];
  it.each(families)('%s: every value of the contract', (place, values) => {
    expect(wordless(values.map((value) => [place, value] as const))).toEqual([]);
  });

  it('every field of every input', () => {
    const keys = Object.values(methods).flatMap((definition) => keysOf(definition.in));
    expect(keys.length).toBeGreaterThan(40);
    expect(wordless(keys.map((key) => ['field', `some.3.${key}`] as const))).toEqual([]);
  });

  it('every value that the program writes as a literal', () => {
    const sources = sourcesOf(
      'main/app',
      'main/domain',
      'main/hosts',
      'main/rpc',
      'main/shell',
      'main/training/upstream',
    );
    const found = sources.flatMap((source) =>
      [...source.matchAll(/\b(\w+): '([^'\n]*)'/g)].flatMap(([, place = '', value = '']) =>
        places.has(place) && inDetail(source, place, value) ? [[place, value] as const] : [],
      ),
    );
    expect(found.length).toBeGreaterThan(20);
    expect(wordless(found)).toEqual([]);
  });

  it('every word of the drivers', () => {
    const found = sourcesOf('drivers', 'main/hosts/core').flatMap((source) =>
      [...source.matchAll(/\bdetail: (?:[^,'}]*\? )?'([^'\n]*)'(?: : '([^'\n]*)')?/g)].flatMap(
        ([, one, other]) => [one, other].filter((each) => each !== undefined),
      ),
    );
    expect(found.length).toBeGreaterThan(8);
    expect(wordless(found.map((value) => ['fault', value] as const))).toEqual([]);
  });

  it('every field without which no card is started', () => {
    const source = sourcesOf('main/domain/cards').find((text) => text.includes('cardDataProblem')) ?? '';
    const needed = Object.keys(cardData.shape).filter((key) =>
      source.slice(0, source.indexOf('] as const')).includes(`'${key}'`),
    );
    expect(needed.length).toBe(8);
    expect(wordless(needed.map((key) => ['reason', key] as const))).toEqual([]);
    expect(detailWord('reason', 'photo, name', 'zh')).toBe('照片、姓名');
    expect(detailWord('reason', 'photo, name', 'en')).toBe('photo, name');
  });

  it('the program’s own bilingual values give the half that is read', () => {
    const both = differsDetail(['passportNumber', 'name']).field;
    expect([detailWord('field', both, 'zh'), detailWord('field', both, 'en')]).toEqual([
      '护照号码、姓名',
      'passport number, name',
    ]);
    const digits = '护照号码 passport number, 有效期 date of expiry';
    expect(detailWord('field', digits, 'zh')).toBe('护照号码、有效期');
    expect(detailWord('field', digits, 'en')).toBe('passport number, date of expiry');
    expect(detailWord('limit', '50 份告知书 papers', 'zh')).toBe('50 份告知书');
    expect(detailWord('limit', '50 份告知书 papers', 'en')).toBe('50 papers');
    const items = '体检证明 Medical certificate、无犯罪记录证明 Certificate of no criminal record';
    expect(detailWord('items', items, 'zh')).toBe('体检证明、无犯罪记录证明');
    expect(detailWord('items', items, 'en')).toBe('Medical certificate, Certificate of no criminal record');
  });

  it('a refusal upstream is read without its code, and what follows its colon is a word as well', () => {
    for (const code of refusal.shape.code.options) {
      const reason = `${code}: 经办人退回（培训） Refused by an officer (training)`;
      expect(detailWord('reason', reason, 'zh')).toBe('经办人退回（培训）');
      expect(detailWord('reason', reason, 'en')).toBe('Refused by an officer (training)');
    }
    for (const state of cardRecord.shape.state.options) {
      const zh = String(detailWord('reason', `顺序错误，当前状态 Wrong order, state: ${state}`, 'zh'));
      expect(zh).toMatch(/^顺序错误，当前状态：[\u4e00-\u9fff]+$/);
    }
    expect(detailWord('status', '许可状态 Permit status: cancelled', 'zh')).toBe('许可状态：已注销');
  });

  it('a refused case is not a report that was sent back', () => {
    for (const state of caseState.options)
      expect([detailWord('state', state, 'zh'), detailWord('state', state, 'en')]).toEqual([
        zh.desk.state[state],
        en.desk.state[state],
      ]);
    expect(detailWord('reason', 'refused', 'zh')).toBe(zh.queue.state.refused);
  });

  it('what has no words stays as it is', () => {
    for (const value of ['卡号重复 T00000001', 'ZZ-17', '2026-11-24', 'Anna Specimen', 7]) {
      expect(detailWord('reason', value, 'zh')).toBe(value);
      expect(detailWord('number', value, 'en')).toBe(value);
    }
    expect(detailWord('state', 'toString', 'en')).toBe('toString');
  });

  it('the sentences of a screen have one language', () => {
    const failures = [
      { code: 'deviceFault', detail: { device: 'cardPrinter', fault: 'connection lost' } },
      { code: 'upstreamOffline', detail: { upstream: 'cards', since: '2026-11-24T02:42:00.000Z' } },
      { code: 'permitNotValid', detail: { status: 'cancelled' } },
      { code: 'wrongState', detail: { state: 'fed' } },
      { code: 'stepUnknown', detail: { step: 'print' } },
      { code: 'blankElsewhere', detail: { state: 'vault' } },
      { code: 'cardNotAllowed', detail: { reason: '未参加社会保险 not insured' } },
      { code: 'unavailable', detail: { part: 'devices' } },
    ] as const;
    for (const failure of failures) {
      expect(Object.values(explain(failure, 'zh')).join(' ')).not.toMatch(/[A-Za-z]{2}/);
      expect(Object.values(explain(failure, 'en')).join(' ')).not.toMatch(han);
    }
  });
});

/** Whether a literal stands in the detail of a failure: `failure('code', { place: 'value' })` or `detail: { … place: 'value'`. */
function inDetail(source: string, place: string, value: string): boolean {
  const before = source.slice(0, source.indexOf(`${place}: '${value}'`));
  return /(?:failure\('\w+', \{|detail: \{|refused: '\w+',)[^{}]*$/.test(before.slice(-200));
}
