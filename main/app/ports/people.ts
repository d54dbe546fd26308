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
}
export interface StaffStore {
  get(id: StaffId): StaffRecord | null;
  byUserName(userName: string): StaffRecord | null;
  list(): readonly StaffRecord[];
  save(staff: StaffRecord): void;
}
