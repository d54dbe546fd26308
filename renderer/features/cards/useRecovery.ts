import { useEffect, useRef } from 'react';
import type { StaffView } from '../../../main/contract/access.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { useCall } from '../../client/client.ts';
import { refusalFor } from '../window/permissions.ts';

/**
 * Has the newest start left something of a card to see to (E8)? `open` is called once after the sign-in of somebody who may see to it.
 */
export function useRecovery(staff: StaffView, station: StationStatus | undefined, open: () => void): boolean {
  const may = station !== undefined && refusalFor('cardRecoverySeen', staff, station) === null;
  const recovery = useCall('cardUnclean', {}, { enabled: may, everyMs: 60_000 });
  const unclean = may && recovery.value?.unclean === true;
  const opened = useRef(false);
  useEffect(() => {
    if (!unclean || opened.current) return;
    opened.current = true;
    open();
  });
  return unclean;
}
