import type { Failure } from '../../contract/result.ts';
import type { CardJobView, CardStepView } from '../../contract/cards.ts';
import { nextAction, unknownStepOf } from '../../domain/cards/nextStep.ts';
import type { JobRecord, StepRecord } from '../ports/stores.ts';
import { isRemake } from './remakes.ts';
import { boardFacts, type BoardDeps } from './boardFacts.ts';

/** A card job as screens see it. No full number of a blank, no card data. */
export function presentJob(deps: BoardDeps, job: JobRecord): CardJobView {
  const steps = deps.stores.jobs.steps(job.id);
  const next = nextAction(job, steps);
  return {
    id: job.id,
    caseId: job.caseId,
    caseNumber: job.caseNumber,
    holderName: job.holderName,
    state: job.state,
    place: job.place,
    placeLabel: job.placeLabel,
    blankTail: job.unitTail,
    cardNumber: job.cardNumber,
    batch: job.batch,
    attempt: job.attempt,
    purpose: job.purpose,
    lockedAt: job.lockedAt,
    steps: newestSteps(steps),
    unknownStep: unknownStepOf(job, steps),
    next,
    problem:
      job.problem === null
        ? null
        : { code: job.problem.code, ...(job.problem.detail && { detail: { ...job.problem.detail } }) },
    owner: job.owner,
    startedAt: job.startedAt,
    changedAt: job.changedAt,
    ...boardFacts(deps, job, steps, next),
    ...(isRemake(deps, job) && { remake: true }),
  };
}

/** The newest word on each step of the newest attempt, in the order the steps were begun. */
function newestSteps(steps: readonly StepRecord[]): CardStepView[] {
  const from = Math.max(
    0,
    steps.findLastIndex((record) => record.step === 'lock' && record.phase === 'intent'),
  );
  const views = new Map<string, CardStepView>();
  const begun = new Map<string, string>();
  for (const record of steps.slice(from)) {
    if (record.phase === 'intent') begun.set(record.step, record.at);
    const start = begun.get(record.step);
    const took =
      record.phase === 'intent' || start === undefined ? null : Date.parse(record.at) - Date.parse(start);
    views.set(record.step, {
      step: record.step,
      phase: record.phase,
      at: record.at,
      tookMs: took,
      detail:
        record.detail === null
          ? null
          : {
              code: record.detail.code,
              ...(record.detail.detail && { detail: { ...record.detail.detail } }),
            },
    });
  }
  return [...views.values()];
}

/**
 * The job as it stands when the disk took its last record no more: the books cannot say so themselves. What was going on goes on by hand,
 * from the last record that is there.
 */
export function withStop(view: CardJobView, stoppedBy: Failure | null): CardJobView {
  if (stoppedBy === null) return view;
  const problem = { code: stoppedBy.code, ...(stoppedBy.detail && { detail: { ...stoppedBy.detail } }) };
  const next = view.next === 'wait' ? 'resume' : view.next;
  return { ...view, problem, next, group: view.group === 'machine' ? 'you' : view.group };
}
