import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { seenWasteReason, type SeenWasteReason } from '../../../main/contract/stock.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { NoteField } from '../../ui/NoteField.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { FacePreview } from './FacePreview.tsx';

/** Somebody looks at the printed card. Good goes on; not good is waste, with a reason (D5). */
export function VisualCheck({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const confirm = useAct('cardConfirmVisual');
  const [bad, setBad] = useState(false);
  const [reason, setReason] = useState<SeenWasteReason | null>(null);
  const [note, setNote] = useState('');
  const good = (): void => void confirm.run({ jobId: job.id, good: true });
  useKeys({ 1: confirm.busy ? undefined : good, 2: () => setBad(true) });

  const missing = [
    ...(reason === null ? [t('cards.visual.reason')] : []),
    ...(reason === 'other' && note.trim() === '' ? [t('common.note')] : []),
  ];
  const waste = (): void => {
    if (reason === null) return;
    void confirm
      .run({ jobId: job.id, good: false, reason, ...(note.trim() === '' ? {} : { note: note.trim() }) })
      .then((result) => {
        if (result.ok) setBad(false);
      });
  };
  return (
    <div className="nextStep besideFace">
      <h3>{t('cards.visual.title')}</h3>
      <p>{t('cards.visual.ask')}</p>
      <FacePreview caseId={job.caseId} hint={t('cards.visual.compare')} />
      <div className="actRow">
        <Button type="primary" size="large" loading={confirm.busy} onClick={good} aria-keyshortcuts="1">
          <KeyCap name="1" /> {t('cards.visual.good')}
        </Button>
        <Button size="large" danger onClick={() => setBad(true)} aria-keyshortcuts="2">
          <KeyCap name="2" /> {t('cards.visual.bad')}
        </Button>
      </div>
      {confirm.failure === null || bad ? null : <FailureNote failure={confirm.failure} />}
      {bad ? (
        <FinalAct
          title={t('cards.visual.bad')}
          sentence={t('cards.visual.sentence')}
          actLabel={t('cards.visual.act')}
          danger
          busy={confirm.busy}
          failure={confirm.failure}
          missing={missing}
          onClose={() => setBad(false)}
          onConfirm={waste}
        >
          <Choices
            label={t('cards.visual.reason')}
            value={reason}
            onChange={setReason}
            options={seenWasteReason.options.map((value) => ({ value, label: t(`cards.waste.${value}`) }))}
          />
          <NoteField label={t('common.note')} value={note} onChange={setNote} />
        </FinalAct>
      ) : null}
    </div>
  );
}
