import { join } from 'node:path';
import { createCardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { createIntake } from '../../../../main/app/cases/createIntake.ts';
import type { Deps } from '../../../../main/app/deps.ts';
import { createKiosk, type Kiosk } from '../../../../main/app/kiosk/kiosk.ts';
import { kioskHandlers } from '../../../../main/app/kiosk/kioskHandlers.ts';
import { createLanguages } from '../../../../main/app/languages/languageHandlers.ts';
import { readLanguageFiles } from '../../../../main/infra/languages/readLanguageFiles.ts';
import type { DeviceState } from '../../../../main/contract/devices.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import { composePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import {
  sampleCase,
  sampleDay,
  samplePermit,
  sampleSnapshot,
  sampleStaff,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

export const devices: StationProfile['devices'] = [
  {
    id: 'kioskScanner',
    kind: 'scanner',
    driver: 'serial-text',
    path: 'a',
    baudRate: 9600,
    surface: 'kiosk',
    options: {},
  },
  {
    id: 'kioskReader',
    kind: 'passportReader',
    driver: 'mrz-text',
    path: 'b',
    baudRate: 9600,
    surface: 'kiosk',
    options: {},
  },
  {
    id: 'scanner',
    kind: 'scanner',
    driver: 'serial-text',
    path: 'c',
    baudRate: 9600,
    surface: 'window',
    options: {},
  },
  {
    id: 'printer',
    kind: 'cardPrinter',
    driver: 'evolis',
    path: 'd',
    baudRate: 9600,
    surface: 'window',
    options: {},
  },
];
const online = (id: string, kind: DeviceState['kind']): DeviceState => ({
  id,
  kind,
  status: 'online',
  since: '2026-11-25T01:00:00.000Z',
});
export const allOnline = devices.map(({ id, kind }) => online(id, kind));
export const permit = samplePermit({ permitNumber: 'TRN440300000901' });
export const other = samplePermit({
  permitNumber: 'TRN440300000902',
  holder: { ...permit.holder, familyName: 'FREMD', passportNumber: 'C01X00T99' },
});
/** As the test pack reads it. */
export const trainingPermitQr = (permitNumber: string): string => `ZKT1:${permitNumber}`;
export const zoneOf = (holder = permit.holder) =>
  composePassportZone({
    issuingState: 'D',
    nationality: 'D',
    familyName: holder.familyName,
    givenNames: holder.givenNames,
    documentNumber: holder.passportNumber,
    birthDate: holder.birthDate,
    sex: holder.sex,
    expiryDate: holder.passportExpiry,
  });
/** What must be in no log, no event and on no paper. */
export const personal = /EXAMPLE|PERSON|C01X00T47|TRN440300000901|1990-01-02/;

const shippedLanguages = join(import.meta.dirname, '../../../../resources/languages');

/** A kiosk over real stores with an intake, two permits in the local copy, and all its devices online. */
export function setUp(changes: Partial<StationProfile> = {}, overrides: Partial<Deps> = {}) {
  const base = testDeps({ profile: { ...testProfile, devices, ...changes }, ...overrides });
  base.permits.savePage([permit, other], 'c1', '2026-11-25T01:00:00.000Z');
  base.devices.setStates(allOnline);
  let kiosk: Kiosk | null = null;
  const desk = sampleStaff(['clerk']);
  const intake = createIntake(base, {
    windowStaff: () => desk,
    onKioskRead: (read) => kiosk?.onKioskRead(read),
  });
  const executor = createCardExecutor(base);
  const made = createKiosk(base, { intake, executor });
  kiosk = made;
  const languages = createLanguages(base, readLanguageFiles([shippedLanguages]));
  const handlers = { ...kioskHandlers(made, languages), ...languages.handlers };
  let sequence = 0;
  const scan = async (text: string, deviceId = 'kioskScanner'): Promise<void> => {
    sequence += 1;
    await intake.onScan({ deviceId, sequence, symbology: 'qr', text });
    await kiosk?.idle();
  };
  const lay = async (lines: readonly string[]): Promise<void> => {
    sequence += 1;
    await intake.onMrz({ deviceId: 'kioskReader', sequence, lines: [...lines] });
    await kiosk?.idle();
  };
  const toNotice = (): void => {
    kiosk?.touch({ type: 'begin', language: 'zh' });
    kiosk?.touch({ type: 'language', language: 'en' });
  };
  const toConfirm = async (): Promise<void> => {
    toNotice();
    await scan(trainingPermitQr(permit.permitNumber));
    await lay(zoneOf());
  };
  const accepted = (): void => {
    base.stores.run(() => {
      base.stores.days.save(sampleDay());
      base.stores.snapshots.insert(sampleSnapshot({ record: permit }));
      base.stores.cases.save(
        sampleCase({
          permitNumber: permit.permitNumber,
          state: 'accepted',
          verification: 'verifiedOnline',
          acceptedAt: '2026-11-25T01:10:00.000Z',
          endedAt: '2026-11-25T01:10:00.000Z',
        }),
      );
    });
  };
  /** The same kiosk over another intake. */
  const again = (changed: typeof intake): Kiosk => {
    made.close();
    kiosk = createKiosk(base, { intake: changed, executor });
    return kiosk;
  };
  return {
    deps: base,
    again,
    intake,
    executor,
    kiosk: made,
    handlers,
    scan,
    lay,
    toNotice,
    toConfirm,
    accepted,
  };
}

export const caseCount = (deps: Pick<Deps, 'stores'>): number =>
  deps.stores.cases.list('2000-01-01T00:00:00.000Z').length;
