import { Button, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upstreamFault, type UpstreamFault } from '../../../main/contract/devdock.ts';
import { upstreamCalls } from '../../../main/contract/upstream.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useAct } from './devdockClient.ts';
import type { DockState } from './PrinterSection.tsx';

const paths = Object.values(upstreamCalls).map(({ path }) => path);

/** The cable, and what the other side does to the next calls. */
export function NetworkSection({ state }: { readonly state: DockState | undefined }) {
  const { t } = useTranslation();
  const network = useAct('network');
  const fault = useAct('upstreamFault');
  const [chosen, setChosen] = useState<UpstreamFault>('dropAnswer');
  const [calls, setCalls] = useState(1);
  const [path, setPath] = useState('');
  const [said, setSaid] = useState('');
  const problem = network.failure ?? fault.failure;
  const set = async (count: number) => {
    const result = await fault.run({ fault: chosen, calls: count, ...(path === '' ? {} : { path }) });
    const name = t(`fault.${chosen}`);
    if (result.ok)
      setSaid(
        count === 0 ? t('network.cleared', { fault: name }) : t('network.set', { calls: count, fault: name }),
      );
  };
  return (
    <section className="dockSection" aria-labelledby="dockNetwork">
      <h2 id="dockNetwork">{t('network.title')}</h2>
      {problem === null ? null : <FailureNote failure={problem} />}
      <label className="dockSwitch">
        <Switch
          checked={state?.networkOn ?? true}
          loading={network.busy}
          onChange={(on) => void network.run({ on })}
        />
        <strong data-on={state?.networkOn ?? true}>
          {t(state?.networkOn === false ? 'network.off' : 'network.on')}
        </strong>
        <span className="mono quiet">{state?.upstreamUrl ?? ''}</span>
      </label>
      <div className="dockFaultRow">
        <Select
          aria-label={t('network.fault')}
          value={chosen}
          onChange={setChosen}
          options={upstreamFault.options.map((value) => ({ value, label: t(`fault.${value}`) }))}
        />
        <InputNumber
          aria-label={t('network.calls')}
          min={1}
          max={99}
          value={calls}
          prefix="×"
          onChange={(value) => setCalls(value ?? 1)}
        />
      </div>
      <Select
        className="dockWide"
        aria-label={t('network.path')}
        value={path}
        onChange={setPath}
        options={[
          { value: '', label: t('network.anyPath') },
          ...paths.map((value) => ({ value, label: value })),
        ]}
      />
      <div className="dockPair">
        <Button onClick={() => void set(calls)}>{t('network.apply')}</Button>
        <Button onClick={() => void set(0)}>{t('network.clear')}</Button>
      </div>
      <p className="dockSaid" role="status">
        {said}
      </p>
    </section>
  );
}
