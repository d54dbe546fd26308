import { z } from 'zod';
import type { DeviceCompletion } from '../../main/contract/devices.ts';
import type { Driver, DriverHandle, OpenResult } from '../api/driver.ts';
import { maskSamV } from '../framing/samVMask.ts';
import { completionOfStatus, samIdText, type SamVCard } from '../framing/samVReplies.ts';
import { samVPolling } from './samVPolling.ts';
import { samVSession, type SamVAnswer, type SamVSession } from './samVSession.ts';

/**
 * `fingerprint`: reads by `30 10`; the print is dropped, only `onCard` gets it. `presence`: see samVPolling; `none` for a module whose card
 * does not answer after a read.
 */
const samVOptions = z.strictObject({
  fingerprint: z.boolean().default(false),
  presence: z.enum(['address', 'none']).default('address'),
});

/** A plug-in behind the driver. Photos are WLT, whose decoders are closed libraries: none is part of this product. */
export interface SamVPlugIn {
  readonly onCard?: (card: SamVCard) => void;
}

/** Opening tries again this often: the module may be in the middle of an answer. */
const openTries = 3;

/** SAM_V reader of identity and residence cards on a serial line (device-protocols 3). */
export function createSamVDriver(plugIn: SamVPlugIn = {}): Driver<'idCardReader', DriverHandle> {
  return {
    id: 'sam-v',
    kind: 'idCardReader',
    options: samVOptions,
    matches: (config) => config.driver === 'sam-v' && config.kind === 'idCardReader',
    mask: maskSamV,
    async open(transport, clock, events, config): Promise<OpenResult<DriverHandle>> {
      const options = samVOptions.safeParse(config.options);
      if (!options.success) return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
      const session = samVSession(transport, clock);
      const started = await start(session);
      if (!started.ok) {
        session.close();
        return started;
      }
      const polling = samVPolling(session, clock, events, {
        command: options.data.fingerprint ? 'readWithFingerprint' : 'read',
        presence: options.data.presence,
        onCard: plugIn.onCard,
      });
      const handle: DriverHandle = {
        identity: { make: '', model: 'SAM_V', serial: started.samId, firmware: '' },
        // The polls ask all the time, so nothing needs to be asked here.
        probe: async () => polling.healthy(),
        async close() {
          polling.stop();
          session.close();
        },
      };
      return { ok: true, handle };
    },
  };
}

export const samVDriver = createSamVDriver();

type Started =
  | { readonly ok: true; readonly samId: string }
  | { readonly ok: false; readonly completion: DeviceCompletion };

/** Reset, status, SAM id: 60 and 66 say that the module itself is broken or not authorised. */
async function start(session: SamVSession): Promise<Started> {
  let last: SamVAnswer = { kind: 'silent' };
  for (let attempt = 0; attempt < openTries; attempt += 1) {
    for (const command of ['reset', 'status', 'samId'] as const) {
      last = await session.ask(command);
      if (last.kind === 'lost') return { ok: false, completion: { code: 'hardwareError' } };
      if (last.kind !== 'reply') break;
      const completion = completionOfStatus(last.status);
      if (completion.code !== 'success') return { ok: false, completion };
      const samId = command === 'samId' ? samIdText(last.data) : null;
      if (samId !== null) return { ok: true, samId };
    }
  }
  return { ok: false, completion: { code: last.kind === 'silent' ? 'timeOut' : 'hardwareError' } };
}
