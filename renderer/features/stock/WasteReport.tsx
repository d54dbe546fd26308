import { Button, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { printerName } from './printerName.ts';

/** Waste of a span of days by reason and printer (D5). `today`: yyyy-mm-dd in Asia/Shanghai. */
export function WasteReportDialog({ today, onClose }: { readonly today: string; onClose(): void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [to, setTo] = useState(today);
  const report = useCall('stockWasteReport', { from, to }, { enabled: from !== '' && to !== '' });
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const rows = report.value?.rows ?? [];
  const figures = ['wasted', 'waiting', 'sentUp', 'destroyed'] as const;
  return (
    <dialog
      ref={dialog}
      className="finalAct"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{t('stock.book.report.title')}</h2>
      <div className="fields">
        <Field label={t('stock.book.report.from')}>
          {(id) => (
            <Input id={id} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          )}
        </Field>
        <Field label={t('stock.book.report.to')}>
          {(id) => <Input id={id} type="date" value={to} onChange={(event) => setTo(event.target.value)} />}
        </Field>
      </div>
      {report.failure === null ? null : <FailureNote failure={report.failure} />}
      <DataTable
        label={t('stock.book.report.title')}
        rows={rows}
        keyOf={(row) => `${row.reason} ${row.printerId ?? ''}`}
        pageSize={12}
        empty={t(report.loading ? 'common.loading' : 'stock.book.report.none')}
        columns={[
          {
            id: 'reason',
            title: t('stock.book.report.reason'),
            render: (row) => t(`cards.waste.${row.reason}`),
          },
          {
            id: 'printer',
            title: t('stock.book.report.printer'),
            render: (row) =>
              row.printerId === null ? t('stock.book.report.noPrinter') : printerName(t, row.printerId),
          },
          ...figures.map((figure) => ({
            id: figure,
            title: t(`stock.book.report.${figure}`),
            number: true,
            render: (row: (typeof rows)[number]) => row[figure],
          })),
        ]}
      />
      <footer>
        <span>{t('stock.book.report.total', { n: report.value?.total ?? 0 })}</span>
        <Button onClick={onClose}>{t('stock.book.report.close')}</Button>
      </footer>
    </dialog>
  );
}
