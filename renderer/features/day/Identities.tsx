import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { IdentityCheck } from '../../../main/contract/day.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';

const stateOf = (check: IdentityCheck) => (check.open ? 'open' : check.holds ? 'holds' : 'broken');
const marks = {
  open: { tone: 'warn', icon: <ClockCircleOutlined aria-hidden /> },
  holds: { tone: 'good', icon: <CheckCircleFilled aria-hidden /> },
  broken: { tone: 'bad', icon: <CloseCircleFilled aria-hidden /> },
} as const;

function Rows({ checks }: { readonly checks: readonly IdentityCheck[] }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  return (
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
          const state = stateOf(check);
          return (
            // One identity of the rules may be several equations here, so its number alone names none of them.
            <tr key={`${check.id} ${check.en}`}>
              <th scope="row">
                <span className="mono quiet">{check.id}</span> {pick(check.zh, check.en)}
              </th>
              <td>{check.left}</td>
              <td>{check.right}</td>
              <td>
                <span className={`tone ${marks[state].tone}`}>
                  {marks[state].icon}
                  {t(`day.figures.${state}`)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/**
 * Identities of domain-rules 11 with both sides. Only those that do not hold or cannot be proved now (13.10) stand in sight; the others
 * are counted, and are one key away.
 */
export function Identities({ checks }: { readonly checks: readonly IdentityCheck[] }) {
  const { t } = useTranslation();
  const holding = checks.filter((check) => stateOf(check) === 'holds');
  const others = checks.filter((check) => stateOf(check) !== 'holds');
  const broken = others.filter((check) => stateOf(check) === 'broken').length;
  const open = others.length - broken;
  return (
    <section className="card" aria-label={t('day.figures.identities')}>
      <h2>{t('day.figures.identities')}</h2>
      <p className="counts">
        <span className="tone good">
          {marks.holds.icon} {t('day.figures.allHold', { n: holding.length })}
        </span>
        {broken === 0 ? null : (
          <span className="tone bad">
            {marks.broken.icon} {t('day.figures.notAll', { n: broken })}
          </span>
        )}
        {open === 0 ? null : (
          <span className="tone warn">
            {marks.open.icon} {t('day.figures.someOpen', { n: open })}
          </span>
        )}
      </p>
      {others.length === 0 ? null : <Rows checks={others} />}
      {holding.length === 0 ? null : (
        <details className="foldedList">
          <summary>{t('day.figures.showHolding', { n: holding.length })}</summary>
          <Rows checks={holding} />
        </details>
      )}
    </section>
  );
}
