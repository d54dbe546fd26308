import type { Failure } from '../../contract/result.ts';
import { isReadyToRetain, isUnfinishedInside } from '../../domain/cards/powerCut.ts';
import type { CallStep } from '../../domain/cards/nextStep.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import { kioskStateNow } from '../kiosk/standing.ts';
import type { JobRecord } from '../ports/stores.ts';
import { isKeptBack, retainStep } from './afterPowerCut.ts';
import type { CardDeps } from './cardDeps.ts';
import type { StepContext, StepOutcome } from './stepContext.ts';

/** Why the machine inside the kiosk may not go on with this job now (E7); null = it may, or the card is made elsewhere. */
export function cabinetProblem(
  deps: Pick<CardDeps, 'profile' | 'stores' | 'devices'>,
  job: Pick<JobRecord, 'channel'>,
): Failure | null {
  if (cardStationOf(deps.profile.devices, job.channel).printer?.surface !== 'kiosk') return null;
  switch (kioskStateNow(deps)) {
    case 'open':
      return null;
    case 'maintenance':
      return { code: 'kioskMaintenance' };
    case 'outOfService':
      return { code: 'cabinetOpened' };
  }
}

/**
 * A job goes only to a safe place while the cabinet is not safe (E7): nothing is fed, written or printed. A card inside goes by the rule of
 * E8: into the reject box once its blank is known, or it waits where it is. In maintenance it waits, because hands are inside. Null = the
 * step may be done.
 */
export function cabinetStep(context: StepContext, job: JobRecord, step: CallStep): StepOutcome | null {
  const problem = step === 'reject' ? null : cabinetProblem(context.deps, job);
  if (problem === null) return null;
  if (problem.code === 'cabinetOpened' && isKeptBack(context.deps, job)) {
    if (isReadyToRetain(job)) return retainStep(context, job, 'cabinet');
    // Only the read says which blank the box will hold.
    if (isUnfinishedInside(job) && step === 'readBlank') return null;
  }
  context.journal.commit(job.id, { events: [{ type: 'problem', problem }] });
  return 'stop';
}
