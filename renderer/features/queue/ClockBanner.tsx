import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockStanding } from '../../../main/contract/queue.ts';
import { useAct } from '../../client/client.ts';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { NoteField } from '../../ui/NoteField.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { StatusMark } from '../window/StatusMark.tsx';
import { useRefusal } from '../window/Workstation.ts';

/** Two people say that the computer's clock is right after all. */
function AcceptClock({ clock, onClose }: { readonly clock: ClockStanding; onClose(): void }) {
  const { t } = useTranslation();
  const accept = useAct('clockAccept');
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState(nobody);
  return (
    <FinalAct
      title={t('queue.clock.acceptTitle')}
      sentence={t('queue.clock.acceptSentence', {
        ours: formatDateTime(clock.now),
        computer: formatDateTime(clock.computer),
      })}
      actLabel={t('queue.clock.accept')}
      danger
      busy={accept.busy}
      failure={accept.failure}
      missing={[
        ...(reason.trim() === '' ? [t('queue.clock.reason')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]}
      onConfirm={() =>
        void accept.run({ reason: reason.trim(), countersignature: second }).then((result) => {
          if (result.ok) onClose();
        })
      }
      onClose={onClose}
    >
      <NoteField label={t('queue.clock.reason')} value={reason} onChange={setReason} />
      <SecondPerson value={second} hint={t('queue.clock.second')} onChange={setSecond} />
    </FinalAct>
  );
}

/** The computer's clock jumped, and the station does not follow: what each says, and what to do. */
export function ClockBanner({ clock }: { readonly clock: ClockStanding }) {
  const { t } = useTranslation();
  const refused = useRefusal()('clockAccept');
  const [accepting, setAccepting] = useState(false);
  if (clock.state === 'steady') return null;
  const { upstreamAheadMs } = clock;
  const upstream =
    upstreamAheadMs === null ? null : new Date(Date.parse(clock.now) + upstreamAheadMs).toISOString();
  return (
    <section className="card clockHeld" role="alert" data-banner="clock">
      <h2>
        <StatusMark tone="bad" /> {t('queue.clock.title')}
      </h2>
      <p>{t('queue.clock.text', { at: formatDateTime(clock.since ?? clock.now) })}</p>
      <dl className="clockFacts">
        <div>
          <dt>{t('queue.clock.ours')}</dt>
          <dd>{formatDateTime(clock.now)}</dd>
        </div>
        <div>
          <dt>{t('queue.clock.computer')}</dt>
          <dd>{formatDateTime(clock.computer)}</dd>
        </div>
        {upstream === null ? null : (
          <div>
            <dt>{t('queue.clock.upstream')}</dt>
            <dd>{formatDateTime(upstream)}</dd>
          </div>
        )}
      </dl>
      <p>
        {t('queue.clock.way')} {t('queue.clock.wayAccept')}{' '}
        <span className="quiet">{t('queue.clock.wayNoDestroy')}</span>
      </p>
      <div className="actRow">
        <Button danger disabled={refused !== null} onClick={() => setAccepting(true)}>
          {t('queue.clock.accept')}
        </Button>
        {refused === null ? null : <span className="quiet">{refused}</span>}
      </div>
      {accepting ? <AcceptClock clock={clock} onClose={() => setAccepting(false)} /> : null}
    </section>
  );
}
