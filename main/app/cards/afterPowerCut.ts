import { powerCutRule, wasCutOff } from '../../domain/cards/powerCut.ts';
import type { JobRecord } from '../ports/stores.ts';
import { systemActor, type CardDeps } from './cardDeps.ts';
import type { StepContext, StepOutcome } from './stepContext.ts';
import { wasteChange } from './wasteChange.ts';

/** Open jobs that the end of the program cut off, before anything of them is settled (E8); oldest first. */
export const cutOffJobs = ({ stores }: Pick<CardDeps, 'stores'>): readonly JobRecord[] =>
  stores.jobs.open().filter((job) => wasCutOff(job, stores.jobs.steps(job.id)));

/** Is the card of this job one that the station's rule keeps back after a power cut? */
export const isKeptBack = (
  { profile }: Pick<CardDeps, 'profile'>,
  job: Pick<JobRecord, 'channel'>,
): boolean => powerCutRule(profile, job.channel) === 'retain';

/**
 * The set rule of E8: a card that was inside goes to the reject box, as waste of its known blank, and to nobody. What went with the power is
 * flagged on the job, so that the desk can offer a new card; its next step is the box.
 */
export function retainStep({ deps, journal }: StepContext, job: JobRecord): StepOutcome {
  journal.commit(
    job.id,
    wasteChange(deps, {
      step: 'reject',
      reason: 'other',
      note: '断电或程序中断，按规则收回 kept back after a power cut',
      place: 'printer',
      by: systemActor,
      problem: { code: 'retainedAtStart' },
    }),
  );
  return 'go';
}
