import { describe, expect, it } from 'vitest';
import { createCardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { caseHandlers } from '../../../../main/app/cases/caseHandlers.ts';
import { createIntake } from '../../../../main/app/cases/createIntake.ts';
import { createKiosk, type Kiosk } from '../../../../main/app/kiosk/kiosk.ts';
import type { DeviceKind } from '../../../../main/contract/devices.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import { inspect, samplePermit, testCaller, testDeps, testProfile } from '../../helpers/index.ts';

const device = (id: string, kind: DeviceKind): StationProfile['devices'][number] => ({
  id,
  kind,
  driver: 'any',
  path: id,
  baudRate: 9600,
  surface: 'kiosk',
  options: {},
});
const scanner = device('kioskScanner', 'scanner');
const passportReader = device('kioskReader', 'passportReader');
const permit = samplePermit({ permitNumber: 'TRN440300000901' });
const qr = `ZKT1:${permit.permitNumber}`;

function setUp(profile: Partial<StationProfile> = {}) {
  const deps = testDeps({
    profile: { ...testProfile, devices: [passportReader], kioskCamera: { label: 'USB' }, ...profile },
  });
  deps.permits.savePage([permit], 'c1', '2026-11-25T01:00:00.000Z');
  const work = (ids: readonly string[]): void =>
    deps.devices.setStates(
      [scanner, passportReader]
        .filter(({ id }) => ids.includes(id))
        .map(({ id, kind }) => ({ id, kind, status: 'online', since: '2026-11-25T01:00:00.000Z' })),
    );
  work(['kioskReader', 'kioskScanner']);
  let kiosk: Kiosk | null = null;
  const intake = createIntake(deps, {
    windowStaff: () => null,
    onKioskRead: (read) => kiosk?.onKioskRead(read),
  });
  const made = createKiosk(deps, { intake, executor: createCardExecutor(deps) });
  kiosk = made;
  const handlers = caseHandlers(deps, intake);
  const show = async (text: string) => {
    const answer = await handlers.caseScanned({ source: 'camera', text }, testCaller(null, 'kiosk'));
    await made.idle();
    return answer;
  };
  const toNotice = (): void => {
    made.touch({ type: 'begin', language: 'zh' });
    made.touch({ type: 'language', language: 'zh' });
  };
  const kept = (): string =>
    JSON.stringify(inspect(deps.stores, (database) => database.prepare('SELECT * FROM audit').all())) +
    JSON.stringify(deps.log.lines);
  return { deps, kiosk: made, show, toNotice, work, kept };
}

describe('A1 a Notice in front of the kiosk’s camera', () => {
  it('is read like one under the scanner, and the chain names the camera', async () => {
    const { kiosk, show, toNotice, kept } = setUp();
    toNotice();
    expect(await show(qr)).toEqual({ ok: true, value: {} });
    expect(kiosk.view().page).toBe('passport');
    expect(kept()).toContain('"subject":"camera"');
    expect(kept()).not.toContain(permit.permitNumber);
  });

  it('is named when it is foreign or damaged, and what it says is kept nowhere', async () => {
    const { kiosk, show, toNotice, kept } = setUp();
    toNotice();
    await show('https://example.org/?id=1');
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'qrForeign' } });
    await show('ZKT1:###');
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'qrDamaged' } });
    expect(kept()).not.toContain('example.org');
  });

  it('is dropped on every page but its own: a picture that comes late opens nothing', async () => {
    const { kiosk, show, toNotice, kept } = setUp();
    await show(qr);
    expect(kiosk.view().page).toBe('attract');
    kiosk.touch({ type: 'begin', language: 'zh' });
    await show('https://example.org/?id=1');
    expect(kiosk.view()).toMatchObject({ page: 'language', problem: null });
    toNotice();
    await show(qr);
    await show('https://example.org/?id=1');
    expect(kiosk.view()).toMatchObject({ page: 'passport', problem: null });
    expect(kept()).not.toContain('qrForeign');
  });

  it('is refused where the profile has no camera', async () => {
    const { kiosk, show, toNotice } = setUp({ kioskCamera: null, devices: [scanner, passportReader] });
    toNotice();
    expect(await show(qr)).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(kiosk.view().page).toBe('notice');
  });
});

describe('E5 a kiosk with a camera', () => {
  it('needs no scanner, and tells the page which camera to open', () => {
    const { kiosk, toNotice } = setUp();
    expect(kiosk.view().page).toBe('attract');
    toNotice();
    expect(kiosk.view()).toMatchObject({ page: 'notice', noticeCamera: { label: 'USB', scanner: false } });
  });

  it('offers the scanner beside it while that one works', () => {
    const { kiosk, toNotice, work } = setUp({ devices: [scanner, passportReader] });
    toNotice();
    expect(kiosk.view().noticeCamera).toEqual({ label: 'USB', scanner: true });
    work(['kioskReader']);
    expect(kiosk.view()).toMatchObject({ page: 'notice', noticeCamera: { label: 'USB', scanner: false } });
  });

  it('names it on no page but the Notice’s, and nowhere without one', async () => {
    const { kiosk, show, toNotice } = setUp();
    expect(kiosk.view().noticeCamera).toBe(null);
    toNotice();
    await show(qr);
    expect(kiosk.view()).toMatchObject({ page: 'passport', noticeCamera: null });
    const without = setUp({ kioskCamera: null, devices: [scanner, passportReader] });
    without.toNotice();
    expect(without.kiosk.view()).toMatchObject({ page: 'notice', noticeCamera: null });
  });

  it('without a camera still stops when its scanner does', () => {
    const { kiosk, work } = setUp({ kioskCamera: null, devices: [scanner, passportReader] });
    work(['kioskReader']);
    expect(kiosk.view()).toMatchObject({
      page: 'unavailable',
      problem: { code: 'deviceNotReady', detail: { device: 'scanner' } },
    });
  });
});
