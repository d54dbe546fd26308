import { useTranslation } from 'react-i18next';
import { useCall } from './devdockClient.ts';

/** Who can sign in at a training station. The passwords are no secret. */
export function StaffSection() {
  const { t } = useTranslation();
  const { value: staff = [] } = useCall('staff', {});
  return (
    <section className="dockSection" aria-labelledby="dockStaff">
      <h2 id="dockStaff">{t('staff.title')}</h2>
      <ul className="dockStaff">
        {staff.map((person) => (
          <li key={person.userName}>
            <span className="mono">{person.userName}</span>
            <span className="mono">{person.password}</span>
            <span className="quiet">{person.roles.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
