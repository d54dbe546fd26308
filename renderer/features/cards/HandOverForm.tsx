import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { AgentFields, HolderIdentity, ProofFields } from './HandOverFields.tsx';
import { emptyDraft, inputOf, missingIn, proofKinds, type HandOverDraft } from './handOverDraft.ts';
import { OfferSettle } from './OfferSettle.tsx';
import { StoreCard } from './StoreCard.tsx';
import './handOver.css';

/** Where the card is when it is not simply in the officer's hand: in the bezel of the kiosk, or somewhere there (E3). One that was pulled back has its problem to say so. */
function otherPlace(job: CardJobView): 'bezel' | 'offered' | 'unknown' | null {
  if (job.place !== 'output') return null;
  const offer = job.steps.find(({ step }) => step === 'handOver');
  if (offer?.phase === 'intent') return 'offered';
  return offer?.phase === 'unknown' ? 'unknown' : 'bezel';
}

const unknownYet = { passportReadAt: null, codeReadAt: null, holderPin: false, atBezel: false } as const;

/** To whom, by what they were known, what they leave behind (D11). Starts as a button: the card is first taken from where it lies. */
export function HandOverForm({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const place = otherPlace(job);
  const offerUnknown = place === 'offered' || place === 'unknown';
  return (
    <div className="nextStep">
      <h3>{t('cards.handOver.title')}</h3>
      {place === null ? null : <p>{t(`cards.handOver.from.${place}`)}</p>}
      {job.place === 'safe' ? <p>{t('cards.handOver.inSafe', { label: job.placeLabel ?? '—' })}</p> : null}
      <div className="actRow">
        <Button type="primary" size="large" onClick={() => setOpen(true)}>
          {t(offerUnknown ? 'cards.handOver.taken' : 'cards.handOver.act')}
        </Button>
        {place === null ? <StoreCard job={job} /> : null}
      </div>
      {offerUnknown ? <OfferSettle job={job} /> : null}
      {open ? <HandOverDialog job={job} offerUnknown={offerUnknown} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Everything filled in here, signature included, is gone when it closes. */
function HandOverDialog({
  job,
  offerUnknown,
  onClose,
}: {
  readonly job: CardJobView;
  readonly offerUnknown: boolean;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const handOver = useAct('cardHandOver');
  const known = job.handOver ?? unknownYet;
  const kinds = proofKinds(known, offerUnknown);
  const [draft, setDraft] = useState<HandOverDraft>({
    ...emptyDraft,
    byEye: known.passportReadAt === null,
    proof: offerUnknown ? 'atBezel' : (kinds[0] ?? 'onPaper'),
  });
  const change = (changes: Partial<HandOverDraft>): void => setDraft((now) => ({ ...now, ...changes }));
  const part = { draft, change, known };
  return (
    <FinalAct
      title={t('cards.handOver.title')}
      sentence={t(known.atBezel ? 'cards.handOver.offer' : 'cards.handOver.sentence', {
        tail: job.blankTail ?? '—',
      })}
      actLabel={t('cards.handOver.act')}
      busy={handOver.busy}
      failure={handOver.failure}
      missing={missingIn(draft, known).map((name) => t(`cards.handOver.missing.${name}`))}
      onClose={onClose}
      onConfirm={() =>
        void handOver.run({ jobId: job.id, ...inputOf(draft, known) }).then((result) => {
          if (result.ok) onClose();
        })
      }
    >
      <div className="handOver">
        {known.atBezel ? null : (
          <Choices
            label={t('cards.handOver.recipient')}
            value={draft.recipient}
            onChange={(recipient) => change({ recipient })}
            options={[
              { value: 'holder', label: t('cards.handOver.holder') },
              { value: 'agent', label: t('cards.handOver.agent') },
            ]}
          />
        )}
        {draft.recipient === 'agent' ? <AgentFields {...part} /> : <HolderIdentity {...part} />}
        <Field label={t('cards.handOver.phone')}>
          {(id) => (
            <Input
              id={id}
              type="tel"
              autoComplete="off"
              maxLength={20}
              value={draft.phone}
              onChange={(event) => change({ phone: event.target.value })}
            />
          )}
        </Field>
        <ProofFields {...part} kinds={kinds} job={job} />
      </div>
    </FinalAct>
  );
}
