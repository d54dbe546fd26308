import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../../../main/contract/methods/deviceMethods.ts';
import { useAct } from '../../client/client.ts';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';

const fields = ['make', 'model', 'serial', 'firmware'] as const;

/** The registered device beside the one that answers now, and the signature of a second person (F5). */
export function SwapDialog({ view, onClose }: { readonly view: DeviceView; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const register = useAct('registerDevice');
  const [second, setSecond] = useState(nobody);
  // What was on the screen when they began is what they sign for.
  const [seen] = useState(view.state.identity);
  const before = view.registered?.identity;
  if (seen === undefined) return null;
  const device = t(`station.device.${view.state.kind}`);
  const confirm = (): void => {
    void register
      .run({ deviceId: view.state.id, identity: seen, countersignature: second })
      .then((result) => {
        if (!result.ok) return;
        void message.success(t('devices.swap.done'));
        onClose();
      });
  };
  return (
    <FinalAct
      title={t('devices.swap.title', { device })}
      sentence={t('devices.swap.sentence', { device })}
      actLabel={t('devices.swap.title', { device })}
      busy={register.busy}
      failure={register.failure}
      missing={isSigned(second) ? [] : [t('common.secondPerson')]}
      onClose={onClose}
      onConfirm={confirm}
    >
      <div className="dataTable">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('devices.swap.field')}</th>
              <th scope="col">{t('devices.swap.before')}</th>
              <th scope="col">{t('devices.swap.now')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => {
              const was = before?.[field] ?? '';
              const differs = was !== '' && seen[field] !== '' && was !== seen[field];
              return (
                <tr key={field}>
                  <th scope="row">{t(`devices.swap.${field}`)}</th>
                  <td className="mono">{was || t('devices.notReported')}</td>
                  <td className="mono">
                    {seen[field] || t('devices.notReported')}{' '}
                    {differs ? <b className="tone warn">≠ {t('devices.swap.differs')}</b> : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
