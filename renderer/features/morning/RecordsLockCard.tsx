import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LackingRow, RecordsLock } from '../../../main/contract/records.ts';
import { useAct } from '../../client/client.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { NoteField } from '../../ui/NoteField.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { StatusMark } from '../window/StatusMark.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';

function AcceptDialog({ count, onClose }: { readonly count: number; onClose(): void }) {
  const { t } = useTranslation();
  const accept = useAct('recordsAccept');
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState(nobody);
  return (
    <FinalAct
      title={t('morning.lock.acceptTitle')}
      sentence={t('morning.lock.acceptSentence', { count })}
      actLabel={t('morning.lock.acceptAct')}
      danger
      busy={accept.busy}
      failure={accept.failure}
      missing={[
        ...(reason.trim() === '' ? [t('morning.lock.reason')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]}
      onConfirm={() =>
        void accept.run({ reason: reason.trim(), countersignature: second }).then((result) => {
          if (result.ok) onClose();
        })
      }
      onClose={onClose}
    >
      <NoteField label={t('morning.lock.reason')} value={reason} onChange={setReason} />
      <SecondPerson value={second} hint={t('morning.lock.second')} onChange={setSecond} />
    </FinalAct>
  );
}

function Lacking({ rows }: { readonly rows: readonly LackingRow[] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('morning.lock.title')}
      rows={rows}
      pageSize={10}
      empty={t('morning.lock.nothing')}
      keyOf={(row) => row.id}
      columns={[
        { id: 'time', title: t('morning.lock.time'), render: (row) => formatDateTime(row.createdAt) },
        { id: 'kind', title: t('morning.lock.kind'), render: (row) => t(`queue.kind.${row.kind}`) },
        {
          id: 'caseNumber',
          title: t('morning.lock.caseNumber'),
          render: (row) => <span className="mono">{row.caseNumber ?? '—'}</span>,
        },
        {
          id: 'number',
          title: t('morning.lock.number'),
          render: (row) => <span className="mono">{row.number ?? '—'}</span>,
        },
        { id: 'id', title: t('morning.lock.id'), render: (row) => <span className="mono">{row.id}</span> },
      ]}
    />
  );
}

/** Older records: why, what upstream has more, and the way out by two people (G7, I1). */
export function RecordsLockCard({ lock }: { readonly lock: RecordsLock }) {
  const { t } = useTranslation();
  const { station } = useWorkstation();
  const refusal = useRefusal();
  const ask = useAct('recordsAsk');
  const [accepting, setAccepting] = useState(false);
  const { asked, known } = lock;
  const mayAsk = refusal('recordsAsk');
  const mayAccept = refusal('recordsAccept');
  return (
    <section className="card recordsLock" role="alert">
      <h2>
        <StatusMark tone="bad" /> {t('morning.lock.title')}
      </h2>
      <p>
        {t(`morning.lock.cause.${lock.cause}`)}{' '}
        <span className="quiet">{t(`morning.lock.told.${lock.told}`)}</span>
      </p>
      <p>
        {t(known === null ? 'morning.lock.factsUnknown' : 'morning.lock.facts', {
          ours: lock.ours.sequence,
          known: known?.sequence ?? 0,
          since: formatDateTime(lock.since),
        })}{' '}
        {t(lock.exact ? 'morning.lock.numbersKnown' : 'morning.lock.numbers')} {t('morning.lock.underWay')}
      </p>
      {station?.mode === 'training' ? <p className="quiet">{t('morning.lock.training')}</p> : null}
      <div className="actRow">
        <Button
          type={asked === null ? 'primary' : 'default'}
          loading={ask.busy}
          disabled={mayAsk !== null}
          onClick={() => void ask.run({})}
        >
          {t('morning.lock.ask')}
        </Button>
        <Button
          danger
          type={asked === null ? 'default' : 'primary'}
          disabled={asked === null || mayAccept !== null}
          onClick={() => setAccepting(true)}
        >
          {t('morning.lock.accept')}
        </Button>
        {mayAccept === null ? null : <span className="quiet">{mayAccept}</span>}
      </div>
      {ask.failure === null ? null : <FailureNote failure={ask.failure} />}
      {asked === null ? null : (
        <>
          <p role="status">
            {t('morning.lock.asked', { at: formatDateTime(asked.at), count: asked.lacking.length })}
            {asked.more ? t('morning.lock.askedMore') : ''}
          </p>
          <Lacking rows={asked.lacking} />
        </>
      )}
      {accepting ? (
        <AcceptDialog count={asked?.lacking.length ?? 0} onClose={() => setAccepting(false)} />
      ) : null}
    </section>
  );
}
