import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct, useCall } from './devdockClient.ts';

/** Who can sign in at a training station, and what upstream says about them (G10). Passwords and one-time codes are no secret. */
export function StaffSection() {
  const { t } = useTranslation();
  const { value: staff = [] } = useCall('staff', {}, { everyMs: 5000 });
  const standing = useAct('staffStanding');
  return (
    <section className="dockSection" aria-labelledby="dockStaff">
      <h2 id="dockStaff">{t('staff.title')}</h2>
      <ul className="dockStaff">
        {staff.map(({ userName, password, roles, code, active }) => (
          <li key={userName}>
            <span className="mono">{userName}</span>
            <span className="mono">{password}</span>
            <span className="quiet">{roles.join(', ')}</span>
            <Button
              size="small"
              aria-label={`${t(active === true ? 'staff.deactivate' : 'staff.reactivate')} ${userName}`}
              danger={active === true}
              loading={standing.busy}
              onClick={() => void standing.run({ userName, active: active !== true })}
            >
              {t(active === true ? 'staff.deactivate' : 'staff.reactivate')}
            </Button>
            {code === null ? null : (
              <span className="dockBatch">
                {t('staff.code')} <b className="mono">{code}</b>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
