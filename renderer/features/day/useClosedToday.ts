import { useCall } from '../../client/client.ts';
import { formatDate } from '../../ui/format.ts';
import { opensTomorrow } from './dayView.ts';

/** True when today's date is closed, so that nobody is sent to open it. `now` is the host's clock. */
export function useClosedToday(now: string): boolean {
  const status = useCall('dayStatus', {});
  return status.value !== undefined && opensTomorrow(status.value, formatDate(now));
}
