import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { agePart, minutesBetween } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { CarryPart } from './carry/CarryPart.tsx';
import { ClockBanner } from './ClockBanner.tsx';
import { IdentityPart } from './IdentityPart.tsx';
import { LimitsKept, PermitsKept } from './KeptCard.tsx';
import { offlineKey, tabKeys } from './queueKeys.ts';
import { RowTable } from './RowTable.tsx';
import { StandingCard } from './StandingCard.tsx';
import { useOverview, usePermitStanding } from './useStanding.ts';
import './queue.css';

/** From how many waiting rows on the list rests while they are being sent. */
const manyRows = 500;

type Tab = keyof typeof tabKeys;
const tabs = ['rows', 'carry'] as const satisfies readonly Tab[];

/** The queue in words, then every row of it; beside it what is kept for working without a network, and the way by hand (G1, G6, G11). */
export function QueuePage() {
  const { t } = useTranslation();
  const { station, now } = useWorkstation();
  const [tab, setTab] = useState<Tab>('rows');
  const overview = useOverview();
  const permits = usePermitStanding();
  const offline = useCall('offlineStanding', {}, { everyMs: 15_000 });
  useKeys({
    ...Object.fromEntries(tabs.map((name) => [tabKeys[name], () => setTab(name)])),
    [offlineKey]: () => document.querySelector<HTMLElement>('[data-act="workOffline"]')?.click(),
  });

  const queue = station?.queue;
  const calm = (overview.value?.drain ?? null) !== null && (overview.value?.waiting ?? 0) > manyRows;
  const age =
    queue === undefined || queue.oldestAt === null ? null : agePart(minutesBetween(queue.oldestAt, now));
  const failures = [overview.failure, permits.failure, offline.failure].filter((each) => each !== null);
  return (
    <main className="page queuePage">
      <div className="pageHead">
        <h1>{t('queue.title')}</h1>
        <Segmented<Tab>
          aria-label={t('queue.tabs.label')}
          value={tab}
          onChange={setTab}
          options={tabs.map((value) => ({
            value,
            label: (
              <span aria-keyshortcuts={tabKeys[value]}>
                {t(`queue.tabs.${value}`)} <KeyCap name={tabKeys[value].toUpperCase()} />
              </span>
            ),
          }))}
        />
        {queue === undefined ? null : (
          <span className="quiet">
            {queue.waiting + queue.refused > 0
              ? t('queue.summary', {
                  waiting: queue.waiting,
                  problem: queue.refused,
                  age: age === null ? '—' : t(`common.age.${age.unit}`, { n: age.count }),
                })
              : t('queue.summaryNone')}
          </span>
        )}
      </div>
      {failures.map((failure, index) => (
        <FailureNote key={index} failure={failure} />
      ))}
      {offline.value === undefined ? null : <ClockBanner clock={offline.value.clock} />}
      {tab === 'carry' ? (
        <CarryPart />
      ) : (
        <>
          <div className="queueTop">
            {overview.value === undefined ? null : <StandingCard overview={overview.value} />}
            {permits.value === undefined ? null : <PermitsKept permits={permits.value} />}
            {offline.value === undefined ? null : <LimitsKept limits={offline.value.limits} />}
          </div>
          <RowTable calm={calm} waiting={overview.value?.waiting ?? 0} />
          <IdentityPart />
        </>
      )}
    </main>
  );
}
