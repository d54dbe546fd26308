import { judgeBlank, judgeChip } from '../../../domain/cards/blankCheck.ts';
import { isChipEmpty } from '../../../domain/cards/chipReadBack.ts';
import { isWriteUnavailable, rejecting, wasWriteBegun } from '../../../domain/cards/nextStep.ts';
import type { UnitKey } from '../../../contract/ids.ts';
import type { Failure } from '../../../contract/result.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { writesChips } from '../chipStation.ts';
import { wantedBlank } from '../wantedBlank.ts';
import {
  confirm,
  isCardGone,
  leaveUnknown,
  stopWith,
  timeouts,
  writeIntent,
  type StepContext,
  type StepOutcome,
} from '../stepContext.ts';

/**
 * Reads the chip and binds the blank to the job in one commit (feature D3). A blank that is unknown here, used, booked
 * elsewhere, of another batch or mute goes to the reject box unprinted; a reader that does not answer leaves the card where it is.
 */
export async function readBlankStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  writeIntent(context, job, 'readBlank', {});
  const chip = await deps.devices.readChip(timeouts.chip, job.channel);
  const read = judgeChip(chip);
  if (!read.ok) {
    return !rejecting.has(read.error.code) && (await isCardGone(context, job))
      ? leaveUnknown(context, job, 'readBlank', { code: 'stepUnknown', detail: { step: 'readBlank' } })
      : refuse(context, job, read.error);
  }

  const { bankCardNumber } = read.value;
  const key = deps.crypto.unitKeyOf(bankCardNumber) as UnitKey;
  const unit = deps.stores.units.get(key);
  const fit = judgeBlank(unit, job.id, job.unitKey, wantedBlank(deps, job));
  if (!fit.ok) return refuse(context, job, fit.error);

  const first = job.unitKey === null;
  const steps = deps.stores.jobs.steps(job.id);
  const written = writesChips(deps, job.channel) && !isWriteUnavailable(steps) && !isChipEmpty(chip);
  // What is on the chip and was not put there by this job belongs to another card.
  if (written && !wasWriteBegun(steps)) return refuse(context, job, { code: 'blankUsed' });
  const tail = bankCardNumber.slice(-4);
  confirm(
    context,
    job,
    'readBlank',
    {
      events: [
        {
          type: 'blankBound',
          unitKey: key,
          unitTail: tail,
          bankCardNumber,
          cardIdentifier: chip.cardIdentifier,
          atr: chip.atr,
        },
        // Something of an interrupted write: the read-back tells whether it is all of it.
        ...(written ? [{ type: 'chipWritten' } as const] : []),
      ],
      ...(first && { touches: ['stockChanged'] }),
      // Where no personaliser exists the step is named, and the job never claims a written or read back chip.
      ...(first &&
        !writesChips(deps, job.channel) && { steps: [{ step: 'writeChip', phase: 'notAvailable' }] }),
      also: () => deps.stores.units.bind(key, job.id, chip.cardIdentifier),
    },
    { tail, again: !first },
  );
  context.blanksSeen.add(job.id);
  return 'go';
}

/** The next step of a refused blank is the reject box; a reader's fault waits for a person. */
function refuse(context: StepContext, job: JobRecord, problem: Failure): StepOutcome {
  stopWith(context, job, 'readBlank', problem);
  return rejecting.has(problem.code) ? 'go' : 'stop';
}
