import { describe, expect, it } from 'vitest';
import type { DeviceState, Supplies } from '../../../../main/contract/devices.ts';
import { cardPlan, type PlanInputs } from '../../../../main/domain/cards/cardPlan.ts';

const since = '2026-11-25T00:00:00.000Z';
const supplies: Supplies = {
  ribbon: 'full',
  ribbonRemaining: 14,
  feeder: 'ok',
  retainBin: 'ok',
  cover: 'closed',
};
const printer = (changes: Partial<Supplies> = {}, state: Partial<DeviceState> = {}): DeviceState => ({
  id: 'cardPrinter',
  kind: 'cardPrinter',
  status: 'online',
  since,
  media: 'notPresent',
  supplies: { ...supplies, ...changes },
  ...state,
});
const inputs = (changes: Partial<PlanInputs> = {}): PlanInputs => ({
  state: null,
  notAllowed: [],
  cards: { online: true, since },
  queueOnline: true,
  printer: printer(),
  chipReader: { id: 'chipReader', kind: 'chipReader', status: 'online', since },
  freeBlanks: 20,
  ...changes,
});
const now = (changes: Partial<PlanInputs>): Record<string, string> =>
  Object.fromEntries(cardPlan(inputs(changes)).steps.map((step) => [step.step, step.now]));

describe('D2 which steps can finish now', () => {
  it('all ready: card today, and chip writing is named as not available', () => {
    const plan = cardPlan(inputs());
    expect(plan).toMatchObject({ promise: 'today', blockers: [], enoughFor: 14 });
    expect(plan.steps.map(({ step }) => step)).toEqual([
      'lock',
      'face',
      'feed',
      'readBlank',
      'writeChip',
      'print',
      'visual',
      'report',
      'enable',
      'handOver',
    ]);
    expect(plan.steps.find(({ step }) => step === 'writeChip')?.now).toBe('notAvailable');
    expect(plan.steps.find(({ step }) => step === 'lock')?.needs).toBe('upstream');
    expect(plan.steps.find(({ step }) => step === 'face')?.needs).toBe('person');
    expect(plan.steps.find(({ step }) => step === 'visual')?.needs).toBe('person');
  });

  it('13.5 13.6 upstream away before the lock: nothing can begin', () => {
    const plan = cardPlan(inputs({ cards: { online: false, since }, queueOnline: false }));
    expect(plan.promise).toBe('whenOnline');
    expect(plan.blockers).toContainEqual({ code: 'upstreamOffline', detail: { upstream: 'cards', since } });
    expect(plan.steps[0]).toMatchObject({ step: 'lock', now: 'waitsForUpstream' });
  });

  it('13.7 13.8 upstream away after the lock: the card is made, report, enable and hand-over wait', () => {
    const plan = cardPlan(inputs({ state: 'locked', cards: { online: false, since }, queueOnline: false }));
    expect(plan.blockers).toEqual([]);
    expect(plan.promise).toBe('whenOnline');
    expect(now({ state: 'locked', queueOnline: false })).toMatchObject({
      feed: 'ready',
      print: 'ready',
      visual: 'ready',
      report: 'waitsForUpstream',
      enable: 'waitsForUpstream',
      handOver: 'waitsForUpstream',
    });
  });

  it('steps that are done are not promised again', () => {
    expect(Object.keys(now({ state: 'printed' }))).toEqual(['visual', 'report', 'enable', 'handOver']);
    expect(Object.keys(now({ state: 'handedOver' }))).toEqual([]);
  });
});

describe('D2 D9 what stands in the way', () => {
  it.each([
    ['no printer', { printer: null }, 'deviceNotReady'],
    ['printer off', { printer: printer({}, { status: 'offline' }) }, 'deviceNotReady'],
    ['no chip reader', { chipReader: null }, 'deviceNotReady'],
    ['cover open', { printer: printer({ cover: 'open' }) }, 'coverOpen'],
    ['ribbon out', { printer: printer({ ribbon: 'out', ribbonRemaining: 0 }) }, 'tonerOut'],
    ['feeder empty', { printer: printer({ feeder: 'empty' }) }, 'feederEmpty'],
    ['jam', { printer: printer({}, { media: 'jammed' }) }, 'mediaJam'],
    ['reject box full', { printer: printer({ retainBin: 'full' }) }, 'deviceFault'],
    ['no blank', { freeBlanks: 0 }, 'noBlank'],
  ] as const)('%s', (_, changes, code) => {
    const plan = cardPlan(inputs(changes));
    expect(plan.blockers.map((blocker) => blocker.code)).toEqual([code]);
    expect(plan.steps.find(({ step }) => step === 'print')?.now).toBe('blocked');
  });

  it('a card that is inside needs no other blank', () => {
    expect(
      cardPlan(inputs({ state: 'fed', freeBlanks: 0, printer: printer({ feeder: 'empty' }) })).blockers,
    ).toEqual([]);
  });

  it('is enough for the smaller of ribbon and hopper; unknown stays unknown', () => {
    expect(cardPlan(inputs({ freeBlanks: 3 })).enoughFor).toBe(3);
    expect(cardPlan(inputs({ freeBlanks: 0 })).enoughFor).toBe(0);
    expect(cardPlan(inputs({ freeBlanks: 3 }))).not.toHaveProperty('atMost');
    expect(cardPlan(inputs({ freeBlanks: 3, blanksShared: true }))).toMatchObject({
      enoughFor: 3,
      atMost: true,
    });
    expect(cardPlan(inputs({ printer: printer({ ribbonRemaining: null }) })).enoughFor).toBeNull();
  });
});
