import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueOverview, ServiceStanding } from '../../../main/contract/queue.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatSince } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { StatusMark } from '../window/StatusMark.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { OfflineDialog } from './OfflineDialog.tsx';
import { offlineKey } from './queueKeys.ts';
import { commonCause, standingWords, type LinkFault } from './standingWords.ts';

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Why an answer is not believed, and what to do. */
function CauseLine({ cause }: { readonly cause: LinkFault }) {
  const { t, i18n } = useTranslation();
  const word = `queue.causeWord.${cause.fault}`;
  return (
    <p className="serviceCause" data-cause={cause.cause}>
      {t(`queue.cause.${cause.cause}`, { fault: i18n.exists(word) ? t(word) : cause.fault })}
    </p>
  );
}

/** One service: what waits for it, since when, and what goes on all the same; under it why its answer is not believed. */
function ServiceLine({
  service,
  overview,
  alone,
}: {
  readonly service: ServiceStanding;
  readonly overview: QueueOverview;
  /** Its cause is not that of all the others, and stands with it. */
  readonly alone: boolean;
}) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const words = standingWords(service, overview);
  const what =
    words.what === null
      ? ''
      : t(`queue.standing.${words.what.unit}`, {
          count: words.what.count,
        });
  const sentence = t(`queue.standing.${words.key}`, {
    what,
    at: formatSince(words.at, now),
    goesOn: t(`queue.standing.goesOn.${service.service}`),
  });
  return (
    <li className={`serviceLine ${words.tone}`} data-service={service.service} data-standing={words.key}>
      <StatusMark tone={words.tone} />
      <b>{t(`station.service.${service.service}`)}</b>
      <span>{capital(sentence)}</span>
      {alone && words.cause !== null ? <CauseLine cause={words.cause} /> : null}
    </li>
  );
}

/** What upstream and the queue are doing, in words, on top of the page (G1, G11). */
export function StandingCard({ overview }: { readonly overview: QueueOverview }) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const refusal = useRefusal();
  const end = useAct('queueWorkOffline');
  const [asking, setAsking] = useState(false);
  const refused = refusal('queueWorkOffline');
  const { offlineByHand, revokedAt, drain } = overview;
  const together = commonCause(overview);
  const maySwitch = refused === null && offlineByHand === null && revokedAt === null;
  return (
    <section className="card queueStanding" aria-label={t('queue.standing.title')}>
      {revokedAt === null ? null : (
        <div className="standingBanner bad" role="alert" data-banner="revoked">
          <StatusMark tone="bad" />
          <p>
            <b>{t('queue.revoked.title', { at: formatSince(revokedAt, now) })}</b> {t('queue.revoked.text')}
            <br />
            <span className="quiet">{t('queue.revoked.way')}</span>
          </p>
        </div>
      )}
      <div className="cardHead">
        <h2>{t('queue.standing.title')}</h2>
        {maySwitch ? (
          <Button data-act="workOffline" aria-keyshortcuts={offlineKey} onClick={() => setAsking(true)}>
            {t('queue.byHand.start')} <KeyCap name={offlineKey.toUpperCase()} />
          </Button>
        ) : null}
      </div>
      {offlineByHand === null ? null : (
        <div className="standingBanner warn" role="status" data-banner="byHand">
          <StatusMark tone="warn" />
          <p>
            <b>
              {t('queue.byHand.banner', {
                by: offlineByHand.by,
                at: formatSince(offlineByHand.at, now),
                reason: offlineByHand.reason,
              })}
            </b>
            <br />
            {t('queue.byHand.still')}
          </p>
          <Button
            type="primary"
            data-act="goOnline"
            disabled={refused !== null}
            title={refused ?? ''}
            loading={end.busy}
            onClick={() => void end.run({ on: false })}
          >
            {t('queue.byHand.end')}
          </Button>
        </div>
      )}
      {end.failure === null ? null : <FailureNote failure={end.failure} />}
      <ul className="serviceLines">
        {overview.services.map((service) => (
          <ServiceLine
            key={service.service}
            service={service}
            overview={overview}
            alone={together === null}
          />
        ))}
      </ul>
      {together === null ? null : <CauseLine cause={together} />}
      {drain === null ? null : <ProgressLine label={t('queue.progress.drain')} progress={drain} />}
      {asking ? <OfflineDialog onClose={() => setAsking(false)} /> : null}
    </section>
  );
}
