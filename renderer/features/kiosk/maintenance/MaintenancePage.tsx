import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaintenanceView } from '../../../../main/contract/cabinet.ts';
import type { DeviceCompletion, DeviceState } from '../../../../main/contract/devices.ts';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { call, useCall } from '../../../client/client.ts';
import { detailWord } from '../../../i18n/detailWord.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';
import { formatDateTime, formatTime } from '../../../ui/format.ts';
import { BinForm } from './BinForm.tsx';
import { ServiceEntry } from './ServiceEntry.tsx';
import './maintenance.css';

/** Machines and numbers for a technician (E7). No case and no person ever gets here: the host gives this page none. */
export function MaintenancePage({
  onView,
  onStay,
}: {
  readonly onView: (view: KioskView) => void;
  readonly onStay: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { value: view, failure, refresh } = useCall('maintenanceState', {}, { everyMs: 3000 });
  const [refused, setRefused] = useState<Failure | null>(null);
  const [bin, setBin] = useState<string | null>(null);
  const [counted, setCounted] = useState<{ readonly found: number; readonly ledger: number } | null>(null);

  // The screen was loaded anew: nobody is known at it, so who stands here says again who he is.
  if (view === undefined)
    return failure === null ? (
      <div aria-busy />
    ) : (
      <ServiceEntry
        onEntered={(next) => {
          onView(next);
          refresh();
        }}
        onClose={refresh}
      />
    );

  const leave = async (): Promise<void> => {
    const left = await call('maintenanceLeave', {});
    if (left.ok) onView(left.value);
    else setRefused(left.error);
  };
  const problem = refused === null ? null : explain(refused, language);
  return (
    <div className="kioskService">
      <header>
        <h1 className="kioskQuestion">{t('maintenance.title')}</h1>
        <p>{t('maintenance.by', { name: view.by, since: formatTime(view.since) })}</p>
        <p className="kioskHint">{t('maintenance.hidden', { at: formatTime(view.endsAt) })}</p>
        <Contact contact={view.contact} />
        {view.unsettled === 0 ? null : (
          <p className="kioskFault">
            <WarningFilled aria-hidden /> {t('maintenance.unsettled', { n: view.unsettled })}
          </p>
        )}
      </header>
      <section aria-labelledby="serviceDevices">
        <h2 id="serviceDevices">{t('maintenance.devices')}</h2>
        <ul className="kioskServiceList">
          {view.devices.map((device) => (
            <DeviceRow key={device.id} device={device} />
          ))}
        </ul>
      </section>
      {view.printers.map((printer) => (
        <Printer key={printer.id} printer={printer} hopper={view.hopper} onBin={() => setBin(printer.id)} />
      ))}
      {counted === null ? null : (
        <p role="status" className={counted.found === counted.ledger ? 'kioskText' : 'kioskFault'}>
          {counted.found === counted.ledger
            ? t('maintenance.bin.same', { n: counted.found })
            : t('maintenance.bin.differs', counted)}
        </p>
      )}
      <section aria-labelledby="serviceLog">
        <h2 id="serviceLog">{t('maintenance.log')}</h2>
        <ul className="kioskServiceList">
          {view.events.map(({ sequence, at, kind, by }) => (
            <li key={sequence}>
              <span>{formatDateTime(at)}</span>
              <span>{t(`maintenance.kind.${kind}`)}</span>
              <span>{by ?? ''}</span>
            </li>
          ))}
        </ul>
      </section>
      {problem === null ? null : (
        <p className="kioskFault" role="alert">
          {`${problem.message}${language === 'zh' ? '。' : '. '}${problem.remedy}`}
        </p>
      )}
      <div className="kioskServiceActs">
        <button type="button" className="kioskSecond" onClick={onStay}>
          {t('maintenance.stay')}
        </button>
        <button type="button" className="kioskPrimary" onClick={() => void leave()}>
          {t('maintenance.leave')}
        </button>
      </div>
      {bin === null ? null : (
        <BinForm
          printerId={bin}
          onClose={() => setBin(null)}
          onDone={(result) => {
            setCounted(result);
            setBin(null);
            refresh();
          }}
        />
      )}
    </div>
  );
}

function Contact({ contact }: { readonly contact: MaintenanceView['contact'] }) {
  const { t } = useTranslation();
  const good = contact === 'closed';
  return (
    <p className="kioskServiceMark" data-tone={good ? 'good' : 'warn'}>
      {good ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}{' '}
      {contact === null ? t('maintenance.noContact') : t(`maintenance.contact.${contact}`)}
    </p>
  );
}

function DeviceRow({ device }: { readonly device: DeviceState }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [test, setTest] = useState<DeviceCompletion | 'running' | null>(null);
  const works = device.status === 'online' || device.status === 'deviceBusy';
  const run = async (): Promise<void> => {
    setTest('running');
    const answer = await call('maintenanceTest', { deviceId: device.id });
    setTest(answer.ok ? answer.value.completion : { code: 'internalError' });
  };
  const outcome = (): string => {
    if (test === null) return '';
    if (test === 'running') return t('maintenance.testing');
    if (test.code === 'success') return t('maintenance.testGood');
    return t('maintenance.testBad', { fault: detailWord('fault', test.errorCode ?? test.code, language) });
  };
  return (
    <li>
      <span className="kioskServiceMark" data-tone={works ? 'good' : 'warn'}>
        {works ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />} {device.id}
      </span>
      <span>{detailWord('device', device.kind, language)}</span>
      <span role="status">{outcome()}</span>
      <button type="button" disabled={test === 'running'} onClick={() => void run()}>
        {t('maintenance.test')}
        <span className="kioskHidden"> {device.id}</span>
      </button>
    </li>
  );
}

function Printer({
  printer,
  hopper,
  onBin,
}: {
  readonly printer: MaintenanceView['printers'][number];
  readonly hopper: number;
  readonly onBin: () => void;
}) {
  const { t } = useTranslation();
  const facts = [
    ['maintenance.inBin', t('maintenance.cards', { n: printer.inBin })],
    ['maintenance.printed', printer.printed ?? t('maintenance.unknown')],
    ['maintenance.ribbon', printer.ribbon ?? t('maintenance.noRibbon')],
    ['maintenance.hopper', t('maintenance.cards', { n: hopper })],
  ] as const;
  return (
    <section aria-label={t('maintenance.printer', { id: printer.id })}>
      <h2>{t('maintenance.printer', { id: printer.id })}</h2>
      <dl className="kioskServiceFacts">
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={printer.holdsCard ? 'kioskFault' : 'kioskHint'}>
        {t(printer.holdsCard ? 'maintenance.holds' : 'maintenance.holdsNone')}
      </p>
      <p className="kioskHint">{t('maintenance.refill')}</p>
      <button type="button" onClick={onBin}>
        {t('maintenance.emptyBin')}
      </button>
    </section>
  );
}
