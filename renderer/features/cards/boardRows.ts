import type { CardJobView, JobGroup } from '../../../main/contract/cards.ts';

/** The groups of the board from top to bottom: who is needed now, what lies aside, then what waits and for whom. */
export const groupOrder: readonly JobGroup[] = [
  'you',
  'aside',
  'holder',
  'machine',
  'upstream',
  'ahead',
  'done',
];

export interface BoardGroup {
  readonly group: JobGroup;
  readonly jobs: readonly CardJobView[];
}

/** Jobs by what they need; within a group what is overdue first, then the oldest, so that nothing sinks out of sight (D7, G1). */
export function boardGroups(jobs: readonly CardJobView[]): readonly BoardGroup[] {
  return groupOrder.flatMap((group) => {
    const members = jobs
      .filter((job) => job.group === group)
      .toSorted(
        (a, b) =>
          Number(b.overdue) - Number(a.overdue) ||
          // What is done is looked for by its end: the newest first.
          (group === 'done' ? b.since.localeCompare(a.since) : a.since.localeCompare(b.since)),
      );
    return members.length === 0 ? [] : [{ group, jobs: members }];
  });
}

/** The jobs in the order of the board, for the arrow keys. */
export const boardOrder = (jobs: readonly CardJobView[]): readonly CardJobView[] =>
  boardGroups(jobs).flatMap((each) => each.jobs);

/** The neighbour of a job on the board; the ends stay where they are. Null: the board is empty. */
export function neighbour(
  order: readonly CardJobView[],
  from: CardJobView['id'] | null,
  by: 1 | -1,
): CardJobView | null {
  const at = order.findIndex(({ id }) => id === from);
  const to = at === -1 ? 0 : Math.min(order.length - 1, Math.max(0, at + by));
  return order[to] ?? null;
}
