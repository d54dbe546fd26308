import type { TFunction } from 'i18next';
import type { Language } from '../../../main/contract/access.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { detailWord } from '../../i18n/detailWord.ts';

/**
 * A failure in a visitor's words. The closed list speaks to staff ("check power and cable"); who stands at a kiosk needs to know what
 * they themselves can do.
 */
export function kioskProblem(
  failure: Failure,
  t: TFunction,
  language: Language,
): { readonly message: string; readonly remedy: string } {
  const exists = (key: string): boolean => t(key, { defaultValue: '' }) !== '';
  const named = exists(`problem.${failure.code}.message`) ? failure.code : 'other';
  const detail: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(failure.detail ?? {})) {
    const key = `${name}.${value}`;
    detail[name] = exists(key) ? t(key) : unbroken(detailWord(name, value, language));
  }
  return {
    message: t(`problem.${named}.message`, detail),
    remedy: t(`problem.${named}.remedy`, detail),
  };
}

/** A date stays on one line. */
const unbroken = (value: string | number): string | number =>
  typeof value === 'string' ? value.replaceAll('-', '\u2011') : value;
