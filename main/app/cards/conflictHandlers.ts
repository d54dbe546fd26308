import { failure, success, type Result } from '../../contract/result.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { JobRecord, StaffRecord } from '../ports/stores.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { presentJob, withStop } from './presentJob.ts';

/** Both records side by side, and a supervisor's decision about them (domain-rules 9.13, D7, G1). */
export function conflictHandlers(
  deps: Pick<Deps, 'stores' | 'clock' | 'crypto' | 'links' | 'profile'>,
  executor: Pick<CardExecutor, 'showConflict' | 'resolveConflict' | 'stoppedBy'>,
): Handlers<'cardConflict' | 'cardResolveConflict'> {
  return {
    cardConflict: ({ jobId }) => executor.showConflict(jobId),

    async cardResolveConflict({ jobId, decision, countersignature }, caller) {
      const job = deps.stores.jobs.get(jobId);
      if (job === null) return failure('jobNotFound');
      const staff = personOf(caller);
      const second = await secondOf(staff, job, countersignature);
      if (!second.ok) return second;
      const by = { name: staff.displayName, userName: staff.userName, staffId: staff.id } as const;
      const resolved = await executor.resolveConflict(
        jobId,
        decision,
        { ...by, surface: caller.surface },
        second.value?.userName ?? null,
      );
      if (!resolved.ok) return resolved;
      const now = deps.stores.jobs.get(jobId) ?? resolved.value;
      return success(withStop(presentJob(deps, now), executor.stoppedBy(jobId)));
    },
  };

  /** Nobody decides alone about a card of his own, and no clerk alone at all. Null = a supervisor who has nothing to do with it. */
  async function secondOf(
    staff: StaffRecord,
    job: JobRecord,
    countersignature: Parameters<typeof verifyCountersignature>[1] | undefined,
  ): Promise<Result<StaffRecord | null>> {
    if (staff.roles.includes('supervisor') && staff.id !== job.ownerId) return success(null);
    if (countersignature === undefined) return failure('countersignatureNeeded');
    return verifyCountersignature(deps, countersignature, { roles: ['supervisor'], notStaffId: staff.id });
  }
}

/** The signed-in person; dispatch has already refused everybody else. */
function personOf({ staff }: Caller): StaffRecord {
  if (staff === null) throw new Error('a card act without a person');
  return staff;
}
