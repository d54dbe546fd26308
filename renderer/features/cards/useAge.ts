import { useTranslation } from 'react-i18next';
import { agePart, minutesBetween } from '../../ui/format.ts';
import { useWorkstation } from '../window/Workstation.ts';

/** How long ago an instant is by the host's clock, in words. */
export function useAge(): (since: string) => string {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  return (since) => {
    const { unit, count } = agePart(minutesBetween(since, now));
    return t(`common.age.${unit}`, { n: count });
  };
}
