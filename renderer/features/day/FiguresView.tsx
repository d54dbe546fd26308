import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../main/contract/day.ts';
import { ClerkTable } from './ClerkTable.tsx';
import { DayCharts } from './DayCharts.tsx';
import { Identities } from './Identities.tsx';
import { MoneyFigures } from './MoneyFigures.tsx';
import { PeopleFigures } from './PeopleFigures.tsx';
import { Corrections, EarlierUnsigned } from './Standing.tsx';
import { StockEquation } from './StockEquation.tsx';
import { ThreeWayMatch } from './ThreeWayMatch.tsx';
import './dayCharts.css';

interface FiguresProps {
  readonly figures: DayFigures;
}

/** What has to be equal: the stock as an equation, the three-way match, the identities. */
export function ProofsView({ figures }: FiguresProps) {
  const { t } = useTranslation();
  return (
    <>
      <section className="card stockEquations" aria-label={t('day.figures.stock')}>
        <h2>{t('day.figures.stock')}</h2>
        {figures.stock.map((row) => (
          <StockEquation key={`${row.bank}/${row.vendor}/${row.cardClass}`} row={row} />
        ))}
      </section>
      <div className={figures.match === undefined ? undefined : 'proofColumns'}>
        {figures.match === undefined ? null : <ThreeWayMatch match={figures.match} />}
        <Identities checks={figures.identities} />
      </div>
    </>
  );
}

/** What is told about the day: late news of earlier ones, pictures, people, money. */
export function FiguresView({ figures }: FiguresProps) {
  return (
    <>
      <EarlierUnsigned days={figures.earlierUnsigned ?? []} />
      <Corrections corrections={figures.corrections ?? []} />
      <DayCharts figures={figures} />
      {figures.clerks === undefined ? null : <ClerkTable clerks={figures.clerks} />}
      {figures.people === undefined ? null : <PeopleFigures people={figures.people} />}
      <MoneyFigures
        {...(figures.fees && { fees: figures.fees })}
        {...(figures.reprints && { reprints: figures.reprints })}
      />
    </>
  );
}
