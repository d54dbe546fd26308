import { InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { HallView } from '../../../main/contract/hall.ts';
import { formatSince } from '../../ui/format.ts';
import { useWorkstation } from '../window/Workstation.ts';
import './conflict.css';

/** What the other stations of the hall said about the person (A10): a note, because a silent one stops nobody. */
export function HallNote({ hall }: { readonly hall: HallView }) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const { asked, answered, silent, openCases } = hall;
  const calm = silent.length === 0 && openCases.length === 0;
  return (
    <div className="hallNote" role="note">
      {calm ? <InfoCircleOutlined aria-hidden /> : <WarningOutlined className="mark warn" aria-hidden />}
      <ul>
        <li>{t('conflict.hall.answered', { asked, answered })}</li>
        {silent.map(({ stationId, since, why }) => (
          <li key={stationId}>
            {t(`conflict.hall.${why}`, { station: stationId, since: formatSince(since, now) })}
          </li>
        ))}
        {openCases.map(({ stationId, since }) => (
          <li key={stationId}>
            {t('conflict.hall.openCase', { station: stationId, since: formatSince(since, now) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
