import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { explain } from '../../ui/explain.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import type { FooterAct, FooterActId } from './footerActs.ts';

/** What can be pressed now, and for the rest why not. A disabled act keeps its focus stop, so that its reason can be heard. */
export function DeskFooter(props: {
  readonly acts: readonly FooterAct[];
  onAct(id: FooterActId): void;
  /** A line above the keys. */
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <footer className="deskFooter" aria-label={t('desk.act.footer')}>
      {props.children}
      {props.acts.map((act) => {
        const explained = act.reason === null ? null : explain(act.reason, language);
        const plain = act.reasonKey === null ? null : t(act.reasonKey);
        const why = act.refusal ?? plain ?? explained?.message ?? null;
        return (
          <button
            key={act.id}
            type="button"
            className={act.next ? 'next' : undefined}
            aria-disabled={!act.enabled}
            aria-keyshortcuts={act.key}
            title={explained === null ? undefined : `${explained.message} — ${explained.remedy}`}
            onClick={() => {
              if (act.enabled) props.onAct(act.id);
            }}
          >
            <KeyCap name={act.key} />
            <b>{t(act.labelKey, { n: act.count })}</b>
            {act.next ? <span className="nextWord">{t('desk.act.next')}</span> : null}
            {why === null ? null : <small>{why}</small>}
          </button>
        );
      })}
    </footer>
  );
}
