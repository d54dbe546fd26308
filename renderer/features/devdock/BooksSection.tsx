import { useTranslation } from 'react-i18next';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useCall } from './devdockClient.ts';

/** What the other side has on its books, to be held against the station's. */
export function BooksSection() {
  const { t } = useTranslation();
  const { value: books, failure } = useCall('books', {}, { everyMs: 2000 });
  const twice = books?.effects.filter((effect) => effect.times > 1).length ?? 0;
  return (
    <section className="dockSection" aria-labelledby="dockBooks">
      <h2 id="dockBooks">{t('books.title')}</h2>
      {failure === null ? null : <FailureNote failure={failure} />}
      <dl className="dockCounts">
        {(['cards', 'rows', 'effects'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`books.${name}`)}</dt>
            <dd>{books?.[name].length ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <p className="dockTwice" data-twice={twice > 0}>
        {twice > 0 ? t('books.twice', { count: twice }) : t('books.none')}
      </p>
      {books === undefined || books.cards.length === 0 ? (
        <p className="quiet">{t('books.empty')}</p>
      ) : (
        <ul className="dockCards">
          {books.cards.map((card) => (
            <li key={`${card.batch} ${card.cardNumber}`}>
              <span className="mono">{card.cardNumber}</span>
              <span>{card.state}</span>
              <span className="quiet">{t('books.counts', card)}</span>
              <span className="mono quiet dockBatch">
                {card.batch} · {card.permitNumber}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
