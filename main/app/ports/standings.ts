import type { z } from 'zod';

/** What outlives a restart and has one value at a time. `offlineByHand`: G11. `revoked`: I7. `clock`: what the clock did. */
export type StandingName = 'offlineByHand' | 'revoked' | 'clock';

export interface StandingStore {
  /** Null: nothing is kept under the name. Throws what the schema throws. */
  get<Schema extends z.ZodType>(name: StandingName, schema: Schema): z.output<Schema> | null;
  /** Inside a transaction only. */
  set(name: StandingName, value: unknown, at: string): void;
  clear(name: StandingName): void;
}
