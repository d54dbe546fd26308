import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useCall } from '../client/client.ts';
import {
  addLanguage,
  builtIn,
  englishOf,
  fitLanguages,
  type OfferedLanguage,
  type Page,
} from './fileLanguages.ts';

/**
 * Every language of this page: Chinese, English, and what files brought (K1), whose texts are known to i18next from then on. A file that
 * does not fit this page is told to the core host, which logs it and offers it nowhere.
 */
export function useFileLanguages(page: Page): readonly OfferedLanguage[] {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  // Asked again, because a slow start may leave the first question without an answer.
  const { value } = useCall('languages', {}, { everyMs: 60_000 });
  const files = value?.offered;
  const { usable, refused } = useMemo(
    () => fitLanguages(files ?? [], page, englishOf(i18n)),
    [files, page, i18n],
  );
  // Before anything is painted, so that nobody sees English first.
  useLayoutEffect(() => usable.forEach((language) => addLanguage(i18n, language)), [usable, i18n]);
  useEffect(() => {
    if (refused.length === 0) return;
    void Promise.all(refused.map((problem) => call('languageRefuse', problem))).then(() =>
      client.invalidateQueries({ queryKey: ['languages'] }),
    );
  }, [refused, client]);
  return useMemo(() => [...builtIn, ...usable], [usable]);
}
