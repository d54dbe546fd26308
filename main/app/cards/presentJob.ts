import type { CardJobView, CardStepView } from '../../contract/cards.ts';
import { nextAction, unknownStepOf } from '../../domain/cards/nextStep.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord, StepRecord } from '../ports/stores.ts';

/** A card job as screens see it. No full number of a blank, no card data. */
export function presentJob(deps: Pick<Deps, 'stores' | 'links'>, job: JobRecord): CardJobView {
  const steps = deps.stores.jobs.steps(job.id);
  const waits = job.enabledAt === null && !deps.links.online('queue');
  return {
    id: job.id,
    caseId: job.caseId,
    caseNumber: job.caseNumber,
    holderName: job.holderName,
    state: job.state,
    place: job.place,
    blankTail: job.unitTail,
    cardNumber: job.cardNumber,
    batch: job.batch,
    attempt: job.attempt,
    steps: newestSteps(steps),
    unknownStep: unknownStepOf(job, steps),
    next: nextAction(job, steps),
    problem:
      job.problem === null
        ? null
        : { code: job.problem.code, ...(job.problem.detail && { detail: { ...job.problem.detail } }) },
    owner: job.owner,
    startedAt: job.startedAt,
    changedAt: job.changedAt,
    promise: waits ? 'whenOnline' : 'today',
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
