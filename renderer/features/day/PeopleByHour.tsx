import { useTranslation } from 'react-i18next';
import type { DayPeople } from '../../../main/contract/day.ts';

/** Arrivals by hour as bars, with the median wait and service of those who came in that hour (A9); nothing where nobody came. */
export function PeopleByHour({ people }: { readonly people: DayPeople }) {
  const { t } = useTranslation();
  if (people.perHour.length === 0) return null;
  const most = Math.max(1, ...people.perHour.map(({ arrivals }) => arrivals));
  const minutes = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : t('day.figures.minutesShort', { n: value });
  return (
    <>
      <h2>
        {t('day.figures.peoplePerHour')} <small className="quiet">{t('day.figures.hourNote')}</small>
      </h2>
      <table className="hours" aria-label={t('day.figures.peoplePerHour')}>
        <thead>
          <tr>
            <th scope="col">{t('day.figures.hour')}</th>
            <th scope="col" colSpan={2}>
              {t('day.figures.arrivals')}
            </th>
            <th scope="col">{t('day.figures.wait')}</th>
            <th scope="col">{t('day.figures.service')}</th>
          </tr>
        </thead>
        <tbody>
          {people.perHour.map(({ hour, arrivals, medianServiceMinutes, medianWaitMinutes }) => (
            <tr key={hour}>
              <th scope="row">{`${String(hour).padStart(2, '0')}:00`}</th>
              <td className="hourCount">{arrivals}</td>
              <td className="hourBar">
                <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
                  <rect width={(100 * arrivals) / most} height="12" className="bar" />
                </svg>
              </td>
              <td>{minutes(medianWaitMinutes)}</td>
              <td>{minutes(medianServiceMinutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
