import { describe, expect, it } from 'vitest';
import { cardJobState, type CardJobState, type JobGroup } from '../../../../main/contract/cards.ts';
import type { CardJob, JournalRecord } from '../../../../main/domain/cards/cardJob.ts';
import {
  defaultHoldLimits,
  dueAt,
  goesOnOnline,
  jobGroup,
  standsSince,
  waitsInOrder,
  wasInterrupted,
} from '../../../../main/domain/cards/jobBoard.ts';
import { nextAction } from '../../../../main/domain/cards/nextStep.ts';
import { defaultCardLimits } from '../../../../main/domain/cards/prefetch.ts';
import { insideFinding, powerCutRule, wasCutOff } from '../../../../main/domain/cards/powerCut.ts';

const started = '2026-11-25T01:00:00.000Z';
const changed = '2026-11-25T09:00:00.000Z';
const job = (changes: Partial<CardJob> = {}): CardJob =>
  ({
    state: 'ready',
    released: true,
    begun: true,
    faceConfirmedAt: null,
    unitKey: null,
    place: 'none',
    problem: null,
    startedAt: started,
    changedAt: changed,
    lockedAt: null,
    visualOkAt: null,
    reportedAt: null,
    enabledAt: null,
    handedOverAt: null,
    endedAt: null,
    ...changes,
  }) as CardJob;
const record = (step: JournalRecord['step'], phase: JournalRecord['phase'], at = started): JournalRecord => ({
  step,
  phase,
  at,
  detail: null,
  facts: {},
});
const groupOf = (changes: Partial<CardJob>, steps: JournalRecord[] = [], refused = false): JobGroup =>
  jobGroup(job(changes), nextAction(job(changes), steps), refused);

describe('D7 G1 what a job needs', () => {
  it.each<[CardJobState, Partial<CardJob>, JobGroup]>([
    ['ready', {}, 'machine'],
    ['ready', { problem: { code: 'upstreamOffline' } }, 'upstream'],
    ['ready', { begun: false }, 'ahead'],
    ['ready', { begun: false, problem: { code: 'upstreamOffline' } }, 'upstream'],
    ['ready', { begun: false, problem: { code: 'feeUnpaid' } as CardJob['problem'] }, 'you'],
    ['locked', { begun: false }, 'ahead'],
    ['locked', {}, 'you'],
    ['locked', { released: false }, 'you'],
    ['locked', { faceConfirmedAt: started }, 'machine'],
    ['locked', { faceConfirmedAt: started, problem: { code: 'prefetchTooOld' } }, 'upstream'],
    ['locked', { faceConfirmedAt: started, problem: { code: 'feederEmpty' } }, 'you'],
    ['fed', {}, 'machine'],
    ['written', {}, 'machine'],
    ['readBackOk', {}, 'machine'],
    ['printed', {}, 'you'],
    ['visualOk', {}, 'upstream'],
    ['pendingReport', {}, 'upstream'],
    ['reported', {}, 'upstream'],
    ['pendingEnable', {}, 'upstream'],
    ['enabled', { enabledAt: started }, 'holder'],
    ['retained', {}, 'aside'],
    ['retained', { enabledAt: started }, 'holder'],
    ['wasted', {}, 'aside'],
    ['failed', {}, 'aside'],
    ['conflict', {}, 'aside'],
    ['handedOver', {}, 'done'],
  ])('%s %j: %s', (state, changes, group) => {
    expect(groupOf({ state, ...changes })).toBe(group);
  });

  it('13.6 what only upstream stops goes on by itself; what a person must see to does not', () => {
    const stopped = (code: 'upstreamOffline' | 'prefetchTooOld' | 'mediaJam' | 'conflict'): boolean =>
      goesOnOnline({ problem: { code } });
    expect(['upstreamOffline', 'prefetchTooOld'].map((code) => stopped(code as 'mediaJam'))).toEqual([
      true,
      true,
    ]);
    expect([stopped('mediaJam'), stopped('conflict'), goesOnOnline({ problem: null })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('every state has a group, whatever it says', () => {
    for (const state of cardJobState.options) expect(groupOf({ state })).toMatch(/^[a-z]+$/);
  });

  it('an unknown step needs somebody now, wherever the job is', () => {
    expect(groupOf({ state: 'fed' }, [record('print', 'unknown')])).toBe('you');
    expect(groupOf({ state: 'locked', faceConfirmedAt: started }, [record('feed', 'unknown')])).toBe('you');
  });

  it('a refused row needs somebody, however its card stands; also one that was handed over', () => {
    expect(groupOf({ state: 'pendingReport' }, [], true)).toBe('you');
    expect(groupOf({ state: 'handedOver' }, [], true)).toBe('you');
  });
});

describe('D7 the age of a held card', () => {
  const limits = { hold: defaultHoldLimits, cards: defaultCardLimits };
  it('counts from when it came there, not from its last change', () => {
    const held = job({ state: 'pendingReport', visualOkAt: started });
    expect(standsSince(held, [], false)).toBe(started);
    expect(dueAt(held, started, false, limits)).toBe('2026-11-26T01:00:00.000Z');
    const enabled = job({ state: 'enabled', enabledAt: started });
    expect(standsSince(enabled, [], false)).toBe(started);
    expect(dueAt(enabled, started, false, limits)).toBe('2026-12-25T01:00:00.000Z');
  });

  it('a doubt is as old as the step that was cut off, and due sooner', () => {
    const doubt = job({ state: 'fed' });
    const steps = [
      record('lock', 'intent'),
      record('print', 'intent', started),
      record('print', 'unknown', started),
    ];
    expect(standsSince(doubt, steps, true)).toBe(started);
    expect(dueAt(doubt, started, true, limits)).toBe('2026-11-25T05:00:00.000Z');
  });

  it('data fetched ahead are due when they are too old; a card in the making is due never', () => {
    const ahead = job({ state: 'locked', begun: false, lockedAt: started });
    expect(dueAt(ahead, started, false, limits)).toBe('2026-11-26T01:00:00.000Z');
    expect(dueAt(job({ state: 'locked', lockedAt: started }), started, false, limits)).toBeNull();
    expect(dueAt(job({ state: 'fed' }), started, false, limits)).toBeNull();
  });
});

describe('E8 what was cut off', () => {
  it('is a card inside, or a step of the machine without an outcome; not a lock', () => {
    expect(wasCutOff(job({ state: 'fed' }), [record('feed', 'confirmed')])).toBe(true);
    expect(wasCutOff(job({ state: 'locked' }), [record('feed', 'intent')])).toBe(true);
    expect(wasCutOff(job({ state: 'ready' }), [record('lock', 'intent')])).toBe(false);
    expect(wasCutOff(job({ state: 'pendingReport' }), [record('print', 'confirmed')])).toBe(false);
  });

  it('flags the attempt it happened in, and no later one', () => {
    const cut = [record('lock', 'intent'), record('feed', 'intent'), record('feed', 'unknown')];
    expect(wasInterrupted(cut)).toBe(true);
    expect(wasInterrupted([...cut, record('lock', 'intent'), record('feed', 'confirmed')])).toBe(false);
  });

  it('the rule: kept back at the kiosk, gone on with at the window, or as the profile says', () => {
    expect(powerCutRule({}, 'kiosk')).toBe('retain');
    expect(powerCutRule({}, 'window')).toBe('goOn');
    const turned = { cardAfterPowerCut: { window: 'retain', kiosk: 'goOn' } } as const;
    expect(powerCutRule(turned, 'kiosk')).toBe('goOn');
    expect(powerCutRule(turned, 'window')).toBe('retain');
  });

  it.each([
    [true, 'none', null, 'agrees'],
    [true, 'chip', null, 'foreign'],
    [true, 'print', null, 'foreign'],
    [true, 'chip', { place: 'printer' }, 'agrees'],
    [true, 'chip', { place: 'none' }, 'agrees'],
    [true, 'none', { place: 'printer' }, 'missing'],
    [true, 'none', { place: 'none' }, 'agrees'],
    [true, 'unknown', null, 'unknown'],
    [false, 'none', null, 'unknown'],
  ] as const)('answered %s, card at %s, books %j: %s', (answered, position, inside, finding) => {
    expect(insideFinding(answered, position, inside)).toBe(finding);
  });
});

describe('D2 9.15 what waits, in order', () => {
  it.each<[CardJobState, readonly string[]]>([
    ['ready', ['lock', 'report', 'enable']],
    ['locked', ['report', 'enable']],
    ['printed', ['report', 'enable']],
    ['pendingReport', ['report', 'enable']],
    ['pendingEnable', ['enable']],
    ['enabled', []],
    ['failed', []],
  ])('%s: %j', (state, order) => {
    expect(waitsInOrder(job({ state }))).toEqual(order);
  });
});
