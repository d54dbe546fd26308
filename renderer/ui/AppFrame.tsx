import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { i18n } from 'i18next';
import { useEffect, useState, type ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { createQueryClient } from '../client/queryClient.ts';
import { directionOf, htmlLanguage } from '../i18n/fileLanguages.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { readNonce } from './readNonce.ts';
import { theme } from './theme.ts';
import './theme.css';

/** Below bar, status strip and one line of notes: a toast never covers what is always in sight. In pixels. */
const toastTop = 112;

function Themed({ children }: { readonly children: ReactNode }) {
  const { i18n: texts } = useTranslation();
  const { language, tag } = useLanguage();
  const direction = directionOf(texts, tag);
  const [nonce] = useState(readNonce);
  useEffect(() => {
    document.documentElement.lang = htmlLanguage(tag);
    document.documentElement.dir = direction;
  }, [tag, direction]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enUS}
      direction={direction}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
    >
      <AntApp message={{ maxCount: 3, top: toastTop }}>{children}</AntApp>
    </ConfigProvider>
  );
}

/** What every page stands in: query cache, language, theme with the nonce of the content security policy. */
export function AppFrame({ texts, children }: { readonly texts: i18n; readonly children: ReactNode }) {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={texts}>
        <Themed>{children}</Themed>
      </I18nextProvider>
    </QueryClientProvider>
  );
}
