import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueRowView } from '../../../main/contract/sync.ts';
import { useAct } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { NoteField } from '../../ui/NoteField.tsx';

/** A refused row is answered by a new one, or given up; it is never edited (G1). The reason goes into the audit chain. */
export function RowDialog({
  row,
  how,
  onClose,
}: {
  readonly row: QueueRowView;
  readonly how: 'correct' | 'withdraw';
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const correct = useAct('queueCorrect');
  const withdraw = useAct('queueWithdraw');
  const [reason, setReason] = useState('');
  const act = how === 'correct' ? correct : withdraw;
  return (
    <FinalAct
      title={t(`queue.${how}.title`, { kind: t(`queue.kind.${row.kind}`) })}
      sentence={t(`queue.${how}.sentence`)}
      actLabel={t(`queue.${how}.act`)}
      danger={how === 'withdraw'}
      busy={act.busy}
      failure={act.failure}
      missing={reason.trim() === '' ? [t('common.reason')] : []}
      onConfirm={() =>
        void act.run({ rowId: row.id, reason: reason.trim() }).then((result) => {
          if (result.ok) onClose();
        })
      }
      onClose={onClose}
    >
      {row.refusal === null ? null : (
        <p>
          <span className="mono">{row.caseNumber ?? ''}</span>{' '}
          {t('queue.correct.was', { reason: detailWord('reason', row.refusal, language) })}
        </p>
      )}
      <NoteField label={t('common.reason')} value={reason} onChange={setReason} />
    </FinalAct>
  );
}
