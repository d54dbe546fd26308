import type { ErrorCode } from '../../contract/errors.ts';
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

const retainCauses = {
  powerCut: { note: '断电或程序中断，按规则收回 kept back after a power cut', code: 'retainedAtStart' },
  cabinet: {
    note: '制卡时机柜被打开，按规则收回 kept back, the cabinet was opened',
    code: 'retainedByCabinet',
  },
} as const;

/** Problems of a card that went into the reject box by rule: they stay on its job, so that the desk can offer a new card. */
export const retainProblems: readonly ErrorCode[] = Object.values(retainCauses).map(({ code }) => code);

/**
 * The set rule of E8: a card that was inside goes to the reject box, as waste of its known blank, and to nobody. What went with the power is
 * flagged on the job, so that the desk can offer a new card; its next step is the box.
 */
export function retainStep(
  { deps, journal }: StepContext,
  job: JobRecord,
  cause: keyof typeof retainCauses = 'powerCut',
): StepOutcome {
  const { note, code } = retainCauses[cause];
  journal.commit(
    job.id,
    wasteChange(deps, {
      step: 'reject',
      reason: 'other',
      note,
      place: 'printer',
      by: systemActor,
      problem: { code },
    }),
  );
  return 'go';
}
