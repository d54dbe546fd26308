import { z } from 'zod';
import { countersignature, type Role } from '../access.ts';
import { startGate } from '../gate.ts';
import { method } from '../method.ts';
import { backupStatus, drillReport, recordsStanding } from '../records.ts';
import { document, everybody, none, note, supervisor, window } from './common.ts';

const keepers: readonly Role[] = ['supervisor', 'technician'];

/** Start gate, copies in the second place, and whether these records are the newest of the station. */
export const recordsMethods = {
  /** Every precondition with its reason and fix (J1). */
  startGate: method({ in: none, out: startGate, surfaces: window, roles: everybody, mutating: false }),
  /** The same on one page, as a PDF. */
  startGatePaper: method({ in: none, out: document, surfaces: window, roles: everybody, mutating: false }),
  backupStatus: method({
    in: none,
    out: backupStatus,
    surfaces: window,
    roles: [...keepers, 'auditor'],
    mutating: false,
  }),
  /** Makes a copy now. Errors: backupNone, backupBusy, backupFolderAway, backupFolderFull, backupFolderReadOnly, backupFailed. */
  backupNow: method({ in: none, out: backupStatus, surfaces: window, roles: keepers, mutating: true }),
  /** Proves the newest copy; what it finds is the answer, not an error. Errors: backupNone, backupBusy, copyNone, backupFolderAway. */
  backupDrill: method({ in: none, out: drillReport, surfaces: window, roles: keepers, mutating: true }),
  recordsStanding: method({
    in: none,
    out: recordsStanding,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** Asks upstream what it has that these records lack. Errors: recordsCurrent, upstreamOffline, upstreamAnswerBad. */
  recordsAsk: method({ in: none, out: recordsStanding, surfaces: window, roles: keepers, mutating: true }),
  /**
   * Two people go on with these records. Errors: recordsCurrent, recordsNotAsked, and those of a countersignature by a technician or another
   * supervisor.
   */
  recordsAccept: method({
    in: z.object({ reason: note, countersignature }),
    out: recordsStanding,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
} as const;
