import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RatingFollowUp } from '../../../main/contract/ratings.ts';
import { useAct, useCall } from '../../client/client.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { levelWords } from '../../i18n/ratingWords.ts';
import './rating.css';

/** Poor ratings that a supervisor calls back about (C6; domain-rules 6.7). */
export function RatingFollowUps() {
  const { t } = useTranslation();
  const [withClosed, setWithClosed] = useState(false);
  const [closing, setClosing] = useState<RatingFollowUp | null>(null);
  const list = useCall('ratingFollowUps', { openOnly: !withClosed });
  return (
    <section className="card followUps">
      <header>
        <h2>{t('ratings.followUps.title')}</h2>
        <Checkbox checked={withClosed} onChange={(event) => setWithClosed(event.target.checked)}>
          {t('ratings.followUps.showClosed')}
        </Checkbox>
      </header>
      <p className="quiet">{t('ratings.followUps.text')}</p>
      {list.failure === null ? null : <FailureNote failure={list.failure} />}
      {list.value?.length === 0 ? <p className="quiet">{t('ratings.followUps.empty')}</p> : null}
      <ol>
        {list.value?.map((each) => (
          <FollowUp key={each.id} followUp={each} onClose={() => setClosing(each)} />
        ))}
      </ol>
      {closing === null ? null : <CloseFollowUp followUp={closing} onClose={() => setClosing(null)} />}
    </section>
  );
}

function FollowUp({ followUp, onClose }: { readonly followUp: RatingFollowUp; onClose(): void }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { openCase } = useWorkstation();
  const { zh, en } = levelWords(followUp.level);
  const { closed, dueOn, workingDaysLeft } = followUp;
  const overdue = closed === null && workingDaysLeft < 0;
  return (
    <li>
      <strong>{pick(zh, en)}</strong>
      <button type="button" className="plain mono" onClick={() => openCase(followUp.caseId)}>
        {followUp.caseNumber}
      </button>
      <span className="quiet">{t('ratings.followUps.given', { at: formatDateTime(followUp.givenAt) })}</span>
      <span className={overdue ? 'overdue' : undefined}>
        {closed === null
          ? t(`ratings.followUps.${overdue ? 'overdue' : 'due'}`, { date: dueOn, count: workingDaysLeft })
          : t('ratings.followUps.closedBy', {
              by: closed.by,
              at: formatDateTime(closed.at),
              note: closed.note,
            })}
      </span>
      {closed === null ? (
        <Button size="small" onClick={onClose}>
          {t('ratings.followUps.close')}
        </Button>
      ) : null}
    </li>
  );
}

function CloseFollowUp({ followUp, onClose }: { readonly followUp: RatingFollowUp; onClose(): void }) {
  const { t } = useTranslation();
  const close = useAct('ratingFollowUpClose');
  const [note, setNote] = useState('');
  const label = t('ratings.followUps.note');
  return (
    <FinalAct
      title={t('ratings.followUps.closeTitle')}
      sentence={t('ratings.followUps.closeSentence', { number: followUp.caseNumber })}
      actLabel={t('ratings.followUps.close')}
      busy={close.busy}
      failure={close.failure}
      missing={note.trim() === '' ? [label] : []}
      onClose={onClose}
      onConfirm={() =>
        void close.run({ ratingId: followUp.id, note: note.trim() }).then((result) => {
          if (result.ok) onClose();
        })
      }
    >
      <Field label={label}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FinalAct>
  );
}
