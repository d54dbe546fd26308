import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { trainingIdCard } from '../../../main/contract/devdock.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useAct } from './devdockClient.ts';

/** An identity card on the kiosk's reader: it stays there until it is taken, also when its holder walks away (E4). */
export function IdCardSection() {
  const { t } = useTranslation();
  const lay = useAct('idCard');
  return (
    <section className="dockSection" aria-labelledby="dockIdCard">
      <h2 id="dockIdCard">{t('idCard.title')}</h2>
      {lay.failure === null ? null : <FailureNote failure={lay.failure} />}
      <div className="dockPair">
        {trainingIdCard.options.map((card) => (
          <Button key={card} onClick={() => void lay.run({ card })}>
            {t(`idCard.${card}`)}
          </Button>
        ))}
      </div>
      <Button onClick={() => void lay.run({ card: null })}>{t('idCard.take')}</Button>
    </section>
  );
}
