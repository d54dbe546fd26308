import { Button, Input, Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowKind, type QueueRowView } from '../../../main/contract/sync.ts';
import { useAct, useCall } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { agePart, formatCount, formatDateTime, formatTime, minutesBetween } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ownerName } from '../../ui/ownerName.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { RowDialog } from './RowDialogs.tsx';
import { RowState } from './RowState.tsx';
import { filterKeys, retryKey } from './queueKeys.ts';
import { nextKey, pausedBy, rowsFor, type RowWish } from './rowWords.ts';

type Open = { readonly row: QueueRowView; readonly how: 'correct' | 'withdraw' | 'receipt' };

const filters = ['open', 'problems', 'all'] as const;
const empties = { open: 'queue.empty', problems: 'queue.emptyProblems', all: 'queue.emptyFilter' } as const;

/**
 * Every row with state, owner, age and next action; nothing ends silently (G1). `waiting`: how many wait, of which the oldest are listed. `calm`: thousands are being sent, and the list is not asked
 * for again at each of them, which would take the time of the desk (G5).
 */
export function RowTable({ calm, waiting }: { readonly calm: boolean; readonly waiting: number }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { now, openCase, station } = useWorkstation();
  const paused = pausedBy(station?.links ?? []);
  const refusal = useRefusal();
  const [wish, setWish] = useState<RowWish>({ filter: 'open', caseNumber: '', kind: 'any' });
  const [open, setOpen] = useState<Open | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const openOnly = wish.filter !== 'all';
  const [loadedFor, setLoadedFor] = useState<boolean | null>(null);
  const answer = useCall(
    'queueRows',
    { openOnly },
    { everyMs: 15_000, enabled: !(calm && loadedFor === openOnly) },
  );
  if (answer.value !== undefined && loadedFor !== openOnly) setLoadedFor(openOnly);
  const retry = useAct('queueRetry');
  const mayRetry = refusal('queueRetry');
  const mayCorrect = refusal('queueCorrect') === null;
  const mayWithdraw = refusal('queueWithdraw') === null;
  const caseField = useId();
  const rows = rowsFor(answer.value ?? [], wish);
  const listed = (answer.value ?? []).filter(({ state }) => state === 'waiting').length;
  useKeys({
    ...Object.fromEntries(filters.map((filter) => [filterKeys[filter], () => setWish({ ...wish, filter })])),
    ...(mayRetry === null ? { [retryKey]: () => void retry.run({}) } : {}),
  });

  /** A superseded row and the one that took its place are seen together: all rows of their case. */
  const showSuccessor = (row: QueueRowView): void => {
    setWish({ filter: 'all', caseNumber: row.caseNumber ?? '', kind: 'any' });
    setMarked(row.supersededBy ?? null);
  };
  const age = (from: string): string => {
    const { unit, count } = agePart(minutesBetween(from, now));
    return t(`common.age.${unit}`, { n: count });
  };
  const actsOf = (row: QueueRowView) => {
    const { id, state, receipt, supersededBy } = row;
    const act = (name: string, run: () => void, busy = false) => (
      <Button key={name} size="small" data-act={name} loading={busy} onClick={run}>
        {t(name === 'retry' ? 'queue.retry' : `queue.acts.${name}`)}
      </Button>
    );
    return [
      state === 'waiting' && (row.waitsFor ?? null) === null && mayRetry === null
        ? act('retry', () => void retry.run({ rowId: id }))
        : null,
      mayCorrect && row.correctable === true ? act('correct', () => setOpen({ row, how: 'correct' })) : null,
      mayWithdraw && row.withdrawable === true
        ? act('withdraw', () => setOpen({ row, how: 'withdraw' }))
        : null,
      receipt === null ? null : act('receipt', () => setOpen({ row, how: 'receipt' })),
      state === 'superseded' && supersededBy !== undefined && supersededBy !== null
        ? act('successor', () => showSuccessor(row))
        : null,
    ];
  };
  const columns: readonly Column<QueueRowView>[] = [
    {
      title: t('queue.column.kind'),
      id: 'kind',
      render: (row) => <b data-marked={row.id === marked}>{t(`queue.kind.${row.kind}`)}</b>,
    },
    {
      title: t('queue.column.case'),
      id: 'caseNumber',
      render: ({ caseId, caseNumber }) =>
        caseId === null ? (
          '—'
        ) : (
          <Button type="link" className="mono linkCell" onClick={() => openCase(caseId)}>
            {caseNumber}
          </Button>
        ),
    },
    { title: t('queue.column.state'), id: 'state', render: ({ state }) => <RowState state={state} /> },
    {
      title: t('queue.column.owner'),
      id: 'owner',
      render: (row) => <span className="short">{ownerName(row.owner, t)}</span>,
    },
    {
      title: t('queue.column.age'),
      id: 'createdAt',
      render: ({ createdAt }) => (
        <span className="short" title={formatDateTime(createdAt)}>
          {age(createdAt)}
        </span>
      ),
    },
    {
      title: t('queue.column.next'),
      id: 'nextAction',
      render: (row) => (
        <>
          {t(nextKey(row, paused))}
          {row.state === 'waiting' && row.attempts > 0 ? (
            <span className="quiet rowTries">
              {t('queue.tried', { count: row.attempts })}
              {row.nextAttemptAt === null
                ? ''
                : ` · ${t('queue.nextAt', { at: formatTime(row.nextAttemptAt) })}`}
            </span>
          ) : null}
        </>
      ),
    },
    {
      title: t('queue.column.receipt'),
      id: 'receipt',
      render: ({ receipt, refusal: reason }) =>
        receipt === null ? (
          reason === null ? (
            '—'
          ) : (
            detailWord('reason', reason, language)
          )
        ) : (
          <>
            <span className="mono hash">{receipt.number}</span>{' '}
            <span className="quiet short">{formatDateTime(receipt.at)}</span>
          </>
        ),
    },
    {
      title: t('queue.column.acts'),
      id: 'acts',
      render: (row) => <span className="rowActs">{actsOf(row)}</span>,
    },
  ];
  const narrowed = wish.caseNumber.trim() !== '' || wish.kind !== 'any';
  return (
    <>
      <div className="rowFilters" role="search" aria-label={t('queue.filter.label')}>
        <Segmented
          value={wish.filter}
          onChange={(filter) => setWish({ ...wish, filter })}
          options={filters.map((value) => ({
            value,
            label: (
              <span aria-keyshortcuts={filterKeys[value]}>
                {t(`queue.filter.${value}`)} <KeyCap name={filterKeys[value].toUpperCase()} />
              </span>
            ),
          }))}
        />
        <label htmlFor={caseField}>{t('queue.filter.caseNumber')}</label>
        <Input
          id={caseField}
          className="mono"
          allowClear
          maxLength={40}
          value={wish.caseNumber}
          onChange={(event) => setWish({ ...wish, caseNumber: event.target.value })}
        />
        <Select
          aria-label={t('queue.filter.kind')}
          value={wish.kind}
          popupMatchSelectWidth={false}
          onChange={(kind) => setWish({ ...wish, kind })}
          options={(['any', ...rowKind.options] as const).map((value) => ({
            value,
            label: t(value === 'any' ? 'queue.filter.anyKind' : `queue.kind.${value}`),
          }))}
        />
        <span className="quiet" role="status">
          {t('queue.filter.found', { count: rows.length })}
          {calm ? ` · ${t('queue.filter.calm')}` : ''}
          {!calm && listed > 0 && listed < waiting
            ? ` · ${t('queue.filter.oldest', { listed: formatCount(listed), waiting: formatCount(waiting) })}`
            : ''}
        </span>
        <Button
          disabled={mayRetry !== null}
          title={mayRetry ?? ''}
          loading={retry.busy}
          aria-keyshortcuts={retryKey}
          onClick={() => void retry.run({})}
        >
          {t('queue.retryAll')} <KeyCap name={retryKey.toUpperCase()} />
        </Button>
      </div>
      {answer.failure === null ? null : <FailureNote failure={answer.failure} />}
      {retry.failure === null ? null : <FailureNote failure={retry.failure} />}
      <DataTable
        label={t('queue.title')}
        rows={rows}
        columns={columns}
        pageSize={15}
        empty={t(answer.loading ? 'common.loading' : narrowed ? 'queue.emptyFilter' : empties[wish.filter])}
        keyOf={(row) => row.id}
      />
      {open === null ? null : open.how !== 'receipt' ? (
        <RowDialog row={open.row} how={open.how} onClose={() => setOpen(null)} />
      ) : open.row.receipt === null ? null : (
        <ReceiptDialog row={open.row} receipt={open.row.receipt} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
