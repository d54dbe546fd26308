import { describe, expect, it } from 'vitest';
import { createCardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { createIntake } from '../../../../main/app/cases/createIntake.ts';
import { createKiosk, type Kiosk } from '../../../../main/app/kiosk/kiosk.ts';
import type {
  DeviceConfig,
  DeviceKind,
  DeviceState,
  IdCardRead,
  ReceiptPart,
} from '../../../../main/contract/devices.ts';
import { composePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import {
  inspect,
  samplePermit,
  sampleStaff,
  stubDevices,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

const config = (id: string, kind: DeviceKind, surface: DeviceConfig['surface'] = 'kiosk'): DeviceConfig => ({
  id,
  kind,
  driver: 'test',
  path: `/${id}`,
  baudRate: 9600,
  surface,
  options: {},
});
const base = [
  config('kioskScanner', 'scanner'),
  config('kioskReader', 'passportReader'),
  config('kioskIdReader', 'idCardReader'),
  config('idReader', 'idCardReader', 'window'),
];
const permit = samplePermit({ permitNumber: 'TRN440300000901' });
const zone = composePassportZone({
  issuingState: 'D',
  nationality: 'D',
  familyName: permit.holder.familyName,
  givenNames: permit.holder.givenNames,
  documentNumber: permit.holder.passportNumber,
  birthDate: permit.holder.birthDate,
  sex: permit.holder.sex,
  expiryDate: permit.holder.passportExpiry,
});
const idCard: IdCardRead = {
  deviceId: 'idReader',
  sequence: 1,
  cardType: 'foreigner2023',
  number: '900000000000000000',
  chineseName: null,
  latinName: 'ERIKSSON ANNA MARIA',
  sex: 'F',
  birthDate: '1974-08-12',
  nationalityCode: 'UTO',
  validFrom: '2023-01-01',
  expiresOn: '2033-01-01',
  formerNumberPart: null,
};

function setUp(configs: readonly DeviceConfig[] = base, readerSignals = true) {
  const signals: string[] = [];
  const receipts: (readonly ReceiptPart[])[] = [];
  const paper = { code: 'success' as 'success' | 'commandErrorCode' };
  const devices = stubDevices({
    signal: (deviceId, signal) => {
      signals.push(`${deviceId} ${signal}`);
      const heard = readerSignals || deviceId === 'kioskScanner';
      return Promise.resolve({ code: heard ? 'success' : 'unsupportedCommand' });
    },
    printReceipt: (_surface, parts) => {
      receipts.push(parts);
      return Promise.resolve({ completion: { code: paper.code }, paper: 'full' });
    },
  });
  const deps = testDeps({ profile: { ...testProfile, devices: [...configs] }, devices });
  deps.permits.savePage([permit], 'c1', '2026-11-25T01:00:00.000Z');
  const states = (present: readonly string[]): DeviceState[] =>
    configs.map(({ id, kind }) => ({
      id,
      kind,
      status: 'online',
      since: '2026-11-25T01:00:00.000Z',
      media: present.includes(id) ? 'present' : 'notPresent',
    }));
  const lies = (...present: string[]): void => devices.setStates(states(present));
  /** As most passport readers are: they never say what lies on them. */
  const feelNothing = (): void =>
    devices.setStates(states([]).map((state) => ({ ...state, media: undefined })));
  lies();
  let kiosk: Kiosk | null = null;
  const intake = createIntake(deps, {
    windowStaff: () => sampleStaff(['clerk']),
    onKioskRead: (read) => kiosk?.onKioskRead(read),
  });
  const made = createKiosk(deps, { intake, executor: createCardExecutor(deps) });
  kiosk = made;
  const toSlip = async (language: 'zh' | 'en' = 'en'): Promise<void> => {
    made.touch({ type: 'begin', language: 'zh' });
    made.touch({ type: 'language', language });
    await intake.onScan({
      deviceId: 'kioskScanner',
      sequence: 1,
      symbology: 'qr',
      text: `ZKT1:${permit.permitNumber}`,
    });
    await made.idle();
    await intake.onMrz({ deviceId: 'kioskReader', sequence: 2, lines: [...zone] });
    await made.idle();
    const given = await made.confirm('slip');
    if (!given.ok) throw new Error(given.error.code);
    await Promise.resolve();
  };
  return { deps, kiosk: made, intake, toSlip, lies, feelNothing, signals, receipts, paper };
}

describe('E4 a document that is left on a reader of the kiosk', () => {
  it('blocks the last page with light and sound until it is taken, in the language of its holder', async () => {
    const { deps, kiosk, toSlip, lies, signals } = setUp();
    await toSlip('en');
    lies('kioskReader');
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view()).toMatchObject({
      page: 'takeDocuments',
      left: ['passport'],
      warnAt: null,
      language: 'en',
    });
    expect(signals).toEqual(['kioskReader attention']);
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view().page).toBe('takeDocuments');
    deps.clock.advance(10 * pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', left: ['passport'] });
    // At once and every 5 s.
    expect(signals).toHaveLength(1 + (10 * pageTimes.takeDocuments.endAfterMs) / 5000);
    lies();
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', left: [] });
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view().page).toBe('attract');
    const before = signals.length;
    deps.clock.advance(60_000);
    expect(signals).toHaveLength(before);
  });

  it('closes by itself soon after it was taken', async () => {
    const { deps, kiosk, toSlip, lies } = setUp();
    await toSlip();
    lies('kioskIdReader');
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view().left).toEqual(['idCard']);
    lies();
    deps.clock.advance(pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view().page).toBe('attract');
  });

  it('a visitor who walks away without a word is called after, too', async () => {
    const { deps, kiosk, toSlip, lies, signals } = setUp();
    await toSlip();
    lies('kioskReader');
    deps.clock.advance(pageTimes.slip.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', left: ['passport'] });
    expect(signals).toContain('kioskReader attention');
  });

  it('a reader without light and sound has the scanner call', async () => {
    const { kiosk, toSlip, lies, signals } = setUp(base, false);
    await toSlip();
    lies('kioskReader');
    kiosk.touch({ type: 'finish' });
    await Promise.resolve();
    await Promise.resolve();
    expect(signals).toEqual(['kioskReader attention', 'kioskScanner attention']);
  });

  it('a card on the reader of the window is no matter of the kiosk; a reader that cannot tell keeps the page as it was', async () => {
    const { deps, kiosk, toSlip, lies, signals } = setUp();
    await toSlip();
    lies('idReader');
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', left: [] });
    deps.clock.advance(pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view().page).toBe('attract');
    expect(signals).toEqual([]);
  });
});

describe('E4 a passport reader that feels nothing', () => {
  it('whoever laid a passport and finishes is called after once', async () => {
    const { deps, kiosk, toSlip, feelNothing, signals } = setUp();
    await toSlip();
    feelNothing();
    expect(signals).toEqual([]);
    kiosk.touch({ type: 'finish' });
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', left: [] });
    expect(signals).toEqual(['kioskReader attention']);
    deps.clock.advance(pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view().page).toBe('attract');
    expect(signals).toHaveLength(1);
  });

  it('whoever walks away hears it before the visit closes; "I am still here" starts again', async () => {
    const { deps, kiosk, toSlip, feelNothing, signals } = setUp();
    feelNothing();
    await toSlip();
    const { warnAfterMs, endAfterMs } = pageTimes.slip;
    deps.clock.advance(warnAfterMs - 1);
    expect(signals).toEqual([]);
    deps.clock.advance(1);
    expect(signals).toEqual(['kioskReader attention']);
    expect(kiosk.view().page).toBe('slip');
    kiosk.touch({ type: 'stay' });
    deps.clock.advance(warnAfterMs);
    expect(signals).toHaveLength(2);
    deps.clock.advance(endAfterMs - warnAfterMs);
    expect(kiosk.view().page).toBe('attract');
    expect(signals).toHaveLength(2);
  });

  it('a visitor who laid nothing is not called after', () => {
    const { deps, kiosk, feelNothing, signals } = setUp();
    feelNothing();
    kiosk.touch({ type: 'begin', language: 'zh' });
    deps.clock.advance(pageTimes.language.endAfterMs);
    expect(kiosk.view().page).toBe('attract');
    expect(signals).toEqual([]);
  });
});

describe('E6 the slip on a receipt printer', () => {
  const withPrinter = [...base, config('kioskReceipt', 'receiptPrinter')];

  it('is printed once, with code and words in both languages and nothing of the person', async () => {
    const { kiosk, toSlip, receipts } = setUp(withPrinter);
    await toSlip('en');
    expect(receipts).toHaveLength(1);
    const view = kiosk.view();
    expect(view.slip).toMatchObject({ paper: 'printed' });
    const text = JSON.stringify(receipts[0]);
    expect(text).toContain(view.slip?.qr ?? '-');
    expect(text).toContain(view.slip?.caseNumber ?? '-');
    expect(text).toMatch(/Please continue at a window.*请到窗口继续办理/);
    expect(text).not.toMatch(/EXAMPLE|PERSON|C01X00T47|TRN440300000901|1990-01-02/);
  });

  it('says so when it did not come out, and prints nothing where there is no printer', async () => {
    const failing = setUp(withPrinter);
    failing.paper.code = 'commandErrorCode';
    await failing.toSlip();
    expect(failing.kiosk.view().slip).toMatchObject({ paper: 'failed' });
    const without = setUp();
    await without.toSlip();
    expect(without.receipts).toEqual([]);
    expect(without.kiosk.view().slip).toMatchObject({ paper: 'none' });
  });
});

describe('C1 an identity card is named for what it means', () => {
  it('a permanent resident needs no permit: told at the window, journalled without a name or number', async () => {
    const { deps, intake } = setUp();
    await intake.onIdCard(idCard);
    expect(deps.bus.events).toContainEqual({
      name: 'readProblem',
      data: { failure: { code: 'idCardPermanentResident' } },
    });
    const written = JSON.stringify(
      inspect(deps.stores, (database) => database.prepare('SELECT event, detail FROM audit').all()),
    );
    expect(written).toContain('foreigner2023');
    expect(written).not.toMatch(/ERIKSSON|9000000000|1974-08-12/);
    expect(deps.stores.cases.list('2000-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('at the kiosk it is named on the page and costs no try', async () => {
    const { kiosk, intake } = setUp();
    kiosk.touch({ type: 'begin', language: 'zh' });
    kiosk.touch({ type: 'language', language: 'zh' });
    for (const sequence of [1, 2, 3, 4])
      await intake.onIdCard({ ...idCard, deviceId: 'kioskIdReader', cardType: 'resident', sequence });
    await kiosk.idle();
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'idCardResident' } });
  });

  it('a visa page is named as one', () => {
    const { intake } = setUp();
    // ICAO 9303-7 specimen.
    const visa = [
      'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L8988901C4XXX4009078F96121096ZE184226B<<<<<<',
    ];
    expect(intake.readPassport(visa)).toMatchObject({ ok: false, error: { code: 'mrzVisa' } });
  });
});
