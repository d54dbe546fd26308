import { App, Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../../../main/contract/methods/deviceMethods.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatPreciseTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useRefusal } from '../window/Workstation.ts';

/** The last hundred frames, newest first and masked; `pause` keeps them still to be read. */
export function FramesDrawer({ view, onClose }: { readonly view: DeviceView; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const { id, kind } = view.state;
  const [paused, setPaused] = useState(false);
  const frames = useCall('deviceFrames', { deviceId: id }, { enabled: !paused, everyMs: 1_000 });
  const record = useAct('deviceRecord');
  const noRecord = refusal('deviceRecord');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const recording = view.recording === 'on';
  const toggle = (): void => {
    const on = !recording;
    void record.run({ deviceId: id, on }).then((result) => {
      if (!result.ok || on) return;
      if (result.value.trace === null) void message.info(t('devices.frames.nothing'));
      else saveDocument(result.value.trace);
    });
  };
  const rows = (frames.value ?? []).toReversed();
  return (
    <dialog
      ref={dialog}
      className="framesDrawer"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{t('devices.frames.title', { device: `${t(`station.device.${kind}`)} ${id}` })}</h2>
        <Button onClick={onClose}>
          {t('common.close')} <KeyCap name="Esc" />
        </Button>
      </header>
      <div className="framesActs">
        <Button aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {t(paused ? 'devices.frames.goOn' : 'devices.frames.pause')}
        </Button>
        <Button
          aria-pressed={recording}
          danger={recording}
          disabled={noRecord !== null}
          title={noRecord ?? ''}
          loading={record.busy}
          onClick={toggle}
        >
          {t(recording ? 'devices.frames.recording' : 'devices.frames.record')}
        </Button>
        <span className="quiet" role="status">
          {t(paused ? 'devices.frames.paused' : 'devices.frames.live')} · {t('devices.frames.note')}
        </span>
      </div>
      {frames.failure === null ? null : <FailureNote failure={frames.failure} />}
      {record.failure === null ? null : <FailureNote failure={record.failure} />}
      {/* A region that scrolls must be reachable by keyboard. */}
      <div className="framesTable" tabIndex={0} role="region" aria-labelledby={titleId}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('devices.frames.column.at')}</th>
              <th scope="col">{t('devices.frames.column.direction')}</th>
              <th scope="col" className="number">
                {t('devices.frames.column.bytes')}
              </th>
              <th scope="col">{t('devices.frames.column.text')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((frame, index) => (
              <tr key={rows.length - index} className={frame.direction}>
                <td>
                  {formatPreciseTime(frame.at)}
                  <span className="quiet">.{frame.at.slice(20, 23)}</span>
                </td>
                <td>{t(`devices.frames.${frame.direction}`)}</td>
                <td className="number">{frame.bytes}</td>
                <td className="frameText">{frame.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > 0 ? null : (
          <p className="emptyState">{t(frames.loading ? 'common.loading' : 'devices.frames.empty')}</p>
        )}
      </div>
    </dialog>
  );
}
