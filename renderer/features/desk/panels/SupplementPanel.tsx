import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../../ui/SecondPerson.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { failingRows } from '../checklist.ts';
import { holderName } from '../holderName.ts';

/** Answers of the host that mean: a supervisor may still allow it (B3). */
const needsSupervisor = new Set(['supplementAddsItem', 'reasonMissing', 'countersignatureNeeded']);

export function SupplementPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const supplement = useAct('caseSupplement');
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState(nobody);
  const rows = failingRows(view.documents);

  const missing = asked
    ? [
        ...(reason.trim() === '' ? [t('common.reason')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]
    : [];
  const confirm = (): void => {
    const signed = asked ? { reason: reason.trim(), countersignature: second } : {};
    void supplement.run({ caseId: view.id, ...signed }).then((result) => {
      if (result.ok) onClose('done');
      else if (needsSupervisor.has(result.error.code)) setAsked(true);
    });
  };
  return (
    <FinalAct
      title={t('desk.supplement.title')}
      sentence={t('desk.supplement.sentence', {
        name: holderName(view),
        n: rows.length + (view.passportExpired ? 1 : 0),
      })}
      actLabel={t('desk.supplement.act')}
      busy={supplement.busy}
      failure={supplement.failure}
      missing={missing}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <ol className="gapList">
        {rows.map((row) => (
          <li key={row.code}>
            <b>{pick(row.titleZh, row.titleEn)}</b>
            {t('common.colon')}
            {row.verdict === 'matches' || row.verdict === null
              ? row.dateChecks
                  .filter((check) => check.result === 'fails')
                  .map((check) => pick(check.zh, check.en))
                  .join('；')
              : `${t(`desk.verdict.${row.verdict}`)}${row.note === null || row.note === '' ? '' : `（${row.note}）`}`}
            <small className="quiet"> {pick(row.clauseZh, row.clauseEn)}</small>
          </li>
        ))}
        {view.passportExpired ? <li>{t('desk.supplement.expired')}</li> : null}
      </ol>
      {asked ? (
        <>
          <Field label={t('desk.supplement.reason')}>
            {(id) => (
              <Input.TextArea
                id={id}
                rows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <SecondPerson value={second} onChange={setSecond} />
        </>
      ) : null}
    </FinalAct>
  );
}
