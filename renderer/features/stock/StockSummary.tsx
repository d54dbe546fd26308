import { useTranslation } from 'react-i18next';
import { unitState } from '../../../main/contract/stock.ts';
import { className } from './className.ts';
import type { ClassSummary } from './stockTotals.ts';

/** Counts by state for each class; states without a unit stay quiet. */
export function StockSummary({ classes }: { readonly classes: readonly ClassSummary[] }) {
  const { t } = useTranslation();
  return (
    <ul className="stockClasses">
      {classes.map((each) => (
        <li key={`${each.bank}/${each.vendor}/${each.cardClass}`} className="card">
          <h2>{className(t, each)}</h2>
          <dl>
            {unitState.options.map((state) => (
              <div key={state} className={each.counts[state] === 0 ? 'zero' : undefined}>
                <dt>{t(`stock.state.${state}`)}</dt>
                <dd>{each.counts[state]}</dd>
              </div>
            ))}
            <div className={each.unresolved === 0 ? 'zero' : 'attention'}>
              <dt>{t('stock.unresolved')}</dt>
              <dd>{each.unresolved}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
