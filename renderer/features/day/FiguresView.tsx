import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../main/contract/day.ts';
import { BarChart } from './BarChart.tsx';
import { Identities } from './Identities.tsx';
import { MoneyFigures } from './MoneyFigures.tsx';
import { PeopleByHour, PeopleFigures } from './PeopleFigures.tsx';
import { StockEquation } from './StockEquation.tsx';
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

/** The numbers of a day: stock as an equation, identities, cases, cards, hours. */
export function FiguresView({ figures }: { readonly figures: DayFigures }) {
  const { t } = useTranslation();
  const { cases, cards, queue } = figures;
  return (
    <>
      <section className="card" aria-label={t('day.figures.stock')}>
        <h2>{t('day.figures.stock')}</h2>
        {figures.stock.map((row) => (
          <StockEquation key={`${row.bank}/${row.vendor}`} row={row} />
        ))}
      </section>
      <div className="dayColumns">
        <Identities checks={figures.identities} />
        <section className="card charts">
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
        <section className="card charts">
          <h2>{t('day.figures.perHour')}</h2>
          <BarChart
            label={t('day.figures.perHour')}
            bars={actsPerHour(figures.ledger).map(({ hour, acts }) => ({ name: `${hour}:00`, value: acts }))}
          />
          <p className="quiet">
            {t('day.figures.queue', {
              start: queue.openAtStart,
              created: queue.created,
              acked: queue.acknowledged,
              open: queue.open,
            })}
          </p>
          {figures.people === undefined ? null : <PeopleByHour people={figures.people} />}
        </section>
      </div>
      <MoneyFigures
        {...(figures.fees && { fees: figures.fees })}
        {...(figures.reprints && { reprints: figures.reprints })}
      />
      {figures.people === undefined ? null : <PeopleFigures people={figures.people} />}
    </>
  );
}
