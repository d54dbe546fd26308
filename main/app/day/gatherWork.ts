import type { StaffId } from '../../contract/ids.ts';
import type { DecisionKind } from '../../contract/outcomes.ts';
import type { DayDeed } from '../../domain/day/dayInputs.ts';
import type { Deps } from '../deps.ts';

/** How reports name a person: as the screen does, with the user name where two people are called the same (H7). Null: nobody. */
export type NameOf = (id: StaffId | null) => string | null;

export function namesOfStaff({ staff }: Pick<Deps['stores'], 'staff'>): NameOf {
  const people = staff.list();
  const times = new Map<string, number>();
  for (const { displayName } of people) times.set(displayName, (times.get(displayName) ?? 0) + 1);
  const names = new Map<string, string>(
    people.map(({ id, displayName, userName }) => [
      id,
      (times.get(displayName) ?? 0) > 1 ? `${displayName} (${userName})` : displayName,
    ]),
  );
  return (id) => (id === null ? null : (names.get(id) ?? null));
}

const counted: Partial<Record<DecisionKind, DayDeed['kind']>> = {
  accepted: 'accepted',
  countsAsAccepted: 'accepted',
  supplement: 'supplement',
};

/** What people did in a span beside making cards (H7): cases opened and answered, cards handed over, cards replaced. */
export function deedsOfDay(
  { stores }: Pick<Deps, 'stores'>,
  span: { readonly from: string; readonly to: string; readonly clerkOf: NameOf },
): DayDeed[] {
  const { from, to, clerkOf } = span;
  const deed = (id: StaffId | null, kind: DayDeed['kind'], reason: DayDeed['reason'] = null): DayDeed[] => {
    const clerk = clerkOf(id);
    return clerk === null ? [] : [{ clerk, kind, reason }];
  };
  return [
    ...stores.cases
      .list(from)
      .filter(({ openedAt }) => openedAt >= from && openedAt < to)
      .flatMap(({ openedById }) => deed(openedById, 'caseOpened')),
    ...stores.decisions.between(from, to).flatMap(({ kind, byId }) => {
      const what = counted[kind];
      return what === undefined ? [] : deed(byId, what);
    }),
    ...stores.handOvers.between(from, to).flatMap(({ officerId }) => deed(officerId, 'handedOver')),
    ...stores.earlierCards
      .between(from, to)
      .flatMap(({ act, byId, reason }) => (act === 'replaced' ? deed(byId, 'remade', reason) : [])),
  ];
}
