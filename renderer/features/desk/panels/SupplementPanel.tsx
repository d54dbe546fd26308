import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../../ui/SecondPerson.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { gapsToTell } from '../checklistRows.ts';
import { useDraftField } from '../draft/Draft.ts';
import { holderName } from '../holderName.ts';
import { DraftArea } from './DraftArea.tsx';

/** Answers of the host that mean: a supervisor may still allow it (B3). */
const needsSupervisor = new Set(['supplementAddsItem', 'reasonMissing', 'countersignatureNeeded']);

export function SupplementPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const supplement = useAct('caseSupplement');
  const [asked, setAsked] = useState(false);
  const [reason, , clear] = useDraftField('supplement');
  const [second, setSecond] = useState(nobody);
  const told = gapsToTell(view);

  const missing = asked
    ? [
        ...(reason.trim() === '' ? [t('common.reason')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]
    : [];
  const confirm = (): void => {
    const signed = asked ? { reason: reason.trim(), countersignature: second } : {};
    void supplement.run({ caseId: view.id, ...signed }).then((result) => {
      if (result.ok) {
        clear();
        onClose('done');
      } else if (needsSupervisor.has(result.error.code)) setAsked(true);
    });
  };
  return (
    <FinalAct
      title={t('desk.supplement.title')}
      sentence={t('desk.supplement.sentence', {
        name: holderName(view),
        n: told.length,
      })}
      actLabel={t('desk.supplement.act')}
      busy={supplement.busy}
      failure={supplement.failure}
      missing={missing}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <ol className="gapList">
        {told.map((gap) => (
          <li key={gap.code}>
            <b>{pick(gap.title.zh, gap.title.en)}</b>
            {t('common.colon')}
            {pick(gap.reason.zh, gap.reason.en)}{' '}
            <small className="quiet">{pick(gap.clause.zh, gap.clause.en)}</small>
          </li>
        ))}
      </ol>
      {asked ? (
        <>
          <DraftArea field="supplement" label={t('desk.supplement.reason')} />
          <SecondPerson value={second} onChange={setSecond} />
        </>
      ) : null}
    </FinalAct>
  );
}
