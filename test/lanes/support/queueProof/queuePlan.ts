import { seededRandom } from '../../../../main/training/seededRandom.ts';
import type { DieAt } from './proofStation.ts';

/** What people and fate do, one after the other. */
export const actKinds = [
  'open',
  'check',
  'accept',
  'supplement',
  'notNeeded',
  'notOurs',
  'hold',
  'release',
  'refuse',
  'revoke',
  'correctPaper',
  'slip',
  'rate',
  'moveStock',
  'closeDay',
  'workOffline',
  'workOnline',
  'cutNetwork',
  'mendNetwork',
  'officerRefuses',
  'settleRefused',
  'askAgain',
  'letTimePass',
  'moveClock',
  'breathe',
] as const;
export type ActKind = (typeof actKinds)[number];

export interface PlannedAct {
  readonly act: ActKind;
  /** 0 <= x < 1 each: which case, which of several ways. */
  readonly which: number;
  readonly how: number;
  /** The core host dies around this act; null = it lives. */
  readonly death: Death | null;
}

/** `now`: at once, whatever is under way. `request`: when the proxy is at that moment of the next request. */
export type Death =
  | { readonly at: 'now'; readonly afterMs: number }
  | ({ readonly at: 'commit' } & DieAt)
  | { readonly at: 'request'; readonly moment: 'arrived' | 'worked' | 'answered' };

export interface QueuePlan {
  readonly seed: number;
  readonly acts: readonly PlannedAct[];
  /** Share of the requests that the proxy strikes. */
  readonly faultRate: number;
  readonly signed: boolean;
}

/** How often each act comes; a case that is opened but never goes on says little. */
const weights: Readonly<Record<ActKind, number>> = {
  open: 14,
  check: 16,
  accept: 14,
  supplement: 4,
  notNeeded: 2,
  notOurs: 2,
  hold: 2,
  release: 2,
  refuse: 3,
  revoke: 3,
  correctPaper: 3,
  slip: 4,
  rate: 3,
  moveStock: 1,
  closeDay: 1,
  workOffline: 2,
  workOnline: 2,
  cutNetwork: 2,
  mendNetwork: 3,
  officerRefuses: 4,
  settleRefused: 4,
  askAgain: 3,
  letTimePass: 8,
  moveClock: 1,
  breathe: 8,
};
const total = Object.values(weights).reduce((sum, each) => sum + each, 0);

function actOf(draw: number): ActKind {
  let left = draw * total;
  for (const kind of actKinds) {
    left -= weights[kind];
    if (left < 0) return kind;
  }
  return 'breathe';
}

/** A seed in which nobody gets anywhere says nothing. */
const firstActs: readonly ActKind[] = ['open', 'check', 'accept', 'open'];

/** The whole of a seed, drawn before anything happens: what it does never depends on how fast the machine is. */
export function queuePlan(seed: number): QueuePlan {
  const random = seededRandom(seed * 7919 + 1);
  const count = 12 + Math.floor(random() * 16);
  const faultRate = [0, 0.15, 0.35, 0.6][Math.floor(random() * 4)] ?? 0.35;
  // A start is most of what a seed costs: one death each on average, and many seeds.
  const deaths = [0, 1, 1, 2][Math.floor(random() * 4)] ?? 1;
  const dying = new Set(Array.from({ length: deaths }, () => 2 + Math.floor(random() * (count - 2))));
  const acts = Array.from({ length: count }, (_, index): PlannedAct => {
    const act = firstActs[index] ?? actOf(random());
    const [which, how, kind, moment] = [random(), random(), random(), random()];
    return { act, which, how, death: dying.has(index) ? deathOf(kind, moment) : null };
  });
  return { seed, acts, faultRate, signed: random() < 0.5 };
}

function deathOf(kind: number, moment: number): Death {
  if (kind < 0.25) return { at: 'now', afterMs: Math.floor(moment * 30) };
  if (kind < 0.65)
    return {
      at: 'commit',
      commit: 1 + Math.floor(moment * 6),
      when: (moment * 100) % 1 < 0.5 ? 'before' : 'after',
    };
  return { at: 'request', moment: moment < 0.3 ? 'arrived' : moment < 0.75 ? 'worked' : 'answered' };
}
