import { useTranslation } from 'react-i18next';
import type { CardTimes as Times } from '../../../main/contract/dayMatch.ts';
import { BarChart } from './BarChart.tsx';
import { clockTime } from './dayView.ts';

/** From the scan to the card in hand against twenty minutes, and how long each step took, so that the slow one is visible (H7). */
export function CardTimes({ times }: { readonly times: Times }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('day.figures.cardTime')}</h2>
      {times.timed === 0 ? (
        <p className="quiet">{t('day.figures.cardNone')}</p>
      ) : (
        <>
          <p className="counts">
            <b>{t('day.figures.within20', { n: times.within20Minutes, of: times.timed })}</b>
            {times.medianSeconds === null ? null : (
              <span>{t('day.figures.cardMedian', { time: clockTime(times.medianSeconds) })}</span>
            )}
            {times.longestSeconds === null ? null : (
              <span>{t('day.figures.cardLongest', { time: clockTime(times.longestSeconds) })}</span>
            )}
          </p>
          <svg className="share" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
            <rect width="100" height="12" className="barGround" />
            <rect width={(100 * times.within20Minutes) / times.timed} height="12" className="barGood" />
          </svg>
        </>
      )}
      {times.steps.length === 0 ? null : (
        <>
          <h2>
            {t('day.figures.steps')} <small className="quiet">{t('day.figures.stepsNote')}</small>
          </h2>
          <BarChart
            label={t('day.figures.steps')}
            bars={times.steps.map(({ step, medianSeconds, longestSeconds }) => ({
              name: t(`cards.step.${step}`, { defaultValue: step }),
              value: medianSeconds,
              text: (
                <>
                  {clockTime(medianSeconds)}{' '}
                  <small className="quiet">{`(${clockTime(longestSeconds)})`}</small>
                </>
              ),
            }))}
          />
        </>
      )}
    </>
  );
}
