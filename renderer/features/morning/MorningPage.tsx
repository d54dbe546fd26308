import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GateItem, StartGate } from '../../../main/contract/gate.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatPreciseTime } from '../../ui/format.ts';
import { saveDocument } from '../../ui/saveDocument.ts';
import { RetentionCard } from '../retention/RetentionCard.tsx';
import { useRefusal } from '../window/Workstation.ts';
import { CopiesCard } from './CopiesCard.tsx';
import { GateRow } from './GateRow.tsx';
import { RecordsLockCard } from './RecordsLockCard.tsx';
import './morning.css';

const order: Readonly<Record<GateItem['state'], number>> = { blocked: 0, warn: 1, ok: 2 };

/** What stops comes first; within a state the order of the paper. */
function sorted(items: StartGate['items']): StartGate['items'] {
  return items.toSorted((a, b) => order[a.state] - order[b.state]);
}

function GateTable({ gate }: { readonly gate: StartGate }) {
  const { t } = useTranslation();
  return (
    <section className="card gate">
      <table aria-label={t('morning.title')}>
        <thead>
          <tr>
            <th scope="col">{t('morning.state')}</th>
            <th scope="col">{t('morning.item')}</th>
            <th scope="col">{t('morning.found')}</th>
            <th scope="col">{t('morning.fix')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted(gate.items).map((item) => (
            <GateRow key={item.key} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The start gate: every precondition of the station with its reason and its fix (J1). */
export function MorningPage() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const gate = useCall('startGate', {}, { everyMs: 20_000 });
  const standing = useCall('recordsStanding', {}, { everyMs: 20_000 });
  const lock = standing.value?.lock ?? null;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const count = (state: GateItem['state']): number =>
    gate.value?.items.filter((item) => item.state === state).length ?? 0;
  const print = async (): Promise<void> => {
    setBusy(true);
    const result = await call('startGatePaper', {});
    setBusy(false);
    setFailure(result.ok ? null : result.error);
    if (result.ok) saveDocument(result.value);
  };
  return (
    <main className="page morning">
      <div className="pageHead">
        <h1>{t('morning.title')}</h1>
        {gate.value === undefined ? null : (
          <>
            <span className="gateSummary" role="status">
              {t('morning.summary', { ok: count('ok'), warn: count('warn'), blocked: count('blocked') })}
            </span>
            <span className="quiet">{t('morning.at', { at: formatPreciseTime(gate.value.at) })}</span>
          </>
        )}
        <span className="push actRow">
          <Button onClick={gate.refresh}>{t('morning.again')}</Button>
          <Button
            type="primary"
            icon={<PrinterOutlined />}
            loading={busy}
            disabled={gate.value === undefined}
            onClick={() => void print()}
          >
            {t('morning.print')}
          </Button>
        </span>
      </div>
      {failure === null ? null : <FailureNote failure={failure} onClose={() => setFailure(null)} />}
      {lock === null ? null : <RecordsLockCard lock={lock} />}
      {gate.failure === null ? null : <FailureNote failure={gate.failure} />}
      {gate.value === undefined ? (
        gate.loading ? (
          <p className="quiet">{t('common.loading')}</p>
        ) : null
      ) : (
        <GateTable gate={gate.value} />
      )}
      {refusal('backupStatus') === null ? <CopiesCard /> : null}
      {refusal('retentionView') === null ? <RetentionCard /> : null}
    </main>
  );
}
