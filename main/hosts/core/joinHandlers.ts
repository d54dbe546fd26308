import type { createRecovery } from '../../app/cards/recovery.ts';
import type { CardExecutor } from '../../app/cards/cardExecutor.ts';
import type { createHandOverReads } from '../../app/cards/handOverReads.ts';
import { actorOf } from '../../app/cases/actor.ts';
import type { createIntake } from '../../app/cases/createIntake.ts';
import { passportKeeps } from '../../app/cases/originalsWithUs.ts';
import { presentForDay } from '../../app/cases/presentCase.ts';
import type { Deps, Handlers } from '../../app/deps.ts';
import type { CarryFiles } from '../../app/ports/carryFiles.ts';
import type { createDeviceRegister } from '../../app/devices/deviceRegister.ts';
import type { createKiosk } from '../../app/kiosk/kiosk.ts';
import type { createMaintenance } from '../../app/kiosk/maintenance.ts';
import type { createLanguages } from '../../app/languages/languageHandlers.ts';
import type { createRatingDesk } from '../../app/ratings/ratingSheet.ts';
import type { Retention } from '../../app/retention/createRetention.ts';
import { printerHandlers } from '../../app/stock/printerHandlers.ts';
import type { Sync } from '../../app/sync/createSync.ts';
import { noQueueServer } from '../../infra/queue/noQueueServer.ts';
import type { openRecords } from './openRecords.ts';
import { auditHandlers } from '../../app/audit/auditHandlers.ts';
import { boardHandlers } from '../../app/cards/boardHandlers.ts';
import { handOverHandlers, withHandOver } from '../../app/cards/handOverHandlers.ts';
import { cardHandlers } from '../../app/cards/cardHandlers.ts';
import { conflictHandlers } from '../../app/cards/conflictHandlers.ts';
import { replacementHandlers } from '../../app/cards/replacementHandlers.ts';
import { carryHandlers } from '../../app/carry/carryHandlers.ts';
import { caseHandlers } from '../../app/cases/caseHandlers.ts';
import { identifierHandlers } from '../../app/cases/identifierHandlers.ts';
import { permitHandlers } from '../../app/cases/permitHandlers.ts';
import { dayHandlers } from '../../app/day/dayHandlers.ts';
import { deviceHandlers } from '../../app/devices/deviceHandlers.ts';
import { kioskHandlers } from '../../app/kiosk/kioskHandlers.ts';
import { peopleHandlers } from '../../app/people/peopleHandlers.ts';
import { staffHandlers } from '../../app/people/staffHandlers.ts';
import { reportHandlers } from '../../app/reports/reportHandlers.ts';
import { ratingHandlers } from '../../app/ratings/ratingHandlers.ts';
import { retentionHandlers } from '../../app/retention/retentionHandlers.ts';
import { stationHandlers } from '../../app/station/stationHandlers.ts';
import { clockHandlers } from '../../app/station/clockHandlers.ts';
import type { ClockKeeper } from '../../app/station/clockKeeper.ts';
import { offlineStandingHandlers } from '../../app/station/offlineStanding.ts';
import { identityHandlers, type IdentityFacts } from '../../app/station/identityHandlers.ts';
import { bookHandlers } from '../../app/stock/bookHandlers.ts';
import { custodyHandlers } from '../../app/stock/custodyHandlers.ts';
import { stockHandlers } from '../../app/stock/stockHandlers.ts';
import { permitStandingHandlers } from '../../app/sync/permitStanding.ts';
import { queueHandlers } from '../../app/sync/queueHandlers.ts';
import { receiptSlipHandlers } from '../../app/sync/receiptSlip.ts';
import { ticketHandlers } from '../../app/tickets/ticketHandlers.ts';

/** The areas that run, as the handlers need them. */
export interface RunningAreas {
  readonly sync: Sync;
  readonly executor: CardExecutor;
  readonly recovery: ReturnType<typeof createRecovery>;
  readonly reads: ReturnType<typeof createHandOverReads>;
  readonly intake: ReturnType<typeof createIntake>;
  readonly kiosk: ReturnType<typeof createKiosk>;
  readonly register: ReturnType<typeof createDeviceRegister>;
  readonly ratingDesk: ReturnType<typeof createRatingDesk>;
  readonly retention: Retention;
  readonly languages: ReturnType<typeof createLanguages>;
  readonly maintenance: ReturnType<typeof createMaintenance>;
  readonly records: ReturnType<typeof openRecords>;
  readonly keeper: ClockKeeper;
  readonly letGo: Parameters<typeof staffHandlers>[1];
  readonly carryFiles: CarryFiles;
  readonly identity: IdentityFacts;
}

/** Every method of the contract and who serves it. */
export function joinHandlers(deps: Deps, areas: RunningAreas): Handlers {
  const { sync, executor, recovery, reads, intake, kiosk, register, ratingDesk, retention } = areas;
  const { languages, maintenance, records } = areas;
  return {
    ...stationHandlers(deps),
    ...peopleHandlers(deps, (staff) => passportKeeps(deps, actorOf(staff), intake.current.get())),
    ...staffHandlers(deps, areas.letGo),
    ...caseHandlers(deps, intake),
    ...identifierHandlers(deps),
    ...permitHandlers(deps),
    ...boardHandlers(deps, executor, recovery),
    ...cardHandlers(deps, executor, (job, view) => withHandOver(deps, reads, job, view)),
    ...handOverHandlers(deps, executor, reads),
    ...conflictHandlers(deps, executor),
    ...replacementHandlers(deps, executor),
    ...stockHandlers(deps),
    ...bookHandlers(deps),
    ...custodyHandlers(deps),
    ...printerHandlers(deps),
    ...queueHandlers(deps, sync),
    ...carryHandlers(deps, {
      files: areas.carryFiles,
      rowSettled: (row, result) => executor.rowSettled(row, result),
      nudge: () => sync.nudge(),
    }),
    ...receiptSlipHandlers(deps),
    ...permitStandingHandlers(deps, sync),
    ...offlineStandingHandlers(deps, areas.keeper),
    ...clockHandlers(deps, areas.keeper),
    ...identityHandlers(deps, areas.identity),
    ...dayHandlers(deps, { presentCase: (record) => presentForDay(deps, record) }),
    ...reportHandlers(deps),
    ...auditHandlers(deps),
    ...deviceHandlers(deps, register),
    ...kioskHandlers(kiosk, languages),
    ...maintenance.handlers,
    ...languages.handlers,
    ...ticketHandlers(deps, noQueueServer, intake.current.get),
    ...ratingHandlers(deps, { desk: ratingDesk, rateAtKiosk: (level) => kiosk.rate(level) }),
    ...retentionHandlers(deps, retention),
    ...records.handlers,
  };
}
