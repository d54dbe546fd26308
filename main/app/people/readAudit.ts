import type { Deps } from '../deps.ts';
import type { AuditEntry } from '../ports/stores.ts';

/** Screens ask again by themselves; within this time that is still the same look. */
export const oneLookMs = 10 * 60_000;

/** Audits that somebody looks at a subject (feature I1). In a transaction of its own. */
export type ReadAudit = (
  reader: { readonly userName: string; readonly surface: AuditEntry['surface'] },
  event: `read.${string}`,
  subject: string,
) => void;

/**
 * One row for each look and not for each call: the same person, event and subject on the same surface are written down once in
 * `oneLookMs`. Kept in memory, so that after a restart every look is a new one.
 */
export function createReadAudit(deps: Pick<Deps, 'stores' | 'clock'>): ReadAudit {
  const looks = new Map<string, number>();
  return (reader, event, subject) => {
    const now = deps.clock.now();
    for (const [look, since] of looks) if (now < since || now - since >= oneLookMs) looks.delete(look);
    const look = JSON.stringify([reader.userName, reader.surface, event, subject]);
    if (looks.has(look)) return;
    deps.stores.run(() =>
      deps.stores.audit.append({
        at: new Date(now).toISOString(),
        actor: reader.userName,
        surface: reader.surface,
        event,
        subject,
        detail: {},
      }),
    );
    looks.set(look, now);
  };
}
