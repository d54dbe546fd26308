import { assertNever, type Failure } from '../../../contract/result.ts';
import { judgeChip, printerNumbers } from '../../../domain/cards/blankCheck.ts';
import { isChipEmpty } from '../../../domain/cards/chipReadBack.ts';
import type { CallStep, NextStep } from '../../../domain/cards/nextStep.ts';
import { settleFromFacts } from '../../../domain/cards/settle.ts';
import type { JobRecord } from '../../ports/stores.ts';
import type { NewEvent } from '../journal.ts';
import { timeouts, type StepContext, type StepOutcome } from '../stepContext.ts';
import { rejectedEvents, releaseRejected } from './rejectStep.ts';

const notAsked = { answered: false, position: 'unknown', printedCards: null } as const;

/**
 * A step without an outcome: the program ended, or the machine went silent, between intent and confirmed. The printer is
 * asked where the card is and what it counted; what it cannot say is left to a person. Nothing is repeated blindly (9.22).
 */
export async function settleStep(
  context: StepContext,
  job: JobRecord,
  next: Extract<NextStep, { kind: 'settle' }>,
): Promise<StepOutcome> {
  const { journal, deps } = context;
  const { step } = next;
  if (next.phase === 'intent') journal.commit(job.id, { steps: [{ step, phase: 'unknown' }] });
  const now =
    step === 'lock' ? notAsked : printerNumbers(await deps.devices.printerFacts(timeouts.facts, job.channel));
  const place = settleFromFacts(step, next.facts, now);
  const decision = step === 'writeChip' && place === 'notDone' ? await settleWrite(context, job) : place;
  if (decision === 'askPerson') {
    const problem: Failure = job.problem ?? { code: 'stepUnknown', detail: { step } };
    journal.commit(job.id, { events: [{ type: 'problem', problem }] });
    return 'stop';
  }
  const facts = { outcome: decision, by: 'machine' };
  journal.commit(job.id, {
    steps: [{ step, phase: 'settled', facts }],
    events: decision === 'done' ? doneEvents(context, job, step) : [],
  });
  if (step === 'reject' && decision === 'done') await releaseRejected(context, job);
  // A machine that failed a moment ago is not tried again without a person; after a restart the job simply goes on.
  // `certify` begins with asking the chip, and writes what is missing: trying it again repeats nothing.
  return decision === 'notDone' && job.problem !== null && step !== 'certify' ? 'stop' : 'go';
}

/** The card is at the chip: the chip itself says whether anything was written; the read-back then compares all of it (D6). */
async function settleWrite(
  { deps }: StepContext,
  job: JobRecord,
): Promise<ReturnType<typeof settleFromFacts>> {
  const chip = await deps.devices.readChip(timeouts.chip, job.channel);
  const read = judgeChip(chip);
  if (read.ok) {
    if (deps.crypto.unitKeyOf(read.value.bankCardNumber) !== job.unitKey) return 'askPerson';
    return isChipEmpty(chip) ? 'notDone' : 'done';
  }
  // A chip that fell silent, or into pieces, under a write is no blank any more.
  return read.error.code === 'chipDead' || read.error.code === 'blankUnknown' ? 'done' : 'askPerson';
}

function doneEvents(context: StepContext, job: JobRecord, step: CallStep): NewEvent[] {
  switch (step) {
    case 'feed':
      return [{ type: 'fed' }];
    case 'writeChip':
      return [{ type: 'chipWritten' }];
    case 'print':
      return [{ type: 'printed', place: 'output' }];
    case 'reject':
      return rejectedEvents(context, job);
    case 'lock':
    case 'readBlank':
    case 'certify':
    case 'readBack':
      return [];
    default:
      return assertNever(step);
  }
}
