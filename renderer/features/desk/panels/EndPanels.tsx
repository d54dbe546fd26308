import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { useDraftField } from '../draft/Draft.ts';
import { holderName } from '../holderName.ts';
import { DraftArea } from './DraftArea.tsx';

/** NOT_NEEDED: said at once, with the reason on the paper. */
export function NotNeededPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const act = useAct('caseNotNeeded');
  const [reason] = useDraftField('notNeeded');
  return (
    <FinalAct
      title={t('outcome.name.notNeeded')}
      sentence={t('outcome.notNeeded.sentence', { name: holderName(view) })}
      actLabel={t('outcome.notNeeded.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={reason.trim() === '' ? [t('outcome.notNeeded.reason')] : []}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void act.run({ caseId: view.id, reason: reason.trim() }).then((result) => {
          if (result.ok) onClose('done');
        })
      }
    >
      <DraftArea field="notNeeded" label={t('outcome.notNeeded.reason')} autoFocus />
    </FinalAct>
  );
}

/** NOT_OURS: the right authority is one of the pack's offices, or typed where none of them is. */
export function NotOursPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const act = useAct('caseNotOurs');
  const [office, setOffice] = useState<string>(view.offices[0]?.id ?? '');
  const [authority, setAuthority] = useDraftField('notOurs');
  const chosen = view.offices.find(({ id }) => id === office);
  const typed = authority.trim();
  const confirm = (): void =>
    void act
      .run(chosen === undefined ? { caseId: view.id, authority: typed } : { caseId: view.id, office })
      .then((result) => {
        if (result.ok) onClose('done');
      });
  return (
    <FinalAct
      title={t('outcome.name.notOurs')}
      sentence={t('outcome.notOurs.sentence', { name: holderName(view) })}
      actLabel={t('outcome.notOurs.act')}
      danger
      busy={act.busy}
      failure={act.failure}
      missing={chosen === undefined && typed.length < 2 ? [t('outcome.notOurs.authority')] : []}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <Choices
        label={t('outcome.notOurs.office')}
        value={office}
        onChange={setOffice}
        options={[
          ...view.offices.map(({ id, nameZh, nameEn }) => ({ value: id, label: pick(nameZh, nameEn) })),
          { value: '', label: t('outcome.notOurs.other') },
        ]}
      />
      {chosen === undefined ? (
        <Field label={t('outcome.notOurs.authority')}>
          {(id) => (
            <Input
              id={id}
              maxLength={120}
              value={authority}
              onChange={(event) => setAuthority(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <p className="quiet">
          {[
            pick(chosen.tasksZh, chosen.tasksEn),
            pick(chosen.addressZh ?? '', chosen.addressEn ?? ''),
            chosen.phone ?? '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      )}
    </FinalAct>
  );
}
