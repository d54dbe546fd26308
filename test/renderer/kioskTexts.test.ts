import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../main/contract/errors.ts';
import { devdockTexts } from '../../renderer/features/devdock/devdockTexts.ts';
import { kioskProblem } from '../../renderer/features/kiosk/kioskProblem.ts';
import { kioskTexts } from '../../renderer/features/kiosk/kioskTexts.ts';
import { createI18n, type Texts } from '../../renderer/i18n/createI18n.ts';
import { kioskViews } from './kioskFixtures.ts';

const keysOf = (texts: Texts, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  );
const placeholders = (texts: Texts): string[] =>
  [...JSON.stringify(texts).matchAll(/\{\{\w+\}\}/g)].map(String).toSorted();

describe('K1 every word of kiosk and DevDock is there in Chinese and English', () => {
  it.each([
    ['kiosk', kioskTexts],
    ['DevDock', devdockTexts],
  ] as const)('%s: same keys, same placeholders', (_name, { zh, en }) => {
    expect(keysOf(en)).toEqual(keysOf(zh));
    expect(placeholders(en)).toEqual(placeholders(zh));
  });

  it.each(['zh', 'en'] as const)('a visitor gets every failure in their own words (%s)', (language) => {
    const t = createI18n(kioskTexts, language).getFixedT(language);
    for (const code of errorCodes) {
      const detail = { field: 'passportNumber', date: '2026-11-08', device: 'scanner', upstream: 'permits' };
      const { message, remedy } = kioskProblem({ code, detail }, t, language);
      expect(`${message} ${remedy}`).not.toMatch(/problem\.|\{\{|\bpermits\b|passportNumber/);
    }
    const { message } = kioskProblem(
      { code: 'passportExpired', detail: { date: '2026-11-08' } },
      t,
      language,
    );
    expect(message).toContain('2026\u201111\u201108');
  });

  it('has a view of every page to look at', () => {
    const pages = new Set(Object.values(kioskViews('zh')).map(({ page }) => page));
    expect(pages.size).toBe(12);
  });
});
