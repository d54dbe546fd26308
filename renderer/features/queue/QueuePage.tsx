import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import { Button, Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRowView, RowState } from '../../../main/contract/sync.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { agePart, formatDateTime, formatTime, minutesBetween } from '../../ui/format.ts';
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
  const columns: TableColumnsType<QueueRowView> = [
    { title: t('queue.column.kind'), dataIndex: 'kind', render: (_, row) => t(`queue.kind.${row.kind}`) },
    {
      title: t('queue.column.case'),
      dataIndex: 'caseNumber',
      render: (_, row) => {
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
      dataIndex: 'state',
      render: (_, row) => (
        <span className={`tone ${marks[row.state].tone}`}>
          {marks[row.state].icon}
          {t(`queue.state.${row.state}`)}
        </span>
      ),
    },
    { title: t('queue.column.owner'), dataIndex: 'owner' },
    {
      title: t('queue.column.age'),
      dataIndex: 'createdAt',
      render: (_, row) => <span title={formatDateTime(row.createdAt)}>{age(row.createdAt)}</span>,
    },
    { title: t('queue.column.attempts'), dataIndex: 'attempts', align: 'right' },
    {
      title: t('queue.column.receipt'),
      dataIndex: 'receipt',
      render: (_, row) =>
        row.receipt === null ? (
          (row.refusal ?? '—')
        ) : (
          <>
            <span className="mono">{row.receipt.number}</span>{' '}
            <span className="quiet">{formatDateTime(row.receipt.at)}</span>
          </>
        ),
    },
    {
      title: t('queue.column.next'),
      dataIndex: 'nextAction',
      render: (_, row) => (
        <>
          {t(`queue.next.${row.nextAction}`)}{' '}
          {row.state === 'waiting' && row.nextAttemptAt !== null ? (
            <span className="quiet">{t('queue.nextAt', { at: formatTime(row.nextAttemptAt) })}</span>
          ) : null}
          {row.state === 'acked' || mayRetry !== null ? null : (
            <Button size="small" onClick={() => void retry.run({ rowId: row.id })}>
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
      <Table<QueueRowView>
        size="small"
        rowKey="id"
        loading={rows.loading}
        columns={columns}
        dataSource={[...(rows.value ?? [])]}
        pagination={{ pageSize: 14, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <p className="emptyState">{t('queue.empty')}</p> }}
      />
    </main>
  );
}
