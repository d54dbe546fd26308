import { actorOf } from '../../../../main/app/cases/actor.ts';
import { createHandOverReads } from '../../../../main/app/cards/handOverReads.ts';
import { caseHandlers } from '../../../../main/app/cases/caseHandlers.ts';
import { acceptCase } from '../../../../main/app/cases/decideCase.ts';
import { presentCase } from '../../../../main/app/cases/presentCase.ts';
import { createIntake } from '../../../../main/app/cases/createIntake.ts';
import type { KioskRead } from '../../../../main/app/cases/intake.ts';
import type { Deps } from '../../../../main/app/deps.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import type { CaseView } from '../../../../main/contract/cases.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { DocumentCode, PermitRecord } from '../../../../main/contract/permit.ts';
import { success, type Result } from '../../../../main/contract/result.ts';
import type { LinkState, StationProfile } from '../../../../main/contract/station.ts';
import { composePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { noticeContent } from '../../../../main/domain/papers/noticeContent.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import type { RulePack } from '../../../../main/domain/rules/rulePack.ts';
import {
  sampleDay,
  samplePermit,
  sampleStaff,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';
import { shippedPack as shippedPackOf } from '../../helpers/shippedPacks.ts';

export const shippedPack: RulePack = shippedPackOf('440300');

/** A permit whose papers pass every date rule of the shipped pack on the day of the fixed clock. */
export const goodPermit = (changes: Partial<PermitRecord> = {}): PermitRecord =>
  samplePermit({
    documents: [
      { code: 'DEGREE', issueDate: '2015-07-01', authType: 'apostille' },
      { code: 'NCR', issueDate: '2026-08-01', authType: 'apostille' },
      { code: 'MEDICAL', issueDate: '2026-08-02' },
      { code: 'CONTRACT', effectiveDate: '2026-11-01' },
      { code: 'PHOTO', issueDate: '2026-08-03' },
    ],
    ...changes,
  });

/** The zone of a holder's passport. */
export function zoneOf(
  permit: PermitRecord,
  changes: Partial<Parameters<typeof composePassportZone>[0]> = {},
): string[] {
  const { holder } = permit;
  return composePassportZone({
    issuingState: 'D<<',
    nationality: 'D<<',
    familyName: holder.familyName,
    givenNames: holder.givenNames,
    documentNumber: holder.passportNumber,
    birthDate: holder.birthDate,
    sex: holder.sex,
    expiryDate: holder.passportExpiry,
    ...changes,
  });
}

const profile: StationProfile = {
  ...testProfile,
  devices: [
    {
      id: 'scanner',
      kind: 'scanner',
      driver: 'serial-text',
      path: '/w',
      baudRate: 9600,
      surface: 'window',
      options: {},
    },
    {
      id: 'kioskScanner',
      kind: 'scanner',
      driver: 'serial-text',
      path: '/k',
      baudRate: 9600,
      surface: 'kiosk',
      options: {},
    },
  ],
};

export const clerk = sampleStaff(['clerk']);
export const supervisor = sampleStaff(['supervisor']);

/** A window with its intake and handlers over real stores; offline until `online` says otherwise. */
export function openDesk(overrides: Partial<Deps> = {}, permits: readonly PermitRecord[] = [goodPermit()]) {
  const link = { online: false, packs: [shippedPack] as RulePack[], staff: clerk as StaffRecord | null };
  const kioskReads: KioskRead[] = [];
  const linkState = (service: LinkState['service']): LinkState => ({
    service,
    state: link.online ? 'online' : 'offline',
    since: '2026-11-25T00:00:00.000Z',
  });
  const deps = testDeps({
    profile,
    packs: {
      newest: () => link.packs.at(-1) ?? shippedPack,
      byVersion: (version: string) => link.packs.find((pack) => pack.version === version) ?? null,
    },
    links: {
      list: () => (['permits', 'cards', 'queue'] as const).map(linkState),
      online: () => link.online,
    },
    ...overrides,
  });
  deps.stores.run(() => deps.stores.days.save(sampleDay()));
  deps.permits.savePage(permits, 'c1', deps.clock.iso());
  const handOverReads = createHandOverReads(deps);
  const intake = createIntake(deps, {
    windowStaff: () => link.staff,
    handOver: handOverReads,
    onKioskRead: (read) => kioskReads.push(read),
  });
  const handlers = caseHandlers(deps, intake);
  const caller = testCaller(clerk);
  let sequence = 0;
  const next = (): number => (sequence += 1);

  const scan = async (text: string, deviceId = 'scanner'): Promise<void> =>
    intake.onScan({ deviceId, sequence: next(), symbology: 'QR', text });
  const lay = async (lines: readonly string[]): Promise<void> =>
    intake.onMrz({ deviceId: 'passportReader', sequence: next(), lines: [...lines] });
  const view = (caseId = current()): CaseView =>
    must(handlers.caseGet({ caseId }, caller) as Result<CaseView>);
  function current(): CaseId {
    const id = intake.current.get();
    if (id === null) throw new Error('no case is open');
    return id;
  }
  const verdict = (
    document: DocumentCode,
    value: 'matches' | 'differs' | 'missing' | 'notNeeded' | null,
    note?: string,
  ) =>
    handlers.caseSetVerdict(
      { caseId: current(), document, verdict: value, ...(note === undefined ? {} : { note }) },
      caller,
    ) as Result<CaseView>;

  return {
    handOverReads,
    deps,
    link,
    intake,
    handlers,
    caller,
    kioskReads,
    scan,
    lay,
    view,
    verdict,
    current,
    /** Scans the Notice and lays the passport of a permit. */
    begin: async (permit: PermitRecord = permits[0] ?? goodPermit()) => {
      await scan(trainingPermitQr(permit.permitNumber));
      await lay(zoneOf(permit));
      return view();
    },
    /** Every required original matches, but those given. */
    checkAll: (except: readonly DocumentCode[] = []) => {
      for (const row of view().documents)
        if (row.required && !except.includes(row.code)) must(verdict(row.code, 'matches'));
      must(
        handlers.caseConfirmField(
          { caseId: current(), field: 'name', outcome: 'same' },
          caller,
        ) as Result<CaseView>,
      );
    },
    problems: () =>
      deps.bus.events
        .filter(({ name }) => name === 'readProblem')
        .map(({ data }) => (data as { failure: { code: string } }).failure.code),
    rows: () => deps.stores.outbox.open().map(({ kind }) => kind),
  };
}

/** The value of a result that the test expects to be good. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`unexpected ${result.error.code} ${JSON.stringify(result.error.detail)}`);
  return result.value;
}

/** The code of a result that the test expects to be a failure. */
export function codeOf(result: Result<unknown>): string {
  if (result.ok) throw new Error('unexpected success');
  return result.error.code;
}

/** Somebody beside the clerk who may sign that a thing is made a second time (C4). Leaves no trace in the journal. */
export async function secondPerson({ deps }: Pick<Desk, 'deps'>) {
  const countersignature = { userName: 'second', password: 'second password' };
  const passwordHash = await deps.crypto.hashPassword(countersignature.password);
  deps.stores.run(() => deps.stores.staff.save({ ...sampleStaff(['stockKeeper'], 'second'), passwordHash }));
  return countersignature;
}

export type Desk = ReturnType<typeof openDesk>;
/** The act itself: its handler asks the fonts first, and nearly every test is about what comes after that. */
export function accept(desk: Desk): Result<CaseView> {
  const done = acceptCase(desk.deps, desk.current(), actorOf(desk.caller.staff));
  return done.ok ? success(presentCase(desk.deps, done.value)) : done;
}
export const supplement = async (desk: Desk, wish: { reason?: string; password?: string } = {}) =>
  desk.handlers.caseSupplement(
    {
      caseId: desk.current(),
      ...(wish.reason === undefined ? {} : { reason: wish.reason }),
      ...(wish.password === undefined
        ? {}
        : { countersignature: { userName: 'boss', password: wish.password } }),
    },
    desk.caller,
  );
/** The papers of the case on the window, oldest first, checked against the contract of the paper. */
export const papersOf = (desk: Desk) =>
  desk.deps.stores.notices.ofCase(desk.current()).map((notice) => noticeContent.parse(notice.content));
export const codes = (view: CaseView, of: 'accept' | 'supplement' | 'issue') =>
  view[of].reasons.map(({ code }) => code);
