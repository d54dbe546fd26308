import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../main/contract/day.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDate, formatTime } from '../../ui/format.ts';
import { RatingFollowUps } from '../rating/RatingFollowUps.tsx';
import { TicketDay } from '../tickets/TicketDay.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { AuditCheck } from './AuditCheck.tsx';
import { BlindCount } from './BlindCount.tsx';
import { ClosedDayView } from './ClosedDayView.tsx';
import { MatchDay } from './MatchDay.tsx';
import { daySteps, dayStep, opensTomorrow } from './dayView.ts';
import './day.css';

function OpenDay({ status }: { readonly status: DayStatus }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const open = useAct('dayOpen');
  const refused = refusal('dayOpen');
  return (
    <section className="card openDay">
      <h2>{t(status.state === 'closed' ? 'day.closed.next' : 'day.none.title')}</h2>
      <p>{t('day.none.text')}</p>
      <p className="quiet">
        {status.lastClosed === null ? t('day.none.never') : t('day.none.last', { date: status.lastClosed })}
      </p>
      <div className="actRow">
        <Button
          type="primary"
          size="large"
          disabled={refused !== null}
          loading={open.busy}
          onClick={() => void open.run({})}
        >
          {t('day.none.act')}
        </Button>
        {refused === null ? null : <span className="quiet">{refused}</span>}
      </div>
      {open.failure === null ? null : <FailureNote failure={open.failure} />}
    </section>
  );
}

/** A date is closed once, so a button now could only be refused. */
function OpensTomorrow() {
  const { t } = useTranslation();
  return (
    <section className="card openDay" role="status">
      <h2>{t('day.tomorrow.title')}</h2>
      <p>{t('day.tomorrow.text')}</p>
    </section>
  );
}

function Body({ status }: { readonly status: DayStatus }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const today = formatDate(useWorkstation().now);
  const step = dayStep(status, today);
  const mayRead = refusal('dayFigures') === null;
  switch (step) {
    case 'count':
      return <BlindCount />;
    case 'match':
      return mayRead && status.date !== null ? (
        <MatchDay date={status.date} />
      ) : (
        <p className="card emptyState">{t('day.waitSupervisor')}</p>
      );
    case 'open':
    case 'closed': {
      const date = step === 'closed' ? (status.date ?? status.lastClosed) : status.lastClosed;
      return (
        <>
          {opensTomorrow(status, today) ? <OpensTomorrow /> : <OpenDay status={status} />}
          {date !== null && mayRead ? <ClosedDayView key={date} date={date} /> : null}
        </>
      );
    }
  }
}

/** Date and opening of the day, once it has both. */
function openedOf(status: DayStatus | undefined): {
  readonly date: string;
  readonly openedAt: string;
  readonly openedBy: string | null;
} | null {
  if (status === undefined || status.date === null || status.openedAt === null) return null;
  return { date: status.date, openedAt: status.openedAt, openedBy: status.openedBy };
}

/** The day as one page: open, count blind, match, sign. */
export function DayPage() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const status = useCall('dayStatus', {}, { everyMs: 30_000 });
  const today = formatDate(useWorkstation().now);
  const now = status.value === undefined ? null : dayStep(status.value, today);
  const opened = openedOf(status.value);
  const at = now === null ? -1 : daySteps.indexOf(now);
  return (
    <main className="page">
      <div className="pageHead">
        <h1>{t('day.title')}</h1>
        {opened === null ? null : (
          <span className="quiet">
            {t('day.opened', {
              date: opened.date,
              by: opened.openedBy ?? '—',
              at: formatTime(opened.openedAt),
            })}
          </span>
        )}
        <ol className="daySteps push" aria-label={t('day.steps.label')}>
          {daySteps.map((step, index) => (
            <li
              key={step}
              className={index < at ? 'done' : undefined}
              aria-current={step === now ? 'step' : undefined}
            >
              <span>{index < at ? '✓' : index + 1}</span>
              {t(`day.steps.${step}`)}
            </li>
          ))}
        </ol>
      </div>
      {status.failure === null ? null : <FailureNote failure={status.failure} />}
      {status.value === undefined ? null : <Body status={status.value} />}
      {/* From the match on, the figures of the day have it. */}
      {refusal('ticketDay') === null && (now === 'open' || now === 'count') ? (
        <TicketDay date={opened?.date ?? today} />
      ) : null}
      {refusal('ratingFollowUps') === null ? <RatingFollowUps /> : null}
      {refusal('auditVerify') === null ? <AuditCheck /> : null}
    </main>
  );
}
