import { Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecallOutcome, RecallView } from '../../../../main/contract/outcomes.ts';
import { useAct, useCall } from '../../../client/client.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { useRefusal, useWorkstation } from '../../window/Workstation.ts';
import { typedDate } from '../facts/typedDate.ts';
import { WatchList } from './WatchList.tsx';

/** Papers and cards that are out and wrong: who holds them, who fetches them, by when (C7). `whenEmpty`: say so when there is none. */
export function RecallList({ whenEmpty }: { readonly whenEmpty: boolean }) {
  const { t } = useTranslation();
  const list = useCall('recallList', { openOnly: true }, { everyMs: 60_000 });
  const recalls = list.value ?? [];
  if (recalls.length === 0 && list.failure === null && !whenEmpty) return null;
  return (
    <WatchList
      title={t('outcome.recall.title')}
      empty={t('outcome.recall.empty')}
      failure={list.failure}
      lines={
        list.value === undefined
          ? null
          : recalls.map((recall) => <RecallRow key={recall.id} recall={recall} />)
      }
    />
  );
}

function RecallRow({ recall }: { readonly recall: RecallView }) {
  const { t } = useTranslation();
  const { openCase } = useWorkstation();
  const refusal = useRefusal();
  const [doing, setDoing] = useState<'assign' | 'close' | null>(null);
  const mayAct = refusal('recallClose') === null;
  return (
    <li className="recallRow">
      <b>
        {t(`outcome.recall.${recall.subject}`)} <span className="mono">{recall.number}</span>
      </b>
      <span>{t(`outcome.recall.cause.${recall.cause}`)}</span>
      <span>
        {t('outcome.recall.holder')}
        {t('common.colon')}
        {recall.holder}
      </span>
      <span>
        {t('outcome.recall.fetchBy')}
        {t('common.colon')}
        {recall.fetchBy}
      </span>
      <span className={recall.overdue ? 'tone bad' : undefined}>
        {t('outcome.recall.due')}
        {t('common.colon')}
        {recall.dueOn}
        {recall.overdue ? ` · ${t('outcome.recall.overdue')}` : null}
      </span>
      <span className="recallActs">
        <button type="button" className="plainAct" onClick={() => openCase(recall.caseId)}>
          <span className="mono">{recall.caseNumber}</span>
        </button>
        {mayAct ? (
          <>
            <Button size="small" onClick={() => setDoing(doing === 'assign' ? null : 'assign')}>
              {t('outcome.recall.assign')}
            </Button>
            <Button size="small" onClick={() => setDoing('close')}>
              {t('outcome.recall.close')}
            </Button>
          </>
        ) : null}
      </span>
      {doing === 'assign' ? <Assign recall={recall} onDone={() => setDoing(null)} /> : null}
      {doing === 'close' ? <Close recall={recall} onDone={() => setDoing(null)} /> : null}
    </li>
  );
}

function Assign({ recall, onDone }: { readonly recall: RecallView; onDone(): void }) {
  const { t } = useTranslation();
  const assign = useAct('recallAssign');
  const [holder, setHolder] = useState(recall.holder);
  const [fetchBy, setFetchBy] = useState(recall.fetchBy);
  const [due, setDue] = useState<string>(recall.dueOn);
  const dueOn = typedDate(due);
  const ready = holder.trim().length > 1 && fetchBy.trim().length > 1 && dueOn !== null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!ready) return;
    void assign
      .run({ recallId: recall.id, holder: holder.trim(), fetchBy: fetchBy.trim(), dueOn })
      .then((result) => {
        if (result.ok) onDone();
      });
  };
  const fields = [
    ['outcome.recall.holder', holder, setHolder],
    ['outcome.recall.fetchBy', fetchBy, setFetchBy],
    ['outcome.recall.due', due, setDue],
  ] as const;
  return (
    <form className="recallForm fields" onSubmit={submit}>
      {fields.map(([label, value, set], index) => (
        <Field key={label} label={t(label)}>
          {(id) => (
            <Input
              id={id}
              autoFocus={index === 0}
              maxLength={120}
              value={value}
              onChange={(event) => set(event.target.value)}
            />
          )}
        </Field>
      ))}
      <Button htmlType="submit" type="primary" disabled={!ready} loading={assign.busy}>
        {t('outcome.recall.assignAct')}
      </Button>
      {assign.failure === null ? null : <FailureNote failure={assign.failure} />}
    </form>
  );
}

function Close({ recall, onDone }: { readonly recall: RecallView; onDone(): void }) {
  const { t } = useTranslation();
  const close = useAct('recallClose');
  const [outcome, setOutcome] = useState<RecallOutcome | null>(null);
  const [note, setNote] = useState('');
  const missing = [
    ...(outcome === null ? [t('outcome.recall.result')] : []),
    ...(note.trim() === '' ? [t('outcome.recall.note')] : []),
  ];
  return (
    <FinalAct
      title={t('outcome.recall.close')}
      sentence={t('outcome.recall.closeSentence', { number: recall.number })}
      actLabel={t('outcome.recall.closeAct')}
      busy={close.busy}
      failure={close.failure}
      missing={missing}
      onClose={onDone}
      onConfirm={() => {
        if (outcome === null) return;
        void close.run({ recallId: recall.id, outcome, note: note.trim() }).then((result) => {
          if (result.ok) onDone();
        });
      }}
    >
      <Choices
        label={t('outcome.recall.result')}
        value={outcome}
        onChange={setOutcome}
        options={(['returned', 'destroyed', 'notRecoverable'] as const).map((value) => ({
          value,
          label: t(`outcome.recall.outcome.${value}`),
        }))}
      />
      <Field label={t('outcome.recall.note')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FinalAct>
  );
}
