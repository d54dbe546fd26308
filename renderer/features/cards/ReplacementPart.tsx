import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { NoteField } from '../../ui/NoteField.tsx';
import { EarlierCards } from './EarlierCards.tsx';
import { FeeLine } from './FeeLine.tsx';

/** Ends a replacement that nobody wants any more, before a blank was touched. */
export function GiveUp({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const act = useAct('cardGiveUp');
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  if (job.purpose === 'first' || (job.state !== 'ready' && job.state !== 'locked')) return null;
  return (
    <div className="actRow">
      <Button onClick={() => setOpen(true)}>{t('replacement.giveUp.act')}</Button>
      {open ? (
        <FinalAct
          title={t('replacement.giveUp.act')}
          sentence={t('replacement.giveUp.sentence')}
          actLabel={t('replacement.giveUp.act')}
          danger
          busy={act.busy}
          failure={act.failure}
          missing={note.trim() === '' ? [t('common.note')] : []}
          onClose={() => setOpen(false)}
          onConfirm={() =>
            void act.run({ jobId: job.id, note: note.trim() }).then((result) => {
              if (result.ok) setOpen(false);
            })
          }
        >
          <NoteField label={t('common.note')} value={note} onChange={setNote} />
        </FinalAct>
      ) : null}
    </div>
  );
}

function Waiting({ job }: { readonly job: CardJobView }) {
  const earlier = useCall('cardEarlier', { caseId: job.caseId }, { everyMs: 30_000 });
  return earlier.value === undefined ? null : <EarlierCards caseId={job.caseId} earlier={earlier.value} />;
}

/**
 * What a card in the place of an earlier one needs beside its steps (D8, D12): the earlier card while it holds the job up, and the fee, unless
 * that stands beside the face. `onAgain`: the plan of a replacement opens for a card that its holder has.
 */
export function ReplacementPart({
  job,
  onAgain,
}: {
  readonly job: CardJobView;
  readonly onAgain?: () => void;
}) {
  const { t } = useTranslation();
  if (job.state === 'handedOver') {
    return onAgain === undefined ? null : (
      <div className="actRow">
        <Button onClick={onAgain}>{t('replacement.replace.act')}</Button>
        <span className="quiet">{t('replacement.replace.hint')}</span>
      </div>
    );
  }
  if (job.purpose === 'first') return null;
  return (
    <>
      {job.state === 'ready' ? <Waiting job={job} /> : null}
      {job.next === 'confirmFace' ? null : <FeeLine job={job} />}
    </>
  );
}
