import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWorkstation } from '../window/Workstation.ts';

/** The way to the page of what is kept; it has no place in the navigation, because nobody works there. */
export function RetentionCard() {
  const { t } = useTranslation();
  const { goTo } = useWorkstation();
  return (
    <section className="card" aria-label={t('retention.title')}>
      <h2>{t('retention.title')}</h2>
      <p className="quiet">{t('retention.intro')}</p>
      <Button data-act="retention" onClick={() => goTo('retention')}>
        {t('retention.rules')}
      </Button>
    </section>
  );
}
