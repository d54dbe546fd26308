import { assertNever } from '../../contract/result.ts';
import type { CallStep } from '../../domain/cards/nextStep.ts';
import { settleByPerson, type SeenByPerson } from '../../domain/cards/settle.ts';
import type { JobRecord } from '../ports/stores.ts';
import { hasBezel } from './atBezel.ts';
import type { CardActor } from './cardDeps.ts';
import type { JobChange, NewEvent } from './journal.ts';
import type { StepContext } from './stepContext.ts';
import { rejectedEvents } from './steps/rejectStep.ts';
import { wasteChange } from './wasteChange.ts';

/** What a person's two answers do to the job (domain-rules 9.22, feature D1). */
export function settleChange(
  context: StepContext,
  job: JobRecord,
  step: CallStep,
  seen: SeenByPerson,
  by: CardActor,
): JobChange {
  const decision = settleByPerson(job, step, seen);
  const settled = (events: readonly NewEvent[]): JobChange => ({
    steps: [
      {
        step,
        phase: 'settled',
        facts: { outcome: decision, by: 'person', cardIs: seen.cardIs, face: seen.face },
      },
    ],
    events,
    by,
  });
  const inside = seen.cardIs === 'printer';
  switch (decision) {
    case 'goOn':
      return settled(goOnEvents(job, step));
    case 'notFed':
      return settled(job.state === 'fed' ? [{ type: 'notFed' }] : [{ type: 'problem', problem: null }]);
    case 'printed':
      return settled([
        { type: 'printed', place: inside && !hasBezel(context.deps, job) ? 'printer' : 'output' },
      ]);
    case 'retained':
      // Asked again about a card that is still missing: it stays missing.
      return settled(job.state === 'retained' ? [] : [{ type: 'retained' }]);
    case 'rejected':
      return settled(rejectedEvents(context, job));
    case 'wasted':
      return wasteChange(context.deps, {
        step,
        reason: job.problem?.code === 'mediaJam' ? 'jam' : 'printFault',
        note: null,
        place: inside ? 'printer' : 'desk',
        by,
      });
    default:
      return assertNever(decision);
  }
}

function goOnEvents(job: JobRecord, step: CallStep): NewEvent[] {
  if (job.state === 'retained') return [{ type: 'foundInPrinter' }];
  return step === 'feed' ? [{ type: 'fed' }] : [{ type: 'problem', problem: null }];
}
