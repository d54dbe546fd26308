import type { Caller, Deps } from '../deps.ts';
import type { AuditEntry } from '../ports/audit.ts';

/** Writes down what somebody at a screen did or looked at, in a transaction of its own or as a part of the caller's (I1). */
export function auditAct(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  caller: Caller,
  event: string,
  subject: string,
  detail: AuditEntry['detail'] = {},
): void {
  stores.run(() =>
    stores.audit.append({
      at: new Date(clock.now()).toISOString(),
      actor: caller.staff?.userName ?? 'system',
      surface: caller.surface,
      event,
      subject,
      detail,
    }),
  );
}
