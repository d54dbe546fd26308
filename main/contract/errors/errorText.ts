/**
 * The closed list of expected failures. Each has a name, a bilingual message and a bilingual remedy: what the
 * person in front of the screen can do now. `{name}` is filled from `Failure.detail`.
 */
export interface ErrorText {
  readonly zh: string;
  readonly en: string;
  readonly remedyZh: string;
  readonly remedyEn: string;
}

export const text = (zh: string, en: string, remedyZh: string, remedyEn: string): ErrorText => ({
  zh,
  en,
  remedyZh,
  remedyEn,
});
