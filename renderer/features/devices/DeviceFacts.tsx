import { useTranslation } from 'react-i18next';
import type { Supplies } from '../../../main/contract/devices.ts';
import type { DeviceView } from '../../../main/contract/methods/deviceMethods.ts';
import { formatDateTime } from '../../ui/format.ts';

/** Who the device says it is, since when it is registered, when one that only talks was last heard, and its supplies. */
export function DeviceFacts({ view }: { readonly view: DeviceView }) {
  const { t } = useTranslation();
  const { state, registered } = view;
  const identity = state.identity ?? registered?.identity;
  const said = (value: string): string => (value === '' ? t('devices.notReported') : value);
  const supplyWord = (name: keyof Supplies, supplies: Supplies): string => {
    if (name === 'ribbonRemaining') return '';
    if (name === 'ribbon' && supplies.ribbonRemaining !== null)
      return t('devices.supply.left', { n: supplies.ribbonRemaining });
    if (name === 'retainBin' && supplies.retainBin === 'full') return t('devices.supply.binFull');
    return t(`devices.supply.${supplies[name]}`);
  };
  const { supplies } = state;
  return (
    <dl className="deviceFacts">
      <dt>{t('devices.fact.identity')}</dt>
      <dd>
        <span className="deviceFact">
          {said([identity?.make, identity?.model].filter(Boolean).join(' '))}
        </span>
        {identity?.serial ? (
          <span className="deviceFact">
            {t('devices.fact.serial')} <b className="mono">{identity.serial}</b>
          </span>
        ) : null}
        {identity?.firmware ? (
          <span className="deviceFact">
            {t('devices.fact.firmware')} <b className="mono">{identity.firmware}</b>
          </span>
        ) : null}
      </dd>
      <dt>{t('devices.fact.place')}</dt>
      <dd>
        <span className="mono deviceFact">{state.id}</span>
        <span className="deviceFact">
          {t('devices.fact.driver')} <span className="mono">{view.driver}</span>
        </span>
      </dd>
      <dt>{t('devices.fact.registered')}</dt>
      <dd>
        {registered === null
          ? t('devices.notRegistered')
          : t('devices.registeredBy', {
              at: formatDateTime(registered.at),
              by: registered.by === 'system' ? t('devices.bySystem') : registered.by,
            })}
      </dd>
      {state.lastHeardAt === undefined ? null : (
        <>
          <dt>{t('devices.fact.lastHeard')}</dt>
          <dd>{t('devices.lastHeardAt', { at: formatDateTime(state.lastHeardAt) })}</dd>
        </>
      )}
      {supplies === undefined ? null : (
        <>
          <dt>{t('devices.fact.supplies')}</dt>
          <dd>
            {(['ribbon', 'feeder', 'retainBin', 'cover'] as const).map((name) => (
              <span key={name} className="deviceFact">
                {t(`devices.supply.${name}`)} <b>{supplyWord(name, supplies)}</b>
              </span>
            ))}
          </dd>
        </>
      )}
      {state.paper === undefined ? null : (
        <>
          <dt>{t('devices.fact.paper')}</dt>
          <dd>{t(`devices.paperWord.${state.paper}`)}</dd>
        </>
      )}
    </dl>
  );
}
