import { success, type Failure, type Result } from '../../../contract/result.ts';
import type { WasteReason } from '../../../contract/stock.ts';
import { deviceProblem, judgeChip } from '../../../domain/cards/blankCheck.ts';
import { bytesOfHex, certificateDifferences, certificationOf } from '../../../domain/cards/certificates.ts';
import { chipDifferences, chipRecordOf } from '../../../domain/cards/chipReadBack.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { systemActor } from '../cardDeps.ts';
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
import { wasteChange } from '../wasteChange.ts';

/**
 * Reads the written chip and compares it with the record before a face is printed (D6, domain-rules 9.23). A difference is waste: the
 * card goes to the reject box unprinted, and the job names the fields, never their values. A card that is not the bound one is sent away
 * like any unknown blank; a reader that does not answer leaves the card where it is.
 */
export async function readBackStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  if (job.data === null) throw new Error('a read-back without card data');
  const record = chipRecordOf(job.data);
  if (!record.ok) return stopWith(context, job, 'readBack', record.error);
  writeIntent(context, job, 'readBack', {});
  const chip = await deps.devices.readChip(timeouts.chip, job.channel);
  const read = judgeChip(chip);
  if (!read.ok && read.error.code === 'chipDead') return waste(context, job, 'chipDead', read.error);
  if (!read.ok && read.error.code !== 'blankUnknown') {
    return (await isCardGone(context, job))
      ? leaveUnknown(context, job, 'readBack', { code: 'stepUnknown', detail: { step: 'readBack' } })
      : stopWith(context, job, 'readBack', read.error);
  }
  if (read.ok && deps.crypto.unitKeyOf(read.value.bankCardNumber) !== job.unitKey) {
    stopWith(context, job, 'readBack', { code: 'blankUnknown' });
    return 'go';
  }
  const certificate = await readCertificate(context, job);
  if (!certificate.ok) return stopWith(context, job, 'readBack', certificate.error);
  const fields = [
    ...chipDifferences({ ...record.value, cardIdentifier: job.cardIdentifier }, chip),
    ...certificate.value,
  ];
  if (!read.ok || fields.length > 0)
    return waste(context, job, 'readBackDiffers', {
      code: 'readBackDiffers',
      detail: { fields: fields.join(', ') },
    });
  confirm(context, job, 'readBack', { events: [{ type: 'readBackGood' }] });
  context.blanksSeen.add(job.id);
  return 'go';
}

/** In what the certificate on the chip is not the one that was written; empty also where none was. Error: the chip could not be asked. */
async function readCertificate(
  { deps }: StepContext,
  job: JobRecord,
): Promise<Result<readonly ('certificate' | 'adminKeys')[]>> {
  const wanted = certificationOf(deps.stores.jobs.steps(job.id));
  if (wanted === null) return success([]);
  const key = await deps.devices.chipKey(timeouts.chip, job.channel);
  if (key.completion.code !== 'success')
    return { ok: false, error: deviceProblem('chipReader', key.completion) };
  const digest = key.certificate === null ? null : deps.crypto.sha256Hex(bytesOfHex(key.certificate));
  return success(certificateDifferences(wanted, { digest, adminChanged: key.adminChanged }));
}

function waste(context: StepContext, job: JobRecord, reason: WasteReason, problem: Failure): StepOutcome {
  context.journal.commit(
    job.id,
    wasteChange(context.deps, {
      step: 'readBack',
      reason,
      note: null,
      place: 'printer',
      by: systemActor,
      problem,
    }),
  );
  return 'go';
}
