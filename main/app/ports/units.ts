import type { JobId, StaffId, UnitKey } from '../../contract/ids.ts';
import type { CardClass, UnitState, WasteCustody, WasteReason } from '../../contract/stock.ts';

/** A blank, from its receipt on; nothing of it is ever deleted. */
export interface UnitRecord {
  readonly key: UnitKey;
  readonly tail: string;
  readonly bank: string;
  readonly vendor: string;
  readonly cardClass: CardClass;
  /** Delivery box it came in, as its label says. */
  readonly box: string | null;
  readonly state: UnitState;
  readonly since: string;
  /** The job it was fed for; set at the feed, kept for ever. */
  readonly jobId: JobId | null;
  readonly cardIdentifier: string | null;
  readonly reason: WasteReason | null;
  /** Whose desk it lies on (H9). */
  readonly clerkId: StaffId | null;
  /** Whose hopper it lies in, or which printer had it last; null = any, or none. */
  readonly printerId: string | null;
  /** Of waste: where it lies (domain-rules 10.3). */
  readonly custody: WasteCustody | null;
}
/** Append-only: every change of a unit's state. */
export interface MovementRecord {
  readonly sequence: number;
  readonly unitKey: UnitKey;
  readonly from: UnitState | null;
  readonly to: UnitState;
  readonly at: string;
  readonly by: string;
  readonly by2: string | null;
  readonly jobId: JobId | null;
  readonly reason: WasteReason | null;
  readonly note: string | null;
  /** Whose desk it left, and whose it came to; the store takes them from the unit. */
  readonly fromClerk: StaffId | null;
  readonly toClerk: StaffId | null;
}
export interface UnitStore {
  get(key: UnitKey): UnitRecord | null;
  list(): readonly UnitRecord[];
  inState(state: UnitState): readonly UnitRecord[];
  /** Saves the unit and appends the movement in one step; the only way a unit changes. */
  move(unit: UnitRecord, movement: Omit<MovementRecord, 'sequence' | 'fromClerk' | 'toClerk'>): void;
  /** Says where a wasted card lies now. A unit that is not wasted throws. */
  keepWaste(key: UnitKey, custody: WasteCustody): void;
  /** Binds a fed blank to a job without a change of state. */
  bind(key: UnitKey, jobId: JobId, cardIdentifier: string | null): void;
  movementsBetween(from: string, to: string): readonly MovementRecord[];
}
