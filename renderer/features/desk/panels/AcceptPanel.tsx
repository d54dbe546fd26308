import { useTranslation } from 'react-i18next';
import { useAct } from '../../../client/client.ts';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { holderName } from '../holderName.ts';

export function AcceptPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const accept = useAct('caseAccept');
  return (
    <FinalAct
      title={t('desk.accept.title')}
      sentence={t('desk.accept.sentence', { name: holderName(view) })}
      actLabel={t('desk.accept.act')}
      busy={accept.busy}
      failure={accept.failure}
      missing={[]}
      onClose={() => onClose('left')}
      onConfirm={() =>
        void accept.run({ caseId: view.id }).then((result) => {
          if (result.ok) onClose('done');
        })
      }
    />
  );
}
