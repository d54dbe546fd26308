import { WarningFilled } from '@ant-design/icons';
import { App, Button, Input, Segmented } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../main/contract/method.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import { periodBy, type PeriodBy, type PeriodReport } from '../../../main/contract/periods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatDate } from '../../ui/format.ts';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { PeriodTable } from './PeriodTable.tsx';
import { dayBefore, lastOfMonth, monthBefore, readDate } from './dates.ts';
import './reports.css';

type Period = InputOf<Methods['periodReport']>;
const formats = ['pdf', 'csv', 'xlsx'] as const;

/** Whole periods that are asked for again and again, as first and last date of `today`. */
const quick = {
  thisMonth: (today: string) => [`${today.slice(0, 7)}-01`, today],
  lastMonth: (today: string) => [`${monthBefore(today)}-01`, lastOfMonth(monthBefore(today))],
  thisYear: (today: string) => [`${today.slice(0, 4)}-01-01`, today],
} as const;

/** Sums over signed days by day, month, clerk or station of the hall, with the files of the same (H7). */
export function PeriodReports() {
  const { t } = useTranslation();
  const today = formatDate(useWorkstation().now);
  // What is signed ends with yesterday: on the first of a month that is the month before.
  const [from, setFrom] = useState(() => `${dayBefore(today).slice(0, 7)}-01`);
  const [to, setTo] = useState(today);
  const [by, setBy] = useState<PeriodBy>('day');
  const [asked, setAsked] = useState<Omit<Period, 'by'>>({ from, to });
  const first = readDate(from, today);
  const last = readDate(to, today);
  const good = first !== null && last !== null && first <= last;
  const period: Period = { ...asked, by };
  const report = useCall('periodReport', period);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (good) setAsked({ from: first, to: last });
  };
  const choose = (name: keyof typeof quick): void => {
    const [start = today, end = today] = quick[name](today);
    setFrom(start);
    setTo(end);
    setAsked({ from: start, to: end });
  };
  return (
    <>
      <form className="card periodForm" onSubmit={submit}>
        <DateField label={t('reports.period.from')} value={from} wrong={first === null} onChange={setFrom} />
        <DateField
          label={t('reports.period.to')}
          value={to}
          wrong={last === null || !good}
          onChange={setTo}
        />
        <Button type="primary" htmlType="submit" disabled={!good}>
          {t('reports.period.show')}
        </Button>
        <div className="actRow" role="group" aria-label={t('reports.period.quick')}>
          {(Object.keys(quick) as (keyof typeof quick)[]).map((name) => (
            <Button key={name} onClick={() => choose(name)}>
              {t(`reports.period.${name}`)}
            </Button>
          ))}
        </div>
        <div className="periodBy push">
          <span className="quiet">{t('reports.period.by')}</span>
          <Segmented<PeriodBy>
            aria-label={t('reports.period.by')}
            value={by}
            onChange={setBy}
            options={periodBy.options.map((value) => ({ value, label: t(`reports.period.byOf.${value}`) }))}
          />
        </div>
        {good ? null : (
          <p className="tone bad wrap" role="alert">
            <WarningFilled aria-hidden /> {t('reports.period.bad')}
          </p>
        )}
      </form>
      {report.failure === null ? null : <FailureNote failure={report.failure} />}
      {report.value === undefined ? (
        report.failure === null ? (
          <p className="card emptyState">{t('common.loading')}</p>
        ) : null
      ) : (
        <Report report={report.value} period={period} />
      )}
    </>
  );
}

function DateField(props: {
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
  onChange(value: string): void;
}) {
  return (
    <Field label={props.label}>
      {(id) => (
        <Input
          id={id}
          className="mono dateField"
          autoComplete="off"
          maxLength={20}
          aria-invalid={props.wrong}
          {...(props.wrong && { status: 'error' as const })}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function Report({ report, period }: { readonly report: PeriodReport; readonly period: Period }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async (format: (typeof formats)[number]): Promise<void> => {
    setBusy(format);
    const result = await call('periodExport', { ...period, format });
    setBusy(null);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    saveDocument(result.value);
    void message.success(t('day.closed.saved', { name: result.value.fileName }));
  };
  const { from, silent, stationId, to, unsigned } = report;
  return (
    <section className="card tableCard" aria-label={t('reports.period.title')}>
      <div className="actRow">
        <h2 className="grow">{t('reports.period.head', { station: stationId, from, to })}</h2>
        {formats.map((format) => (
          <Button
            key={format}
            disabled={report.rows.length === 0}
            loading={busy === format}
            onClick={() => void save(format)}
          >
            {t(`reports.period.save.${format}`)}
          </Button>
        ))}
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
      {unsigned.length === 0 ? null : (
        <p className="explainBar">
          <WarningFilled aria-hidden /> {t('reports.period.unsigned', { days: unsigned.join(' · ') })}
        </p>
      )}
      {silent.length === 0 ? null : (
        <p className="explainBar">
          <WarningFilled aria-hidden /> {t('reports.period.silent', { stations: silent.join(' · ') })}
        </p>
      )}
      {report.rows.length === 0 ? (
        <p className="emptyState">{t('reports.period.empty')}</p>
      ) : (
        <PeriodTable report={report} />
      )}
    </section>
  );
}
