import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import './tickets.css';

/** Arrivals and waits of a day, for the day page (A9). */
export function TicketDay({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const { value } = useCall('ticketDay', { date }, { everyMs: 60_000 });
  if (value === undefined || value.arrivals === 0) return null;
  const time = (seconds: number | null): string =>
    seconds === null ? '—' : t('tickets.day.minutes', { n: Math.round(seconds / 60) });
  const facts = [
    ['arrivals', value.arrivals],
    ['waiting', value.stillWaiting],
    ['done', value.done],
    ['skipped', value.skipped],
    ['transferred', value.transferred],
    ['medianWait', time(value.medianWaitSeconds)],
    ['longestWait', time(value.longestWaitSeconds)],
    ['medianService', time(value.medianServiceSeconds)],
    ['longestService', time(value.longestServiceSeconds)],
  ] as const;
  return (
    <section className="card ticketDay">
      <h2>{t('tickets.day.title')}</h2>
      <dl>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{t(`tickets.day.${name}`)}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
