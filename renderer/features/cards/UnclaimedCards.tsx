import { useTranslation } from 'react-i18next';
import type { JobId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { ownerName } from '../../ui/ownerName.ts';

/** Enabled and not handed over: stock of the station until its holder comes (9.25). Nothing shows while there is none. */
export function UnclaimedCards({ onChoose }: { onChoose(jobId: JobId): void }) {
  const { t } = useTranslation();
  const cards = useCall('cardsUnclaimed', {}, { everyMs: 30_000 });
  if (cards.failure !== null) return <FailureNote failure={cards.failure} />;
  if (cards.value === null || cards.value === undefined || cards.value.length === 0) return null;
  return (
    <section className="card unclaimed" aria-label={t('cards.unclaimed.title')}>
      <h2>{t('cards.unclaimed.title')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('cards.unclaimed.holder')}</th>
            <th scope="col">{t('cards.fact.cardNumber')}</th>
            <th scope="col">{t('cards.fact.place')}</th>
            <th scope="col">{t('cards.unclaimed.since')}</th>
            <th scope="col">{t('cards.fact.owner')}</th>
          </tr>
        </thead>
        <tbody>
          {cards.value.map((card) => (
            <tr key={card.jobId}>
              <th scope="row">
                <button type="button" className="asLink" onClick={() => onChoose(card.jobId)}>
                  {card.holderName}
                </button>{' '}
                <span className="quiet mono">{card.caseNumber}</span>
              </th>
              <td className="mono">{card.cardTail === null ? '—' : `…${card.cardTail}`}</td>
              <td>
                {t(`cards.place.${card.place}`)}
                {card.placeLabel === null ? null : <span className="mono"> {card.placeLabel}</span>}
              </td>
              <td>{formatDateTime(card.enabledAt)}</td>
              <td>{ownerName(card.owner, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
