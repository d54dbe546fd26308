import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../main/contract/result.ts';
import { call } from '../../../client/client.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { useRefusal } from '../../window/Workstation.ts';
import { CarryStep } from './CarryStep.tsx';
import { FilePick } from './FilePick.tsx';

/** Receipts of rows that another station reported for this one: each ends its row here. */
export function ReceiptsIn({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const refused = useRefusal()('carryReceiptsIn');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<{ readonly rows: number; readonly known: number } | null>(null);
  const run = async (file: File): Promise<void> => {
    setBusy(true);
    setDone(null);
    const result = await call('carryReceiptsIn', { file: new Uint8Array(await file.arrayBuffer()) });
    setBusy(false);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    setDone(result.value);
    onDone();
  };
  return (
    <CarryStep title={t('carry.receiptsIn.title')} text={t('carry.receiptsIn.text')}>
      <FilePick
        label={t('carry.receiptsIn.act')}
        accept=""
        busy={busy}
        disabled={refused !== null}
        title={refused ?? ''}
        onPick={(file) => void run(file)}
      />
      {refused === null ? null : <span className="quiet">{refused}</span>}
      {done === null ? null : (
        <p role="status" className="tone good wrap">
          {t('carry.receiptsIn.done', done)}
        </p>
      )}
      {failure === null ? null : <FailureNote failure={failure} />}
    </CarryStep>
  );
}
