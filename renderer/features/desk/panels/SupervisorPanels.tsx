import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeId } from '../../../../main/contract/ids.ts';
import { useAct } from '../../../client/client.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { useDraftField } from '../draft/Draft.ts';
import { holderName } from '../holderName.ts';
import { correctable } from '../outcomes.ts';
import { DraftArea } from './DraftArea.tsx';

/** REFUSED: after acceptance only, with every reason and the rights to review (domain-rules 6.1, 6.4). */
export function RefusePanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const act = useAct('caseRefuse');
  const [typed, , clear] = useDraftField('refuse');
  const reasons = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    <FinalAct
      title={t('outcome.name.refuse')}
      sentence={t('outcome.refuse.sentence', { name: holderName(view) })}
      actLabel={t('outcome.refuse.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={reasons.length === 0 ? [t('outcome.refuse.reasons')] : []}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void act.run({ caseId: view.id, reasons }).then((result) => {
          if (!result.ok) return;
          clear();
          onClose('done');
        })
      }
    >
      <DraftArea field="refuse" label={t('outcome.refuse.reasons')} rows={4} autoFocus />
    </FinalAct>
  );
}

/** A finished decision is taken back by an act of its own; papers and card go on the recall list (C7). */
export function RevokePanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const act = useAct('caseRevoke');
  const [reason, , clear] = useDraftField('revoke');
  return (
    <FinalAct
      title={t('outcome.name.revoke')}
      sentence={t('outcome.revoke.sentence', { name: holderName(view) })}
      actLabel={t('outcome.revoke.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={reason.trim() === '' ? [t('outcome.revoke.reason')] : []}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void act.run({ caseId: view.id, reason: reason.trim() }).then((result) => {
          if (!result.ok) return;
          clear();
          onClose('done');
        })
      }
    >
      <DraftArea field="revoke" label={t('outcome.revoke.reason')} autoFocus />
    </FinalAct>
  );
}

/** One wrong paper is superseded by a new one; the decision stands (C7). */
export function CorrectPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const act = useAct('caseCorrect');
  const papers = correctable(view);
  const [noticeId, setNoticeId] = useState<NoticeId | null>(papers.at(-1)?.id ?? null);
  const [reason, , clearReason] = useDraftField('correct:reason');
  const [correction, , clearCorrection] = useDraftField('correct:correction');
  const missing = [
    ...(noticeId === null ? [t('outcome.correct.notice')] : []),
    ...(reason.trim() === '' ? [t('outcome.correct.reason')] : []),
    ...(correction.trim() === '' ? [t('outcome.correct.correction')] : []),
  ];
  const confirm = (): void => {
    if (noticeId === null) return;
    void act
      .run({ caseId: view.id, noticeId, reason: reason.trim(), correction: correction.trim() })
      .then((result) => {
        if (!result.ok) return;
        clearReason();
        clearCorrection();
        onClose('done');
      });
  };
  return (
    <FinalAct
      title={t('outcome.name.correct')}
      sentence={t('outcome.correct.sentence')}
      actLabel={t('outcome.correct.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <Choices
        label={t('outcome.correct.notice')}
        value={noticeId}
        onChange={setNoticeId}
        options={papers.map((paper) => ({
          value: paper.id,
          label: `${t(`desk.notice.kind.${paper.kind}`)} ${paper.number}`,
        }))}
      />
      <DraftArea field="correct:reason" label={t('outcome.correct.reason')} />
      <DraftArea field="correct:correction" label={t('outcome.correct.correction')} />
    </FinalAct>
  );
}

/** Nothing was told in time (domain-rules 6.2): recorded by a supervisor, and the check goes on. */
export function CountAsAcceptedPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const act = useAct('caseCountsAsAccepted');
  return (
    <FinalAct
      title={t('outcome.name.countAsAccepted')}
      sentence={t('outcome.countAsAccepted.sentence', { name: holderName(view) })}
      actLabel={t('outcome.countAsAccepted.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={[]}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void act.run({ caseId: view.id }).then((result) => {
          if (result.ok) onClose('done');
        })
      }
    />
  );
}
