import type { HandOverInput } from '../../contract/handOver.ts';
import type { JobId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { receiptOf, type Receipt } from '../../domain/cards/handOver.ts';
import { nextAction } from '../../domain/cards/nextStep.ts';
import { signatureSvg } from '../../domain/cards/signature.ts';
import type { SealedPicture } from '../ports/pictures.ts';
import type { JobRecord } from '../ports/stores.ts';
import { isAtBezel, isOfferUnknown } from './atBezel.ts';
import type { CardDeps } from './cardDeps.ts';
import { hasHolderPin } from './chipStation.ts';
import type { HandOverReads } from './handOverReads.ts';

/** A receipt that is proven, with the drawing of the signature, sealed. */
export interface PreparedReceipt {
  readonly receipt: Receipt;
  /** Null = none was drawn. `size`: of the plain bytes. */
  readonly signature: { readonly sealed: SealedPicture; readonly size: number } | null;
}

/** What the host knows by itself about the hand-over of this card. */
export function handOverFacts(
  deps: Pick<CardDeps, 'profile' | 'stores' | 'clock'>,
  reads: HandOverReads,
  job: JobRecord,
) {
  const { passportAt, codeAt } = reads.of(job.id);
  const atBezel = isAtBezel(deps, job);
  return {
    now: deps.clock.now(),
    enabledAt: job.enabledAt ?? job.changedAt,
    passportReadAt: passportAt,
    codeReadAt: codeAt,
    documentNumber: job.data?.documentNumber ?? '',
    // A PIN is changed at the desk; a kiosk's opening has no pad for it.
    holderPin: hasHolderPin(deps, job.channel) && !atBezel && !isOfferUnknown(deps, job),
    atBezel,
    offerUnknown: isOfferUnknown(deps, job),
  };
}

/**
 * Judges what the desk says by what the host knows, and seals the signature before the card leaves (D11, 9.25). Errors: jobNotFound,
 * wrongState, handOverNotProven. Nothing is written.
 */
export async function prepareHandOver(
  deps: Pick<CardDeps, 'profile' | 'stores' | 'clock' | 'pictures'>,
  reads: HandOverReads,
  jobId: JobId,
  input: HandOverInput,
): Promise<Result<PreparedReceipt>> {
  const job = deps.stores.jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  if (nextAction(job, deps.stores.jobs.steps(jobId)) !== 'handOver')
    return failure('wrongState', { state: job.state });
  const drawn = input.proof.kind === 'signature' ? signatureSvg(input.proof.strokes) : null;
  const sealed = drawn === null ? null : await deps.pictures.seal(drawn);
  const receipt = receiptOf(input, handOverFacts(deps, reads, job), sealed?.digest ?? null);
  if (!receipt.ok) return receipt;
  return success({
    receipt: receipt.value,
    signature: drawn === null || sealed === null ? null : { sealed, size: drawn.length },
  });
}
