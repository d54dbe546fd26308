import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiscrepancyView } from '../../../main/contract/stockBook.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { subjectName } from './printerName.ts';

/** A supervisor says what was found out; the difference and the reason stay. */
export function CloseDiscrepancyDialog({
  difference,
  onClose,
}: {
  readonly difference: DiscrepancyView;
  onClose(done?: string): void;
}) {
  const { t } = useTranslation();
  const close = useAct('discrepancyClose');
  const [reason, setReason] = useState('');
  const { ledger, found } = difference;
  const subject = subjectName(t, difference);
  return (
    <FinalAct
      title={t('stock.book.discrepancies.closeTitle')}
      sentence={`${t(`stock.book.discrepancies.kind.${difference.kind}`)} ${subject} · ${t('stock.book.discrepancies.line', { ledger, found })} · ${t('stock.book.discrepancies.closeSentence')}`}
      actLabel={t('stock.book.discrepancies.close')}
      busy={close.busy}
      failure={close.failure}
      missing={reason.trim() === '' ? [t('stock.book.discrepancies.reason')] : []}
      onClose={() => onClose()}
      onConfirm={() =>
        void close.run({ discrepancyId: difference.id, reason: reason.trim() }).then((result) => {
          if (result.ok) onClose(t('stock.book.discrepancies.closedDone'));
        })
      }
    >
      <Field label={t('stock.book.discrepancies.reason')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FinalAct>
  );
}
