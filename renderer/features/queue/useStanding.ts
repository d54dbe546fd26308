import { useState } from 'react';
import type { OutputOf } from '../../../main/contract/method.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import { useCall } from '../../client/client.ts';
import type { Call } from '../../client/createClient.ts';

/** How often a bar moves, and how often all is asked while nothing moves. */
const movingMs = 1_000;
const restingMs = 10_000;

/** Asks often while something is on its way, seldom otherwise. */
function usePace(moving: boolean): [everyMs: number, tell: (moving: boolean) => void] {
  const [fast, setFast] = useState(moving);
  return [fast ? movingMs : restingMs, (now) => (now === fast ? undefined : setFast(now))];
}

/** The queue in one look; every second while it is being sent. */
export function useOverview(): Call<OutputOf<Methods['queueOverview']>> {
  const [everyMs, tell] = usePace(false);
  const overview = useCall('queueOverview', {}, { everyMs });
  tell((overview.value?.drain ?? null) !== null);
  return overview;
}

/** The permits kept here; every second while they are on their way. */
export function usePermitStanding(): Call<OutputOf<Methods['permitStanding']>> {
  const [everyMs, tell] = usePace(false);
  const permits = useCall('permitStanding', {}, { everyMs });
  tell((permits.value?.pull ?? null) !== null);
  return permits;
}
