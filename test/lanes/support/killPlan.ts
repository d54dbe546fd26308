import type { UpstreamFault } from '../../../main/contract/devdock.ts';
import { seededRandom } from '../../../main/training/seededRandom.ts';
import type { JournalTrigger, Victim } from './killableStation.ts';
import type { ByteCut } from './lineBridge.ts';

/** What an undisturbed card takes; every plan is cut to these measures. */
export interface UndisturbedCard {
  readonly journal: readonly string[];
  /** Bytes of the printer's line. */
  readonly toDevice: number;
  readonly toHost: number;
}

/** Measured and rounded down, so that a seed means the same bytes in its next run although a probe more or less went over the line. */
export const roundedCard = (card: UndisturbedCard): UndisturbedCard => ({
  ...card,
  toDevice: Math.floor(card.toDevice / 5000) * 5000,
  toHost: Math.floor(card.toHost / 50) * 50,
});

export const families = ['coreAtRecord', 'devicesAtRecord', 'coreAtByte', 'devicesAtByte'] as const;
export type Family = (typeof families)[number];
export const upstreamMoods = ['none', 'answerLost', 'duplicateAnswer', 'lateRefusal'] as const;
export type UpstreamMood = (typeof upstreamMoods)[number];

export interface FaultCall {
  readonly fault: UpstreamFault;
  readonly path: string;
  readonly calls: number;
}

/** One run: who dies when, and what upstream does meanwhile. The same seed makes the same plan. */
export interface KillPlan {
  readonly seed: number;
  readonly family: Family;
  readonly victim: Victim;
  readonly trigger: JournalTrigger | null;
  readonly cut: ByteCut | null;
  readonly mood: UpstreamMood;
  readonly faults: readonly FaultCall[];
}

/** Calls during a card. The outbox carries report, enable and hand-over: two lost answers reach the second of them. */
const disturbed = [
  { path: '/v1/cards/query', calls: 1 },
  { path: '/v1/cards/register', calls: 1 },
  { path: '/v1/cards/lock', calls: 1 },
  { path: '/v1/outbox', calls: 1 },
  { path: '/v1/outbox', calls: 2 },
] as const;

/**
 * Seeds walk evenly through family and mood, so that every combination gets its share, and through all records before and after; the rest
 * is drawn. Bytes to the host are few and to the device many: both directions get half of the runs, whatever their length.
 */
export function killPlan(seed: number, card: UndisturbedCard): KillPlan {
  const random = seededRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const family = families[seed % families.length] as Family;
  const turn = Math.floor(seed / families.length);
  const mood = upstreamMoods[turn % upstreamMoods.length] as UpstreamMood;
  const moment = Math.floor(turn / upstreamMoods.length) % (2 * card.journal.length);
  const atRecord = family === 'coreAtRecord' || family === 'devicesAtRecord';
  const direction = pick(['toDevice', 'toHost'] as const);
  return {
    seed,
    family,
    victim: family === 'coreAtRecord' || family === 'coreAtByte' ? 'core' : 'devices',
    trigger: atRecord
      ? { record: Math.floor(moment / 2) + 1, when: moment % 2 === 0 ? 'before' : 'after' }
      : null,
    cut: atRecord ? null : { direction, bytes: 1 + Math.floor(random() * (card[direction] - 1)) },
    mood,
    faults: faultsOf(mood, pick(disturbed)),
  };
}

function faultsOf(mood: UpstreamMood, call: (typeof disturbed)[number]): readonly FaultCall[] {
  switch (mood) {
    case 'none':
      return [];
    case 'answerLost':
      return [{ fault: 'dropAnswer', ...call }];
    case 'duplicateAnswer':
      return [{ fault: 'duplicate', ...call }];
    case 'lateRefusal':
      // The card is printed when upstream says no to its report.
      return [{ fault: 'refuse', path: '/v1/outbox', calls: 1 }];
  }
}

/** The plan in one line, to be read in a table of failures. */
export function describePlan(
  { seed, family, trigger, cut, mood, faults }: KillPlan,
  card: UndisturbedCard,
): string {
  const moment =
    trigger === null
      ? `${cut?.direction ?? ''} byte ${cut?.bytes ?? 0}`
      : `${trigger.when} ${card.journal[trigger.record - 1] ?? trigger.record}`;
  const path = faults.map((each) => ` ${each.path}×${each.calls}`).join('');
  return `seed ${seed}: ${family}, ${moment}, upstream ${mood}${path}`;
}
