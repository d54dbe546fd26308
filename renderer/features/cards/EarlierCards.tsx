import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EarlierView, LossOperation, ReplacementReason } from '../../../main/contract/earlierCards.ts';
import { reasonsOfPurpose } from '../../../main/contract/earlierCards.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DocumentNumber } from '../../ui/DocumentNumber.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ownerName } from '../../ui/ownerName.ts';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import './earlierCards.css';

const lossReasons = ['lost', 'stolen', 'other'] as const;
const handedInReasons = [
  ...new Set([...reasonsOfPurpose.damaged, ...reasonsOfPurpose.expired, ...reasonsOfPurpose.changed]),
].filter((reason) => reason !== 'lost' && reason !== 'stolen');

/** Note that is asked for with every reason, and needed with `other`. */
function NoteField({ value, onChange }: { readonly value: string; onChange(value: string): void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('common.note')}>
      {(id) => (
        <Input id={id} maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

function LossDialog({
  caseId,
  operations,
  onClose,
}: {
  readonly caseId: CaseId;
  readonly operations: readonly LossOperation[];
  onClose(): void;
}) {
  const { t } = useTranslation();
  const act = useAct('cardLoss');
  const [operation, setOperation] = useState<LossOperation>(operations[0] ?? 'formalLoss');
  const [reason, setReason] = useState<(typeof lossReasons)[number]>('lost');
  const [note, setNote] = useState('');
  const takesBack = operation === 'cancelLoss';
  return (
    <FinalAct
      title={takesBack ? t('replacement.cancelLoss.act') : t('replacement.loss.title')}
      sentence={t(takesBack ? 'replacement.cancelLoss.sentence' : 'replacement.loss.sentence')}
      actLabel={t(`replacement.act.${operation}`)}
      busy={act.busy}
      failure={act.failure}
      missing={reason === 'other' && note.trim() === '' ? [t('common.note')] : []}
      onClose={onClose}
      onConfirm={() =>
        void act.run({ caseId, operation, reason, note: note.trim() }).then((result) => {
          if (result.ok) onClose();
        })
      }
    >
      {operations.length > 1 ? (
        <Choices
          label={t('replacement.loss.how')}
          value={operation}
          onChange={setOperation}
          options={operations.map((value) => ({ value, label: t(`replacement.act.${value}`) }))}
        />
      ) : null}
      {takesBack ? null : (
        <Choices
          label={t('replacement.reasonLabel')}
          value={reason}
          onChange={setReason}
          options={lossReasons.map((value) => ({ value, label: t(`replacement.reason.${value}`) }))}
        />
      )}
      <NoteField value={note} onChange={setNote} />
    </FinalAct>
  );
}

function CollectDialog({
  caseId,
  cardNumber,
  onClose,
}: {
  readonly caseId: CaseId;
  readonly cardNumber: string;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const act = useAct('cardCollect');
  const [reason, setReason] = useState<(typeof handedInReasons)[number] | null>(null);
  const [note, setNote] = useState('');
  const [second, setSecond] = useState(nobody);
  const missing = [
    ...(reason === null ? [t('replacement.reasonLabel')] : []),
    ...(reason === 'other' && note.trim() === '' ? [t('common.note')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  return (
    <FinalAct
      title={t('replacement.collect.title', { number: cardNumber })}
      sentence={t('replacement.collect.sentence')}
      actLabel={t('replacement.collect.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={onClose}
      onConfirm={() => {
        if (reason === null) return;
        void act
          .run({ caseId, cardNumber, reason, note: note.trim(), countersignature: second })
          .then((result) => {
            if (result.ok) onClose();
          });
      }}
    >
      <Choices
        label={t('replacement.reasonLabel')}
        value={reason}
        onChange={setReason}
        options={handedInReasons.map((value) => ({ value, label: t(`replacement.reason.${value}`) }))}
      />
      <NoteField value={note} onChange={setNote} />
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}

/** A reason of a replacement and its words, before the card is started. */
export function ReasonFields({
  reasons,
  reason,
  note,
  onReason,
  onNote,
}: {
  readonly reasons: readonly ReplacementReason[];
  readonly reason: ReplacementReason | null;
  readonly note: string;
  onReason(reason: ReplacementReason): void;
  onNote(note: string): void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Choices
        label={t('replacement.reasonLabel')}
        value={reason}
        onChange={onReason}
        options={reasons.map((value) => ({ value, label: t(`replacement.reason.${value}`) }))}
      />
      <NoteField value={note} onChange={onNote} />
    </>
  );
}

/** Is there anything about an earlier card that the desk must see before a card is started? */
export const isKnown = (earlier: EarlierView): boolean =>
  earlier.cards.length > 0 || earlier.handedOverHere !== null || earlier.acts.length > 0;

/**
 * Earlier cards of the person with their status upstream, what was reported about them and how far that is, and what can be done here: loss,
 * its end, and taking a card in (D8). Without an answer of upstream it says so.
 */
export function EarlierCards({
  caseId,
  earlier,
}: {
  readonly caseId: CaseId;
  readonly earlier: EarlierView;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'loss' | 'cancelLoss' | 'collect' | null>(null);
  const offline = earlier.asked === 'offline';
  const waits = earlier.acts.findLast(({ row }) => row !== null)?.row?.state === 'waiting';
  const usable = earlier.cards.filter(({ status }) => status === 'normal' || status === 'temporaryLoss');
  const lost = earlier.cards.some(({ status }) => status === 'formalLoss' || status === 'temporaryLoss');
  const mayReport = !waits && (offline || usable.length > 0);
  const mayCollect = !waits && usable.some(({ sameCity }) => sameCity);
  const mayTakeBack = !waits && lost;
  useKeys({
    1: mayReport ? () => setOpen('loss') : undefined,
    2: mayCollect ? () => setOpen('collect') : undefined,
    3: mayTakeBack ? () => setOpen('cancelLoss') : undefined,
  });
  const close = (): void => setOpen(null);
  const toCollect = usable.find(({ sameCity }) => sameCity);
  return (
    <section className="earlierCards" aria-label={t('replacement.title')}>
      <h3>
        {t('replacement.title')}{' '}
        <small className="quiet">
          {earlier.insured === null ? '' : t(`replacement.${earlier.insured ? 'insured' : 'notInsured'}`)}
          {earlier.applicationOpen === true ? ` · ${t('replacement.applicationOpen')}` : ''}
        </small>
      </h3>
      {offline ? <p className="asked">{t('replacement.offline')}</p> : null}
      {!offline && !isKnown(earlier) ? <p className="quiet">{t('replacement.none')}</p> : null}
      <ul>
        {earlier.cards.map((card) => (
          <li key={card.cardNumber}>
            <DocumentNumber value={card.cardNumber} />
            <b className={`cardStatus ${card.status}`}>{t(`replacement.status.${card.status}`)}</b>
            {card.sameCity ? null : <span className="quiet">{t('replacement.otherCity')}</span>}
          </li>
        ))}
        {offline && earlier.handedOverHere !== null ? (
          <li>{t('replacement.handedOverHere', { number: earlier.handedOverHere })}</li>
        ) : null}
      </ul>
      {earlier.acts.length === 0 ? null : (
        <ol className="earlierActs">
          {earlier.acts.map((act) => (
            <li key={act.id}>
              <span className="quiet">{formatDateTime(act.at)}</span>
              <span>
                {t(`replacement.act.${act.act}`)}
                {act.reason === null ? '' : ` · ${t(`replacement.reason.${act.reason}`)}`}
              </span>
              <b>{act.row === null ? '' : t(`replacement.row.${act.row.state}`)}</b>
              <span className="quiet">
                {ownerName(act.row?.owner ?? act.by, t)}
                {(act.row?.refusal ?? '') === '' ? '' : ` · ${act.row?.refusal ?? ''}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {mayReport || mayCollect || mayTakeBack ? (
        <div className="actRow">
          {mayReport ? (
            <Button onClick={() => setOpen('loss')} aria-keyshortcuts="1">
              <KeyCap name="1" /> {t('replacement.loss.act')}
            </Button>
          ) : null}
          {mayCollect ? (
            <Button onClick={() => setOpen('collect')} aria-keyshortcuts="2">
              <KeyCap name="2" /> {t('replacement.collect.act')}
            </Button>
          ) : null}
          {mayTakeBack ? (
            <Button onClick={() => setOpen('cancelLoss')} aria-keyshortcuts="3">
              <KeyCap name="3" /> {t('replacement.cancelLoss.act')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {open === 'loss' ? (
        <LossDialog caseId={caseId} operations={['formalLoss', 'temporaryLoss']} onClose={close} />
      ) : null}
      {open === 'cancelLoss' ? (
        <LossDialog caseId={caseId} operations={['cancelLoss']} onClose={close} />
      ) : null}
      {open === 'collect' && toCollect !== undefined ? (
        <CollectDialog caseId={caseId} cardNumber={toCollect.cardNumber} onClose={close} />
      ) : null}
    </section>
  );
}
