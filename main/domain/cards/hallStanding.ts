import type { CardPlan } from '../../contract/cards.ts';
import type { HallJob, HallSilence, HallStanding } from '../../contract/hall.ts';
import type { Failure } from '../../contract/result.ts';
import type { CardJob, JournalRecord } from './cardJob.ts';
import { hasEnded } from './jobReducer.ts';

export interface HallWord extends HallStanding {
  readonly stationId: string;
}

/**
 * How far a job is, as the other stations need to know it. An open feed counts as moved: nobody can call it back. A card that its holder has
 * is enabled, so upstream has it and judges at every lock whether another may be made (D8): the hall adds nothing to that.
 */
export function hallJobOf(job: Pick<CardJob, 'state'>, steps: readonly JournalRecord[]): HallJob {
  if (hasEnded(job)) return 'none';
  if (job.state === 'ready') return 'started';
  if (job.state !== 'locked') return 'made';
  const last = steps.at(-1);
  return last?.step === 'feed' && (last.phase === 'intent' || last.phase === 'unknown') ? 'made' : 'locked';
}

const rank: Readonly<Record<HallJob, number>> = { none: 0, started: 1, locked: 2, made: 3 };

/**
 * Which of two jobs for one person goes on: the one that is further, then the older one, then the one whose station's name comes first. Both
 * stations compare the same two records, so that exactly one of them steps back, whatever their clocks say. A job that is not locked yet
 * never goes before one that is: for both to feed, upstream would have to lock one person twice in the moment between question and feed.
 */
export function goesFirst(theirs: HallWord, ours: HallWord): boolean {
  if (rank[theirs.job] !== rank[ours.job]) return rank[theirs.job] > rank[ours.job];
  const [their, our] = [theirs.since ?? '', ours.since ?? ''];
  return their === our ? theirs.stationId < ours.stationId : their < our;
}

/** Why another station's card keeps ours from being made; null = none does. `ours` has the job `none` before ours is started. */
export function cardInHall(answers: readonly HallWord[], ours: HallWord): Failure | null {
  const first = answers.filter(({ job }) => job !== 'none').find((theirs) => goesFirst(theirs, ours));
  return first === undefined
    ? null
    : { code: 'cardInHall', detail: { station: first.stationId, since: first.since ?? '' } };
}

/** An open case elsewhere is no reason to stop: its person may simply have gone to another window. It is said. */
export function casesInHall(answers: readonly HallWord[]): readonly Failure[] {
  return answers
    .filter(({ openCase }) => openCase)
    .map(({ stationId, since }) => ({
      code: 'caseInHall' as const,
      detail: { station: stationId, since: since ?? '' },
    }));
}

/**
 * The plan with what the hall said. A silent station never stops a card: upstream's lock, which every card needs before a blank moves, already
 * keeps one person from being locked twice. What the hall adds is what upstream cannot know yet: a case that another desk opened without
 * a network, a job that waits there for its lock, a card there whose record upstream has lost or released.
 */
export function planWithHall(
  plan: CardPlan,
  said: { readonly answers: readonly HallWord[]; readonly silent: readonly HallSilence[] },
  ours: HallWord,
): CardPlan {
  const { answers, silent } = said;
  const barred = ours.job === 'made' ? null : cardInHall(answers, ours);
  return {
    ...plan,
    blockers: barred === null ? plan.blockers : [...plan.blockers, barred],
    hall: {
      asked: answers.length + silent.length,
      answered: answers.length,
      silent: [...silent],
      openCases: answers.flatMap(({ stationId, openCase, since }) =>
        openCase && since !== null ? [{ stationId, since }] : [],
      ),
    },
  };
}
