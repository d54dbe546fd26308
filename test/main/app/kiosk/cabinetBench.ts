import type { CardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { createCabinet, type Cabinet } from '../../../../main/app/kiosk/cabinet.ts';
import { createMaintenance } from '../../../../main/app/kiosk/maintenance.ts';
import { printerHandlers } from '../../../../main/app/stock/printerHandlers.ts';
import { createIntake } from '../../../../main/app/cases/createIntake.ts';
import { createCardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { createKiosk, type Kiosk } from '../../../../main/app/kiosk/kiosk.ts';
import { kioskHandlers } from '../../../../main/app/kiosk/kioskHandlers.ts';
import type { DeviceConfig, DeviceState } from '../../../../main/contract/devices.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import { oneTimeCodeAt } from '../../../../main/infra/crypto/oneTimeCode.ts';
import { sampleStaff, stubDevices, testDeps, testProfile } from '../../helpers/index.ts';
import { allOnline, devices, other, permit, trainingPermitQr, zoneOf } from './kioskBench.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export const cabinetDevice: DeviceConfig = {
  id: 'kioskCabinet',
  kind: 'cabinet',
  driver: 'contact-dcon',
  path: 'e',
  baudRate: 9600,
  surface: 'kiosk',
  options: {},
};
export const kioskPrinter: DeviceConfig = {
  ...cabinetDevice,
  id: 'kioskPrinter',
  kind: 'cardPrinter',
  driver: 'evolis',
  path: 'f',
};

const since = '2026-11-25T01:00:00.000Z';
const stateOf = ({ id, kind }: DeviceConfig, rest: Partial<DeviceState> = {}): DeviceState => ({
  id,
  kind,
  status: 'online',
  since,
  ...rest,
});

/** A kiosk with a cabinet, its watch and its maintenance, over real stores; the people of every role, the technician with a second factor. */
export async function cabinetBench(
  options: {
    readonly start?: boolean;
    readonly door?: DeviceState['contact'];
    readonly profile?: Partial<StationProfile>;
  } = {},
) {
  const configured = [...devices, kioskPrinter, cabinetDevice];
  const signals: string[] = [];
  const stubbed = stubDevices({
    signal: (id) => {
      signals.push(id);
      return Promise.resolve({ code: 'success' });
    },
    resetDevice: () => Promise.resolve({ code: 'success' }),
  });
  const deps = testDeps({
    profile: { ...testProfile, devices: configured, ...options.profile },
    devices: stubbed,
  });
  deps.permits.savePage([permit, other], 'c1', since);
  let passport: DeviceState['media'] = 'notPresent';
  const tell = (rest: Partial<DeviceState>): void =>
    deps.devices.setStates([
      ...allOnline.map((state) => (state.kind === 'passportReader' ? { ...state, media: passport } : state)),
      stateOf(kioskPrinter),
      stateOf(cabinetDevice, rest),
    ]);
  const door = (contact: DeviceState['contact']): void => tell(contact === undefined ? {} : { contact });
  door(options.door ?? 'closed');

  const people = {
    technician: { ...sampleStaff(['technician']), oneTimeSecret: secret },
    clerk: { ...sampleStaff(['clerk']), oneTimeSecret: secret },
    supervisor: sampleStaff(['supervisor']),
    keeper: sampleStaff(['stockKeeper']),
  };
  const passwordHash = await deps.crypto.hashPassword('right');
  deps.stores.run(() => {
    for (const person of Object.values(people)) deps.stores.staff.save({ ...person, passwordHash });
  });

  let kiosk: Kiosk | null = null;
  const intake = createIntake(deps, {
    windowStaff: () => null,
    onKioskRead: (read) => kiosk?.onKioskRead(read),
  });
  const executor: CardExecutor = createCardExecutor(deps);
  const wentOn: string[] = [];
  const made = createKiosk(deps, { intake, executor, onMaintenanceOver: () => maintenance.timeOut() });
  kiosk = made;
  const cabinet: Cabinet = createCabinet(deps, {
    onScreen: made.onScreen,
    stand: made.stand,
    onSafe: () => void wentOn.push('safe'),
  });
  const maintenance = createMaintenance(deps, {
    kiosk: made,
    cabinet,
    binEmpty: printerHandlers(deps).binEmpty,
  });
  if (options.start !== false) cabinet.start();

  let sequence = 0;
  const read = async (act: (next: number) => Promise<unknown>): Promise<void> => {
    sequence += 1;
    await act(sequence);
    await made.idle();
  };
  const toPassport = async (): Promise<void> => {
    made.touch({ type: 'begin', language: 'zh' });
    made.touch({ type: 'language', language: 'en' });
    await read(async (next) =>
      intake.onScan({
        deviceId: 'kioskScanner',
        sequence: next,
        symbology: 'qr',
        text: trainingPermitQr(permit.permitNumber),
      }),
    );
  };
  const toConfirm = async (): Promise<void> => {
    await toPassport();
    await read(async (next) =>
      intake.onMrz({ deviceId: 'kioskReader', sequence: next, lines: [...zoneOf()] }),
    );
  };
  return {
    deps,
    kiosk: made,
    // Only the methods of the screen are asked for.
    touches: kioskHandlers(made, { offers: () => true }),
    cabinet,
    handlers: maintenance.handlers,
    maintenance,
    executor,
    people,
    wentOn,
    signals,
    door,
    /** The device of the contact is in that state. */
    contactDevice: (status: DeviceState['status']) => tell({ status }),
    layPassport: (media: DeviceState['media']) => {
      passport = media;
    },
    toPassport,
    toConfirm,
    /** What an authenticator shows now. */
    code: () => oneTimeCodeAt(secret, deps.clock.now()),
    kinds: () =>
      deps.stores.cabinet
        .list(100)
        .map(({ kind }) => kind)
        .toReversed(),
    audits: (prefix: string) => deps.stores.audit.page({ limit: 500, events: [prefix] }).entries.toReversed(),
  };
}
export type CabinetBench = Awaited<ReturnType<typeof cabinetBench>>;
