import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../main/contract/outcomes.ts';
import type { DocumentCode } from '../../../../main/contract/permit.ts';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../../ui/SecondPerson.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { useDraftField } from '../draft/Draft.ts';
import { holderName } from '../holderName.ts';
import { DraftArea } from './DraftArea.tsx';

/** Suspected forgery: everything waits for a supervisor (domain-rules 6.1). The row in focus is the first guess. */
export function HoldPanel({ view, row, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const act = useAct('caseHold');
  const [document, setDocument] = useState<DocumentCode | ''>(row ?? '');
  const [reason, , clear] = useDraftField('hold');
  const options = [
    { value: '' as const, label: t('outcome.hold.wholeCase') },
    ...view.documents
      .filter(({ requirement }) => requirement !== 'waived')
      .map(({ code, titleZh, titleEn }) => ({ value: code, label: pick(titleZh, titleEn) })),
  ];
  return (
    <FinalAct
      title={t('outcome.name.hold')}
      sentence={t('outcome.hold.sentence', { name: holderName(view) })}
      actLabel={t('outcome.hold.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={reason.trim() === '' ? [t('outcome.hold.reason')] : []}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void act
          .run({ caseId: view.id, reason: reason.trim(), ...(document === '' ? {} : { document }) })
          .then((result) => {
            if (!result.ok) return;
            // A released case can be held again, and then for a reason of its own.
            clear();
            onClose('done');
          })
      }
    >
      <DraftArea field="hold" label={t('outcome.hold.reason')} autoFocus />
      <Choices label={t('outcome.hold.document')} value={document} onChange={setDocument} options={options} />
    </FinalAct>
  );
}

/** A supervisor beside the clerk signs what was found. */
export function ReleasePanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const act = useAct('caseRelease');
  const [finding, setFinding] = useState<Finding | null>(null);
  const [note, , clear] = useDraftField('release');
  const [second, setSecond] = useState(nobody);
  const missing = [
    ...(finding === null ? [t('outcome.release.finding')] : []),
    ...(note.trim() === '' ? [t('outcome.release.note')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  const confirm = (): void => {
    if (finding === null) return;
    void act.run({ caseId: view.id, finding, note: note.trim(), countersignature: second }).then((result) => {
      if (!result.ok) return;
      clear();
      onClose('done');
    });
  };
  return (
    <FinalAct
      title={t('outcome.name.release')}
      sentence={t('outcome.release.sentence', { name: holderName(view) })}
      actLabel={t('outcome.release.act')}
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <Choices
        label={t('outcome.release.finding')}
        value={finding}
        onChange={setFinding}
        options={[
          { value: 'cleared', label: t('outcome.release.cleared') },
          { value: 'confirmed', label: t('outcome.release.confirmed') },
        ]}
      />
      <DraftArea field="release" label={t('outcome.release.note')} />
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
