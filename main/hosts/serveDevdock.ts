import { devdockMethods } from '../contract/devdock.ts';
import type { StationProfile } from '../contract/station.ts';
import { createDispatch, type DispatchOptions } from '../app/dispatch.ts';
import type { Caller } from '../app/deps.ts';
import type { Clock, Ids, Log } from '../app/ports/system.ts';
import type { Port } from '../rpc/port.ts';
import { serve } from '../rpc/server.ts';

export interface DevdockParts {
  readonly handlers: DispatchOptions['handlers'];
  readonly profile: StationProfile;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Serves the DevDock window. Exists in the training host only. */
export function serveDevdock(parts: DevdockParts): (port: Port) => void {
  if (parts.profile.mode !== 'training') throw new Error('there is no DevDock on a production station');
  const dispatch = createDispatch({ ...parts, table: devdockMethods, answers: null });
  const caller: Caller = { surface: 'devdock', staff: null, bind: () => undefined };
  return (port) => void serve(port, async (call) => dispatch(call, caller));
}
