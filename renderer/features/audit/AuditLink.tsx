import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWorkstation } from '../window/Workstation.ts';

/** The way from the day to its audit journal. */
export function AuditLink() {
  const { t } = useTranslation();
  const { goTo } = useWorkstation();
  return (
    <div className="actRow auditCheck">
      <Button onClick={() => goTo('audit')}>{t('audit.open')}</Button>
      <span className="quiet">{t('audit.openHint')}</span>
    </div>
  );
}
