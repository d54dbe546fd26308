import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../main/contract/day.ts';
import { wasteReason } from '../../../main/contract/stock.ts';
import { BarChart } from './BarChart.tsx';
import { CardTimes } from './CardTimes.tsx';
import { PeopleByHour } from './PeopleByHour.tsx';
import { actsPerHour } from './dayView.ts';

const outcomes = ['accepted', 'supplement', 'notNeeded', 'notOurs', 'refused', 'revoked', 'open'] as const;
const made = [
  'started',
  'visualOk',
  'reported',
  'enabled',
  'handedOver',
  'retained',
  'wasted',
  'open',
] as const;
const ages = ['upTo1h', 'upTo4h', 'upTo24h', 'over24h'] as const;

/** The pictures of a day: people by hour, time to the card, cases and cards, waste by reason, age of the queue. */
export function DayCharts({ figures }: { readonly figures: DayFigures }) {
  const { t } = useTranslation();
  const { cases, cards, cardTimes, people } = figures;
  const acts = actsPerHour(figures.ledger);
  return (
    <div className="dayColumns">
      <section className="card charts" aria-label={t('day.figures.people')}>
        {people === undefined || people.perHour.length === 0 ? null : <PeopleByHour people={people} />}
        <h2>{t('day.figures.perHour')}</h2>
        {acts.length === 0 ? (
          <p className="quiet">{t('day.figures.noActs')}</p>
        ) : (
          <BarChart
            label={t('day.figures.perHour')}
            bars={acts.map((each) => ({ name: `${each.hour}:00`, value: each.acts }))}
          />
        )}
        <QueueAge figures={figures} />
      </section>
      {cardTimes === undefined && figures.wasteByReason === undefined ? null : (
        <section className="card charts" aria-label={t('day.figures.cardTime')}>
          {cardTimes === undefined ? null : <CardTimes times={cardTimes} />}
          <Waste figures={figures} />
        </section>
      )}
      <section className="card charts" aria-label={t('day.figures.cases')}>
        <h2>
          {t('day.figures.cases')}{' '}
          <small className="quiet">
            {t('day.figures.casesSum', { carried: cases.carried, received: cases.received })}
          </small>
        </h2>
        <BarChart
          label={t('day.figures.cases')}
          bars={outcomes.map((name) => ({
            name: t(`day.figures.casesBy.${name}`),
            value: cases[name] ?? 0,
          }))}
        />
        <h2>{t('day.figures.cards')}</h2>
        <BarChart
          label={t('day.figures.cards')}
          bars={made.map((name) => ({ name: t(`day.figures.cardsBy.${name}`), value: cards[name] ?? 0 }))}
        />
      </section>
    </div>
  );
}

function Waste({ figures }: { readonly figures: DayFigures }) {
  const { t } = useTranslation();
  const { wasteByReason } = figures;
  if (wasteByReason === undefined) return null;
  const bars = wasteReason.options.flatMap((reason) => {
    const value = wasteByReason[reason] ?? 0;
    return value === 0 ? [] : [{ name: t(`cards.waste.${reason}`), value }];
  });
  return (
    <>
      <h2>{t('day.figures.wasteByReason')}</h2>
      {bars.length === 0 ? (
        <p className="quiet">{t('day.figures.wasteNone')}</p>
      ) : (
        <BarChart label={t('day.figures.wasteByReason')} bars={bars} />
      )}
    </>
  );
}

function QueueAge({ figures }: { readonly figures: DayFigures }) {
  const { t } = useTranslation();
  const { queue, queueAge } = figures;
  return (
    <>
      {queueAge === undefined ? null : <h2>{t('day.figures.queueAge')}</h2>}
      {queueAge === undefined ? null : ages.every((age) => queueAge[age] === 0) ? (
        <p className="quiet">{t('day.figures.queueAgeNone')}</p>
      ) : (
        <BarChart
          label={t('day.figures.queueAge')}
          bars={ages.map((age) => ({ name: t(`day.figures.age.${age}`), value: queueAge[age] }))}
        />
      )}
      <p className="quiet">
        {t('day.figures.queue', {
          start: queue.openAtStart,
          created: queue.created,
          acked: queue.acknowledged,
          open: queue.open,
        })}
      </p>
    </>
  );
}
