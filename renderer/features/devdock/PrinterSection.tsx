import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { counterFault, type DevdockMethods } from '../../../main/contract/devdock.ts';
import type { OutputOf } from '../../../main/contract/method.ts';
import { BytesImage } from '../../ui/BytesImage.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useAct, useCall } from './devdockClient.ts';

export type DockState = OutputOf<DevdockMethods['state']>;

type Target = 'window' | 'kiosk';
const targets: readonly Target[] = ['window', 'kiosk'];
const ofReceipts: readonly string[] = ['paperLow', 'paperOut'];
/** The receipt printer stands in the kiosk, and only the kiosk's card printer has a bezel. */
const faultsOf = {
  window: counterFault.options.filter((fault) => fault !== 'cardNotTaken' && !ofReceipts.includes(fault)),
  kiosk: counterFault.options,
} as const;

/** Faults of the machine, hands that take cards out of it, and what it printed last. */
export function PrinterSection({ state }: { readonly state: DockState | undefined }) {
  const { t } = useTranslation();
  const setFault = useAct('printerFault');
  const retrieve = useAct('retrieveJam');
  const take = useAct('takeCard');
  const [target, setTarget] = useState<Target>('window');
  const [taken, setTaken] = useState<{ readonly tail: string | null } | null>(null);
  const problem = setFault.failure ?? retrieve.failure ?? take.failure;
  const machine = target === 'kiosk' ? state?.kioskPrinter : state;
  const faults =
    target === 'window'
      ? (state?.printerFaults ?? [])
      : [
          ...(state?.kioskPrinter.faults ?? []),
          ...(state?.printerFaults.filter((fault) => ofReceipts.includes(fault)) ?? []),
        ];
  const counts = [
    ['feeder', machine?.feeder],
    ['output', machine?.output],
    ['reject', machine?.rejectBin],
    ['printed', machine?.printedCards],
  ] as const;
  const handle = async (act: typeof take) => {
    const result = await act.run({ target });
    setTaken(result.ok ? result.value : null);
  };
  return (
    <section className="dockSection" aria-labelledby="dockPrinter">
      <h2 id="dockPrinter">{t('printer.title')}</h2>
      {problem === null ? null : <FailureNote failure={problem} />}
      <div className="dockPair" role="group" aria-labelledby="dockPrinter">
        {targets.map((each) => (
          <button
            key={each}
            type="button"
            className="dockFault"
            aria-pressed={each === target}
            onClick={() => setTarget(each)}
          >
            {t(`printer.of.${each}`)}
          </button>
        ))}
      </div>
      <dl className="dockCounts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{t(`printer.${name}`)}</dt>
            <dd>{count ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <div className="dockFaults" role="group" aria-labelledby="dockPrinter">
        {faultsOf[target].map((fault) => {
          const on = faults.includes(fault);
          return (
            <button
              key={fault}
              type="button"
              className="dockFault"
              aria-pressed={on}
              onClick={() => void setFault.run({ fault, on: !on, target })}
            >
              {t(`fault.${fault}`)}
            </button>
          );
        })}
      </div>
      <div className="dockPair">
        <Button onClick={() => void handle(retrieve)}>{t('printer.retrieve')}</Button>
        <Button onClick={() => void handle(take)}>{t('printer.take')}</Button>
      </div>
      <p className="dockSaid" role="status">
        {taken === null
          ? ''
          : taken.tail === null
            ? t('printer.nothing')
            : t('printer.taken', { tail: taken.tail })}
      </p>
      <LastFace key={target} target={target} printed={machine?.printedCards ?? 0} />
    </section>
  );
}

function LastFace({ target, printed }: { readonly target: Target; readonly printed: number }) {
  const { t } = useTranslation();
  const { value, refresh } = useCall('lastFace', { target });
  useEffect(refresh, [refresh, printed]);
  const png = value?.png ?? null;
  const file = useMemo(() => (png === null ? null : { bytes: png, mediaType: 'image/png' }), [png]);
  if (file === null) return <p className="dockNoFace">{t('printer.noFace')}</p>;
  const caption = t('printer.face', { bytes: (value?.jobBytes ?? 0).toLocaleString('en') });
  return (
    <figure className="dockFace">
      <BytesImage file={file} alt={caption} width={1016} height={648} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
