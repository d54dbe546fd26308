import { CustomerServiceOutlined, ExclamationOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A question over the page. It holds the focus; what lies behind is out of reach. */
export function Overlay({
  name,
  role,
  children,
}: {
  readonly name: string;
  readonly role: 'alertdialog' | 'dialog';
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="kioskOverlay"
      role={role}
      aria-labelledby={`${name}Title`}
      data-overlay={name}
      onCancel={(event) => event.preventDefault()}
    >
      {children}
    </dialog>
  );
}

function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The gentle warning before a page gives up (E2): how long is left, and one large way to stay. */
export function TimeWarning({
  warnAt,
  endsAt,
  skewMs,
  onStay,
  onEnd,
}: {
  readonly warnAt: string;
  readonly endsAt: string;
  /** How far the host, who named the two instants, is ahead of this screen. */
  readonly skewMs: number;
  readonly onStay: () => void;
  readonly onEnd: () => void;
}) {
  const { t } = useTranslation();
  const now = useNow(250) + skewMs;
  const starts = Date.parse(warnAt);
  const ends = Date.parse(endsAt);
  if (now < starts) return null;
  const seconds = Math.max(0, Math.ceil((ends - now) / 1000));
  const left = Math.min(1, Math.max(0, (ends - now) / (ends - starts)));
  return (
    <Overlay name="warning" role="alertdialog">
      <svg className="kioskCountdown" viewBox="0 0 120 120" aria-hidden>
        <circle className="kioskCountdownTrack" cx="60" cy="60" r="52" />
        <circle
          className="kioskCountdownLeft"
          cx="60"
          cy="60"
          r="52"
          pathLength={1}
          strokeDasharray={`${left} 1`}
          transform="rotate(-90 60 60)"
        />
        <text x="60" y="74" textAnchor="middle">
          {seconds}
        </text>
      </svg>
      <h2 id="warningTitle">{t('warning.question')}</h2>
      <p role="timer">{t('warning.text', { seconds })}</p>
      <button type="button" className="kioskPrimary" onClick={onStay}>
        {t('warning.stay')}
      </button>
      <button type="button" className="kioskSecond" onClick={onEnd}>
        {t('warning.end')}
      </button>
    </Overlay>
  );
}

/** What became of the call for staff. */
export function StaffCalled({
  reached,
  window,
  onClose,
}: {
  readonly reached: boolean;
  readonly window: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Overlay name="staff" role="dialog">
      <span className="kioskOverlaySign" aria-hidden>
        {reached ? <CustomerServiceOutlined /> : <ExclamationOutlined />}
      </span>
      <h2 id="staffTitle">{t(reached ? 'staff.question' : 'staff.failed')}</h2>
      <p>{reached ? t('staff.text') : t('staff.failedText', { window })}</p>
      <button type="button" className="kioskPrimary" onClick={onClose}>
        {t('staff.close')}
      </button>
    </Overlay>
  );
}
