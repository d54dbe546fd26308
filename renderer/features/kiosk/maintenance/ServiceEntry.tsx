import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { call } from '../../../client/client.ts';
import { KeyForm } from './KeyForm.tsx';

/** The question closes by itself: a form that was opened by chance must not stand before a visitor. */
const closeAfterMs = 90_000;

/** Who wants to maintain the kiosk says so with two factors (E7). */
export function ServiceEntry({
  onEntered,
  onClose,
}: {
  readonly onEntered: (view: KioskView) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const timer = setTimeout(onClose, closeAfterMs);
    return () => clearTimeout(timer);
  }, [onClose]);
  return (
    <KeyForm
      name="service"
      title={t('maintenance.entry.title')}
      text={t('maintenance.entry.text')}
      act={t('maintenance.entry.enter')}
      busy={busy}
      failure={failure}
      fields={[
        { name: 'userName', label: t('maintenance.entry.userName') },
        { name: 'password', label: t('maintenance.entry.password'), secret: true },
        { name: 'code', label: t('maintenance.entry.code'), digits: true },
      ]}
      onClose={onClose}
      onConfirm={(values) => {
        setBusy(true);
        setFailure(null);
        void call('maintenanceEnter', values).then((answer) => {
          setBusy(false);
          if (answer.ok) onEntered(answer.value);
          else setFailure(answer.error);
        });
      }}
    />
  );
}
