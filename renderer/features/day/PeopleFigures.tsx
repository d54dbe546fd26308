import { useTranslation } from 'react-i18next';
import type { DayPeople } from '../../../main/contract/day.ts';

/** The queue of people in the figures of a day: how many, and how long they waited and were served (A9). */
export function PeopleFigures({ people }: { readonly people: DayPeople }) {
  const { t } = useTranslation();
  const time = (minutes: number | null): string =>
    minutes === null ? '—' : t('tickets.day.minutes', { n: minutes });
  const facts = [
    [t('tickets.day.arrivals'), people.arrivals],
    [t('tickets.day.done'), people.served],
    [t('tickets.day.skipped'), people.skipped],
    [t('tickets.day.transferred'), people.transferred],
    [t('day.figures.peopleOpen'), people.open],
    [t('tickets.day.medianWait'), time(people.medianWaitMinutes)],
    [t('tickets.day.longestWait'), time(people.longestWaitMinutes)],
    [t('tickets.day.medianService'), time(people.medianServiceMinutes)],
    [t('tickets.day.longestService'), time(people.longestServiceMinutes)],
  ] as const;
  return (
    <section className="card" aria-label={t('day.figures.people')}>
      <h2>{t('day.figures.people')}</h2>
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
