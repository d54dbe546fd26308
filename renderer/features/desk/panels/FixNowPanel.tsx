import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { useDraftField } from '../draft/Draft.ts';
import { DraftArea } from './DraftArea.tsx';

export function FixNowPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const fix = useAct('caseFixNow');
  const [note, , clear] = useDraftField('fixNow');
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
          if (!result.ok) return;
          clear();
          onClose('done');
        })
      }
    >
      <DraftArea field="fixNow" label={t('desk.fixNow.note')} rows={3} autoFocus />
    </FinalAct>
  );
}
