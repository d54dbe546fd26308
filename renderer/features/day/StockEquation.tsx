import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StockIdentity } from '../../../main/contract/day.ts';
import { className } from '../stock/className.ts';
import { stockDifference } from './dayView.ts';

function Term({
  sign,
  name,
  value,
}: {
  readonly sign: string;
  readonly name: string;
  readonly value: number | null;
}) {
  return (
    <>
      {sign === '' ? null : (
        <span className="sign" aria-hidden>
          {sign}
        </span>
      )}
      <div className="term">
        <dt>{name}</dt>
        <dd>{value ?? '—'}</dd>
      </div>
    </>
  );
}

/** opening + received − used − wasted − returned = closing = counted (domain-rules 11.1). */
export function StockEquation({ row }: { readonly row: StockIdentity }) {
  const { t } = useTranslation();
  const difference = stockDifference(row);
  const equal = difference === 0;
  return (
    <div className="equation">
      <h3>{className(t, row)}</h3>
      <dl>
        <Term sign="" name={t('day.figures.opening')} value={row.opening} />
        <Term sign="+" name={t('day.figures.received')} value={row.received} />
        <Term sign="−" name={t('day.figures.used')} value={row.used} />
        <Term sign="−" name={t('day.figures.wasted')} value={row.wasted} />
        <Term sign="−" name={t('day.figures.returned')} value={row.returned} />
        <Term sign="=" name={t('day.figures.closing')} value={row.closing} />
        <Term sign={equal ? '=' : '≠'} name={t('day.figures.counted')} value={row.counted} />
      </dl>
      <p>
        {difference === null ? null : (
          <span className={`tone ${equal ? 'good' : 'bad'}`}>
            {equal ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
            {equal
              ? t('day.figures.equal')
              : t('day.figures.difference', { n: difference > 0 ? `+${difference}` : difference })}
          </span>
        )}{' '}
        {row.unresolved > 0 ? (
          <span className="quiet">{t('day.figures.unresolved', { n: row.unresolved })}</span>
        ) : null}
      </p>
    </div>
  );
}
