import type { ChipKeyFacts, DeviceCompletion } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/result.ts';
import type { Refusal } from '../../../contract/upstream.ts';
import type { WasteReason } from '../../../contract/stock.ts';
import { deviceProblem, judgeChip } from '../../../domain/cards/blankCheck.ts';
import { jobKeyOf } from '../../../domain/cards/cardJob.ts';
import { bytesOfHex, stillToWrite } from '../../../domain/cards/certificates.ts';
import type { UpstreamOutcome } from '../../ports/outside.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { systemActor } from '../cardDeps.ts';
import { certifies } from '../chipStation.ts';
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
import { cardsOffline } from '../upstreamAway.ts';
import { wasteChange } from '../wasteChange.ts';
import { isRefusal, nothingSent } from './writeChipStep.ts';

/**
 * The key pair of the chip, its certificate and the administrator's new secrets (domain-rules 9 steps 11–12). Chip and upstream keep what
 * they once gave, so the step asks both anew each time and writes only what is missing: a lost answer costs nothing, and nothing is written
 * blindly. The secrets come sealed for the chip; of the certificate the journal keeps a digest. A link that is down leaves the card where it
 * is, with the cause; the job goes on when it is back. Where nobody certifies, the step is named and never claimed.
 */
export async function certifyStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  if (!certifies(deps, job.channel)) return notAvailable(context, job);
  writeIntent(context, job, 'certify', {});
  const other = context.blanksSeen.has(job.id) ? null : await otherCard(context, job);
  if (other !== null) return other;
  const key = await deps.devices.chipKey(timeouts.chip, job.channel);
  if (key.completion.code === 'unsupportedCommand' && key.provider === null)
    return notAvailable(context, job);
  if (key.completion.code !== 'success' || key.publicKey === null) return keyProblem(context, job, key);

  const answer = await askCertificate(context, job, key.publicKey);
  if (answer.kind === 'refused') return refused(context, job, answer.refusal);
  if (answer.kind !== 'answer') {
    const away: Failure = answer.kind === 'linkFault' ? { code: 'upstreamAnswerBad' } : cardsOffline(deps);
    return stopWith(context, job, 'certify', away);
  }
  const { certificate, adminBox } = answer.value;
  if (key.certificate !== null && key.certificate !== certificate)
    return waste(context, job, 'readBackDiffers', {
      code: 'readBackDiffers',
      detail: { fields: 'certificate' },
    });
  const write = stillToWrite({ certificate, adminBox }, key);
  if (write.certificate !== null || write.adminBox !== null) {
    const { completion } = await deps.devices.writeCertificate(write, timeouts.write, job.channel);
    if (completion.code !== 'success') return writeProblem(context, job, completion);
  }
  confirm(
    context,
    job,
    'certify',
    {},
    {
      provider: key.provider,
      digest: deps.crypto.sha256Hex(bytesOfHex(certificate)),
      adminChanged: key.adminChanged || adminBox !== null,
    },
  );
  return 'go';
}

function notAvailable({ journal }: StepContext, job: JobRecord): StepOutcome {
  journal.commit(job.id, { steps: [{ step: 'certify', phase: 'notAvailable' }] });
  return 'go';
}

/** After a restart the chip first says which card it is on; null = the bound one. Another one goes to the reject box like any unknown blank. */
async function otherCard(context: StepContext, job: JobRecord): Promise<StepOutcome | null> {
  const { deps } = context;
  const read = judgeChip(await deps.devices.readChip(timeouts.chip, job.channel));
  if (!read.ok && read.error.code === 'chipDead') return waste(context, job, 'chipDead', read.error);
  if (!read.ok && read.error.code !== 'blankUnknown')
    return (await isCardGone(context, job))
      ? leaveUnknown(context, job, 'certify', { code: 'stepUnknown', detail: { step: 'certify' } })
      : stopWith(context, job, 'certify', read.error);
  if (read.ok && deps.crypto.unitKeyOf(read.value.bankCardNumber) === job.unitKey) return null;
  stopWith(context, job, 'certify', { code: 'blankUnknown' });
  return 'go';
}

async function keyProblem(context: StepContext, job: JobRecord, key: ChipKeyFacts): Promise<StepOutcome> {
  const problem = deviceProblem('chipReader', key.completion);
  if (isRefusal(key.completion)) return waste(context, job, 'chipDead', problem);
  return (await isCardGone(context, job))
    ? leaveUnknown(context, job, 'certify', { code: 'stepUnknown', detail: { step: 'certify' } })
    : stopWith(context, job, 'certify', problem);
}

function writeProblem(context: StepContext, job: JobRecord, completion: DeviceCompletion): StepOutcome {
  const problem = deviceProblem('chipReader', completion);
  if (nothingSent.includes(completion.code)) return stopWith(context, job, 'certify', problem);
  return isRefusal(completion)
    ? waste(context, job, 'chipDead', problem)
    : leaveUnknown(context, job, 'certify', problem);
}

function askCertificate(
  { deps }: StepContext,
  job: JobRecord,
  publicKey: string,
): Promise<UpstreamOutcome<{ readonly certificate: string; readonly adminBox: string | null }>> {
  const { batch, cardNumber, cardIdentifier } = job;
  if (batch === null || cardNumber === null || cardIdentifier === null)
    throw new Error('a certificate for a card that is not known');
  const jobKey = jobKeyOf(deps.profile.stationId, job);
  return deps.upstream.call(
    'cardCertificate',
    { jobKey, batch, cardNumber, cardIdentifier, publicKey },
    // One key for one card: a re-make has another chip.
    { idempotencyKey: `${jobKey}:certificate:${cardIdentifier}` },
  );
}

/** An officer may think again; any other refusal never gives this chip a certificate, and a written chip is no blank any more (9.21). */
function refused(context: StepContext, job: JobRecord, { code, reason }: Refusal): StepOutcome {
  const problem: Failure = { code: 'upstreamRefused', detail: { reason } };
  return code === 'refusedByOfficer'
    ? stopWith(context, job, 'certify', problem)
    : waste(context, job, 'other', problem, reason);
}

function waste(
  { journal, deps }: StepContext,
  job: JobRecord,
  reason: WasteReason,
  problem: Failure,
  note: string | null = null,
): StepOutcome {
  journal.commit(
    job.id,
    wasteChange(deps, { step: 'certify', reason, note, place: 'printer', by: systemActor, problem }),
  );
  return 'go';
}
