import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../client/client.ts';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { NoteField } from '../../ui/NoteField.tsx';

/** Takes the station off the network on purpose, with a reason that everybody here can read (G11). */
export function OfflineDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const act = useAct('queueWorkOffline');
  const [reason, setReason] = useState('');
  return (
    <FinalAct
      title={t('queue.byHand.title')}
      sentence={t('queue.byHand.sentence')}
      actLabel={t('queue.byHand.act')}
      busy={act.busy}
      failure={act.failure}
      missing={reason.trim() === '' ? [t('queue.byHand.reason')] : []}
      onConfirm={() =>
        void act.run({ on: true, reason: reason.trim() }).then((result) => {
          if (result.ok) onClose();
        })
      }
      onClose={onClose}
    >
      <NoteField label={t('queue.byHand.reason')} value={reason} onChange={setReason} />
    </FinalAct>
  );
}
