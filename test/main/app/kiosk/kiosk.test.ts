import { describe, expect, it } from 'vitest';
import { createCardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { createIntake } from '../../../../main/app/cases/createIntake.ts';
import type { Deps } from '../../../../main/app/deps.ts';
import { createKiosk, type Kiosk } from '../../../../main/app/kiosk/kiosk.ts';
import { kioskHandlers } from '../../../../main/app/kiosk/kioskHandlers.ts';
import type { DeviceState } from '../../../../main/contract/devices.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import { composePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import { slipQr } from '../../../../main/domain/rules/readQr.ts';
import {
  openTestStores,
  sampleCase,
  sampleDay,
  sampleJob,
  samplePermit,
  sampleSnapshot,
  sampleStaff,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

const devices: StationProfile['devices'] = [
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
const allOnline = devices.map(({ id, kind }) => online(id, kind));
const permit = samplePermit({ permitNumber: 'TRN440300000901' });
const other = samplePermit({
  permitNumber: 'TRN440300000902',
  holder: { ...permit.holder, familyName: 'FREMD', passportNumber: 'C01X00T99' },
});
/** As the test pack reads it. */
const trainingPermitQr = (permitNumber: string): string => `ZKT1:${permitNumber}`;
const zoneOf = (holder = permit.holder) =>
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
const personal = /EXAMPLE|PERSON|C01X00T47|TRN440300000901|1990-01-02/;

function setUp(changes: Partial<StationProfile> = {}, overrides: Partial<Deps> = {}) {
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
  const handlers = kioskHandlers(made);
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

const caseCount = (deps: Pick<Deps, 'stores'>): number =>
  deps.stores.cases.list('2000-01-01T00:00:00.000Z').length;

describe('kiosk journey', () => {
  it('opens a case only when the visitor said "this is me"', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    expect(kiosk.view()).toMatchObject({ page: 'confirm', language: 'en', cardOffered: false });
    expect(kiosk.view().person).toMatchObject({
      name: 'EXAMPLE, PERSON',
      passportTail: '0T47',
      nationality: 'DEU',
    });
    expect(caseCount(deps)).toBe(0);
    expect(await kiosk.confirm('slip')).toMatchObject({ ok: true, value: { page: 'slip', person: null } });
    expect(caseCount(deps)).toBe(1);
  });

  it('takes reads of its own devices only', async () => {
    const { kiosk, scan, toNotice } = setUp();
    toNotice();
    await scan(trainingPermitQr(permit.permitNumber), 'scanner');
    expect(kiosk.view().page).toBe('notice');
  });

  it('shows nothing to a passport that the permit does not name', async () => {
    const { deps, kiosk, scan, lay, toNotice } = setUp();
    toNotice();
    await scan(trainingPermitQr(permit.permitNumber));
    await lay(zoneOf(other.holder));
    const view = kiosk.view();
    expect(view).toMatchObject({ page: 'passport', person: null, problem: { code: 'passportDiffers' } });
    expect(JSON.stringify(view)).not.toMatch(personal);
    expect(await kiosk.confirm('slip')).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(caseCount(deps)).toBe(0);
  });

  it('answers a permit nobody knows and a network that is down differently; only the first costs a try', async () => {
    const { deps, kiosk, scan, toNotice } = setUp();
    toNotice();
    for (let tries = 0; tries < 4; tries += 1) await scan(trainingPermitQr('TRN440300009999'));
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'upstreamOffline' } });
    deps.upstream.answer('permitVerify', () => ({
      kind: 'refused',
      refusal: { refused: true, code: 'permitUnknown', reason: 'none' },
    }));
    await scan(trainingPermitQr('TRN440300009999'));
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'permitUnknown' } });
    await scan(trainingPermitQr('TRN440300009999'));
    await scan(trainingPermitQr('TRN440300009999'));
    expect(kiosk.view()).toMatchObject({ page: 'slip', slip: null });
  });

  it('does not show an answer to the next visitor', async () => {
    const { deps, kiosk, toNotice, intake } = setUp();
    deps.upstream.answer('permitVerify', () => ({
      kind: 'answer',
      value: { permit: { ...permit, permitNumber: 'TRN440300000903' }, at: '2026-11-25T01:20:00.000Z' },
    }));
    toNotice();
    await intake.onScan({
      deviceId: 'kioskScanner',
      sequence: 1,
      symbology: 'qr',
      text: trainingPermitQr('TRN440300000903'),
    });
    kiosk.touch({ type: 'finish' });
    toNotice();
    await kiosk.idle();
    expect(kiosk.view()).toMatchObject({ page: 'notice', problem: null });
  });

  it('names a bad code and a bad zone', async () => {
    const { kiosk, scan, lay, toNotice } = setUp();
    toNotice();
    await scan('https://example.invalid/');
    expect(kiosk.view().problem?.code).toBe('qrForeign');
    await scan(trainingPermitQr(permit.permitNumber));
    const [first, second] = zoneOf();
    await lay([first, second.slice(0, 30)]);
    expect(kiosk.view()).toMatchObject({ page: 'passport', problem: { code: 'mrzTruncated' } });
    await lay([first, `${second.slice(0, 9)}${second[9] === '1' ? '2' : '1'}${second.slice(10)}`]);
    expect(kiosk.view()).toMatchObject({ page: 'passport', problem: { code: 'mrzCheckDigit' } });
  });

  it('calls staff at every window', () => {
    const { deps, kiosk } = setUp();
    kiosk.callStaff();
    expect(deps.bus.events).toContainEqual({ name: 'readProblem', data: { failure: { code: 'kioskHelp' } } });
  });
});

describe('what goes wrong at "this is me"', () => {
  const refuses = (changes: Partial<Parameters<typeof createKiosk>[1]['intake']>) => {
    const base = setUp();
    return { ...base, kiosk: base.again({ ...base.intake, ...changes }) };
  };

  it('is named on the page, with the visitor still there, and the stored answer holds nobody', async () => {
    const { kiosk, toConfirm } = refuses({
      openCase: () => Promise.resolve({ ok: false, error: { code: 'permitNotValid' } }),
    });
    await toConfirm();
    expect(await kiosk.confirm('slip')).toEqual({ ok: false, error: { code: 'permitNotValid' } });
    expect(kiosk.view()).toMatchObject({ page: 'confirm', problem: { code: 'permitNotValid' } });
  });

  it('gives no slip to somebody who has left meanwhile, nor to the next visitor', async () => {
    const { deps, kiosk, toConfirm, toNotice } = setUp();
    await toConfirm();
    const answer = kiosk.confirm('slip');
    kiosk.touch({ type: 'finish' });
    kiosk.touch({ type: 'finish' });
    toNotice();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(kiosk.view()).toMatchObject({ page: 'notice', slip: null, caseId: null, person: null });
    expect(caseCount(deps)).toBe(1);
  });

  it('takes the touch once', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    const [first, second] = await Promise.all([kiosk.confirm('slip'), kiosk.confirm('slip')]);
    expect([first.ok, second.ok]).toEqual([true, false]);
    expect(caseCount(deps)).toBe(1);
  });
});

describe('E2 a session that ends leaves nothing', () => {
  it.each(['language', 'notice', 'passport', 'confirm', 'slip'] as const)(
    '%s times out into the clean page',
    async (page) => {
      const { deps, kiosk, scan, toNotice, toConfirm } = setUp();
      if (page === 'language') kiosk.touch({ type: 'begin', language: 'zh' });
      if (page === 'notice') toNotice();
      if (page === 'passport') {
        toNotice();
        await scan(trainingPermitQr(permit.permitNumber));
      }
      if (page === 'confirm' || page === 'slip') await toConfirm();
      if (page === 'slip') await kiosk.confirm('slip');
      expect(kiosk.view().page).toBe(page);
      deps.clock.advance(pageTimes[page].endAfterMs - 1);
      expect(kiosk.view().page).toBe(page);
      deps.bus.clear();
      deps.clock.advance(1);
      const clean = setUp().kiosk.view();
      expect(kiosk.view()).toEqual(clean);
      expect(clean).toMatchObject({ page: 'attract', person: null, slip: null, caseId: null, jobId: null });
      expect(deps.bus.names()).toContain('kioskChanged');
      expect(deps.clock.pending()).toBe(0);
    },
  );

  it('"I am still here" starts the page again', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    deps.clock.advance(pageTimes.confirm.warnAfterMs);
    kiosk.touch({ type: 'stay' });
    deps.clock.advance(pageTimes.confirm.endAfterMs - 1);
    expect(kiosk.view().page).toBe('confirm');
  });

  it('the end goes past "take your documents" and nothing personal is logged, audited or told', async () => {
    const { deps, handlers, kiosk, toConfirm } = setUp();
    await toConfirm();
    await kiosk.confirm('slip');
    const caller = testCaller(null, 'kiosk');
    expect(await handlers.kioskEnd({}, caller)).toMatchObject({ value: { page: 'takeDocuments' } });
    expect(await handlers.kioskEnd({}, caller)).toMatchObject({ value: { page: 'attract' } });
    expect(JSON.stringify([deps.log.lines, deps.bus.events])).not.toMatch(personal);
    expect(deps.stores.audit.verify()).toMatchObject({ intact: true });
  });

  it('holds the last page while the reader says that a passport lies on it', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    deps.devices.setStates(
      allOnline.map((state) => (state.id === 'kioskReader' ? { ...state, media: 'present' } : state)),
    );
    deps.clock.advance(pageTimes.confirm.endAfterMs + 3 * pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', person: null });
    deps.devices.setStates(allOnline);
    deps.clock.advance(pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view().page).toBe('attract');
  });
});

describe('E5 an unavailable kiosk says what is missing', () => {
  it('follows the devices by itself and takes no touch meanwhile', () => {
    const { deps, kiosk } = setUp();
    deps.devices.setStates(allOnline.filter((state) => state.id !== 'kioskReader'));
    expect(kiosk.view()).toMatchObject({
      page: 'unavailable',
      problem: { code: 'deviceNotReady', detail: { device: 'passportReader' } },
    });
    expect(kiosk.touch({ type: 'begin', language: 'en' }).page).toBe('unavailable');
    deps.bus.clear();
    deps.devices.setStates(allOnline);
    expect(deps.bus.names()).toContain('kioskChanged');
    expect(kiosk.view().page).toBe('attract');
    expect(kiosk.touch({ type: 'begin', language: 'en' }).page).toBe('language');
  });
});

describe('E6 a window continues with no re-entry', () => {
  it('the slip leads the window to the same case with the passport in it', async () => {
    const { deps, intake, kiosk, handlers, toConfirm } = setUp();
    await toConfirm();
    await kiosk.confirm('slip');
    const { slip, caseId } = kiosk.view();
    const number = slip?.caseNumber ?? '';
    expect(slip?.qr).toBe(slipQr(number, deps.crypto.paperCode(number)));
    expect(slip?.qr).toMatch(/^ZKS1:SZ50-20261125-0001:[0-9a-f]{8}$/);
    expect(slip?.window).toBe('Test desk');
    const paper = await handlers.kioskSlipPdf({}, testCaller(null, 'kiosk'));
    if (!paper.ok) throw new Error(paper.error.code);
    const text = new TextDecoder().decode(paper.value.bytes);
    expect(text).toContain(slip?.qr);
    expect(`${text} ${paper.value.fileName}`).not.toMatch(personal);

    await intake.onScan({ deviceId: 'scanner', sequence: 99, symbology: 'qr', text: slip?.qr ?? '' });
    await intake.settled();
    expect(intake.current.get()).toBe(caseId);
    expect(caseCount(deps)).toBe(1);
    expect(caseId === null ? null : deps.stores.cases.get(caseId)).toMatchObject({
      channel: 'kiosk',
      state: 'open',
      openedBy: 'kiosk',
      passport: { documentNumber: 'C01X00T47' },
    });
  });

  it('a second visit gives the same case', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    await kiosk.confirm('slip');
    const first = kiosk.view().caseId;
    kiosk.touch({ type: 'finish' });
    kiosk.touch({ type: 'finish' });
    await toConfirm();
    await kiosk.confirm('slip');
    expect(kiosk.view().caseId).toBe(first);
    expect(caseCount(deps)).toBe(1);
  });

  it('three bad reads lead to staff without a case', async () => {
    const { deps, kiosk, scan, toNotice } = setUp();
    toNotice();
    for (let tries = 0; tries < 3; tries += 1) await scan('rubbish');
    expect(kiosk.view()).toMatchObject({ page: 'slip', slip: null, problem: { code: 'qrForeign' } });
    expect(caseCount(deps)).toBe(0);
    expect((await kiosk.slipPdf()).ok).toBe(false);
  });
});

describe('3.17 a card at the kiosk needs the policy, an accepted case and an attendant', () => {
  it('is offered to an accepted case and waits unreleased', async () => {
    const { deps, kiosk, executor, toConfirm, accepted } = setUp({ kioskMayIssue: true });
    accepted();
    await toConfirm();
    expect(kiosk.view()).toMatchObject({ page: 'confirm', cardOffered: true });
    expect(await kiosk.confirm('card')).toMatchObject({ ok: true, value: { page: 'waitForAttendant' } });
    await executor.idle();
    const { jobId } = kiosk.view();
    const job = jobId === null ? null : deps.stores.jobs.get(jobId);
    expect(job).toMatchObject({ released: false, channel: 'kiosk', state: 'ready', owner: 'kiosk' });
    expect(deps.upstream.calls.filter(({ name }) => name === 'cardRegister' || name === 'cardLock')).toEqual(
      [],
    );
  });

  it.each([
    ['the policy says no', { kioskMayIssue: false }, true],
    ['the case is not accepted', { kioskMayIssue: true }, false],
    ['the station issues no cards', { kioskMayIssue: true, acts: ['verifyOriginals'] }, true],
  ] as const)('ends with a slip when %s', async (_why, profile, isAccepted) => {
    const { kiosk, toConfirm, accepted } = setUp(profile as Partial<StationProfile>);
    if (isAccepted) accepted();
    await toConfirm();
    expect(kiosk.view().cardOffered).toBe(false);
    expect(await kiosk.confirm('card')).toMatchObject({ ok: true, value: { page: 'slip', jobId: null } });
  });

  it('is not offered while the printer is down or a job is open', async () => {
    const down = setUp({ kioskMayIssue: true });
    down.accepted();
    down.deps.devices.setStates(allOnline.filter((state) => state.id !== 'printer'));
    await down.toConfirm();
    expect(down.kiosk.view().cardOffered).toBe(false);
    const busy = setUp({ kioskMayIssue: true });
    busy.accepted();
    busy.deps.stores.run(() => busy.deps.stores.jobs.save(sampleJob({ permitNumber: permit.permitNumber })));
    await busy.toConfirm();
    expect(busy.kiosk.view().cardOffered).toBe(false);
  });

  it('goes on with the same job when somebody who left comes back', async () => {
    const { deps, kiosk, toConfirm, accepted } = setUp({ kioskMayIssue: true });
    accepted();
    await toConfirm();
    await kiosk.confirm('card');
    const first = kiosk.view().jobId;
    deps.clock.advance(pageTimes.waitForAttendant.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'attract', jobId: null });
    await toConfirm();
    await kiosk.confirm('card');
    expect(kiosk.view()).toMatchObject({ page: 'waitForAttendant', jobId: first });
  });

  const withJob = async (overrides: Partial<Deps> = {}) => {
    const base = setUp({ kioskMayIssue: true }, overrides);
    base.accepted();
    await base.toConfirm();
    await base.kiosk.confirm('card');
    const { jobId } = base.kiosk.view();
    const job = jobId === null ? null : base.deps.stores.jobs.get(jobId);
    if (job === null) throw new Error('no job');
    const save = (changes: Partial<typeof job>): void => {
      const changedAt = base.deps.clock.iso();
      base.deps.stores.run(() =>
        base.deps.stores.jobs.save({ ...job, released: true, changedAt, ...changes }),
      );
      base.deps.bus.clear();
      base.deps.clock.advance(1000);
    };
    return { ...base, save };
  };

  it('follows the job by time alone: released, then stopped with a slip for the window', async () => {
    const { deps, kiosk, save } = await withJob();
    save({ state: 'locked' });
    expect(deps.bus.names()).toContain('kioskChanged');
    expect(kiosk.view().page).toBe('making');
    save({ state: 'retained', problem: { code: 'mediaJam' } });
    expect(kiosk.view()).toMatchObject({
      page: 'slip',
      problem: { code: 'mediaJam' },
      slip: { caseNumber: 'SZ50-20261125-0001' },
    });
  });

  it('waits a minute for upstream while it is online, and not at all while it is down', async () => {
    const online = await withJob({ links: { list: () => [], online: () => true } });
    online.save({ state: 'pendingReport' });
    expect(online.kiosk.view().page).toBe('making');
    online.deps.clock.advance(58_000);
    expect(online.kiosk.view().page).toBe('making');
    online.deps.clock.advance(2_000);
    expect(online.kiosk.view().page).toBe('slip');
    const offline = await withJob();
    offline.save({ state: 'pendingReport' });
    expect(offline.kiosk.view().page).toBe('slip');
  });

  it('ends with "take your documents" when the card was handed over', async () => {
    const { kiosk, save } = await withJob();
    save({ state: 'handedOver' });
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', jobId: null, caseId: null });
  });
});

describe('kiosk and its files', () => {
  it('a database that fails at "confirm" shows nothing new, and the end is clean all the same (E2)', async () => {
    const stores = openTestStores();
    const { deps, kiosk, toConfirm } = setUp({}, { stores });
    await toConfirm();
    stores.close();
    await expect(kiosk.confirm('slip')).rejects.toThrow(/database/i);
    expect(kiosk.view().page).toBe('confirm');
    deps.clock.advance(pageTimes.confirm.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'attract', person: null });
    expect(deps.log.lines).toContainEqual(expect.objectContaining({ event: 'kiosk.auditFailed' }));
  });
});
