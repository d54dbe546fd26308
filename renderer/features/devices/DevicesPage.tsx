import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';
import { CabinetSection } from './CabinetSection.tsx';
import { DeviceCard } from './DeviceCard.tsx';
import { FramesDrawer } from './FramesDrawer.tsx';
import { LanguageNotes } from './LanguageNotes.tsx';
import { SwapDialog } from './SwapDialog.tsx';
import { byPlace, deviceWords } from './deviceWords.ts';
import './devices.css';

interface Open {
  readonly kind: 'frames' | 'swap';
  readonly deviceId: string;
}

/** What is connected, how it is in words, its supplies, its tests, and the register (F5, D9). */
export function DevicesPage() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const { value: station } = useCall('stationStatus', {});
  const devices = useCall('devices', {}, { everyMs: 5_000 });
  const [open, setOpen] = useState<Open | null>(null);
  const views = devices.value ?? [];
  const bad = views.filter((view) => deviceWords(view).tone !== 'good').length;
  const chosen = views.find(({ state }) => state.id === open?.deviceId);
  const close = (): void => setOpen(null);
  return (
    <main className="page devicesPage">
      <div className="pageHead">
        <h1>{t('devices.title')}</h1>
        {views.length === 0 ? null : (
          <span className="quiet">
            {bad === 0
              ? t('devices.summaryWell', { count: views.length })
              : t('devices.summary', { count: views.length, bad })}
          </span>
        )}
        <span className="push quiet">{refusal('deviceReset')}</span>
      </div>
      {devices.failure === null ? null : <FailureNote failure={devices.failure} />}
      <LanguageNotes />
      {views.length === 0 ? (
        <p className="emptyState">{t(devices.loading ? 'common.loading' : 'devices.empty')}</p>
      ) : null}
      {byPlace(views).map((group) => (
        <section key={group.place} aria-labelledby={`devices-${group.place}`}>
          <h2 id={`devices-${group.place}`}>{t(`devices.place.${group.place}`)}</h2>
          <ul className="deviceList">
            {group.views.map((view) => (
              <li key={view.state.id}>
                <DeviceCard view={view} onOpen={(kind) => setOpen({ kind, deviceId: view.state.id })} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {station?.kiosk === undefined ? null : <CabinetSection kiosk={station.kiosk} />}
      {open?.kind === 'frames' && chosen !== undefined ? (
        <FramesDrawer view={chosen} onClose={close} />
      ) : null}
      {open?.kind === 'swap' && chosen !== undefined ? <SwapDialog view={chosen} onClose={close} /> : null}
    </main>
  );
}
