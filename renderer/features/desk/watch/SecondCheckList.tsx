import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondCheckLine } from '../../../../main/contract/cases.ts';
import { useAct, useCall } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { formatDateTime } from '../../../ui/format.ts';
import { useRefusal, useWorkstation } from '../../window/Workstation.ts';
import { WatchList } from './WatchList.tsx';

/** Outcomes that wait for a second pair of eyes (B5): a supervisor's list. A held case is answered in the case, by its release. */
export function SecondCheckList() {
  const { t } = useTranslation();
  const list = useCall('caseSecondCheckList', {}, { everyMs: 60_000 });
  const lines = list.value ?? [];
  return (
    <WatchList
      title={t('outcome.secondCheck.title')}
      empty={t('outcome.secondCheck.empty')}
      failure={list.failure}
      lines={list.value === undefined ? null : lines.map((line) => <CheckRow key={line.id} line={line} />)}
    />
  );
}

const acts = { checkConfirmed: 'confirm', checkReturned: 'return' } as const;
type Outcome = keyof typeof acts;

function CheckRow({ line }: { readonly line: SecondCheckLine }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { openCase } = useWorkstation();
  const refusal = useRefusal();
  const [doing, setDoing] = useState<Outcome | null>(null);
  const { decisionId } = line;
  return (
    <li className="checkRow">
      <b>{line.name}</b>
      <span className={line.why === 'held' ? 'tone bad' : 'tone warn'}>
        {t(`outcome.secondCheck.why.${line.why}`)}
      </span>
      {line.why === 'held' || line.state === 'supplement' ? null : (
        <span>{t('outcome.secondCheck.decided', { state: t(`desk.state.${line.state}`) })}</span>
      )}
      {line.documents.length === 0 ? null : (
        <span>
          {t('outcome.secondCheck.documents')}
          {t('common.colon')}
          {line.documents
            .map(({ titleZh, titleEn, scanned }) =>
              scanned
                ? `${pick(titleZh, titleEn)} (${t('outcome.secondCheck.scanned')})`
                : pick(titleZh, titleEn),
            )
            .join(t('common.semicolon'))}
        </span>
      )}
      {line.reason === null ? null : <span>{line.reason}</span>}
      <span className="quiet">{t('common.by', { name: line.by, at: formatDateTime(line.at) })}</span>
      <span className="recallActs">
        <button type="button" className="plainAct" onClick={() => openCase(line.id)}>
          <span className="mono">{line.number}</span>
        </button>
        {decisionId === null || refusal('caseSecondCheck') !== null ? null : line.own ? (
          <span className="quiet">{t('outcome.secondCheck.own')}</span>
        ) : (
          <>
            <Button size="small" onClick={() => setDoing('checkConfirmed')}>
              {t('outcome.secondCheck.confirm')}
            </Button>
            <Button size="small" onClick={() => setDoing('checkReturned')}>
              {t('outcome.secondCheck.return')}
            </Button>
          </>
        )}
      </span>
      {doing === null || decisionId === null ? null : (
        <Answer line={{ ...line, decisionId }} outcome={doing} onDone={() => setDoing(null)} />
      )}
    </li>
  );
}

function Answer({
  line,
  outcome,
  onDone,
}: {
  readonly line: SecondCheckLine & { readonly decisionId: NonNullable<SecondCheckLine['decisionId']> };
  readonly outcome: Outcome;
  onDone(): void;
}) {
  const { t } = useTranslation();
  const check = useAct('caseSecondCheck');
  const [note, setNote] = useState('');
  const act = acts[outcome];
  return (
    <FinalAct
      title={t(`outcome.secondCheck.${act}`)}
      sentence={t(`outcome.secondCheck.${act}Sentence`, { number: line.number })}
      actLabel={t(`outcome.secondCheck.${act}Act`)}
      busy={check.busy}
      failure={check.failure}
      missing={note.trim() === '' ? [t('outcome.secondCheck.note')] : []}
      onClose={onDone}
      onConfirm={() =>
        void check
          .run({ caseId: line.id, decisionId: line.decisionId, outcome, note: note.trim() })
          .then((result) => {
            if (result.ok) onDone();
          })
      }
    >
      <Field label={t('outcome.secondCheck.note')}>
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
