import { App, Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitKey } from '../../../main/contract/ids.ts';
import { unitState, type StockUnitView, type UnitState } from '../../../main/contract/stock.ts';
import { useCall } from '../../client/client.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useRefusal } from '../window/Workstation.ts';
import { StockBookView } from './StockBookView.tsx';
import { className } from './className.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { StockSummary } from './StockSummary.tsx';
import { WasteDialog } from './WasteDialog.tsx';
import { isLive, summarise } from './stockTotals.ts';
import './stock.css';

type Open = { kind: 'receive' } | { kind: 'move' } | { kind: 'waste'; unit: StockUnitView };

/** The book of the stock, and every blank by its last four digits with the acts of two people. */
export function StockPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const stock = useCall('stockList', {});
  const book = useCall('stockBook', {});
  const [state, setState] = useState<UnitState | 'all'>('all');
  const [ticked, setTicked] = useState<readonly UnitKey[]>([]);
  const [open, setOpen] = useState<Open | null>(null);
  const units = stock.value ?? [];
  const shown = state === 'all' ? units : units.filter((unit) => unit.state === state);
  const live = new Set(units.filter(isLive).map((unit) => unit.key));
  const selected = ticked.filter((key) => live.has(key));
  const noReceive = refusal('stockReceive');
  const noMove = refusal('stockMove');
  const noWaste = refusal('stockWaste');

  const close = (done?: string): void => {
    setOpen(null);
    if (done === undefined) return;
    setTicked([]);
    void message.success(done);
  };
  const columns: readonly Column<StockUnitView>[] = [
    {
      title: t('stock.column.tail'),
      id: 'tail',
      render: (unit) => <b className="mono">•••• {unit.tail}</b>,
    },
    {
      title: t('stock.column.class'),
      id: 'bank',
      render: (unit) => (
        <>
          {className(t, unit)}{' '}
          {unit.box === null ? null : (
            <span className="quiet">{t('stock.book.boxOf', { box: unit.box })}</span>
          )}
        </>
      ),
    },
    {
      title: t('stock.column.state'),
      id: 'state',
      render: (unit) => (
        <>
          {t(`stock.state.${unit.state}`)}
          {unit.clerk === null ? '' : ` · ${unit.clerk}`}
          {unit.custody === null ? '' : ` · ${t(`stock.book.waste.custody.${unit.custody}`)}`}{' '}
          {unit.unresolved ? (
            <b className="tone warn" title={t('stock.unresolvedHint')}>
              {t('stock.unresolved')}
            </b>
          ) : null}
        </>
      ),
    },
    { title: t('stock.column.since'), id: 'since', render: (unit) => formatDateTime(unit.since) },
    {
      title: t('stock.column.reason'),
      id: 'reason',
      render: (unit) => (unit.reason === null ? '—' : t(`cards.waste.${unit.reason}`)),
    },
    {
      title: t('stock.column.act'),
      id: 'act',
      render: (unit) =>
        isLive(unit) || unit.unresolved ? (
          <Button
            size="small"
            danger
            disabled={noWaste !== null}
            title={noWaste ?? ''}
            onClick={() => setOpen({ kind: 'waste', unit })}
          >
            {t('stock.waste.act')}
          </Button>
        ) : null,
    },
  ];
  return (
    <main className="page">
      <div className="pageHead">
        <h1>{t('stock.title')}</h1>
        <span className="push quiet">
          {noReceive ?? (selected.length === 0 ? t('stock.move.choose') : '')}
        </span>
        <Button
          type="primary"
          disabled={noMove !== null || selected.length === 0}
          onClick={() => setOpen({ kind: 'move' })}
        >
          {selected.length === 0 ? t('stock.move.act') : t('stock.move.actN', { n: selected.length })}
        </Button>
        <Button disabled={noReceive !== null} onClick={() => setOpen({ kind: 'receive' })}>
          {t('stock.receive.act')}
        </Button>
      </div>
      {stock.failure === null ? null : <FailureNote failure={stock.failure} />}
      {book.failure === null ? null : <FailureNote failure={book.failure} />}
      {book.value === undefined ? null : <StockBookView book={book.value} />}
      <StockSummary classes={summarise(units)} />
      <Segmented<UnitState | 'all'>
        value={state}
        onChange={setState}
        options={[
          { value: 'all', label: `${t('stock.all')} ${units.length}` },
          ...unitState.options.map((each) => ({
            value: each,
            label: `${t(`stock.state.${each}`)} ${units.filter((unit) => unit.state === each).length}`,
          })),
        ]}
      />
      <DataTable
        label={t('stock.title')}
        rows={shown}
        columns={columns}
        pageSize={10}
        empty={t(stock.loading ? 'common.loading' : units.length === 0 ? 'stock.empty' : 'stock.emptyFilter')}
        keyOf={(unit) => unit.key}
        ticks={{
          keys: ticked,
          label: t('stock.move.tick'),
          may: (key) => noMove === null && live.has(key),
          onChange: setTicked,
        }}
      />
      {open?.kind === 'receive' ? <ReceiveDialog onClose={close} /> : null}
      {open?.kind === 'move' ? (
        <MoveDialog
          units={units.filter((unit) => selected.includes(unit.key))}
          book={book.value}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'waste' ? <WasteDialog unit={open.unit} onClose={close} /> : null}
    </main>
  );
}
