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
  purpose: 'first',
  begun: true,
  faceConfirmedAt: at,
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
  placeLabel: null,
  problem: null,
  startedAt: at,
  changedAt: at,
  lockedAt: null,
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
  { at, type: 'locked', batch: 'B', cardNumber: 'T00000001', data: {} as never, sameFace: true },
  { at, type: 'askAgain' },
  { at, type: 'released' },
  { at, type: 'begun' },
  { at, type: 'faceConfirmed' },
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
  { at, type: 'conflictOurs' },
  { at, type: 'problem', problem },
  { at, type: 'again', countAgain: true },
];
const anyEvents = fc.array(fc.constantFrom(...events), { maxLength: 80 });

/** Long runs of random events rarely get far: this one walks along the legal ones. */
const walk = (
  picks: readonly number[],
  visit: (before: CardJob, event: CardJobEvent, after: CardJob) => void,
): void => {
  let current = job({ released: false, begun: false, faceConfirmedAt: null });
  for (const pick of picks) {
    const legal = events.flatMap((event) => {
      const result = jobReducer(current, event);
      return result.ok ? [{ event, after: result.value }] : [];
    });
    // Most steps lead on: with five gates and ten stations to the end, blind ones would hardly ever feed a blank.
    const onward = legal.filter(({ event }) => event.type !== 'problem' && event.type !== 'failed');
    const from = pick % 4 === 0 || onward.length === 0 ? legal : onward;
    const chosen = from[Math.floor(pick / 4) % Math.max(from.length, 1)];
    if (chosen === undefined) return;
    visit(current, chosen.event, chosen.after);
    current = chosen.after;
  }
};
const picks = fc.array(fc.nat({ max: 4000 }), { maxLength: 120, size: 'max' });

describe('D7 9.13 the exits of a conflict', () => {
  const legalFrom = (changes: Partial<CardJob>): string[] =>
    events
      .filter((event) => jobReducer(job({ state: 'conflict', ...changes }), event).ok)
      .map(({ type }) => type);

  it('a job that made no card goes on or fails; a made card goes on or is waste, and never just ends', () => {
    expect(legalFrom({})).toEqual(['failed', 'conflictOurs']);
    const made = { unitKey: unit(1), visualOkAt: at };
    expect(legalFrom(made)).toEqual(['wasted', 'conflictOurs']);
    expect(legalFrom({ ...made, reportedAt: at })).toEqual(['wasted', 'conflictOurs']);
  });

  it.each([
    ['ready', {}],
    ['pendingReport', { unitKey: unit(1), visualOkAt: at }],
    ['pendingEnable', { unitKey: unit(1), visualOkAt: at, reportedAt: at }],
  ] as const)('ours after all: back to %s', (state, changes) => {
    const back = jobReducer(job({ state: 'conflict', problem, ...changes }), { at, type: 'conflictOurs' });
    expect(back).toMatchObject({ ok: true, value: { state, problem: null, ...changes } });
  });

  it('11.3 another attempt after a made card was wasted has none of its stages', () => {
    const wasted = job({ state: 'wasted', unitKey: unit(1), visualOkAt: at, reportedAt: at, endedAt: at });
    expect(jobReducer(wasted, { at, type: 'again', countAgain: false })).toMatchObject({
      ok: true,
      value: { state: 'ready', attempt: 2, visualOkAt: null, reportedAt: null, enabledAt: null },
    });
  });
});

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

  it.each(['begun', 'released', 'faceConfirmedAt'] as const)(
    'D2 D10 3.17 a locked card without %s is not fed, and says for what it waits',
    (gate) => {
      const open = job({ state: 'locked' });
      expect(jobReducer(open, { at, type: 'fed' }).ok).toBe(true);
      const shut = { ...open, [gate]: gate === 'faceConfirmedAt' ? null : false };
      expect(jobReducer(shut, { at, type: 'fed' })).toEqual({
        ok: false,
        error: { code: 'wrongState', detail: { state: 'locked' } },
      });
      const waits = { begun: 'begin', released: 'release', faceConfirmedAt: 'face' } as const;
      expect(nextStep(shut, [])).toEqual({ kind: 'wait', for: waits[gate] });
      const asks = { begun: 'begin', released: 'release', faceConfirmedAt: 'confirmFace' } as const;
      expect(nextAction(shut, [])).toBe(asks[gate]);
    },
  );

  it('D2 D10 no sequence of events feeds a blank before the card is begun, released and its face agreed to', () => {
    let fed = 0;
    fc.assert(
      fc.property(picks, (chosen) =>
        walk(chosen, (before, event) => {
          if (event.type !== 'fed') return;
          fed += 1;
          expect(before.begun && before.released).toBe(true);
          expect(before.faceConfirmedAt).not.toBeNull();
        }),
      ),
      { numRuns: 300 },
    );
    // The walk did get there.
    expect(fed).toBeGreaterThan(50);
  });

  it('D10 the face is agreed to once, after the lock, and again when the data come anew', () => {
    const locked = job({ state: 'locked', faceConfirmedAt: null });
    expect(jobReducer(job({ faceConfirmedAt: null }), { at, type: 'faceConfirmed' }).ok).toBe(false);
    const agreed = jobReducer(locked, { at, type: 'faceConfirmed' });
    if (!agreed.ok) throw new Error('not legal');
    expect(agreed.value.faceConfirmedAt).toBe(at);
    expect(jobReducer(agreed.value, { at, type: 'faceConfirmed' }).ok).toBe(false);
    const lockedAgain = jobReducer(job({ faceConfirmedAt: at }), {
      at,
      type: 'locked',
      batch: 'B',
      cardNumber: 'T00000001',
      data: {} as never,
    });
    expect(lockedAgain.ok && lockedAgain.value.faceConfirmedAt).toBeNull();
    const again = jobReducer(job({ state: 'failed' }), { at, type: 'again', countAgain: false });
    expect(again.ok && again.value.faceConfirmedAt).toBeNull();
  });

  it('D10 3.17 a release of a locked card agrees to its face, one before the lock leaves it to be asked', () => {
    const open = { released: false, faceConfirmedAt: null };
    const seen = jobReducer(job({ state: 'locked', ...open }), { at, type: 'released' });
    expect(seen.ok && seen.value.faceConfirmedAt).toBe(at);
    const unseen = jobReducer(job({ state: 'ready', ...open }), { at, type: 'released' });
    expect(unseen.ok && unseen.value).toMatchObject({ released: true, faceConfirmedAt: null });
    if (unseen.ok) expect(nextAction({ ...unseen.value, state: 'locked' }, [])).toBe('confirmFace');
  });

  it('D2 a card fetched ahead is begun once; another attempt needs no second begin', () => {
    const ahead = job({ state: 'locked', begun: false });
    const begun = jobReducer(ahead, { at, type: 'begun' });
    expect(begun.ok && begun.value.begun).toBe(true);
    expect(begun.ok && jobReducer(begun.value, { at, type: 'begun' }).ok).toBe(false);
    const again = jobReducer(job({ state: 'failed', begun: false }), {
      at,
      type: 'again',
      countAgain: false,
    });
    expect(again.ok && again.value.begun).toBe(true);
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

const wanted = { bank: 'Test Bank', cardClass: 'standard', printerId: 'printer' } as const;
const blank: KnownUnit = {
  key: unit(1),
  state: 'hopper',
  jobId: null,
  bank: 'Test Bank',
  cardClass: 'standard',
  printerId: null,
};

const nobodys = { state: 'hopper', jobId: null, clerkId: null } as const;

describe('D3 used blanks never return', () => {
  it('no way leads out of used, wasted or returned', () => {
    for (const end of ['used', 'wasted', 'returned'] as const) {
      expect(unitMoves[end]).toEqual([]);
      for (const to of unitState.options)
        expect(mayMove({ ...nobodys, state: end }, to, null).ok).toBe(false);
      expect(mayWaste({ state: end }, false).ok).toBe(false);
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
        let known = blank;
        let prints = 0;
        plan.forEach(({ kind, good, to }, index) => {
          const id = `job_${index}` as JobId;
          if (kind === 'job' && judgeBlank(known, id, null, wanted).ok) {
            prints += 1;
            known = { ...known, jobId: id, state: good ? 'used' : 'wasted' };
          } else if (kind === 'move' && mayMove({ ...known, clerkId: null }, to, null).ok)
            known = { ...known, state: to };
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
    expect(judgeBlank({ ...blank, state }, 'job_1' as JobId, null, wanted)).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('a blank that belongs to a job moves with its job only', () => {
    expect(mayMove({ ...nobodys, jobId: 'job_1' as JobId }, 'vault', null).ok).toBe(false);
    expect(mayMove(nobodys, 'vault', null).ok).toBe(true);
    expect(mayMove(nobodys, 'used', null).ok).toBe(false);
    expect(mayWaste({ state: 'hopper' }, true).ok).toBe(false);
  });
});
