import type { CompletionCode, DeviceCompletion } from '../../../contract/devices.ts';
import { deviceProblem } from '../../../domain/cards/blankCheck.ts';
import { chipRecordOf } from '../../../domain/cards/chipReadBack.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { systemActor } from '../cardDeps.ts';
import {
  confirm,
  leaveUnknown,
  stopWith,
  timeouts,
  writeIntent,
  type StepContext,
  type StepOutcome,
} from '../stepContext.ts';
import { wasteChange } from '../wasteChange.ts';

/** Completions that are given before a byte goes to the card. */
export const nothingSent: readonly CompletionCode[] = [
  'deviceNotReady',
  'invalidCommand',
  'invalidData',
  'unsupportedData',
];

/**
 * Writes the record to the blank that was just read (D6). A lost answer is unknown and is settled by reading the chip, never by writing
 * again. A reader without a personaliser leaves the step named as not available, and the job never claims a written chip.
 */
export async function writeChipStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps, journal } = context;
  if (job.data === null) throw new Error('a write without card data');
  const record = chipRecordOf(job.data);
  if (!record.ok) return stopWith(context, job, 'writeChip', record.error);
  writeIntent(context, job, 'writeChip', {});
  const { completion, provider } = await deps.devices.writeChip(record.value, timeouts.write, job.channel);
  if (completion.code === 'success') {
    confirm(context, job, 'writeChip', { events: [{ type: 'chipWritten' }] }, { provider });
    return 'go';
  }
  if (completion.code === 'unsupportedCommand' && provider === null) {
    journal.commit(job.id, { steps: [{ step: 'writeChip', phase: 'notAvailable' }] });
    return 'go';
  }
  const problem = deviceProblem('chipReader', completion);
  if (nothingSent.includes(completion.code)) return stopWith(context, job, 'writeChip', problem);
  if (isRefusal(completion)) {
    // A blank that was written to in any way is waste (domain-rules 9.21), and this one takes no write.
    const waste = { reason: 'chipDead', note: null, place: 'printer', by: systemActor } as const;
    journal.commit(job.id, wasteChange(deps, { step: 'writeChip', ...waste, problem }));
    return 'go';
  }
  return leaveUnknown(context, job, 'writeChip', problem);
}

/** The card said no to a write. */
export const isRefusal = ({ code, errorCode }: DeviceCompletion): boolean =>
  code === 'commandErrorCode' && errorCode === 'invalidMedia';
