import type { Surface } from '../../contract/access.ts';
import type { ScanRead } from '../../contract/devices.ts';
import type { ScreenScanSource } from '../../contract/methods/caseMethods.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { PaperCheck } from '../../contract/outcomes.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import { readProblem } from '../../domain/devices/readProblem.ts';
import { parseTravelZone } from '../../domain/identifiers/travelZone.ts';
import { isPaperCode } from '../../domain/papers/paperCode.ts';
import { readEcardQr } from '../../domain/rules/readEcardQr.ts';
import { readQr } from '../../domain/rules/readQr.ts';
import type { Deps } from '../deps.ts';
import { warnOfHall } from '../hall/hallCheck.ts';
import { notWrittenFailure } from '../ports/notWritten.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { actorOf, kioskActor, type Actor } from './actor.ts';
import { attachPassport } from './attachPassport.ts';
import type { CurrentCase, Intake, IntakeOptions, ReadFailed } from './intake.ts';
import { createEcardDesk } from './ecardDesk.ts';
import { snapshotOf } from './factsOfCase.ts';
import { openCase } from './openCase.ts';
import { audit } from './saveCase.ts';
import { verifyCase } from './verifyCase.ts';
import { serveOnOpening } from '../tickets/tickets.ts';
import { paperProblem, verifyPaper } from './verifyPaper.ts';
import { createWindowOriginals, type ReadKind } from './windowOriginals.ts';

/** What a scan came from; `source` is null for a device of the device host. */
type ScanOrigin = Pick<ScanRead, 'deviceId' | 'text'> & { readonly source: ScreenScanSource | null };

function createCurrentCase(): CurrentCase {
  let current: CaseId | null = null;
  return {
    get: () => current,
    set: (caseId) => {
      current = caseId;
    },
  };
}

/**
 * Where everything that is scanned or laid on a reader arrives. Reads of the window are dealt with one after the other: a passport that is
 * laid down while upstream is asked about a Notice belongs to that Notice's case. Bad input changes no case; it is audited by class and told
 * with `readProblem`.
 */
export function createIntake(deps: Deps, options: IntakeOptions): Intake {
  const { stores, bus, clock, profile, log } = deps;
  const current = createCurrentCase();
  const now = (): string => new Date(clock.now()).toISOString();
  const training = profile.mode === 'training';
  const background = new Set<Promise<void>>();
  let lastRead: Promise<void> = Promise.resolve();
  let lastPaper: PaperCheck | null = null;
  let ticketsChanged = false;

  const surfaceOf = (deviceId: string): Surface =>
    profile.devices.find((device) => device.id === deviceId)?.surface ?? 'window';

  const told = (problem: Failure): void => {
    const { code, detail } = problem;
    bus.emit('readProblem', { failure: detail === undefined ? { code } : { code, detail } });
  };

  const noteScan = (
    deviceId: string,
    surface: Surface,
    kind: ReadKind,
    outcome: string,
    caseId: CaseId | null,
  ): void => stores.scans.insert({ at: now(), deviceId, surface, kind, outcome, caseId });

  /** Bad input: on the chain by class, never by content; every case stays as it was. */
  const refuse = (kind: ReadKind, deviceId: string, actor: Actor, problem: Failure): void => {
    stores.run(() => {
      noteScan(deviceId, 'window', kind, problem.code, null);
      audit(deps, actor, `${kind}.refused`, deviceId, {
        code: problem.code,
        fields: String(problem.detail?.['fields'] ?? problem.detail?.['field'] ?? ''),
        case: current.get(),
      });
    });
    log.info(`${kind}.refused`, { device: deviceId, code: problem.code });
    told(problem);
  };

  /** The person who may work at the window now, with the station's act (design 2). */
  const deskActor = (): Result<Actor> => {
    const staff = options.windowStaff();
    if (!staff) return failure('notSignedIn');
    const mayCheck = staff.active && staff.roles.some((role) => role === 'clerk' || role === 'supervisor');
    if (!mayCheck || !profile.acts.includes('verifyOriginals')) return failure('forbidden');
    return success(actorOf(staff));
  };

  const nobody: Actor = { name: 'window', userName: 'nobody', staffId: null, surface: 'window' };

  /** What is asked goes on behind the screen: a case is shown at once. Never rejects. */
  const behind = async (broke: string, work: () => Promise<unknown>): Promise<void> => {
    const running = work().then(
      () => undefined,
      (thrown: unknown) => {
        log.error(broke, { kind: thrown instanceof Error ? thrown.name : typeof thrown });
      },
    );
    background.add(running);
    await running;
    background.delete(running);
  };
  const verifyBehind = async (record: CaseRecord): Promise<void> =>
    behind('case.verifyBroke', async () => verifyCase(deps, record.id));

  /** Who opens a case here has its person at the window: the ticket follows (A9). Inside the transaction. */
  const served = (actor: Actor, record: CaseRecord): void => {
    if (serveOnOpening(deps, actor, record.id)) ticketsChanged = true;
  };

  const show = (record: CaseRecord): void => {
    current.set(record.id);
    if (ticketsChanged) bus.emit('ticketsChanged', {});
    ticketsChanged = false;
    bus.emit('caseOpened', { caseId: record.id });
    if (deps.hall !== null) void behind('hall.askBroke', async () => warnOfHall(deps, record, told));
    const { status } = snapshotOf(deps, record).record;
    if (status !== 'valid') told({ code: 'permitNotValid', detail: { status } });
  };

  const openFor = async (
    permitNumber: string,
    channel: 'window' | 'kiosk',
    actor: Actor,
    scan?: ScanOrigin,
  ): Promise<Result<CaseRecord>> => {
    const opened = await openCase(deps, {
      permitNumber,
      channel,
      actor,
      alsoWrite: (record, outcome) => {
        if (channel === 'window') served(actor, record);
        if (scan === undefined) return;
        noteScan(scan.deviceId, channel, 'qr', outcome, record.id);
        if (scan.source !== null) audit(deps, actor, 'qr.taken', record.id, { source: scan.source });
      },
    });
    if (!opened.ok) return opened;
    const { record, source } = opened.value;
    if (channel === 'window') show(record);
    else bus.emit('caseChanged', { caseId: record.id });
    bus.emit('queueChanged', {});
    if (source === 'cache') void verifyBehind(record);
    return success(record);
  };

  const openSlip = (
    caseNumber: string,
    code: string,
    actor: Actor,
    { deviceId, source }: ScanOrigin,
  ): Result<CaseRecord> => {
    if (code !== deps.crypto.paperCode(caseNumber).toLowerCase()) return failure('qrDamaged');
    const record = stores.cases.byNumber(caseNumber);
    if (!record) return failure('caseNotFound');
    stores.run(() => {
      noteScan(deviceId, 'window', 'qr', 'slip', record.id);
      audit(
        deps,
        actor,
        'case.continued',
        record.id,
        source === null ? { slip: true } : { slip: true, source },
      );
      served(actor, record);
    });
    show(record);
    void verifyBehind(record);
    return success(record);
  };

  /** The code of a paper: the window shows what it says and whether it is good, and its case when it is ours (C5). */
  const paperScan = (read: ScanOrigin, actor: Actor): void => {
    const checked = verifyPaper(deps, read.text);
    if (!checked.ok) return refuse('qr', read.deviceId, actor, checked.error);
    const { caseId, verdict, list } = checked.value;
    lastPaper = checked.value;
    stores.run(() => {
      noteScan(read.deviceId, 'window', 'qr', `paper.${verdict}`, caseId);
      audit(deps, actor, 'paper.scanned', caseId ?? read.deviceId, { verdict, asOf: list?.asOf ?? null });
    });
    bus.emit('paperScanned', {});
    const record = caseId === null ? null : stores.cases.get(caseId);
    if (record) show(record);
    const problem = paperProblem(checked.value);
    if (problem) told(problem);
  };

  const ecards = createEcardDesk(deps, {
    current: current.get,
    open: async (permitNumber, actor) => {
      // Upstream vouches for the code: its holder stands here.
      options.handOver?.code(permitNumber, options.windowStaff());
      return openFor(permitNumber, 'window', actor);
    },
    noteScan: (deviceId, outcome, caseId) => noteScan(deviceId, 'window', 'qr', outcome, caseId),
    refuse: (deviceId, actor, problem) => refuse('qr', deviceId, actor, problem),
    tell: told,
  });

  const windowScan = async (read: ScanOrigin): Promise<void> => {
    const desk = deskActor();
    if (!desk.ok) return refuse('qr', read.deviceId, nobody, desk.error);
    const actor = desk.value;
    if (isPaperCode(read.text)) return paperScan(read, actor);
    const ecard = readEcardQr(read.text, deps.packs.newest(), { training });
    if (ecard !== null) {
      if (!ecard.ok) return refuse('qr', read.deviceId, actor, ecard.error);
      return ecards.check({ deviceId: read.deviceId, source: read.source, code: ecard.value }, actor);
    }
    const content = readQr(read.text, deps.packs.newest(), { training });
    if (!content.ok) return refuse('qr', read.deviceId, actor, content.error);
    const opened =
      content.value.kind === 'slip'
        ? openSlip(content.value.caseNumber, content.value.code, actor, read)
        : await openFor(content.value.permitNumber, 'window', actor, read);
    if (!opened.ok) refuse('qr', read.deviceId, actor, opened.error);
  };

  const readPassport: Intake['readPassport'] = (lines) => {
    const zone = parseTravelZone(lines, shanghaiDate(clock.now()), now());
    if (!zone.ok) return zone;
    if (zone.value.kind === 'passport') return success(zone.value.passport);
    // A visa sticker is a page of the same passport: the person at the desk needs to hear which page was read.
    return failure(zone.value.kind === 'visa' ? 'mrzVisa' : 'mrzUnsupported');
  };

  const originals = createWindowOriginals({
    deps,
    current,
    deskActor,
    nobody,
    noteScan,
    refuse,
    told,
    handOverPassport: (number) => options.handOver?.passport(number, options.windowStaff()) ?? false,
  });

  /** One read after the other, and none ever rejects: a device listener has nobody to tell. */
  const inTurn = async (work: () => void | Promise<void>): Promise<void> => {
    const turn = lastRead.then(work).catch((thrown: unknown) => {
      const incident = deps.ids.next('incident');
      log.error('read.broke', { incident, kind: thrown instanceof Error ? thrown.name : typeof thrown });
      told(notWrittenFailure(thrown) ?? { code: 'internal', detail: { incident } });
    });
    lastRead = turn;
    return turn;
  };

  const readFailed = (failed: ReadFailed): void => {
    const { read, code } = readProblem(failed.kind, failed.reason);
    const actor = deskActor();
    refuse(read, failed.deviceId, actor.ok ? actor.value : nobody, {
      code,
      detail: { reason: failed.reason },
    });
  };

  return {
    current,
    lastPaper: () => lastPaper,
    lastEcard: () => ecards.last(),
    onScan: async (read) => {
      if (surfaceOf(read.deviceId) === 'kiosk') return options.onKioskRead?.({ kind: 'scan', read });
      return inTurn(async () => windowScan({ ...read, source: null }));
    },
    onScreenScan: async (surface, source, text) => {
      const read = {
        deviceId: source,
        sequence: 0,
        symbology: source === 'wedge' ? 'unknown' : 'qrCode',
        text,
      };
      if (surface === 'kiosk') return options.onKioskRead?.({ kind: 'scan', read });
      return inTurn(async () => windowScan({ ...read, source }));
    },
    onMrz: async (read) => {
      if (surfaceOf(read.deviceId) === 'kiosk') return options.onKioskRead?.({ kind: 'mrz', read });
      return inTurn(() => originals.mrz(read));
    },
    onIdCard: async (read) => {
      if (surfaceOf(read.deviceId) === 'kiosk') return options.onKioskRead?.({ kind: 'idCard', read });
      return inTurn(() => originals.idCard(read));
    },
    onReadFailed: async (failed) => {
      if (surfaceOf(failed.deviceId) === 'kiosk')
        return options.onKioskRead?.({ kind: 'failed', failure: failed });
      return inTurn(() => readFailed(failed));
    },
    openCase: async ({ permitNumber, channel, actor }) =>
      openFor(permitNumber, channel, channel === 'kiosk' ? kioskActor : actorOf(actor)),
    parsePermitQr: (text) => {
      if (readEcardQr(text, deps.packs.newest(), { training }) !== null) return failure('ecardAtWindow');
      const content = readQr(text, deps.packs.newest(), { training });
      if (!content.ok) return content;
      return content.value.kind === 'permit'
        ? success({ permitNumber: content.value.permitNumber })
        : failure('qrForeign');
    },
    readPassport,
    attachPassport: (caseId, passport, actor) => {
      const attached = attachPassport(deps, caseId, passport, actorOf(actor));
      if (!attached.ok) return attached;
      bus.emit('caseChanged', { caseId });
      return success(attached.value.record);
    },
    verifyPending: async () => {
      const dayAgo = new Date(clock.now() - 86_400_000).toISOString();
      for (const record of stores.cases.list(dayAgo))
        if (record.verification === 'pendingOnline') {
          await options.turn?.();
          await verifyBehind(record);
        }
    },
    settled: async () => {
      await lastRead;
      await Promise.all(background);
    },
  };
}
