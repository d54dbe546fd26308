import type { StaffId } from '../../contract/ids.ts';
import type { Stores } from '../ports/stores.ts';

export interface DeskBlanks {
  /** Null: booked to a desk before desks had names. */
  readonly clerkId: StaffId | null;
  readonly clerk: string | null;
  readonly held: number;
  /** Of the oldest blank there; null = the desk is empty. */
  readonly since: string | null;
}

/** Blanks on each desk that has any, by clerk (H9). A blank of a job counts until it is used or wasted, but a job feeds from the hopper only. */
export function deskHoldingsOf(stores: Pick<Stores, 'units' | 'staff'>): readonly DeskBlanks[] {
  const desks = new Map<StaffId | null, { held: number; since: string }>();
  for (const { clerkId, since } of stores.units.inState('desk')) {
    const desk = desks.get(clerkId);
    desks.set(clerkId, {
      held: (desk?.held ?? 0) + 1,
      since: desk === undefined || since < desk.since ? since : desk.since,
    });
  }
  return [...desks].map(([clerkId, desk]) => ({
    clerkId,
    clerk: clerkId === null ? null : (stores.staff.get(clerkId)?.displayName ?? clerkId),
    ...desk,
  }));
}
