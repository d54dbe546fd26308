import type { ChipReaderHandle, Driver } from '../api/driver.ts';
import { noIdentity } from '../api/status.ts';
import { maskApdu } from '../framing/apduMask.ts';
import { certifiers, personalisers } from '../personalisers/registry.ts';
import { apduSession } from './apduSession.ts';
import { chipOptions, profileNamed } from './cardProfiles.ts';
import { chipReader } from './chipReader.ts';

/** Reader whose card answers APDU frames on a socket. A slow chip may take 900 ms for each answer. */
export const apduSocketDriver = chipDriver('apdu-socket', 1000);

/** PC/SC reader. An insert is seen after 0.25–0.5 s (device-protocols 10.2), and powering comes before the ATR. */
export const pcscDriver = chipDriver('pcsc', 2000);

/** Both speak the same frames (drivers/framing/apduFrames.ts); only how long an ATR may take differs. */
function chipDriver(id: string, atrWaitMs: number): Driver<'chipReader', ChipReaderHandle> {
  return {
    id,
    kind: 'chipReader',
    options: chipOptions,
    matches: (config) => config.driver === id && config.kind === 'chipReader',
    mask: maskApdu,
    async open(transport, clock, _events, config) {
      const options = chipOptions.safeParse(config.options);
      if (!options.success) {
        const completion = { code: 'unsupportedData', detail: 'options of the chip reader' } as const;
        return { ok: false, completion, problem: 'badOptions' };
      }
      const session = apduSession(transport, clock);
      const reader = chipReader(session, clock, {
        profile: profileNamed(options.data.profile),
        personaliser: personalisers[options.data.personaliser],
        certifier: certifiers[options.data.certificates],
        atrWaitMs,
      });
      return {
        ok: true,
        handle: { identity: noIdentity, ...reader, close: async () => session.close() },
      };
    },
  };
}
