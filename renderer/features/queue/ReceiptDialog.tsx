import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../main/contract/result.ts';
import type { QueueRowView, Receipt } from '../../../main/contract/sync.ts';
import { call, useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { PlainDialog } from '../../ui/PlainDialog.tsx';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';

/** The receipt of one row in full, and on paper (G1). */
export function ReceiptDialog({
  row,
  receipt,
  onClose,
}: {
  readonly row: QueueRowView;
  readonly receipt: Receipt;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { station } = useWorkstation();
  const refused = useRefusal()('queueReceiptPrint');
  const print = useAct('queueReceiptPrint');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [state, setState] = useState<'idle' | 'making' | 'printed'>('idle');
  const save = async (): Promise<void> => {
    setState('making');
    const result = await call('queueReceipt', { rowId: row.id });
    setState('idle');
    setFailure(result.ok ? null : result.error);
    if (result.ok) saveDocument(result.value);
  };
  const slip = async (): Promise<void> => {
    setFailure(null);
    const result = await print.run({ rowId: row.id });
    setState(result.ok ? 'printed' : 'idle');
  };
  const shown = failure ?? print.failure;
  const facts = [
    { name: 'number', value: receipt.number, look: 'mono hash receiptNumber' },
    { name: 'at', value: formatDateTime(receipt.at), look: '' },
    { name: 'kind', value: t(`queue.kind.${row.kind}`), look: '' },
    {
      name: 'case',
      value: row.caseNumber ?? t('queue.receipt.noCase'),
      look: row.caseNumber === null ? '' : 'mono',
    },
    { name: 'station', value: station?.stationId ?? '—', look: 'mono' },
    { name: 'queued', value: formatDateTime(row.createdAt), look: '' },
    { name: 'id', value: row.id, look: 'mono hash' },
  ] as const;
  return (
    <PlainDialog title={t('queue.receipt.title')} className="receiptDialog" onClose={onClose}>
      <dl className="receiptFacts">
        {facts.map(({ name, value, look }) => (
          <div key={name}>
            <dt>{t(`queue.receipt.${name}`)}</dt>
            <dd className={look} data-fact={name}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {shown === null ? null : <FailureNote failure={shown} />}
      <footer>
        <span role="status" className="quiet">
          {state === 'printed' ? t('queue.receipt.printed') : (refused ?? '')}
        </span>
        <Button onClick={onClose}>
          {t('common.close')} <KeyCap name="Esc" />
        </Button>
        <Button loading={state === 'making'} onClick={() => void save()}>
          {t('queue.receipt.pdf')}
        </Button>
        <Button
          type="primary"
          autoFocus
          loading={print.busy}
          disabled={refused !== null}
          onClick={() => void slip()}
        >
          {t('queue.receipt.print')}
        </Button>
      </footer>
    </PlainDialog>
  );
}
