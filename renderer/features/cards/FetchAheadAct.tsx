import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';

/** Card data and lock of this case now, the card later, also without a network (D2); only where that is possible at this moment. */
export function FetchAheadAct({ caseId, onFetched }: { readonly caseId: CaseId; onFetched(): void }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const ahead = useCall('cardAhead', {});
  const fetch = useAct('cardFetchAhead');
  const [refused, setRefused] = useState<Failure | null>(null);
  const view = ahead.value;
  if (view === undefined || !view.online || !view.usableOffline || refusal('cardFetchAhead') !== null)
    return null;
  return (
    <>
      <Button
        size="large"
        loading={fetch.busy}
        disabled={view.held >= view.limit}
        onClick={() =>
          void fetch.run({ caseIds: [caseId] }).then((result) => {
            if (!result.ok) return;
            const [first] = result.value.refused;
            if (first === undefined) onFetched();
            else setRefused(first.failure);
          })
        }
      >
        {t('cardBoard.ahead.one')}
      </Button>
      {view.held >= view.limit ? <span className="quiet">{t('cardBoard.ahead.full')}</span> : null}
      {refused === null ? null : <FailureNote failure={refused} />}
      {fetch.failure === null ? null : <FailureNote failure={fetch.failure} />}
    </>
  );
}
