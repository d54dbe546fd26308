import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusal } from '../window/Workstation.ts';
import { OverrideDialog } from './OverrideDialog.tsx';

/** An earlier day still runs: close it first, or open today by an override with a reason (H3). */
export function LateDay({ date, today }: { readonly date: string; readonly today: string }) {
  const { t } = useTranslation();
  const refused = useRefusal()('dayOpen');
  const [overriding, setOverriding] = useState(false);
  return (
    <section className="card lateDay" aria-label={t('day.late.title', { date })}>
      <h2 className="tone warn">
        <WarningFilled aria-hidden /> {t('day.late.title', { date })}
      </h2>
      <p>{t('day.late.text', { date, today })}</p>
      <div className="actRow">
        <Button disabled={refused !== null} onClick={() => setOverriding(true)}>
          {t('day.late.act')}
        </Button>
        {refused === null ? null : <span className="quiet">{refused}</span>}
      </div>
      {overriding ? <OverrideDialog date={date} today={today} onClose={() => setOverriding(false)} /> : null}
    </section>
  );
}
