import type { CabinetEventKind } from '../../contract/cabinet.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { KioskPage } from '../../contract/kiosk.ts';
import type { Deps } from '../deps.ts';
import type { CabinetEventRecord } from '../ports/cabinet.ts';
import type { StaffRecord } from '../ports/stores.ts';

/** What was on the kiosk's screen at that second (F6). */
export interface OnScreen {
  /** Null = the clean first page. */
  readonly page: KioskPage | null;
  readonly caseId: CaseId | null;
  readonly jobId: JobId | null;
}
export const nothingOnScreen: OnScreen = { page: null, caseId: null, jobId: null };

export interface CabinetNote {
  readonly kind: CabinetEventKind;
  readonly attention: boolean;
  readonly by: StaffRecord | null;
  readonly onScreen: OnScreen;
}

/** One commit: the event and its audit entry. Then everybody who shows it is told. */
export function noteCabinet(
  deps: Pick<Deps, 'stores' | 'clock' | 'bus' | 'profile'>,
  { kind, attention, by, onScreen }: CabinetNote,
): CabinetEventRecord {
  const at = new Date(deps.clock.now()).toISOString();
  const event = deps.stores.run(() => {
    const written = deps.stores.cabinet.append({
      at,
      kind,
      by: by?.displayName ?? null,
      ...onScreen,
      attention,
    });
    deps.stores.audit.append({
      at,
      actor: by?.userName ?? 'kiosk',
      surface: 'kiosk',
      event: `cabinet.${kind}`,
      subject: onScreen.caseId ?? deps.profile.stationId,
      detail: { sequence: written.sequence, attention, page: onScreen.page, jobId: onScreen.jobId },
    });
    return written;
  });
  tellCabinet(deps, onScreen.caseId);
  return event;
}

export function tellCabinet({ bus }: Pick<Deps, 'bus'>, caseId: CaseId | null): void {
  bus.emit('stationChanged', {});
  bus.emit('dayChanged', {});
  if (caseId !== null) bus.emit('caseChanged', { caseId });
}
