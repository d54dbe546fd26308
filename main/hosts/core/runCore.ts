import { methods } from '../../contract/methods.ts';
import type { CoreHostInit } from '../../contract/hosts.ts';
import { success, type Result } from '../../contract/result.ts';
import type { ClockMove, TrainingClock } from '../../contract/trainingClock.ts';
import { createDispatch } from '../../app/dispatch.ts';
import type { Deps } from '../../app/deps.ts';
import { createPersonalReads } from '../../app/audit/personalReads.ts';
import { tellOpening } from '../../app/audit/watchRecords.ts';
import { createCardExecutor, type CardExecutor } from '../../app/cards/cardExecutor.ts';
import { createRecovery } from '../../app/cards/recovery.ts';
import { createHandOverReads } from '../../app/cards/handOverReads.ts';
import { createIntake } from '../../app/cases/createIntake.ts';
import { recallRefused, recallRevokedPermits } from '../../app/cases/lateRefusal.ts';
import { createLateBooks } from '../../app/day/lateBooks.ts';
import { createDeviceRegister } from '../../app/devices/deviceRegister.ts';
import { createCabinet } from '../../app/kiosk/cabinet.ts';
import { createKiosk } from '../../app/kiosk/kiosk.ts';
import { createMaintenance } from '../../app/kiosk/maintenance.ts';
import { createLanguages } from '../../app/languages/languageHandlers.ts';
import { keepVouched } from '../../app/people/keepVouched.ts';
import { standingProblem } from '../../app/people/standing.ts';
import { createRatingDesk } from '../../app/ratings/ratingSheet.ts';
import { createRetention, type Retention } from '../../app/retention/createRetention.ts';
import { createClockKeeper } from '../../app/station/clockKeeper.ts';
import { moveTraining } from '../../app/station/moveClock.ts';
import { printerHandlers } from '../../app/stock/printerHandlers.ts';
import { lookAtStart } from '../../app/stock/printerLooks.ts';
import { unlessOffByHand } from '../../app/sync/byHand.ts';
import { revokedFor, revokedHindrance } from '../../app/sync/revocation.ts';
import { createSync, type Sync } from '../../app/sync/createSync.ts';
import { identityFacts } from '../../infra/upstream/stationKey.ts';
import { createQueueMark } from '../../infra/system/queueMark.ts';
import type { Port } from '../../rpc/port.ts';
import { createAnswerBook } from './answerBook.ts';
import { goOnOnline, goOnSafe, whenReported } from './goOn.ts';
import { hearRevocation } from './hearRevocation.ts';
import { joinHall } from './joinHall.ts';
import { joinHandlers } from './joinHandlers.ts';
import { createDeskFirst } from './deskFirst.ts';
import { createDevicesClient } from './devicesClient.ts';
import { enrolFirstStaff } from './firstStaff.ts';
import { keepQueueMark } from './keepQueueMark.ts';
import { openParts, type PartOverrides } from './openParts.ts';
import { offerCopy, openRecords, restoreIfAsked } from './openRecords.ts';
import { createScreens, type ScreenOptions } from './screens.ts';
import { seedTraining } from './seedTraining.ts';
import { watchOutbox } from './watchOutbox.ts';

export interface CoreOptions {
  /** Replaced in tests only. */
  readonly parts?: PartOverrides;
  /** False: the queue moves only when `core.sync` is told to; for tests that drive it step by step. */
  readonly autoSync?: boolean;
}

/** The running core host. */
export interface Core {
  /** Serves a window, kiosk or test over a line. */
  attach(port: Port, options: ScreenOptions): void;
  /** The line of a restarted device host. */
  connectDevices(port: Port): void;
  /** Fails with what `moveTraining` fails with: on a production station always. */
  moveClock(to: ClockMove): Result<TrainingClock>;
  readonly deps: Deps;
  readonly sync: Sync;
  readonly executor: CardExecutor;
  readonly retention: Retention;
  /** Resolves when the card jobs that an earlier run left open have been taken up. */
  readonly resumed: Promise<void>;
  /** Resolves when books and counters of the card printers have been compared after that. */
  readonly looked: Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** How long a stop waits for running card jobs, twice. The shell waits longer. */
const idleLimitMs = 1_500;

/**
 * Composes the core host: opens its data, joins the areas, takes up open card jobs and then serves. Fails with what `openParts` fails
 * with; nothing is left open then.
 */
export async function runCore(
  init: CoreHostInit,
  devicePort: Port | null,
  options: CoreOptions = {},
): Promise<Result<Core>> {
  const restored = await restoreIfAsked(init);
  if (!restored.ok) return restored;
  const opened = openParts(init, options.parts);
  if (!opened.ok) return opened.error.code === 'databaseDamaged' ? offerCopy(init) : opened;
  const parts = opened.value;
  const { clock, ids, log } = parts;
  const deskFirst = createDeskFirst(clock);
  const queueMark = keepQueueMark(
    parts.stores,
    createQueueMark({
      dataDir: init.dataDir,
      stationId: init.profile.stationId,
      now: () => new Date(clock.now()).toISOString(),
    }),
    { clock, log },
  );
  const watched = watchOutbox(queueMark.stores, () => sync.nudge());
  const { stores, answers } = createAnswerBook(watched, clock);
  const devices = createDevicesClient(devicePort, init.profile.devices, clock, () =>
    parts.movable === null ? 0 : parts.movable.now() - parts.movable.realNow(),
  );
  const screens = createScreens(
    stores.staff,
    async (call, caller) => {
      if (call.requestId !== undefined) deskFirst.used();
      return dispatch(call, caller);
    },
    (person) =>
      standingProblem(init.profile, clock.now(), person) === null && revokedFor({ stores }, person) === null,
  );
  const upstream = hearRevocation(
    unlessOffByHand(parts.upstream, { stores }),
    { stores, clock, log },
    screens,
  );

  const hall = await joinHall(init, parts, stores);
  const links: Deps['links'] = {
    list: () => sync.links.list(),
    online: (service) => sync.links.online(service),
  };
  const deps: Deps = {
    profile: init.profile,
    version: init.version,
    packs: parts.packs,
    clock,
    ids,
    crypto: parts.crypto,
    stores,
    disk: parts.disk,
    permits: parts.permits,
    upstream,
    devices,
    paper: parts.paper,
    exports: parts.exports,
    pictures: parts.pictures,
    bus: screens.bus,
    log,
    hall,
    links,
  };
  const keeper = createClockKeeper(deps, parts.steady);
  const records = openRecords(init, deps, () => sync);
  const executor = createCardExecutor(deps);
  const recovery = createRecovery(deps, executor);
  const sync = createSync(deps, {
    rowSettled: (row, result) => {
      recallRefused(deps, row, result);
      return executor.rowSettled(row, result);
    },
    turn: deskFirst.turn,
    onPermits: (permits) => recallRevokedPermits(deps, permits),
    maySend: (again) => records.keeper.compareUpstream(again),
    onStaff: ({ deactivated }) => {
      screens.letGo(deactivated, { code: 'accountDeactivated' });
      screens.bus.emit('sessionChanged', {});
    },
    onUpstreamTime: (aheadMs) => {
      if (keeper.heard(aheadMs)) sync.retry();
    },
    onProbed: () => {
      // Not only when it comes back: a close may have missed it in a moment that no probe saw.
      if (links.online('cards')) lateBooks.ask();
    },
    onOnline: (service) => {
      if (service === 'permits') void intake.verifyPending();
      if (service === 'cards') goOnOnline(deps, executor);
    },
  });
  const lateBooks = createLateBooks(deps, deskFirst.turn);
  const reads = createHandOverReads(deps);
  const intake = createIntake(deps, {
    windowStaff: () => screens.windowStaff(),
    handOver: reads,
    onKioskRead: (read) => kiosk.onKioskRead(read),
    turn: deskFirst.turn,
  });
  const kiosk = createKiosk(deps, { intake, executor, onMaintenanceOver: () => maintenance.timeOut() });
  const cabinet = createCabinet(deps, {
    onScreen: kiosk.onScreen,
    stand: kiosk.stand,
    onSafe: () => goOnSafe(deps, executor),
  });
  const register = createDeviceRegister(deps);
  const ratingDesk = createRatingDesk(deps);
  const retention = createRetention(deps, deskFirst.turn);
  const languages = createLanguages(deps, parts.languageFiles);
  const maintenance = createMaintenance(deps, { kiosk, cabinet, binEmpty: printerHandlers(deps).binEmpty });
  const handlers = joinHandlers(deps, {
    sync,
    executor,
    recovery,
    reads,
    intake,
    kiosk,
    register,
    ratingDesk,
    retention,
    languages,
    maintenance,
    records,
    keeper,
    letGo: (staff, why) => screens.letGo([staff], why),
    carryFiles: parts.carryFiles,
    identity: identityFacts(init.upstream),
  });
  const dispatch = createDispatch({
    table: methods,
    handlers,
    profile: init.profile,
    answers,
    clock,
    ids,
    log,
    stationProblem: (staff) =>
      staff === null ? revokedHindrance({ stores }) : revokedFor({ stores }, staff),
    onSessionEnded: () => screens.bus.emit('sessionChanged', {}),
    answered: createPersonalReads(deps),
  });

  await records.look();
  keeper.start();
  tellOpening(deps);
  if (init.seed !== null) await seedTraining(deps, init.seed);
  const enrolled = enrolFirstStaff(deps, init.dataDir);
  if (!enrolled.ok) {
    keeper.stop();
    devices.close();
    await hall?.close();
    await records.close();
    await parts.close();
    return enrolled;
  }
  register.start();
  cabinet.start();
  devices.onScan((read) => {
    deskFirst.used();
    void intake.onScan(read);
  });
  devices.onMrz((read) => {
    deskFirst.used();
    void intake.onMrz(read);
  });
  devices.onIdCard((read) => {
    deskFirst.used();
    void intake.onIdCard(read);
  });
  devices.onReadFailed((failed) => void intake.onReadFailed(failed));
  devices.onChanged(() => screens.bus.emit('stationChanged', {}));
  records.start();
  queueMark.start();
  if (options.autoSync !== false) sync.start();
  let closed = false;
  const resumed = whenReported(devices, clock).then(async () => {
    if (!closed) await executor.resumeAll();
  });
  // After the jobs: what a counter proves about a print has been settled by then (E8).
  const looked = resumed
    .catch(() => undefined)
    .then(async () => {
      await lookAtStart(deps, () => closed);
      if (!closed) await recovery.look();
      screens.bus.emit('cardsLooked', {});
    });
  // Last of what a start does: nothing waits for it. Where the queue is driven by hand, so is this.
  const purging = looked
    .catch(() => undefined)
    .then(() => {
      if (!closed && options.autoSync !== false) retention.start();
    });
  purging.catch(() => undefined);
  // What the end of the station cut short did not fail: the next start does it.
  const failed = (event: string) => (thrown: unknown) => {
    if (!closed) log.error(event, { kind: thrown instanceof Error ? thrown.name : 'unknown' });
  };
  looked.catch(failed('stock.lookFailed'));
  resumed.catch(failed('cards.resumeFailed'));

  return success({
    attach: (port, screen) => screens.attach(port, screen),
    connectDevices: (port) => devices.connect(port),
    moveClock: (to) =>
      keepVouched(deps, () => moveTraining(deps, { station: parts.movable, computer: parts.computer }, to)),
    deps,
    sync,
    executor,
    retention,
    resumed,
    looked,
    close: once(async () => {
      closed = true;
      keeper.stop();
      screens.close();
      const synced = sync.stop();
      const purged = retention.stop();
      // A call may last 15 s; its row is sent again at the next start, with the same key.
      await parts.hangUp();
      await synced;
      await purged;
      // A check that is still asking upstream writes to the stores when it is answered.
      await intake.settled();
      await lateBooks.settled();
      cabinet.close();
      kiosk.close();
      ratingDesk.close();
      // A step that is under way may still be written down as what it was; after that its outcome is unknown, and is written so.
      await within(idleLimitMs, executor.idle());
      devices.close();
      await within(idleLimitMs, executor.idle());
      // Not before: a feed that is about to begin would take the end for silence.
      await hall?.close();
      await records.close();
      queueMark.stop();
      await parts.close();
    }),
  });
}

/** The same end for everybody who asks for it: a signal and the shell may both. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return async () => (running ??= work());
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
