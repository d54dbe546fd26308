import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useRefusal } from '../window/Workstation.ts';

/** What upstream enrols of this station (I7). Closed at first: it is needed once. */
export function IdentityPart() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (useRefusal()('stationIdentity') !== null) return null;
  return (
    <details className="identityPart" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('queue.identity.title')}</summary>
      {open ? <IdentityFacts /> : null}
    </details>
  );
}

export function IdentityFacts() {
  const { t } = useTranslation();
  const { value, failure } = useCall('stationIdentity', {});
  if (failure !== null) return <FailureNote failure={failure} />;
  if (value === undefined) return null;
  const { stationId, fingerprint, publicKey, pinned } = value;
  return (
    <>
      <dl className="receiptFacts">
        <div>
          <dt>{t('queue.identity.station')}</dt>
          <dd className="mono">{stationId}</dd>
        </div>
        <div>
          <dt>{t('queue.identity.fingerprint')}</dt>
          <dd>
            {fingerprint === null ? (
              t('queue.identity.none')
            ) : (
              <span className="mono hash">{fingerprint}</span>
            )}
          </dd>
        </div>
      </dl>
      <p className="quiet">
        {t(pinned ? 'queue.identity.pinned' : 'queue.identity.notPinned')} · {t('queue.identity.text')}
      </p>
      {publicKey === null ? null : (
        <Button
          onClick={() =>
            saveDocument({
              fileName: `${stationId}-public-key.pem`,
              mediaType: 'application/x-pem-file',
              bytes: new TextEncoder().encode(publicKey),
            })
          }
        >
          {t('queue.identity.save')}
        </Button>
      )}
    </>
  );
}
