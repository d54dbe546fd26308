import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../main/contract/day.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDate } from '../../ui/format.ts';
import { RatingFollowUps } from '../rating/RatingFollowUps.tsx';
import { TicketDay } from '../tickets/TicketDay.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { AuditLink } from '../audit/AuditLink.tsx';
import { BlindCount } from './BlindCount.tsx';
import { ClosedDayView } from './ClosedDayView.tsx';
import { LateDay } from './LateDay.tsx';
import { MatchDay } from './MatchDay.tsx';
import { UnsignedDays } from './UnsignedDays.tsx';
import { dayStep, lateDay, opensTomorrow } from './dayView.ts';

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
        <MatchDay key={status.date} date={status.date} />
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

/** The day that runs, with what earlier ones still need: open, count blind, match, sign. */
export function Today(props: { readonly status: DayStatus; onUnsigned(date: string): void }) {
  const { status } = props;
  const refusal = useRefusal();
  const today = formatDate(useWorkstation().now);
  const step = dayStep(status, today);
  const late = lateDay(status, today);
  return (
    <>
      {late === null ? null : <LateDay date={late} today={today} />}
      {refusal('dayClosed') === null ? (
        <UnsignedDays days={status.unsigned} onOpen={props.onUnsigned} />
      ) : null}
      <Body status={status} />
      {/* From the match on, the figures of the day have it. */}
      {refusal('ticketDay') === null && (step === 'open' || step === 'count') ? (
        <TicketDay date={status.date ?? today} />
      ) : null}
      {refusal('ratingFollowUps') === null ? <RatingFollowUps /> : null}
      {refusal('auditList') === null ? <AuditLink /> : null}
    </>
  );
}
