import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { holderName } from '../holderName.ts';

type End = 'notNeeded' | 'notOurs';

export function OtherEndsPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const notNeeded = useAct('caseNotNeeded');
  const notOurs = useAct('caseNotOurs');
  const [end, setEnd] = useState<End>('notNeeded');
  const [reason, setReason] = useState('');
  const [authority, setAuthority] = useState('');
  const used = end === 'notNeeded' ? notNeeded : notOurs;
  const text = (end === 'notNeeded' ? reason : authority).trim();
  const label = t(end === 'notNeeded' ? 'desk.otherEnds.reason' : 'desk.otherEnds.authority');

  const confirm = (): void => {
    const answer =
      end === 'notNeeded'
        ? notNeeded.run({ caseId: view.id, reason: text })
        : notOurs.run({ caseId: view.id, authority: text });
    void answer.then((result) => {
      if (result.ok) onClose('done');
    });
  };
  return (
    <FinalAct
      title={t('desk.otherEnds.title')}
      sentence={t(`desk.otherEnds.${end}Sentence`, { name: holderName(view) })}
      actLabel={t('desk.otherEnds.act')}
      danger
      busy={used.busy}
      failure={used.failure}
      missing={text.length < 2 ? [label] : []}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <Choices
        label={t('desk.otherEnds.title')}
        value={end}
        onChange={setEnd}
        options={[
          { value: 'notNeeded', label: t('desk.otherEnds.notNeeded') },
          { value: 'notOurs', label: t('desk.otherEnds.notOurs') },
        ]}
      />
      <Field label={label}>
        {(id) => (
          <Input
            id={id}
            maxLength={end === 'notNeeded' ? 500 : 120}
            value={end === 'notNeeded' ? reason : authority}
            onChange={(event) =>
              end === 'notNeeded' ? setReason(event.target.value) : setAuthority(event.target.value)
            }
          />
        )}
      </Field>
    </FinalAct>
  );
}
