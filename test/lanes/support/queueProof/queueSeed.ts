import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seededRandom } from '../../../../main/training/seededRandom.ts';
import { seededFaults, type FaultKind } from '../faultProxy/faults.ts';
import { compareQueue, upstreamLedger } from './queueLedger.ts';
import { pause, queueDesk, type QueueDesk } from './queueDesk.ts';
import { queuePlan, type Death, type PlannedAct, type QueuePlan } from './queuePlan.ts';
import { proofStation, type ProofStation, type StationTemplate } from './proofStation.ts';
import type { Mutation } from './mutations.ts';

/** What one seed came to. */
export interface SeedReport {
  readonly seed: number;
  /** Broken promises; none = upstream's books are the local ledger. */
  readonly failures: readonly string[];
  readonly acts: Readonly<Record<string, number>>;
  readonly struck: Readonly<Partial<Record<FaultKind, number>>>;
  readonly requests: number;
  readonly kills: number;
  /** Rows at the end, and how many of them took the place of a refused one or gave one up. */
  readonly rows: number;
  /** Pictures that upstream has. */
  readonly pictures: number;
  readonly corrected: number;
  readonly withdrawn: number;
  readonly askedAgain: number;
  /** Looks until the queue was empty, once the faults had ended. */
  readonly looks: number;
  /** Longest time from a kill to the station being ready, milliseconds. */
  readonly slowestStartMs: number;
  readonly ms: number;
}

export interface SeedOptions {
  readonly program: string;
  readonly template: StationTemplate;
  readonly mutation?: Mutation | undefined;
  /** Told of every act and what came of it. */
  readonly tell?: (line: string) => void;
}

/** A queue that is not empty after so many looks, five minutes apart, is stuck. */
const mostLooks = 40;
/** In real time: a look is over when nothing has moved for a while. */
const lookMs = 1_500;

/** Every twentieth seed takes photos. What reads a sealed picture is not in the bundle, so these start from the sources. */
const takesPictures = (seed: number): boolean => seed % 20 === 16;
const sources = join(import.meta.dirname, 'leanCore.ts');

/** One seed from the first case to the comparison of the books. Never rejects. */
export async function runQueueSeed(seed: number, options: SeedOptions): Promise<SeedReport> {
  const begun = performance.now();
  const plan = queuePlan(seed);
  const acts: Record<string, number> = {};
  const failures: string[] = [];
  let station: ProofStation | null = null;
  let desk: QueueDesk | null = null;
  let looks = 0;
  try {
    const program = takesPictures(seed) ? sources : options.program;
    station = await proofStation({ ...options, program, signed: plan.signed });
    if (options.mutation === 'doubleApply') applyTwice(station.other.upstreamFile);
    desk = queueDesk(station, takesPictures(seed));
    await station.screens.supervisor.methods.dayOpen({});
    station.other.proxy.setScript(seededFaults(seededRandom(seed * 31 + 7), plan.faultRate));
    await work(plan, station, desk, acts, options.tell);
    looks = await drained(station, desk, options.tell);
    failures.push(...(await compareQueue(station, desk)));
  } catch (thrown) {
    failures.push(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const report = reportOf(plan, station, desk, { acts, failures, looks, ms: performance.now() - begun });
  await station?.close();
  return report;
}

async function work(
  plan: QueuePlan,
  station: ProofStation,
  desk: QueueDesk,
  acts: Record<string, number>,
  tell?: (line: string) => void,
): Promise<void> {
  const deaths = deathWatch(station);
  for (const [index, planned] of plan.acts.entries()) {
    if (planned.death !== null) deaths.arm(planned.death);
    const came = await desk.act(planned);
    const key = `${planned.act} ${came === 'done' || came === 'noCase' ? came : 'refused'}`;
    acts[key] = (acts[key] ?? 0) + 1;
    tell?.(
      `${index} ${words(planned)}: ${came}${station.kills() === 0 ? '' : ` (killed ${station.kills()}×)`}`,
    );
    // Whoever stands at the desk waits for the program to be back.
    await station.settled();
  }
  deaths.disarm();
  await station.settled();
}

const words = ({ act, death }: PlannedAct): string =>
  death === null ? act : `${act}, dies at ${JSON.stringify(death)}`;

/** The faults have ended and everybody does what the screen says: how many looks until nothing waits. */
async function drained(
  station: ProofStation,
  desk: QueueDesk,
  tell?: (line: string) => void,
): Promise<number> {
  const { supervisor } = station.screens;
  station.other.upstream.setFault({ fault: 'refuse', calls: 0, path: '/v1/outbox' });
  station.other.upstream.setNetwork(true);
  station.waitPatiently();
  await station.other.proxy.calm();
  await supervisor.methods.queueWorkOffline({ on: false });
  for (let look = 1; look <= mostLooks; look += 1) {
    const refused = await desk.settleRefused(look === 1 ? 0.1 : 0.6);
    await supervisor.methods.queueRetry({});
    const end = performance.now() + lookMs;
    let open = await desk.openRows();
    while (open.some((row) => row.state === 'waiting') && performance.now() < end) {
      await pause(5);
      open = await desk.openRows();
    }
    tell?.(`look ${look}: ${refused} refused, ${open.length} open`);
    if (open.length === 0) {
      // What the network still held arrives now, behind everything else.
      await station.other.proxy.calm();
      return look;
    }
    station.skip(300_000);
    await pause(5);
  }
  throw new Error(await stuck(station, desk));
}

/** All that is needed to see why. */
async function stuck(station: ProofStation, desk: QueueDesk): Promise<string> {
  const rows = await desk.openRows();
  const status = await station.screens.supervisor.methods.stationStatus({});
  const heads = rows
    .filter((row) => row.waitsFor !== 'earlierRow')
    .map(({ kind, state, refusal }) => [kind, state, refusal]);
  return [
    `the queue is stuck: ${rows.length} rows, at the head ${JSON.stringify(heads)}`,
    `links ${JSON.stringify(status.ok ? status.value.links.map(({ service, state, detail }) => [service, state, detail]) : status.error)}`,
    `last requests ${station.other.proxy
      .records()
      .slice(-8)
      .map(({ path, fault, status: code, client }) => `${path} ${fault} ${String(code)} ${client}`)
      .join(', ')}`,
  ].join('; ');
}

/** Ends the core host when the plan says; a death that nobody met in its act waits for the next occasion. */
function deathWatch(station: ProofStation): { arm(death: Death): void; disarm(): void } {
  let moment: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  station.other.proxy.onMoment((reached) => {
    if (moment !== reached) return;
    moment = null;
    void station.kill();
  });
  return {
    arm(death) {
      if (death.at === 'commit') station.dieAt({ commit: death.commit, when: death.when });
      else if (death.at === 'request') ({ moment } = death);
      else timer = setTimeout(() => void station.kill(), death.afterMs);
    },
    // A death of the last act that is still to come would fall into the comparison of the books.
    disarm() {
      moment = null;
      clearTimeout(timer);
      station.dieAt(null);
    },
  };
}

/** The rule "once for each row" taken out of upstream's books. */
function applyTwice(file: string): void {
  const database = new Database(file);
  database.exec(`CREATE TRIGGER apply_again AFTER UPDATE OF times ON rows BEGIN
    UPDATE effects SET times = times + 1 WHERE business_key = NEW.id; END`);
  database.close();
}

function reportOf(
  plan: QueuePlan,
  station: ProofStation | null,
  desk: QueueDesk | null,
  rest: Pick<SeedReport, 'acts' | 'failures' | 'looks' | 'ms'>,
): SeedReport {
  const struck: Partial<Record<FaultKind, number>> = {};
  for (const { fault } of station?.other.proxy.records() ?? []) struck[fault] = (struck[fault] ?? 0) + 1;
  return {
    seed: plan.seed,
    struck,
    requests: station?.other.proxy.records().length ?? 0,
    kills: station?.kills() ?? 0,
    rows: station?.other.upstream.books().rows.length ?? 0,
    pictures: station === null ? 0 : upstreamLedger(station.other.upstreamFile).pictures.all,
    ...(desk?.counts() ?? { corrected: 0, withdrawn: 0, askedAgain: 0 }),
    slowestStartMs: Math.max(0, ...(station?.starts() ?? [])),
    ...rest,
  };
}
