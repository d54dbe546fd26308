import { CheckCircleFilled, ClockCircleOutlined, WarningFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DaySummary, MonthCheck } from '../../../main/contract/day.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useCall } from '../../client/client.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { formatDate } from '../../ui/format.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ClosedDayView } from '../day/ClosedDayView.tsx';
import { useWorkstation } from '../window/Workstation.ts';
import { FileCheck } from './FileCheck.tsx';
import { lastOfMonth, overdue, readDate } from './dates.ts';
import './reports.css';

const marks = {
  open: { tone: 'plainTone', icon: <ClockCircleOutlined aria-hidden /> },
  counted: { tone: 'plainTone', icon: <ClockCircleOutlined aria-hidden /> },
  overridden: { tone: 'warn', icon: <WarningFilled aria-hidden /> },
  closed: { tone: 'good', icon: <CheckCircleFilled aria-hidden /> },
} as const satisfies Record<DaySummary['state'], unknown>;

/** Only a day that is over has something to open; today's is on its own page. */
const isOver = ({ state }: DaySummary): boolean => state === 'closed' || state === 'overridden';

/** Days that are over, by month or by a typed date (H5), and the proof that a file is one of theirs (H4). `date` is the one that is open. */
export function ClosedDays(props: { readonly date: string | null; onDate(date: string | null): void }) {
  const { t } = useTranslation();
  const back = props.date === null ? undefined : () => props.onDate(null);
  useKeys({ Escape: back });
  if (props.date !== null)
    return (
      <>
        <div>
          <Button onClick={back} aria-keyshortcuts="Escape">
            {t('reports.days.back')} <KeyCap name="Esc" />
          </Button>
        </div>
        <ClosedDayView key={props.date} date={props.date} />
      </>
    );
  return <DayBrowser onDate={props.onDate} />;
}

function DayBrowser(props: { onDate(date: string): void }) {
  const { t } = useTranslation();
  const { station, now } = useWorkstation();
  const today = formatDate(now);
  const months = useCall('dayMonths', {});
  const [wanted, setWanted] = useState<string | null>(null);
  const shown = wanted ?? months.value?.[0]?.month ?? null;
  return (
    <div className="dayBrowser">
      <div className="dayFinder">
        <FindDay onDate={props.onDate} />
        <section className="card" aria-label={t('reports.days.months')}>
          <h2>{t('reports.days.months')}</h2>
          {months.failure === null ? null : <FailureNote failure={months.failure} />}
          {months.value?.length === 0 ? <p className="quiet">{t('reports.days.none')}</p> : null}
          {months.value === undefined && months.loading ? (
            <p className="quiet">{t('common.loading')}</p>
          ) : null}
          <ol className="monthList">
            {(months.value ?? []).map((each) => (
              <li key={each.month}>
                <button
                  type="button"
                  aria-current={each.month === shown ? 'true' : undefined}
                  onClick={() => setWanted(each.month)}
                >
                  <b>{each.month}</b>
                  <MonthState check={each} today={today} />
                </button>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <div className="dayFound">
        <FileCheck />
        {shown === null ? null : (
          <MonthDays
            key={shown}
            month={shown}
            unsigned={overdue(months.value?.find(({ month }) => month === shown)?.unsigned ?? [], today)}
            station={station?.stationId ?? null}
            onDate={props.onDate}
          />
        )}
      </div>
    </div>
  );
}

/** Every day that was opened has its signed close, or how many have not (H5). */
function MonthState({ check, today }: { readonly check: MonthCheck; readonly today: string }) {
  const { t } = useTranslation();
  const missing = overdue(check.unsigned, today).length;
  return missing === 0 ? (
    <span className="tone good">
      <CheckCircleFilled aria-hidden /> {t('reports.days.monthGood', { n: check.signed })}
    </span>
  ) : (
    <span className="tone warn">
      <WarningFilled aria-hidden /> {t('reports.days.monthBad', { n: missing, of: check.opened })}
    </span>
  );
}

/** A typed date, as people write it, opens its day. Asks first, so that a date without a day is said here and not by an empty page. */
function FindDay(props: { onDate(date: string): void }) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const [typed, setTyped] = useState('');
  const [notHere, setNotHere] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const date = readDate(typed, formatDate(now));
  const problem =
    typed.trim() !== '' && date === null
      ? t('reports.days.notDate')
      : notHere !== null && notHere === date
        ? t('reports.days.notHere', { date: notHere })
        : null;
  const submit = async (): Promise<void> => {
    if (date === null) return;
    const result = await call('dayList', { from: date, to: date, limit: 1 });
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    const found = result.value.days.find((day) => day.date === date && isOver(day));
    if (found === undefined) setNotHere(date);
    else props.onDate(date);
  };
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('reports.days.find')} hint={problem ?? t('reports.days.findHint')}>
        {(id, hintId) => (
          <Input
            id={id}
            aria-describedby={hintId}
            aria-invalid={problem !== null}
            className="mono"
            autoFocus
            autoComplete="off"
            maxLength={20}
            {...(problem !== null && { status: 'error' as const })}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {failure === null ? null : <FailureNote failure={failure} />}
    </form>
  );
}

function MonthDays(props: {
  readonly month: string;
  readonly unsigned: readonly string[];
  readonly station: string | null;
  onDate(date: string): void;
}) {
  const { t } = useTranslation();
  const { month } = props;
  const list = useCall('dayList', { from: `${month}-01`, to: lastOfMonth(month), limit: 62 });
  const count = (value: number | null) => value ?? '—';
  const columns: readonly Column<DaySummary>[] = [
    {
      id: 'date',
      title: t('reports.days.column.date'),
      render: (day) =>
        isOver(day) ? (
          <Button type="link" className="mono linkCell" onClick={() => props.onDate(day.date)}>
            {day.date}
          </Button>
        ) : (
          <span className="mono">{day.date}</span>
        ),
    },
    {
      id: 'state',
      title: t('reports.days.column.state'),
      render: ({ state }) => (
        <span className={`tone ${marks[state].tone}`}>
          {marks[state].icon}
          {t(`reports.days.state.${state}`)}
        </span>
      ),
    },
    {
      id: 'signedBy',
      title: t('reports.days.column.signedBy'),
      render: ({ signedBy }) => (signedBy.length === 0 ? '—' : signedBy.join(' · ')),
    },
    { id: 'cases', title: t('reports.days.column.cases'), number: true, render: (day) => count(day.cases) },
    { id: 'cards', title: t('reports.days.column.cards'), number: true, render: (day) => count(day.cards) },
    {
      id: 'exceptions',
      title: t('reports.days.column.exceptions'),
      number: true,
      render: (day) => count(day.exceptions),
    },
    { id: 'rows', title: t('reports.days.column.rows'), number: true, render: (day) => count(day.rowCount) },
  ];
  return (
    <section className="card tableCard" aria-label={t('reports.days.list', { month })}>
      <h2>
        {t('reports.days.list', { month })}{' '}
        {props.station === null ? null : (
          <small className="quiet">{t('reports.days.station', { station: props.station })}</small>
        )}
      </h2>
      {props.unsigned.length === 0 ? null : (
        <p className="explainBar">
          <WarningFilled aria-hidden /> {t('reports.days.unsigned', { days: props.unsigned.join(' · ') })}
        </p>
      )}
      {list.failure === null ? null : <FailureNote failure={list.failure} />}
      <DataTable
        label={t('reports.days.list', { month })}
        rows={list.value?.days ?? []}
        columns={columns}
        pageSize={31}
        empty={t(list.loading ? 'common.loading' : 'reports.days.emptyMonth')}
        keyOf={(day) => day.date}
      />
    </section>
  );
}
