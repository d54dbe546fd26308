import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardJob, JournalRecord } from '../../../../main/domain/cards/cardJob.ts';
import type { CardJobEvent } from '../../../../main/domain/cards/jobEvents.ts';
import { jobReducer } from '../../../../main/domain/cards/jobReducer.ts';
import { nextAction, nextStep } from '../../../../main/domain/cards/nextStep.ts';
import { judgeBlank, type KnownUnit } from '../../../../main/domain/cards/blankCheck.ts';
import { mayMove, mayWaste, unitMoves } from '../../../../main/domain/stock/unitMoves.ts';
import type { CardJobState } from '../../../../main/contract/cards.ts';
import type { JobId, UnitKey } from '../../../../main/contract/ids.ts';
import { unitState, type UnitState } from '../../../../main/contract/stock.ts';

const at = '2026-11-25T01:30:00.000Z';
const unit = (index: number): UnitKey => String(index).repeat(64) as UnitKey;

const job = (changes: Partial<CardJob> = {}): CardJob => ({
  id: 'job_1' as JobId,
  permitNumber: 'TEST00000001',
  state: 'ready',
  released: true,
  attempt: 1,
  batch: null,
  cardNumber: null,
  data: null,
  unitKey: null,
  unitTail: null,
  bankCardNumber: null,
  cardIdentifier: null,
  atr: null,
  place: 'none',
  problem: null,
  startedAt: at,
  changedAt: at,
  visualOkAt: null,
  reportedAt: null,
  enabledAt: null,
  handedOverAt: null,
  endedAt: null,
  ...changes,
});

const problem = { code: 'mediaJam' } as const;
const bind = (index: number): CardJobEvent => ({
  at,
  type: 'blankBound',
  unitKey: unit(index),
  unitTail: '0001',
  bankCardNumber: '6200000000000000001',
  cardIdentifier: null,
  atr: null,
});
const events: readonly CardJobEvent[] = [
  { at, type: 'locked', batch: 'B', cardNumber: 'T00000001', data: {} as never },
  { at, type: 'released' },
  { at, type: 'fed' },
  { at, type: 'notFed' },
  bind(1),
  bind(2),
  { at, type: 'printed', place: 'output' },
  { at, type: 'chipWritten' },
  { at, type: 'readBackGood' },
  { at, type: 'visualGood', place: 'desk' },
  { at, type: 'reportQueued' },
  { at, type: 'reportAccepted' },
  { at, type: 'enableQueued' },
  { at, type: 'enableAccepted' },
  { at, type: 'handedOver' },
  { at, type: 'pulledBack' },
  { at, type: 'wasted', place: 'desk' },
  { at, type: 'retained' },
  { at, type: 'foundInPrinter' },
  { at, type: 'rejected' },
  { at, type: 'failed', problem },
  { at, type: 'conflict', problem },
  { at, type: 'problem', problem },
  { at, type: 'again', countAgain: true },
];
const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 80 });

/** Long runs of random events rarely get far: this one walks along the legal ones. */
const walk = (
  picks: readonly number[],
  visit: (before: CardJob, event: CardJobEvent, after: CardJob) => void,
): void => {
  let current = job({ released: false });
  for (const pick of picks) {
    const legal = events.flatMap((event) => {
      const result = jobReducer(current, event);
      return result.ok ? [{ event, after: result.value }] : [];
    });
    const chosen = legal[pick % Math.max(legal.length, 1)];
    if (chosen === undefined) return;
    visit(current, chosen.event, chosen.after);
    current = chosen.after;
  }
};
const picks = fc.array(fc.nat({ max: 1000 }), { maxLength: 120 });

describe('D1 the card job as a state machine', () => {
  it('prints at most once per attempt, and only a bound blank', () => {
    fc.assert(
      fc.property(picks, (chosen) => {
        const printed = new Map<number, number>();
        walk(chosen, (before, event) => {
          if (event.type !== 'printed') return;
          expect(before.unitKey).not.toBeNull();
          const tries = (printed.get(before.attempt) ?? 0) + 1;
          printed.set(before.attempt, tries);
          expect(tries).toBe(1);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('D6 claims a written or read back chip by its own events only, and prints a written one after its read-back', () => {
    fc.assert(
      fc.property(picks, (chosen) =>
        walk(chosen, (before, event, after) => {
          const claims = ['written', 'readBackOk'].includes(after.state) && before.state !== after.state;
          if (claims) expect(['chipWritten', 'readBackGood']).toContain(event.type);
          if (before.state === 'written') expect(event.type).not.toBe('printed');
        }),
      ),
    );
  });

  it('E3 a card that was pulled back is enabled, goes to its holder only, and is no blank again', () => {
    const pulled = jobReducer(job({ state: 'enabled', unitKey: unit(1), enabledAt: at }), {
      at,
      type: 'pulledBack',
    });
    if (!pulled.ok) throw new Error('not legal');
    expect(pulled.value).toMatchObject({ state: 'retained', place: 'rejectBox', endedAt: null });
    expect(nextAction(pulled.value, [])).toBe('handOver');
    const lost = job({ state: 'retained', unitKey: unit(1), place: 'unknown' });
    for (const event of events) {
      const legal = jobReducer(pulled.value, event).ok;
      expect(legal).toBe(event.type === 'handedOver' || event.type === 'problem');
      if (event.type === 'handedOver') expect(jobReducer(lost, event).ok).toBe(false);
    }
    expect(nextAction(lost, [])).toBe('settle');
  });

  it('11.3 keeps the order: handed over ⊆ enabled ⊆ reported ⊆ seen by eye', () => {
    fc.assert(
      fc.property(picks, (chosen) =>
        walk(chosen, (_before, _event, after) => {
          if (after.handedOverAt !== null) expect(after.enabledAt).not.toBeNull();
          if (after.enabledAt !== null) expect(after.reportedAt).not.toBeNull();
          if (after.reportedAt !== null) expect(after.visualOkAt).not.toBeNull();
        }),
      ),
    );
  });

  it('an event that does not fit is wrongState and changes nothing', () => {
    fc.assert(
      fc.property(anyEvents, (chosen) => {
        let current = job();
        for (const event of chosen) {
          const frozen = JSON.stringify(current);
          const result = jobReducer(current, event);
          expect(JSON.stringify(current)).toBe(frozen);
          if (result.ok) current = result.value;
          else expect(result.error).toEqual({ code: 'wrongState', detail: { state: current.state } });
        }
      }),
    );
  });

  it('an ended job has an end instant, an open one has none', () => {
    fc.assert(
      fc.property(picks, (chosen) =>
        walk(chosen, (_before, _event, after) =>
          expect(after.endedAt !== null).toBe(['failed', 'wasted', 'handedOver'].includes(after.state)),
        ),
      ),
    );
  });

  it('3.17 a job of a kiosk is not fed before an attendant released it', () => {
    const waiting = job({ state: 'locked', released: false });
    expect(jobReducer(waiting, { at, type: 'fed' }).ok).toBe(false);
    expect(nextStep(waiting, [])).toEqual({ kind: 'wait', for: 'release' });
    const released = jobReducer(waiting, { at, type: 'released' });
    expect(released.ok && jobReducer(released.value, { at, type: 'fed' }).ok).toBe(true);
  });

  it.each([
    'printed',
    'visualOk',
    'pendingReport',
    'reported',
    'pendingEnable',
    'enabled',
    'handedOver',
  ] as const)('a card that is %s is never printed again', (state: CardJobState) => {
    expect(jobReducer(job({ state, unitKey: unit(1) }), { at, type: 'printed', place: 'output' }).ok).toBe(
      false,
    );
    expect(nextStep(job({ state, unitKey: unit(1) }), []).kind).toBe('wait');
  });
});

describe('D1 what comes next follows from state and journal', () => {
  const record = (
    step: JournalRecord['step'],
    phase: JournalRecord['phase'],
    code?: 'chipDead' | 'tonerOut',
  ): JournalRecord => ({
    step,
    phase,
    at,
    detail: code === undefined ? null : { code },
    facts: { printedCards: 7 },
  });
  const fed = job({ state: 'fed', unitKey: unit(1), place: 'printer' });

  it('prints only right after the blank was read', () => {
    expect(nextStep(fed, [record('readBlank', 'confirmed'), record('writeChip', 'notAvailable')])).toEqual({
      kind: 'do',
      step: 'print',
    });
    expect(nextStep(fed, [record('readBlank', 'confirmed'), record('print', 'failed', 'tonerOut')])).toEqual({
      kind: 'do',
      step: 'readBlank',
    });
    expect(nextStep(fed, [record('print', 'settled')])).toEqual({ kind: 'do', step: 'readBlank' });
  });

  it('settles an open intent before anything else, with the facts of that intent', () => {
    expect(nextStep(fed, [record('print', 'intent')])).toMatchObject({
      kind: 'settle',
      step: 'print',
      facts: { printedCards: 7 },
    });
    expect(nextAction(fed, [record('print', 'intent')])).toBe('wait');
    expect(nextAction(fed, [record('print', 'intent'), record('print', 'unknown')])).toBe('settle');
  });

  it('sends a refused blank to the reject box', () => {
    const open = job({ state: 'fed', place: 'printer' });
    expect(nextStep(open, [record('readBlank', 'failed', 'chipDead')])).toEqual({
      kind: 'do',
      step: 'reject',
    });
    expect(nextStep(open, [record('readBlank', 'failed', 'tonerOut')])).toEqual({
      kind: 'do',
      step: 'readBlank',
    });
  });

  it('rows that wait for upstream do not stop a job as unknown', () => {
    const waiting = job({ state: 'pendingReport', unitKey: unit(1) });
    expect(nextStep(waiting, [record('print', 'confirmed'), record('report', 'intent')])).toEqual({
      kind: 'wait',
      for: 'upstream',
    });
  });
});

describe('D3 used blanks never return', () => {
  it('no way leads out of used, wasted or returned', () => {
    for (const end of ['used', 'wasted', 'returned'] as const) {
      expect(unitMoves[end]).toEqual([]);
      for (const to of unitState.options) expect(mayMove({ state: end, jobId: null }, to).ok).toBe(false);
      expect(mayWaste({ state: end, jobId: null }, false).ok).toBe(false);
    }
  });

  it('no sequence of jobs and bookings gets a blank printed twice', () => {
    const step = fc.record({
      kind: fc.constantFrom('job', 'move'),
      good: fc.boolean(),
      to: fc.constantFrom(...unitState.options),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (plan) => {
        let known: KnownUnit = { key: unit(1), state: 'hopper', jobId: null };
        let prints = 0;
        plan.forEach(({ kind, good, to }, index) => {
          const id = `job_${index}` as JobId;
          if (kind === 'job' && judgeBlank(known, id, null).ok) {
            prints += 1;
            known = { ...known, jobId: id, state: good ? 'used' : 'wasted' };
          } else if (kind === 'move' && mayMove(known, to).ok) known = { ...known, state: to };
        });
        expect(prints).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each<[UnitState, string]>([
    ['used', 'blankUsed'],
    ['wasted', 'blankUsed'],
    ['vault', 'blankElsewhere'],
    ['received', 'blankElsewhere'],
  ])('a blank that is %s is not bound: %s', (state, code) => {
    expect(judgeBlank({ key: unit(1), state, jobId: null }, 'job_1' as JobId, null)).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('a blank that belongs to a job moves with its job only', () => {
    expect(mayMove({ state: 'hopper', jobId: 'job_1' as JobId }, 'vault').ok).toBe(false);
    expect(mayMove({ state: 'hopper', jobId: null }, 'vault').ok).toBe(true);
    expect(mayMove({ state: 'hopper', jobId: null }, 'used').ok).toBe(false);
    expect(mayWaste({ state: 'hopper', jobId: 'job_1' as JobId }, true).ok).toBe(false);
  });
});
