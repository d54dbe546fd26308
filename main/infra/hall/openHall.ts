import type { Hall, OwnStanding, OwnSums } from '../../app/ports/hall.ts';
import type { Log } from '../../app/ports/system.ts';
import type { HallProfile } from '../../contract/hall.ts';
import { createHallClient } from './hallClient.ts';
import { createHallKeys, hallKeyLength } from './hallKeys.ts';
import { createHallServer } from './hallServer.ts';

export interface OpenHallOptions {
  readonly stationId: string;
  readonly profile: HallProfile;
  /** The secret of the hall; null = the station was given none. */
  readonly hallKey: Uint8Array | null;
  readonly standing: OwnStanding;
  readonly sums: OwnSums;
  /** Milliseconds since 1970, the computer's own time: a training clock that was moved is no clock of the hall. */
  readonly now: () => number;
  readonly log: Log;
}

export interface OpenHall extends Hall {
  close(): Promise<void>;
}

/**
 * Joins the hall of the profile: answers the others and asks them (A10). Never fails: a desk works without its hall, and the plan of a card
 * says who is silent. Without a key, or with an address that is taken, the log says why.
 */
export async function openHall(options: OpenHallOptions): Promise<OpenHall> {
  const { hallKey, log } = options;
  const keys = hallKey?.length === hallKeyLength ? createHallKeys(hallKey) : null;
  const client = createHallClient({ ...options, keys });
  if (keys === null) {
    log.error('hall.noKey', { peers: options.profile.peers.length });
    return client;
  }
  const server = createHallServer({ ...options, keys });
  try {
    await server.listen();
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    log.error('hall.notListening', { code });
  }
  return {
    ask: (permitNumber) => client.ask(permitNumber),
    sums: (period) => client.sums(period),
    async close() {
      await client.close();
      await server.close();
    },
  };
}
