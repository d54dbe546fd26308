import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../main/contract/day.ts';
import { replacementReason } from '../../../main/contract/earlierCards.ts';
import { yuan } from '../../../main/domain/cards/fees.ts';

/** Fees and what was printed or made once more in a day (D12, C4); nothing where there was none. */
export function MoneyFigures({ fees, reprints }: Pick<DayFigures, 'fees' | 'reprints'>) {
  const { t } = useTranslation();
  if (fees === undefined && reprints === undefined) return null;
  const amount = (count: number, cents: number): string =>
    t('replacement.day.amount', { n: count, yuan: yuan(cents) });
  const facts: (readonly [string, string | number])[] = [
    ...(fees === undefined
      ? []
      : ([
          [t('replacement.day.paid'), amount(fees.paid, fees.paidCents)],
          [t('replacement.day.waived'), fees.waived],
          [t('replacement.day.refunded'), amount(fees.refunded, fees.refundedCents)],
          [t('replacement.day.paidNotIssued'), fees.paidNotIssued],
          [t('replacement.day.issuedNotPaid'), fees.issuedNotPaid],
        ] as const)),
    ...(reprints === undefined
      ? []
      : ([
          [t('replacement.day.papers'), reprints.papers],
          [t('replacement.day.cards'), reprints.cards],
          ...replacementReason.options.flatMap((reason) => {
            const count = reprints.replaced[reason];
            return count === undefined
              ? []
              : [
                  [
                    t('replacement.day.replaced', { reason: t(`replacement.reason.${reason}`) }),
                    count,
                  ] as const,
                ];
          }),
        ] as const)),
  ];
  return (
    <section className="card" aria-label={t('replacement.day.title')}>
      <h2>{t('replacement.day.title')}</h2>
      <dl className="peopleFacts">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
