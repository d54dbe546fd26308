import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { NoteField } from '../../ui/NoteField.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { FaceFacts, SaidToHolder } from './FaceFacts.tsx';
import { FeeLine } from './FeeLine.tsx';
import { FacePreview } from './FacePreview.tsx';
import './faceCheck.css';

/** Clerk and holder look at the face together, before a blank is touched (D10). Right feeds a blank; wrong ends the job with what is wrong. */
export function FaceCheck({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const confirm = useAct('cardConfirmFace');
  const preview = useCall('cardPreview', { caseId: job.caseId });
  const whole = useRef<HTMLDivElement>(null);
  // Facts and rail stand above it: on a low screen the face would lie under the edge, and nobody would look at it.
  useEffect(() => whole.current?.scrollIntoView({ block: 'start' }), []);
  const [wrong, setWrong] = useState(false);
  const [note, setNote] = useState('');
  const fee = useCall('cardFee', { jobId: job.id }, { enabled: job.purpose !== 'first' });
  // Nobody agrees to a face that is not on the screen, nor before the fee is paid (D12).
  const mayAgree = preview.value !== undefined && fee.value?.state !== 'due' && !confirm.busy;
  const agree = (): void => void confirm.run({ jobId: job.id, good: true });
  useKeys({ 1: mayAgree ? agree : undefined, 2: () => setWrong(true) });
  const end = (): void =>
    void confirm.run({ jobId: job.id, good: false, note: note.trim() }).then((result) => {
      if (result.ok) setWrong(false);
    });
  return (
    <div ref={whole} className="nextStep faceCheck">
      <h3>{t('cards.face.title')}</h3>
      <SaidToHolder />
      <FacePreview caseId={job.caseId} hint={t('cards.face.compare')} />
      <div className="faceBeside">
        <FaceFacts caseId={job.caseId} />
        <FeeLine job={job} />
        <div className="actRow">
          <Button
            type="primary"
            size="large"
            disabled={!mayAgree}
            loading={confirm.busy}
            onClick={agree}
            aria-keyshortcuts="1"
          >
            <KeyCap name="1" /> {t('cards.face.right')}
          </Button>
          <Button size="large" danger onClick={() => setWrong(true)} aria-keyshortcuts="2">
            <KeyCap name="2" /> {t('cards.face.wrong')}
          </Button>
        </div>
        <p className="quiet">{t('cards.face.hint')}</p>
      </div>
      {confirm.failure === null || wrong ? null : <FailureNote failure={confirm.failure} />}
      {wrong ? (
        <FinalAct
          title={t('cards.face.wrong')}
          sentence={t('cards.face.sentence')}
          actLabel={t('cards.face.end')}
          danger
          busy={confirm.busy}
          failure={confirm.failure}
          missing={note.trim() === '' ? [t('cards.face.note')] : []}
          onClose={() => setWrong(false)}
          onConfirm={end}
        >
          <NoteField label={t('cards.face.note')} value={note} onChange={setNote} />
        </FinalAct>
      ) : null}
    </div>
  );
}
