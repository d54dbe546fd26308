import type { KioskEvent, KioskSession } from '../../domain/kiosk/kioskSession.ts';
import type { Deps } from '../deps.ts';
import type { AuditEntry } from '../ports/stores.ts';

/** Which device read; what it read is never written down. */
export interface ReadNote {
  readonly kind: 'qr' | 'mrz' | 'idCard';
  readonly deviceId: string;
}

/** What the kiosk leaves on the audit chain: pages, classes of reads and tries, never a name or a number of a document. */
export function createKioskJournal(deps: Pick<Deps, 'stores' | 'clock'>) {
  const now = (): string => new Date(deps.clock.now()).toISOString();
  const append = (event: string, subject: string, detail: AuditEntry['detail']): void =>
    deps.stores.audit.append({
      at: now(),
      actor: 'kiosk',
      surface: 'kiosk',
      event: `kiosk.${event}`,
      subject,
      detail,
    });
  const audit = (event: string, subject: string, detail: AuditEntry['detail']): void =>
    deps.stores.run(() => append(event, subject, detail));

  return {
    audit,
    read({ kind, deviceId }: ReadNote, outcome: string): void {
      deps.stores.run(() => {
        deps.stores.scans.insert({ at: now(), deviceId, surface: 'kiosk', kind, outcome, caseId: null });
        append(`${kind}.read`, deviceId, { outcome });
      });
    },
    /** With what was tried, for the clerk who continues (E6). */
    page(before: KioskSession, next: KioskSession, event: KioskEvent): void {
      if (before.page === next.page) return;
      const visit = before.page === 'attract' ? null : before;
      audit('page', (next.page === 'attract' ? visit?.caseId : next.caseId) ?? 'kiosk', {
        from: before.page,
        to: next.page,
        by: event.type,
        badNotices: visit?.badNotices ?? 0,
        badPassports: visit?.badPassports ?? 0,
      });
    },
  };
}
