import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../../main/contract/cases.ts';
import { act, boss, daysPass, deskWithBoss, refuse, revoke, signature } from './afterwards.ts';
import { accept, supplement, type Desk } from './desk.ts';

/** The same numbers at every run: a walk that fails can be walked again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  // Mulberry32.
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Step = (desk: Desk, next: (below: number) => number) => Promise<unknown>;
const release =
  (finding: 'cleared' | 'confirmed'): Step =>
  async (desk) =>
    act(desk, 'caseRelease', { finding, note: 'looked', countersignature: signature });
/** Every act of a window, in the frequency in which it leads somewhere. */
const steps: readonly (readonly [number, Step])[] = [
  [
    6,
    async (desk, next) => {
      const rows = desk.view().documents;
      const row = rows[next(rows.length)];
      const verdict =
        (['matches', 'matches', 'differs', 'missing', 'notNeeded', null] as const)[next(6)] ?? null;
      return row === undefined ? null : desk.verdict(row.code, verdict, 'walk');
    },
  ],
  [3, async (desk) => desk.view().state !== 'held' && desk.view().state !== 'accepted' && checkAll(desk)],
  [4, async (desk) => accept(desk)],
  [
    3,
    // All is well but for one original, and somebody is in a hurry.
    async (desk, next) => {
      if (desk.view().state === 'held' || desk.view().state === 'accepted') return null;
      checkAll(desk);
      const required = desk.view().documents.filter((row) => row.required);
      const row = required[next(required.length)];
      if (row) desk.verdict(row.code, (['differs', 'missing', null] as const)[next(3)] ?? null, 'walk');
      return accept(desk);
    },
  ],
  [2, async (desk) => supplement(desk)],
  [1, async (desk) => act(desk, 'caseNotNeeded', { reason: 'walk' })],
  [1, async (desk) => act(desk, 'caseHold', { reason: 'walk', document: 'DEGREE' })],
  [2, release('cleared')],
  [1, release('confirmed')],
  [1, async (desk) => refuse(desk)],
  [3, async (desk) => revoke(desk)],
  [1, async (desk) => act(desk, 'caseCountsAsAccepted', {}, boss)],
  [1, async (desk, next) => daysPass(desk, next(3))],
  [1, async (desk) => act(desk, 'caseConfirmField', { field: 'name', outcome: 'differs' })],
  [1, async (desk) => act(desk, 'caseSetCustody', { documents: ['DEGREE'], custody: 'withUs' })],
];
const bag = steps.flatMap(([times, step]) => Array.from({ length: times }, () => step));

/** As `desk.checkAll`, but a row that cannot be answered now is left. */
function checkAll(desk: Desk): void {
  for (const row of desk.view().documents) if (row.required) desk.verdict(row.code, 'matches');
  void desk.handlers.caseConfirmField(
    { caseId: desk.current(), field: 'name', outcome: 'same' },
    desk.caller,
  );
}

const unsatisfied = (view: CaseView): string[] =>
  view.documents
    .filter(
      (row) =>
        row.required &&
        row.verdict !== 'notNeeded' &&
        (row.verdict !== 'matches' ||
          [...row.dateChecks, ...row.formChecks].some((check) => check.result === 'fails')),
    )
    .map(({ code }) => code);

const reached = new Set<string>();

describe('C1 11.8 no walk through the acts of a window', () => {
  it.each([11, 23, 37, 41, 59, 67, 73, 89])(
    'reaches acceptance with an open or failing row, or changes what was decided (walk %i)',
    async (seed) => {
      const next = randomNumbers(seed);
      const desk = await deskWithBoss();
      let chain = desk.view().decisions;
      for (let step = 0; step < 45; step += 1) {
        const before = desk.view();
        await bag[next(bag.length)]?.(desk, next);
        const view = desk.view();
        reached.add(view.state);
        if (view.state === 'accepted' && before.state !== 'accepted' && before.state !== 'held') {
          // A refusal that was taken back returns to the acceptance of then.
          const day = Date.parse(view.clock.acceptedAt ?? '') === desk.deps.clock.now();
          if (day) expect(unsatisfied(view)).toEqual([]);
          if (day) expect(view.finding).not.toBe('confirmed');
        }
        if (view.state === 'refused') expect(view.clock.acceptedAt ?? view.countsAsAcceptedOn).not.toBeNull();
        // Append-only: what was decided stays, but that a later decision may take its place.
        expect(view.decisions.slice(0, chain.length).map(({ supersededBy: _by, ...rest }) => rest)).toEqual(
          chain.map(({ supersededBy: _by, ...rest }) => rest),
        );
        chain = view.decisions;
        if (view.state === 'revoked' || view.state === 'notNeeded') {
          // The end of this case: the same person applies again.
          await desk.begin();
          chain = desk.view().decisions;
        }
      }
      const numbers = desk.view().notices.map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(desk.deps.stores.audit.verify().intact).toBe(true);
    },
    60_000,
  );

  it('and they come to every state', () => {
    expect([...reached].toSorted()).toEqual([
      'accepted',
      'held',
      'notNeeded',
      'open',
      'refused',
      'revoked',
      'supplement',
    ]);
  });
});
