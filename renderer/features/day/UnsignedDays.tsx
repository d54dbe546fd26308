import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Days that were overridden and that nobody has signed yet, oldest first (H3). */
export function UnsignedDays(props: { readonly days: readonly string[]; onOpen(date: string): void }) {
  const { t } = useTranslation();
  if (props.days.length === 0) return null;
  return (
    <section className="card lateDay" aria-label={t('day.unsigned.title')}>
      <h2 className="tone warn">
        <WarningFilled aria-hidden /> {t('day.unsigned.title')} {props.days.length}
      </h2>
      <p>{t('day.unsigned.text')}</p>
      <div className="actRow">
        {props.days.map((date) => (
          <span key={date} className="unsignedDay">
            <b className="mono">{date}</b>
            <Button onClick={() => props.onOpen(date)} aria-label={`${date} ${t('day.unsigned.act')}`}>
              {t('day.unsigned.act')}
            </Button>
          </span>
        ))}
      </div>
    </section>
  );
}
