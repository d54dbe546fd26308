import type { Role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';

export interface StaffRecord {
  readonly id: StaffId;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  readonly failedAttempts: number;
  readonly lockedUntil: string | null;
  readonly active: boolean;
  /** ISO instant at which upstream, or the act that enrolled the person, last vouched for him or her (G10); null = never. */
  readonly confirmedAt: string | null;
  /** ISO instant; null = active. */
  readonly deactivatedAt: string | null;
  /** Who took the standing away. Upstream gives back only what it took itself. Null = active. */
  readonly deactivatedBy: 'station' | 'upstream' | null;
  /** The password was given by somebody else: nothing is done before it is changed. */
  readonly mustChangePassword: boolean;
  /** Base 32 secret of the one-time codes (E7, domain-rules 12.5); null = no second factor. */
  readonly oneTimeSecret: string | null;
  /** The newest 30 s step whose code was used: no code is good twice. */
  readonly oneTimeStep: number | null;
}
export interface StaffStore {
  get(id: StaffId): StaffRecord | null;
  byUserName(userName: string): StaffRecord | null;
  list(): readonly StaffRecord[];
  save(staff: StaffRecord): void;
}
