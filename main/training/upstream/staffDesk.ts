import type { StaffStanding } from '../../contract/people.ts';

/** The people of the training stations as upstream has them (G10). Kept in memory: a new start knows the training staff again. */
export interface StaffDesk {
  list(): readonly StaffStanding[];
  /** Null = upstream does not name the person any more. */
  set(userName: string, standing: Omit<StaffStanding, 'userName'> | null): void;
}

export function staffDesk(staff: readonly StaffStanding[]): StaffDesk {
  const people = new Map(staff.map((person) => [person.userName.toLowerCase(), person]));
  return {
    list: () => [...people.values()],
    set(userName, standing) {
      const key = userName.toLowerCase();
      if (standing === null) people.delete(key);
      else people.set(key, { userName, ...standing });
    },
  };
}
