import { afterAll, describe, expect, it } from 'vitest';
import type { KillPlan } from './support/killPlan.ts';
import { killRunner } from './support/killRunner.ts';

/**
 * Core host and device host die by SIGKILL, each as a process of its own; the simulated machine and upstream outlive them. Whatever the
 * moment: one card, no lost row, and the three ledgers agree (test/lanes/support/ledgers.ts). The long form is `npm run proof:cards`.
 */
const runner = killRunner();
afterAll(() => runner.close());
/** The journal of an undisturbed job is the list of moments: it is complete by itself, however many steps a card has. */
const card = await runner.measure();

const quiet = { seed: 0, trigger: null, cut: null, mood: 'none', faults: [] } as const;
const atRecord = (
  victim: KillPlan['victim'],
  record: number,
  when: 'before' | 'after' = 'after',
): KillPlan => ({
  ...quiet,
  victim,
  family: victim === 'core' ? 'coreAtRecord' : 'devicesAtRecord',
  trigger: { record, when },
});
const recordOf = (name: string): number => card.journal.indexOf(name) + 1;

async function expectOneCard(plan: KillPlan): Promise<void> {
  const { plan: words, failures, struck } = await runner.run(plan);
  expect({ words, failures, struck }).toEqual({ words, failures: [], struck: true });
}

const limit = { timeout: 120_000 };

describe('D1 D7 G3 kill and resume', () => {
  it('an undisturbed job journals every step of the machine before and after', () => {
    for (const step of [
      'lock',
      'feed',
      'readBlank',
      'writeChip',
      'certify',
      'readBack',
      'print',
      'report',
      'enable',
    ]) {
      expect(recordOf(`${step}:intent`)).toBeGreaterThan(0);
      expect(recordOf(`${step}:confirmed`)).toBeGreaterThan(recordOf(`${step}:intent`));
    }
    expect(card.journal.at(-1)).toBe('handOver:confirmed');
  });

  it.each(card.journal.map((name, index) => [index + 1, name] as const))(
    'core host killed after record %i (%s): one card, no lost row',
    limit,
    async (record) => expectOneCard(atRecord('core', record)),
  );

  it.each(['feed:intent', 'writeChip:intent', 'certify:intent', 'print:intent', 'print:confirmed'])(
    'device host killed after %s: one card, no lost row',
    limit,
    async (name) => expectOneCard(atRecord('devices', recordOf(name))),
  );

  it.each([
    ['in the middle of the panels', { direction: 'toDevice', bytes: Math.floor(card.toDevice / 2) }],
    ['in the middle of an answer', { direction: 'toHost', bytes: Math.floor(card.toHost / 2) }],
  ] as const)('F2 device host killed %s of the printer: one card', limit, async (_name, cut) =>
    expectOneCard({ ...quiet, family: 'devicesAtByte', victim: 'devices', cut }),
  );

  it.each([
    ['the answer is lost', 'answerLost', { fault: 'dropAnswer', path: '/v1/outbox', calls: 2 }],
    ['upstream does it twice', 'duplicateAnswer', { fault: 'duplicate', path: '/v1/outbox', calls: 2 }],
    ['upstream refuses', 'lateRefusal', { fault: 'refuse', path: '/v1/outbox', calls: 1 }],
  ] as const)(
    'G2 killed before the report is heard, and %s: one card, one report',
    limit,
    async (_name, mood, fault) =>
      expectOneCard({ ...atRecord('core', recordOf('report:confirmed'), 'before'), mood, faults: [fault] }),
  );
});
