import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRowView, RowState } from '../../../main/contract/sync.ts';
import { useAct, useCall } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { agePart, formatDateTime, formatTime, minutesBetween } from '../../ui/format.ts';
import { ownerName } from '../../ui/ownerName.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';

const marks = {
  waiting: { tone: 'warn', icon: <ClockCircleOutlined aria-hidden /> },
  acked: { tone: 'good', icon: <CheckCircleFilled aria-hidden /> },
  refused: { tone: 'bad', icon: <CloseCircleFilled aria-hidden /> },
  conflict: { tone: 'bad', icon: <CloseCircleFilled aria-hidden /> },
} as const satisfies Record<RowState, unknown>;

/** Every row with owner, age and next action; nothing ends silently (G1). */
export function QueuePage() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { station, now, openCase } = useWorkstation();
  const refusal = useRefusal();
  const [openOnly, setOpenOnly] = useState(true);
  const rows = useCall('queueRows', { openOnly }, { everyMs: 15_000 });
  const retry = useAct('queueRetry');
  const mayRetry = refusal('queueRetry');

  const age = (from: string): string => {
    const { unit, count } = agePart(minutesBetween(from, now));
    return t(`common.age.${unit}`, { n: count });
  };
  const columns: readonly Column<QueueRowView>[] = [
    { title: t('queue.column.kind'), id: 'kind', render: (row) => t(`queue.kind.${row.kind}`) },
    {
      title: t('queue.column.case'),
      id: 'caseNumber',
      render: (row) => {
        const { caseId } = row;
        return caseId === null ? (
          '—'
        ) : (
          <Button type="link" className="mono linkCell" onClick={() => openCase(caseId)}>
            {row.caseNumber}
          </Button>
        );
      },
    },
    {
      title: t('queue.column.state'),
      id: 'state',
      render: (row) => (
        <span className={`tone ${marks[row.state].tone}`}>
          {marks[row.state].icon}
          {t(`queue.state.${row.state}`)}
        </span>
      ),
    },
    { title: t('queue.column.owner'), id: 'owner', render: (row) => ownerName(row.owner, t) },
    {
      title: t('queue.column.age'),
      id: 'createdAt',
      render: (row) => <span title={formatDateTime(row.createdAt)}>{age(row.createdAt)}</span>,
    },
    { title: t('queue.column.attempts'), id: 'attempts', number: true, render: (row) => row.attempts },
    {
      title: t('queue.column.receipt'),
      id: 'receipt',
      render: (row) =>
        row.receipt === null ? (
          row.refusal === null ? (
            '—'
          ) : (
            detailWord('reason', row.refusal, language)
          )
        ) : (
          <>
            <span className="mono">{row.receipt.number}</span>{' '}
            <span className="quiet">{formatDateTime(row.receipt.at)}</span>
          </>
        ),
    },
    {
      title: t('queue.column.next'),
      id: 'nextAction',
      render: (row) => (
        <>
          {t(`queue.next.${row.nextAction}`)}{' '}
          {row.state === 'waiting' && row.nextAttemptAt !== null ? (
            <span className="quiet">{t('queue.nextAt', { at: formatTime(row.nextAttemptAt) })}</span>
          ) : null}
          {row.state !== 'waiting' || mayRetry !== null ? null : (
            <Button className="retry" size="small" onClick={() => void retry.run({ rowId: row.id })}>
              {t('queue.retry')}
            </Button>
          )}
        </>
      ),
    },
  ];
  const queue = station?.queue;
  const all = queue === undefined || queue.waiting + queue.refused > 0;
  return (
    <main className="page">
      <div className="pageHead">
        <h1>{t('queue.title')}</h1>
        {queue === undefined ? null : (
          <span className="quiet">
            {all
              ? t('queue.summary', {
                  waiting: queue.waiting,
                  problem: queue.refused,
                  age: queue.oldestAt === null ? '—' : age(queue.oldestAt),
                })
              : t('queue.summaryNone')}
          </span>
        )}
        <span className="push" />
        <Segmented
          value={openOnly ? 'open' : 'all'}
          onChange={(value) => setOpenOnly(value === 'open')}
          options={[
            { value: 'open', label: t('queue.openOnly') },
            { value: 'all', label: t('queue.all') },
          ]}
        />
        <Button
          disabled={mayRetry !== null}
          title={mayRetry ?? ''}
          loading={retry.busy}
          onClick={() => void retry.run({})}
        >
          {t('queue.retryAll')}
        </Button>
      </div>
      {queue?.paused === true ? <p className="explainBar">{t('queue.paused')}</p> : null}
      {rows.failure === null ? null : <FailureNote failure={rows.failure} />}
      {retry.failure === null ? null : <FailureNote failure={retry.failure} />}
      <DataTable
        label={t('queue.title')}
        rows={rows.value ?? []}
        columns={columns}
        pageSize={15}
        empty={t(rows.loading ? 'common.loading' : 'queue.empty')}
        keyOf={(row) => row.id}
      />
    </main>
  );
}
