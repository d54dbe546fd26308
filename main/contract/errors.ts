import { cardErrors } from './errors/cardErrors.ts';
import { caseErrors } from './errors/caseErrors.ts';
import { dayErrors } from './errors/dayErrors.ts';
import { ecardErrors } from './errors/ecardErrors.ts';
import { outcomeErrors } from './errors/outcomeErrors.ts';
import { outsideErrors } from './errors/outsideErrors.ts';
import { paperErrors } from './errors/paperErrors.ts';
import { personErrors } from './errors/personErrors.ts';
import { photoErrors } from './errors/photoErrors.ts';
import { ratingErrors } from './errors/ratingErrors.ts';
import { ticketErrors } from './errors/ticketErrors.ts';
import type { ErrorText } from './errors/errorText.ts';

export type { ErrorText };

/** The closed list of expected failures: each has a bilingual message and a bilingual remedy. */
export const errorTexts = {
  ...personErrors,
  ...caseErrors,
  ...outcomeErrors,
  ...cardErrors,
  ...outsideErrors,
  ...ecardErrors,
  ...paperErrors,
  ...photoErrors,
  ...dayErrors,
  ...ticketErrors,
  ...ratingErrors,
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorTexts;
export const errorCodes = Object.keys(errorTexts) as [ErrorCode, ...ErrorCode[]];

/** Fills a message or remedy of an error in one language. Unknown placeholders stay visible. */
export function describeError(
  failure: { code: ErrorCode; detail?: Readonly<Record<string, string | number>> | undefined },
  language: 'zh' | 'en',
): { message: string; remedy: string } {
  const entry: ErrorText = errorTexts[failure.code];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => String(failure.detail?.[name] ?? whole));
  return language === 'zh'
    ? { message: fill(entry.zh), remedy: fill(entry.remedyZh) }
    : { message: fill(entry.en), remedy: fill(entry.remedyEn) };
}
