import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';

const phoneShape = /^\+?[0-9 -]{6,20}$/;

/** Where the card is when it is not simply in the officer's hand: in the bezel of the kiosk, or somewhere there (E3). One that was pulled back has its problem to say so. */
function otherPlace(job: CardJobView): 'bezel' | 'offered' | 'unknown' | null {
  if (job.place === 'rejectBox') return null;
  const offer = job.steps.find(({ step }) => step === 'handOver');
  if (offer?.phase === 'intent') return 'offered';
  if (offer?.phase === 'unknown') return 'unknown';
  return job.place === 'output' ? 'bezel' : null;
}

/** To whom, on which document, how to reach them. Starts as a button: the card is first taken from the machine. */
export function HandOverForm({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const handOver = useAct('cardHandOver');
  const place = otherPlace(job);
  const [open, setOpen] = useState(false);
  const [recipient, setRecipient] = useState<'holder' | 'agent'>('holder');
  const [idShown, setIdShown] = useState('');
  const [phone, setPhone] = useState('');
  const missing = [
    ...(idShown.trim().length < 4 ? [t('cards.handOver.idShown')] : []),
    ...(phoneShape.test(phone.trim()) ? [] : [t('cards.handOver.phone')]),
  ];
  return (
    <div className="nextStep">
      <h3>{t('cards.handOver.title')}</h3>
      {place === null ? null : <p>{t(`cards.handOver.from.${place}`)}</p>}
      <Button type="primary" size="large" onClick={() => setOpen(true)}>
        {t('cards.handOver.act')}
      </Button>
      {open ? (
        <FinalAct
          title={t('cards.handOver.title')}
          sentence={t(place === 'bezel' ? 'cards.handOver.offer' : 'cards.handOver.sentence', {
            tail: job.blankTail ?? '—',
          })}
          actLabel={t('cards.handOver.act')}
          busy={handOver.busy}
          failure={handOver.failure}
          missing={missing}
          onClose={() => setOpen(false)}
          onConfirm={() =>
            void handOver
              .run({ jobId: job.id, recipient, idShown: idShown.trim(), phone: phone.trim() })
              .then((result) => {
                if (result.ok) setOpen(false);
              })
          }
        >
          <Choices
            label={t('cards.handOver.recipient')}
            value={recipient}
            onChange={setRecipient}
            options={[
              { value: 'holder', label: t('cards.handOver.holder') },
              { value: 'agent', label: t('cards.handOver.agent') },
            ]}
          />
          <div className="fields">
            <Field label={t('cards.handOver.idShown')}>
              {(id) => (
                <Input
                  id={id}
                  className="mono"
                  autoComplete="off"
                  maxLength={30}
                  value={idShown}
                  onChange={(event) => setIdShown(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('cards.handOver.phone')}>
              {(id) => (
                <Input
                  id={id}
                  type="tel"
                  autoComplete="off"
                  maxLength={20}
                  value={phone}
                  onChange={(event) => setPhone(event.target.value)}
                />
              )}
            </Field>
          </div>
        </FinalAct>
      ) : null}
    </div>
  );
}
