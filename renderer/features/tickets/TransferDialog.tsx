import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';

/** Sends the person in hand on to another window of the hall. */
export function TransferDialog({ number, onClose }: { readonly number: string; onClose(): void }) {
  const { t } = useTranslation();
  const transfer = useAct('ticketTransfer');
  const [window, setWindow] = useState('');
  const label = t('tickets.transferPanel.window');
  return (
    <FinalAct
      title={t('tickets.transferPanel.title')}
      sentence={t('tickets.transferPanel.sentence', { number })}
      actLabel={t('tickets.transfer')}
      busy={transfer.busy}
      failure={transfer.failure}
      missing={window.trim() === '' ? [label] : []}
      onClose={onClose}
      onConfirm={() =>
        void transfer.run({ window: window.trim() }).then((result) => {
          if (result.ok) onClose();
        })
      }
    >
      <Field label={label} hint={t('tickets.transferPanel.hint')}>
        {(id, hintId) => (
          <Input
            id={id}
            aria-describedby={hintId}
            autoFocus
            maxLength={40}
            value={window}
            onChange={(event) => setWindow(event.target.value)}
          />
        )}
      </Field>
    </FinalAct>
  );
}
