import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockMove, type ClockMove } from '../../../main/contract/trainingClock.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useAct } from './devdockClient.ts';
import type { DockState } from './PrinterSection.tsx';

const minuteMs = 60_000;

/** The clock of the whole training station: what the law does by itself needs days to pass (C3). Forwards, because rows keep their order. */
export function ClockSection({ state }: { readonly state: DockState | undefined }) {
  const { t } = useTranslation();
  const act = useAct('moveClock');
  const [said, setSaid] = useState('');
  const move = async (to: ClockMove) => {
    const result = await act.run({ to });
    setSaid(result.ok ? t('clock.moved', { at: formatDateTime(result.value.now) }) : '');
  };
  const clock = state?.clock;
  const minutes = clock === undefined ? 0 : Math.round(clock.aheadMs / minuteMs);
  return (
    <section className="dockSection" aria-labelledby="dockClock">
      <h2 id="dockClock">{t('clock.title')}</h2>
      {act.failure === null ? null : <FailureNote failure={act.failure} />}
      <p>
        <time className="mono" dateTime={clock?.now}>
          {clock === undefined ? '–' : formatDateTime(clock.now)}
        </time>{' '}
        <span className="quiet">
          {minutes === 0
            ? t('clock.real')
            : t('clock.ahead', {
                days: Math.floor(minutes / 1440),
                hours: Math.floor((minutes % 1440) / 60),
              })}
        </span>
      </p>
      <div className="dockPair">
        {clockMove.options.map((to) => (
          <Button key={to} disabled={act.busy} onClick={() => void move(to)}>
            {t(`clock.to.${to}`)}
          </Button>
        ))}
      </div>
      <p className="quiet">{t('clock.onlyForwards')}</p>
      <p className="dockSaid" role="status">
        {said}
      </p>
    </section>
  );
}
