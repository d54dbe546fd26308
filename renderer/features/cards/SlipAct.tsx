import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { Field } from '../../ui/Field.tsx';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useRefusal } from '../window/Workstation.ts';

const cameToNothing: readonly CardJobView['state'][] = ['failed', 'wasted', 'conflict', 'handedOver'];

/** The holder's slip with the promise (D2); the host says when it is a copy and wants a reason (C4). */
export function SlipAct({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const act = useAct('cardSlip');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [copy, setCopy] = useState<number | null>(null);
  if (cameToNothing.includes(job.state) || refusal('cardSlip') !== null) return null;
  const print = (why: string): void =>
    void act.run({ jobId: job.id, ...(why !== '' && { reason: why }) }).then((result) => {
      if (result.ok) {
        saveDocument(result.value);
        setCopy(result.value.copy);
        setAsking(false);
        setReason('');
      } else if (result.error.code === 'reasonMissing') setAsking(true);
    });
  return (
    <span className="slipAct">
      <Button loading={act.busy} onClick={() => print('')}>
        {t('cardBoard.slip.act')}
      </Button>
      {copy === null ? null : (
        <span role="status" className="quiet">
          {copy === 1 ? t('cardBoard.slip.first') : t('cardBoard.slip.copy', { n: copy })}
        </span>
      )}
      {act.failure === null || act.failure.code === 'reasonMissing' ? null : (
        <FailureNote failure={act.failure} />
      )}
      {asking ? (
        <FinalAct
          title={t('cardBoard.slip.again')}
          sentence={t('cardBoard.slip.sentence')}
          actLabel={t('cardBoard.slip.act')}
          busy={act.busy}
          failure={act.failure?.code === 'reasonMissing' ? null : act.failure}
          missing={reason.trim() === '' ? [t('common.reason')] : []}
          onClose={() => setAsking(false)}
          onConfirm={() => print(reason.trim())}
        >
          <Field label={t('common.reason')}>
            {(id) => (
              <Input
                id={id}
                value={reason}
                maxLength={200}
                autoFocus
                onChange={({ target }) => setReason(target.value)}
              />
            )}
          </Field>
        </FinalAct>
      ) : null}
    </span>
  );
}
