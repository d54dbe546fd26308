import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { DeclareLost } from './DeclareLost.tsx';

type Place = 'output' | 'printer' | 'nowhere';
type Face = 'complete' | 'incomplete' | 'blank';
const places: readonly Place[] = ['output', 'printer', 'nowhere'];
const faces: readonly Face[] = ['complete', 'incomplete', 'blank'];

/** An unknown step is shown as what it is: two questions, answered by looking. Nothing is repeated (D1). */
export function SettleForm({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const settle = useAct('cardSettle');
  const [cardIs, setCardIs] = useState<Place | null>(null);
  const [face, setFace] = useState<Face | null>(null);
  // A card that cannot be found has no face to look at.
  const answeredFace = cardIs === 'nowhere' ? 'blank' : face;
  const step = job.unknownStep === null ? '—' : t(`cards.step.${job.unknownStep}`);
  return (
    <div className="nextStep settle">
      <h3>{t('cards.settle.title', { step })}</h3>
      <p>{t('cards.settle.why')}</p>
      <Choices
        label={t('cards.settle.cardIs')}
        value={cardIs}
        onChange={setCardIs}
        options={places.map((value) => ({ value, label: t(`cards.settle.place.${value}`) }))}
      />
      {cardIs === 'nowhere' ? null : (
        <Choices
          label={t('cards.settle.face')}
          value={face}
          onChange={setFace}
          options={faces.map((value) => ({ value, label: t(`cards.settle.faces.${value}`) }))}
        />
      )}
      <Button
        type="primary"
        size="large"
        disabled={cardIs === null || answeredFace === null}
        loading={settle.busy}
        onClick={() => {
          if (cardIs !== null && answeredFace !== null) {
            void settle.run({ jobId: job.id, cardIs, face: answeredFace });
          }
        }}
      >
        {t('cards.settle.act')}
      </Button>
      {settle.failure === null ? null : <FailureNote failure={settle.failure} />}
      {job.state === 'retained' ? <DeclareLost job={job} /> : null}
    </div>
  );
}
