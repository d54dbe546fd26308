import { auditErrors } from './errors/auditErrors.ts';
import { cardErrors } from './errors/cardErrors.ts';
import { carryErrors } from './errors/carryErrors.ts';
import { caseErrors } from './errors/caseErrors.ts';
import { clockErrors } from './errors/clockErrors.ts';
import { dayErrors } from './errors/dayErrors.ts';
import { diskErrors } from './errors/diskErrors.ts';
import { ecardErrors } from './errors/ecardErrors.ts';
import { identityErrors } from './errors/identityErrors.ts';
import { kioskErrors } from './errors/kioskErrors.ts';
import { outcomeErrors } from './errors/outcomeErrors.ts';
import { outsideErrors } from './errors/outsideErrors.ts';
import { paperErrors } from './errors/paperErrors.ts';
import { personErrors } from './errors/personErrors.ts';
import { photoErrors } from './errors/photoErrors.ts';
import { queueErrors } from './errors/queueErrors.ts';
import { recordsErrors } from './errors/recordsErrors.ts';
import { replacementErrors } from './errors/replacementErrors.ts';
import { ratingErrors } from './errors/ratingErrors.ts';
import { stockErrors } from './errors/stockErrors.ts';
import { ticketErrors } from './errors/ticketErrors.ts';
import type { ErrorText } from './errors/errorText.ts';

export type { ErrorText };

/** The closed list of expected failures: each has a bilingual message and a bilingual remedy. */
export const errorTexts = {
  ...personErrors,
  ...caseErrors,
  ...outcomeErrors,
  ...cardErrors,
  ...replacementErrors,
  ...stockErrors,
  ...outsideErrors,
  ...queueErrors,
  ...diskErrors,
  ...ecardErrors,
  ...paperErrors,
  ...photoErrors,
  ...dayErrors,
  ...ticketErrors,
  ...ratingErrors,
  ...recordsErrors,
  ...clockErrors,
  ...identityErrors,
  ...kioskErrors,
  ...auditErrors,
  ...carryErrors,
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorTexts;
export const errorCodes = Object.keys(errorTexts) as [ErrorCode, ...ErrorCode[]];

const place = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/**
 * Fills a message or remedy of an error in one language. `{count|field|fields}` is the first word where `count` is 1, else the second; Chinese
 * needs none. Unknown placeholders stay visible.
 */
export function describeError(
  failure: { code: ErrorCode; detail?: Readonly<Record<string, string | number>> | undefined },
  language: 'zh' | 'en',
): { message: string; remedy: string } {
  const entry: ErrorText = errorTexts[failure.code];
  const fill = (template: string): string =>
    template.replace(place, (whole, name: string, one?: string, other?: string) => {
      const value = failure.detail?.[name];
      if (value === undefined || one === undefined) return String(value ?? whole);
      return (Number(value) === 1 ? one : other) ?? whole;
    });
  return language === 'zh'
    ? { message: fill(entry.zh), remedy: fill(entry.remedyZh) }
    : { message: fill(entry.en), remedy: fill(entry.remedyEn) };
}
