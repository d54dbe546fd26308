import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../../../main/contract/methods/deviceMethods.ts';
import { formatSince } from '../../ui/format.ts';
import { StatusMark } from '../window/StatusMark.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { DeviceFacts } from './DeviceFacts.tsx';
import { deviceWords, forecastPhrases } from './deviceWords.ts';
import { useDeviceTests } from './useDeviceTests.ts';

/** One device: how it is and what to do about it, who it is, what it has left, and its tests. */
export function DeviceCard({
  view,
  onOpen,
}: {
  readonly view: DeviceView;
  onOpen(kind: 'frames' | 'swap'): void;
}) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const refusal = useRefusal();
  const tests = useDeviceTests(view.state);
  const { state } = view;
  const words = deviceWords(view);
  const noTest = refusal('deviceReset');
  const noSwap = refusal('registerDevice');
  const titleId = `device-${state.id}`;
  return (
    <article className={`card device ${words.tone}`} aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{t(`station.device.${state.kind}`)}</h3>
        <span className={`tone ${words.tone}`}>
          <StatusMark tone={words.tone} />
          {t(words.wordKey)}
        </span>
        <span className="quiet">{t('common.since', { at: formatSince(state.since, now) })}</span>
        {view.recording === 'on' ? <b className="tone warn">● {t('devices.frames.recordingNow')}</b> : null}
        {view.recording === 'lost' ? <b className="tone bad">{t('devices.frames.recordingLost')}</b> : null}
      </header>
      {words.remedyKey === null ? null : (
        <p className="deviceRemedy">
          {t(words.remedyKey)}
          {view.differences.length > 0 ? (
            <Button
              type="primary"
              disabled={noSwap !== null}
              title={noSwap ?? ''}
              onClick={() => onOpen('swap')}
            >
              {t('devices.swap.act')}
            </Button>
          ) : null}
        </p>
      )}
      {view.forecast === null ? null : (
        <p className="deviceForecast">
          {forecastPhrases(view.forecast).map(({ key, values }, index) =>
            index === 0 ? (
              <strong key={key}>{t(key, values)}</strong>
            ) : (
              <span key={key}>{t(key, values)}</span>
            ),
          )}
        </p>
      )}
      <DeviceFacts view={view} />
      <footer>
        <div className="deviceActs">
          {tests.list.map((test) => (
            <Button
              key={test.id}
              disabled={noTest !== null || (tests.busy !== null && tests.busy !== test.id)}
              title={noTest ?? test.hint ?? ''}
              loading={tests.busy === test.id}
              onClick={test.run}
            >
              {test.label}
            </Button>
          ))}
          <Button onClick={() => onOpen('frames')}>{t('devices.test.frames')}</Button>
        </div>
        <p className={`deviceResult ${tests.result?.good === false ? 'bad' : ''}`} role="status">
          {tests.result === null ? (
            <span className="quiet">
              {state.kind === 'cardPrinter' ? t('devices.test.statusHint') : null}
            </span>
          ) : (
            <>
              {tests.result.good === null ? null : <StatusMark tone={tests.result.good ? 'good' : 'bad'} />}
              {tests.result.text}
            </>
          )}
        </p>
      </footer>
    </article>
  );
}
