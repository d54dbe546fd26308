import type { Language } from '../../main/contract/access.ts';
import { describeError } from '../../main/contract/errors.ts';
import type { Failure } from '../../main/contract/result.ts';
import { detailWord } from '../i18n/detailWord.ts';
import { formatDateTime } from './format.ts';

const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Message and remedy of a failure, wholly in one language. Instants in it become local times, which is how people read them. */
export function explain(failure: Failure, language: Language): { message: string; remedy: string } {
  if (failure.detail === undefined) return describeError(failure, language);
  const detail = Object.fromEntries(
    Object.entries(failure.detail).map(([name, value]) => [
      name,
      typeof value === 'string' && isInstant.test(value)
        ? formatDateTime(value)
        : detailWord(name, value, language),
    ]),
  );
  return describeError({ code: failure.code, detail }, language);
}
