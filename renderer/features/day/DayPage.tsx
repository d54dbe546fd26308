import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../../main/contract/day.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { formatDate, formatTime } from '../../ui/format.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ClosedDays } from '../reports/ClosedDays.tsx';
import { PeriodReports } from '../reports/PeriodReports.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { Today } from './Today.tsx';
import { daySteps, dayStep } from './dayView.ts';
import './day.css';

/** Parts of the page with the keys that lead there. */
const tabs = { today: 't', days: 'd', periods: 'r' } as const;
type Tab = keyof typeof tabs;
const tabNames = ['today', 'days', 'periods'] as const satisfies readonly Tab[];

/** Date and opening of the day, once it has both. */
function openedOf(status: DayStatus | undefined): {
  readonly date: string;
  readonly openedAt: string;
  readonly openedBy: string | null;
} | null {
  if (status === undefined || status.date === null || status.openedAt === null) return null;
  return { date: status.date, openedAt: status.openedAt, openedBy: status.openedBy };
}

function Steps({ status }: { readonly status: DayStatus | undefined }) {
  const { t } = useTranslation();
  const today = formatDate(useWorkstation().now);
  const now = status === undefined ? null : dayStep(status, today);
  const at = now === null ? -1 : daySteps.indexOf(now);
  return (
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
  );
}

/** The day as one page (open, count blind, match, sign), and beside it the days that are over and the reports over them. */
export function DayPage() {
  const { t } = useTranslation();
  const mayRead = useRefusal()('dayList') === null;
  const status = useCall('dayStatus', {}, { everyMs: 30_000 });
  const [tab, setTab] = useState<Tab>('today');
  const [date, setDate] = useState<string | null>(null);
  const go = (next: Tab): void => {
    setTab(next);
    setDate(null);
  };
  useKeys(mayRead ? Object.fromEntries(tabNames.map((name) => [tabs[name], () => go(name)])) : {});
  const opened = openedOf(status.value);
  return (
    <main className="page">
      <div className="pageHead">
        <h1>{t('day.title')}</h1>
        {mayRead ? (
          <Segmented<Tab>
            aria-label={t('day.tabs.label')}
            value={tab}
            onChange={go}
            options={tabNames.map((value) => ({
              value,
              label: (
                <span aria-keyshortcuts={tabs[value]}>
                  {t(`day.tabs.${value}`)} <KeyCap name={tabs[value].toUpperCase()} />
                </span>
              ),
            }))}
          />
        ) : null}
        {opened === null || tab !== 'today' ? null : (
          <span className="quiet">
            {t('day.opened', {
              date: opened.date,
              by: opened.openedBy ?? '—',
              at: formatTime(opened.openedAt),
            })}
          </span>
        )}
        {tab === 'today' ? <Steps status={status.value} /> : null}
      </div>
      {status.failure === null ? null : <FailureNote failure={status.failure} />}
      {tab === 'days' ? <ClosedDays date={date} onDate={setDate} /> : null}
      {tab === 'periods' ? <PeriodReports /> : null}
      {tab === 'today' && status.value !== undefined ? (
        <Today
          status={status.value}
          onUnsigned={(unsigned) => {
            setTab('days');
            setDate(unsigned);
          }}
        />
      ) : null}
    </main>
  );
}
