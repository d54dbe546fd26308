import { canonicalJson } from '../../domain/documents/canonicalJson.ts';
import type { Deps } from '../deps.ts';
import type { AuditEntry, CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';

export type AuditDeps = Pick<Deps, 'stores' | 'clock'>;

/** Appends to the audit chain. Inside a transaction. No name and no document number in `detail`. */
export function audit(
  deps: AuditDeps,
  actor: Actor,
  event: string,
  subject: string,
  detail: AuditEntry['detail'] = {},
): void {
  deps.stores.audit.append({
    at: new Date(deps.clock.now()).toISOString(),
    actor: actor.userName,
    surface: actor.surface,
    event,
    subject,
    detail,
  });
}

/** Saves a case and audits the change with the digests before and after (domain-rules 12.7). Inside a transaction. */
export function saveCase(
  deps: AuditDeps & Pick<Deps, 'crypto'>,
  record: CaseRecord,
  actor: Actor,
  event: string,
  detail: AuditEntry['detail'] = {},
): void {
  const digest = (version: CaseRecord | null): string | null =>
    version === null ? null : deps.crypto.sm3Hex(canonicalJson(version));
  const before = digest(deps.stores.cases.get(record.id));
  deps.stores.cases.save(record);
  // What was only typed is not kept beyond the case (I5).
  if (record.endedAt !== null) deps.stores.drafts.dropOfCase(record.id);
  audit(deps, actor, event, record.id, { ...detail, before, after: digest(record) });
}
