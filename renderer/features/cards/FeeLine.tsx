import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { feeMeans, receiptNumber, type FeeMeans, type FeeView } from '../../../main/contract/earlierCards.ts';
import { yuan } from '../../../main/domain/cards/fees.ts';
import { useAct, useCall } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { NoteField } from '../../ui/NoteField.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useKeys } from '../../ui/useKeys.ts';

function TakeDialog({ fee, onClose }: { readonly fee: FeeView; onClose(): void }) {
  const { t } = useTranslation();
  const act = useAct('feeTake');
  const [means, setMeans] = useState<FeeMeans>('cash');
  const [receipt, setReceipt] = useState('');
  const [note, setNote] = useState('');
  const [second, setSecond] = useState(nobody);
  const waived = means === 'waived';
  const missing = waived
    ? [
        ...(note.trim() === '' ? [t('common.note')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]
    : receiptNumber.safeParse(receipt.trim()).success
      ? []
      : [t('replacement.fee.receipt')];
  return (
    <FinalAct
      title={t('replacement.fee.takeTitle', { yuan: yuan(fee.due) })}
      sentence={t('replacement.fee.takeSentence')}
      actLabel={t(waived ? 'replacement.fee.entry.waived' : 'replacement.fee.take')}
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={onClose}
      onConfirm={() =>
        void act
          .run({
            jobId: fee.jobId,
            means,
            note: note.trim(),
            ...(waived ? { countersignature: second } : { receiptNumber: receipt.trim() }),
          })
          .then((result) => {
            if (result.ok) onClose();
          })
      }
    >
      <Choices
        label={t('replacement.fee.meansLabel')}
        value={means}
        onChange={setMeans}
        options={feeMeans.options.map((value) => ({ value, label: t(`replacement.fee.means.${value}`) }))}
      />
      {waived ? null : (
        <Field label={t('replacement.fee.receipt')}>
          {(id) => (
            <Input
              id={id}
              maxLength={40}
              value={receipt}
              onChange={(event) => setReceipt(event.target.value)}
            />
          )}
        </Field>
      )}
      <NoteField label={t('common.note')} value={note} onChange={setNote} />
      {waived ? <SecondPerson value={second} onChange={setSecond} /> : null}
    </FinalAct>
  );
}

function RefundDialog({ fee, onClose }: { readonly fee: FeeView; onClose(): void }) {
  const { t } = useTranslation();
  const act = useAct('feeRefund');
  const [note, setNote] = useState('');
  const [second, setSecond] = useState(nobody);
  const paid = fee.entries.findLast(({ kind }) => kind === 'paid');
  const missing = [
    ...(note.trim() === '' ? [t('common.note')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  return (
    <FinalAct
      title={t('replacement.fee.refund')}
      sentence={t('replacement.fee.refundSentence', { yuan: yuan(paid?.amount ?? 0) })}
      actLabel={t('replacement.fee.refund')}
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={onClose}
      onConfirm={() =>
        void act.run({ jobId: fee.jobId, note: note.trim(), countersignature: second }).then((result) => {
          if (result.ok) onClose();
        })
      }
    >
      <NoteField label={t('common.note')} value={note} onChange={setNote} />
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}

/** What the card of a job costs, whether it is paid, and what can be done about it (D12). Nothing where it is free. */
export function FeeLine({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const fee = useCall('cardFee', { jobId: job.id }, { enabled: job.purpose !== 'first' });
  const [open, setOpen] = useState<'take' | 'refund' | null>(null);
  const mayTake = fee.value?.state === 'due' && (job.state === 'ready' || job.state === 'locked');
  useKeys({ 5: mayTake ? () => setOpen('take') : undefined });
  if (fee.value === undefined) return null;
  const { due, state, entries, refundable } = fee.value;
  if (due === 0 && entries.length === 0) return null;
  return (
    <section className={`feeLine ${state}`} aria-label={t('replacement.fee.title')}>
      <b>{t('replacement.fee.title')}</b>
      <span>
        {t('replacement.fee.line', { yuan: yuan(due), state: t(`replacement.fee.state.${state}`) })}
      </span>
      {entries.map((entry) => (
        <span key={entry.id} className="quiet">
          {t(`replacement.fee.entry.${entry.kind}`)} {entry.receiptNumber ?? ''}
        </span>
      ))}
      {mayTake ? (
        <Button type="primary" onClick={() => setOpen('take')} aria-keyshortcuts="5">
          <KeyCap name="5" /> {t('replacement.fee.take')}
        </Button>
      ) : null}
      {refundable ? <Button onClick={() => setOpen('refund')}>{t('replacement.fee.refund')}</Button> : null}
      {open === 'take' ? <TakeDialog fee={fee.value} onClose={() => setOpen(null)} /> : null}
      {open === 'refund' ? <RefundDialog fee={fee.value} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}
