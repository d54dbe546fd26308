import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { act, role } from '../../../main/contract/access.ts';
import {
  cardJobState,
  cardJobView,
  cardPlanStep,
  cardStep,
  stepPhase,
} from '../../../main/contract/cards.ts';
import { caseState, comparedField, documentRow, noticeKind, verdict } from '../../../main/contract/cases.ts';
import { dayException, exceptionKind } from '../../../main/contract/day.ts';
import {
  deviceIdentity,
  deviceKind,
  deviceProblem,
  deviceStatus,
  paperState,
} from '../../../main/contract/devices.ts';
import { forecastLimit } from '../../../main/contract/methods/deviceMethods.ts';
import { businessType } from '../../../main/contract/permit.ts';
import {
  derivativeKind,
  faceLines,
  faceSource,
  photoCheckId,
  photoResult,
} from '../../../main/contract/photos.ts';
import { linkState, upstreamService } from '../../../main/contract/station.ts';
import { unitState, wasteReason } from '../../../main/contract/stock.ts';
import { queueRowView, rowKind, rowState } from '../../../main/contract/sync.ts';
import { createI18n, type Texts } from '../../../renderer/i18n/createI18n.ts';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(`${prefix}${key}`, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}
const zh = flatten(windowTexts.zh);
const en = flatten(windowTexts.en);
/** A form for one of a text that is there without it. */
const isOne = (key: string): boolean => key.endsWith('_one') && en.has(key.slice(0, -'_one'.length));
const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hit) => hit[1] ?? '').toSorted();

const folder = join(import.meta.dirname, '..', '..', '..', 'renderer');
const sources = [
  'features/window',
  'features/signIn',
  'features/desk',
  'features/cards',
  'features/queue',
  'features/stock',
  'features/day',
  'features/reports',
  'features/devices',
  'features/tickets',
  'features/rating',
  'features/retention',
  'ui',
]
  .flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(folder, name, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file));

describe('K1 two languages', () => {
  it('say the same things', () => {
    // Beside what it shares with Chinese, English has a form for one.
    expect([...en.keys()].filter((key) => !isOne(key)).toSorted()).toEqual([...zh.keys()].toSorted());
  });

  it.each([...zh.keys()])('%s fills the same places in both', (key) => {
    expect(zh.get(key)).not.toBe('');
    expect(holes(en.get(key) ?? '')).toEqual(holes(zh.get(key) ?? ''));
  });

  it('English says one as one: every text that counts has a form for it, with the same places', () => {
    const counting = [...en].filter(([key, text]) => text.includes('{{count}}') && !isOne(key));
    expect(counting.length).toBeGreaterThan(15);
    for (const [key, text] of counting) {
      expect([key, en.has(`${key}_one`)]).toEqual([key, true]);
      expect(holes(en.get(`${key}_one`) ?? '')).toEqual(holes(text));
    }
    const texts = createI18n(windowTexts, 'en');
    expect(texts.t('desk.clockLeft', { count: 1, date: 'x' })).toBe('1 working day left, until x');
    expect(texts.t('desk.clockLeft', { count: 2, date: 'x' })).toBe('2 working days left, until x');
    expect(texts.t('desk.clockLeft', { count: 0, date: 'x' })).toBe('0 working days left, until x');
  });

  it('no number stands before a plural that cannot become one', () => {
    const stiff = [...en]
      .filter(([, text]) => /\{\{n\}\} (?:[a-z]+ )?[a-z]+s\b/.test(text))
      .map(([key]) => key);
    // Never fewer than two: a ticket that was called again.
    expect(stiff.filter((key) => key !== 'tickets.recalls')).toEqual([]);
  });

  it('English has no Chinese left in it, but for the stamp', () => {
    const left = [...en].filter(([key, text]) => key !== 'common.training' && /[\u4e00-\u9fff]/.test(text));
    expect(left).toEqual([]);
  });

  it('every text that is asked for by its full name exists', () => {
    const missing = sources.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /'((?:common|station|signIn|desk|cards|queue|stock|day|devices|photo|tickets|ratings|reports)\.[\w.]+)'/g,
        ),
      ]
        .map((hit) => hit[1] ?? '')
        .filter((key) => !zh.has(key))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('no screen has words of its own', () => {
    const withWords = sources.filter((file) =>
      /[\u4e00-\u9fff]/.test(
        readFileSync(file, 'utf8')
          .replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
          .replaceAll(/>\s*中\s*</g, '><')
          .replaceAll("'、'", ''),
      ),
    );
    expect(withWords).toEqual([]);
  });

  const families: readonly (readonly [string, readonly string[]])[] = [
    ['common.role', role.options],
    ['common.actMissing', act.options],
    ['signIn.acts', act.options],
    ['station.device', deviceKind.options],
    ['station.remedy', deviceKind.options],
    ['station.deviceStatus', deviceStatus.options],
    ['devices.problem', deviceProblem.options],
    ['devices.remedy', deviceProblem.options],
    ['devices.paperWord', paperState.options],
    ['devices.forecast', forecastLimit.options],
    ['devices.swap', deviceIdentity.keyof().options],
    ['station.service', upstreamService.options],
    ['station.remedy', upstreamService.options],
    ['station.link', linkState.shape.state.options],
    ['desk.state', caseState.options],
    ['desk.verdict', verdict.options],
    ['desk.businessType', businessType.options],
    ['desk.requirement', documentRow.shape.requirement.options],
    ['desk.compare.field', comparedField.options],
    ['desk.notice.kind', noticeKind.options],
    ['photo.check', photoCheckId.options],
    ['photo.result', photoResult.options],
    ['photo.derivative', derivativeKind.options],
    ['photo.lines', faceLines.keyof().options],
    ['photo.lines.source', faceSource.options],
    ['cards.step', cardStep.options],
    ['cards.phase', stepPhase.options],
    ['cards.jobState', cardJobState.options],
    ['cards.place', cardJobView.shape.place.options],
    ['cards.plan.now', cardPlanStep.shape.now.options],
    ['cards.plan.needs', cardPlanStep.shape.needs.options],
    ['cards.waste', wasteReason.options],
    ['stock.state', unitState.options],
    ['queue.kind', rowKind.options],
    ['queue.state', rowState.options],
    ['queue.next', queueRowView.shape.nextAction.options],
    ['day.figures.kind', exceptionKind.options],
    ['day.figures.risk', dayException.shape.risk.options],
  ];
  it.each(families)('%s has a word for every value of the contract', (family, values) => {
    expect(values.filter((value) => !createdExists(`${family}.${value}`))).toEqual([]);
  });

  it('switches without a new instance', async () => {
    const texts = createI18n(windowTexts);
    expect(texts.t('desk.act.accept')).toBe('受理');
    await texts.changeLanguage('en');
    expect(texts.t('desk.act.accept')).toBe('Accept');
  });
});

/** Asked through the library, because a value such as `card.report` has a dot of its own. */
const instances = [createI18n(windowTexts, 'zh'), createI18n(windowTexts, 'en')];
function createdExists(key: string): boolean {
  return instances.every((instance) => instance.exists(key));
}
