import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { bezelSeen } from '../../../main/contract/handOver.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** After an offer at a kiosk whose outcome nobody knows: somebody looks, and says what is there (9.22). */
export function OfferSettle({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const settle = useAct('cardSettleHandOver');
  return (
    <>
      <div className="actRow" role="group" aria-label={t('cards.handOver.found')}>
        {bezelSeen.options.map((seen) => (
          <Button key={seen} loading={settle.busy} onClick={() => void settle.run({ jobId: job.id, seen })}>
            {t(`cards.handOver.seen.${seen}`)}
          </Button>
        ))}
      </div>
      {settle.failure === null ? null : <FailureNote failure={settle.failure} />}
    </>
  );
}
