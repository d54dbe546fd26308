import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictDecision, ConflictRecord, ConflictView } from '../../../main/contract/cardConflict.ts';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useWorkstation } from '../window/Workstation.ts';
import './conflict.css';

const compared = ['batch', 'card', 'chip'] as const;
const valueOf = { batch: 'batch', card: 'cardTail', chip: 'chipTail' } as const;

/** One value of upstream's record, with a word and a mark for whether it is that of our card. */
function Compared({ theirs, ours }: { readonly theirs: string | null; readonly ours: string | null }) {
  const { t } = useTranslation();
  const same = theirs === ours;
  // A card that is only numbered there has no chip yet: that is no difference.
  if (theirs === null && ours !== null)
    return (
      <td>
        — <span className="quiet">{t('conflict.notYet')}</span>
      </td>
    );
  return (
    <td className={same ? undefined : 'differs'}>
      <span className="mono">{theirs ?? '—'}</span>{' '}
      <span className="comparedWord">
        {same ? <CheckOutlined aria-hidden /> : <CloseOutlined aria-hidden />}{' '}
        {t(`conflict.${same ? 'same' : 'differs'}`)}
      </span>
    </td>
  );
}

/** Our record and those of upstream beside each other; colour is never the only sign of a difference. */
function Records({ view, job }: { readonly view: ConflictView; readonly job: CardJobView }) {
  const { t } = useTranslation();
  const { here, upstream } = view;
  const columns: readonly ConflictRecord[] = upstream;
  return (
    <table className="conflictRecords" aria-label={t('conflict.table')}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('conflict.here')}</th>
          {columns.length === 0 ? <th scope="col">{t('conflict.upstream')}</th> : null}
          {columns.map((record, index) => (
            <th scope="col" key={`${record.stationId} ${record.batch} ${record.cardTail}`}>
              {t('conflict.upstream')} {columns.length > 1 ? index + 1 : ''}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('conflict.field.owner')}</th>
          <td>
            {t('conflict.owner.mine')} · {t(`conflict.${view.made ? 'made' : 'notMade'}`)}
          </td>
          {columns.length === 0 ? <td rowSpan={compared.length + 3}>{t('conflict.noRecord')}</td> : null}
          {columns.map((record, index) => (
            <td key={index} className={record.ours ? undefined : 'differs'}>
              {t(`conflict.owner.${record.ours ? 'mine' : 'other'}`)}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t('conflict.field.station')}</th>
          <td className="mono">{here.stationId}</td>
          {columns.map((record, index) => (
            <td key={index} className="mono">
              {record.stationId}
            </td>
          ))}
        </tr>
        {compared.map((field) => (
          <tr key={field}>
            <th scope="row">{t(`conflict.field.${field}`)}</th>
            <td className="mono">{here[valueOf[field]] ?? '—'}</td>
            {columns.map((record, index) => (
              <Compared key={index} theirs={record[valueOf[field]]} ours={here[valueOf[field]]} />
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('conflict.field.state')}</th>
          <td>{t(`cards.jobState.${job.state}`)}</td>
          {columns.map((record, index) => (
            <td key={index}>{record.state === null ? '—' : t(`conflict.upstreamState.${record.state}`)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** The way out of a conflict: upstream is asked, and only what its answer allows is offered (domain-rules 9.13, D7, G1). */
export function ConflictForm({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const { staff } = useWorkstation();
  const asked = useCall('cardConflict', { jobId: job.id });
  const resolve = useAct('cardResolveConflict');
  const [decision, setDecision] = useState<ConflictDecision | null>(null);
  const [second, setSecond] = useState(nobody);
  // The host asks for a signature of whoever owns the job, too; until it does, a supervisor is not bothered with one.
  const needsSecond =
    !staff.roles.includes('supervisor') ||
    resolve.failure?.code === 'countersignatureNeeded' ||
    isSigned(second);
  // An older answer says nothing about now: while upstream is silent, nothing can be decided.
  const view = asked.failure === null ? asked.value : undefined;
  const offers = view?.offers ?? [];
  const choose = (index: number): (() => void) | undefined => {
    const offer = offers[index];
    return offer === undefined ? undefined : () => setDecision(offer);
  };
  useKeys({ 0: () => asked.refresh(), 1: choose(0), 2: choose(1) });
  const confirm = (): void => {
    if (decision === null) return;
    void resolve
      .run({ jobId: job.id, decision, ...(isSigned(second) && { countersignature: second }) })
      .then((result) => {
        if (result.ok) setDecision(null);
      });
  };
  return (
    <div className="nextStep conflict">
      <h3>{t('conflict.title')}</h3>
      {view === undefined ? (
        asked.failure === null ? (
          <p className="quiet" role="status">
            {t('conflict.asking')}
          </p>
        ) : null
      ) : (
        <>
          <p role="status">
            <b>{t(`conflict.verdict.${view.verdict}`)}</b>{' '}
            <span className="quiet">{t('conflict.askedAt', { at: formatDateTime(view.askedAt) })}</span>
          </p>
          <Records view={view} job={job} />
          {offers.length === 0 ? <p>{t('conflict.nothing')}</p> : null}
        </>
      )}
      {asked.failure === null ? null : <FailureNote failure={asked.failure} />}
      <div className="actRow">
        {offers.map((offer, index) => (
          <Button
            key={offer}
            size="large"
            type={index === 0 ? 'primary' : 'default'}
            danger={offer === 'waste'}
            onClick={() => setDecision(offer)}
            aria-keyshortcuts={String(index + 1)}
          >
            <KeyCap name={String(index + 1)} /> {t(`conflict.act.${offer}`)}
          </Button>
        ))}
        <Button size="large" onClick={() => asked.refresh()} aria-keyshortcuts="0">
          <KeyCap name="0" /> {t('conflict.ask')}
        </Button>
      </div>
      <p className="quiet">{t('conflict.second')}</p>
      {decision === null ? null : (
        <FinalAct
          title={t(`conflict.act.${decision}`)}
          sentence={t(`conflict.sentence.${decision}`)}
          actLabel={t(`conflict.act.${decision}`)}
          danger={decision === 'waste'}
          busy={resolve.busy}
          failure={resolve.failure}
          missing={needsSecond && !isSigned(second) ? [t('common.secondPerson')] : []}
          onClose={() => setDecision(null)}
          onConfirm={confirm}
        >
          {needsSecond ? <SecondPerson value={second} onChange={setSecond} /> : null}
        </FinalAct>
      )}
    </div>
  );
}
