import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import type { PanelProps } from '../DeskPanel.tsx';

export function FixNowPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const fix = useAct('caseFixNow');
  const [note, setNote] = useState('');
  return (
    <FinalAct
      title={t('desk.fixNow.title')}
      sentence={t('desk.fixNow.sentence')}
      actLabel={t('desk.fixNow.act')}
      busy={fix.busy}
      failure={fix.failure}
      missing={note.trim() === '' ? [t('desk.fixNow.note')] : []}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void fix.run({ caseId: view.id, note: note.trim() }).then((result) => {
          if (result.ok) onClose('done');
        })
      }
    >
      <Field label={t('desk.fixNow.note')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoFocus
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
