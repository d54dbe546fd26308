import type { SamplePerson } from '../../../main/training/people.ts';
import { killableStation, type KillableStation } from './killableStation.ts';
import {
  describePlan,
  killPlan,
  type Family,
  type KillPlan,
  type UndisturbedCard,
  type UpstreamMood,
} from './killPlan.ts';
import { killDesk, type CardEnd, type KillDesk } from './killRun.ts';
import { compareLedgers } from './ledgers.ts';

export interface RunReport {
  readonly seed: number;
  readonly family: Family;
  readonly mood: UpstreamMood;
  /** The plan in one line. */
  readonly plan: string;
  readonly struck: boolean;
  readonly remade: boolean;
  readonly asked: boolean;
  readonly refused: boolean;
  readonly ms: number;
  /** Broken promises; none = the ledgers agree. */
  readonly failures: readonly string[];
}

/** People of the training station whose papers are all in order. */
const readyPeople = 8;

/**
 * Makes one card after the other, several on one station, and has a host killed at each. The first card is an undisturbed one: it gives the
 * measures of all plans. After a failure the next card gets a station of its own.
 */
export interface KillRunner {
  /** What an undisturbed card takes; the first call makes one. */
  measure(): Promise<UndisturbedCard>;
  run(plan: KillPlan): Promise<RunReport>;
  runSeed(seed: number): Promise<RunReport>;
  close(): Promise<void>;
}

export function killRunner(): KillRunner {
  let station: KillableStation | null = null;
  let desk: KillDesk | null = null;
  let people: SamplePerson[] = [];
  let ends: CardEnd[] = [];
  let measured: UndisturbedCard | null = null;

  const fresh = async (): Promise<KillDesk> => {
    await station?.close();
    station = await killableStation();
    people = station.training.people.slice(0, readyPeople);
    ends = [];
    const made = killDesk(station);
    desk = made;
    await made.begin();
    return made;
  };
  const measure = async (): Promise<{ readonly at: KillDesk; readonly card: UndisturbedCard }> => {
    const at = desk === null || people.length === 0 ? await fresh() : desk;
    if (measured !== null) return { at, card: measured };
    const { end, card } = await at.undisturbed(nextPerson());
    ends.push(end);
    const broken = await compareLedgers(at, ends);
    if (broken.length > 0) throw new Error(`an undisturbed card: ${broken.join('; ')}`);
    measured = card;
    return { at, card };
  };
  const nextPerson = (): SamplePerson => {
    const person = people.shift();
    if (person === undefined) throw new Error('no people');
    return person;
  };
  const run = async (plan: KillPlan): Promise<RunReport> => {
    const { at, card } = await measure();
    const { seed, family, mood } = plan;
    const report = { seed, family, mood, plan: describePlan(plan, card) };
    const started = performance.now();
    try {
      const end = await at.run(nextPerson(), plan);
      ends.push(end);
      const failures = await compareLedgers(at, ends);
      if (failures.length > 0) desk = null;
      const { struck, remade, asked, refused } = end;
      return { ...report, struck, remade, asked, refused, ms: performance.now() - started, failures };
    } catch (thrown) {
      desk = null;
      const failures = [thrown instanceof Error ? thrown.message : String(thrown)];
      const none = { struck: false, remade: false, asked: false, refused: false };
      return { ...report, ...none, ms: performance.now() - started, failures };
    }
  };

  return {
    measure: async () => (await measure()).card,
    run,
    runSeed: async (seed) => run(killPlan(seed, (await measure()).card)),
    async close() {
      await station?.close();
    },
  };
}
