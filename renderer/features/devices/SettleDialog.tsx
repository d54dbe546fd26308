import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CabinetEventView } from '../../../main/contract/cabinet.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { formatDateTime } from '../../ui/format.ts';

/** A supervisor has looked at the kiosk and says what it was (E7); the note stays as it is. */
export function SettleDialog({ event, onClose }: { readonly event: CabinetEventView; onClose(): void }) {
  const { t } = useTranslation();
  const settle = useAct('cabinetSettle');
  const [note, setNote] = useState('');
  const what = [t(`cabinet.kind.${event.kind}`), formatDateTime(event.at), event.caseNumber]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <FinalAct
      title={t('cabinet.settleTitle')}
      sentence={`${what} · ${t('cabinet.settleSentence')}`}
      actLabel={t('cabinet.confirm')}
      busy={settle.busy}
      failure={settle.failure}
      missing={note.trim() === '' ? [t('cabinet.note')] : []}
      onClose={onClose}
      onConfirm={() =>
        void settle.run({ sequence: event.sequence, note: note.trim() }).then((result) => {
          if (result.ok) onClose();
        })
      }
    >
      <Field label={t('cabinet.note')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={note}
            onChange={(change) => setNote(change.target.value)}
          />
        )}
      </Field>
    </FinalAct>
  );
}
