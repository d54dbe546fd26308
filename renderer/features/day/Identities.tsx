import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { IdentityCheck } from '../../../main/contract/day.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

/** Identities of domain-rules 11 with both sides; what cannot be proved now is open and named so (13.10). */
export function Identities({ checks }: { readonly checks: readonly IdentityCheck[] }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  return (
    <section className="card">
      <h2>{t('day.figures.identities')}</h2>
      <table className="identities">
        <thead>
          <tr>
            <th scope="col">{t('day.figures.identity')}</th>
            <th scope="col">{t('day.figures.left')}</th>
            <th scope="col">{t('day.figures.right')}</th>
            <th scope="col">{t('day.figures.result')}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => {
            const tone = check.open ? 'warn' : check.holds ? 'good' : 'bad';
            return (
              <tr key={check.id}>
                <th scope="row">
                  <span className="mono quiet">{check.id}</span> {pick(check.zh, check.en)}
                </th>
                <td>{check.left}</td>
                <td>{check.right}</td>
                <td>
                  <span className={`tone ${tone}`}>
                    {check.open ? (
                      <ClockCircleOutlined aria-hidden />
                    ) : check.holds ? (
                      <CheckCircleFilled aria-hidden />
                    ) : (
                      <CloseCircleFilled aria-hidden />
                    )}
                    {t(`day.figures.${check.open ? 'open' : check.holds ? 'holds' : 'broken'}`)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
