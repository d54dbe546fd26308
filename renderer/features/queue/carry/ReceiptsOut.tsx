import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarriedRowView } from '../../../../main/contract/carry.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { call } from '../../../client/client.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { saveDocument } from '../../../ui/saveDocument.ts';
import { useRefusal } from '../../window/Workstation.ts';
import { CarryStep } from './CarryStep.tsx';

/** Stations whose rows were carried in, and how many of each have a receipt; in the order in which they came. */
export function stationsOf(rows: readonly CarriedRowView[]): readonly { id: string; receipts: number }[] {
  const stations = new Map<string, number>();
  for (const { stationId, receipt } of rows)
    stations.set(stationId, (stations.get(stationId) ?? 0) + (receipt === null ? 0 : 1));
  return [...stations].map(([id, receipts]) => ({ id, receipts }));
}

/** The receipts of carried rows, as a signed file for the station that they come from. */
export function ReceiptsOut({ rows }: { readonly rows: readonly CarriedRowView[] }) {
  const { t } = useTranslation();
  const refused = useRefusal()('carryReceiptsOut');
  const stations = stationsOf(rows);
  const [wanted, setWanted] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useId();
  const chosen = stations.find(({ id }) => id === wanted) ?? stations[0];
  const run = async (from: string): Promise<void> => {
    setBusy(true);
    const result = await call('carryReceiptsOut', { from });
    setBusy(false);
    setFailure(result.ok ? null : result.error);
    if (result.ok) saveDocument(result.value);
  };
  return (
    <CarryStep title={t('carry.receiptsOut.title')} text={t('carry.receiptsOut.text')}>
      {chosen === undefined ? (
        <p className="quiet">{t('carry.receiptsOut.none')}</p>
      ) : (
        <div className="actRow">
          {stations.length === 1 ? (
            <b className="mono">{chosen.id}</b>
          ) : (
            <>
              <label htmlFor={field}>{t('carry.receiptsOut.station')}</label>
              <Select
                id={field}
                value={chosen.id}
                onChange={setWanted}
                options={stations.map(({ id, receipts }) => ({ value: id, label: `${id} (${receipts})` }))}
              />
            </>
          )}
          <Button
            data-act="receiptsOut"
            loading={busy}
            disabled={refused !== null || chosen.receipts === 0}
            title={refused ?? ''}
            onClick={() => void run(chosen.id)}
          >
            {t('carry.receiptsOut.act')}
          </Button>
          <span className="quiet">
            {refused ?? (chosen.receipts === 0 ? t('carry.receiptsOut.waiting') : '')}
          </span>
        </div>
      )}
      {failure === null ? null : <FailureNote failure={failure} />}
    </CarryStep>
  );
}
