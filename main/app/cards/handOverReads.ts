import type { JobId } from '../../contract/ids.ts';
import { proofLifeMs } from '../../domain/cards/handOver.ts';
import { nextAction } from '../../domain/cards/nextStep.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord, StaffRecord } from '../ports/stores.ts';
import { nowOf } from './cardDeps.ts';

type ReadDeps = Pick<Deps, 'stores' | 'clock' | 'bus' | 'profile'>;

/** When something of the holder was read for a card that waits. ISO instants. */
export interface Reads {
  readonly passportAt: string | null;
  readonly codeAt: string | null;
}

/**
 * What the devices of the window read of people whose card waits for them (D11). In memory only: after a restart the person is asked again.
 * A document is matched by its number to a waiting card; the number itself is not kept.
 */
export interface HandOverReads {
  /** A passport lay on the reader. True = it belongs to a card that waits, and the read is dealt with. */
  passport(documentNumber: string, staff: StaffRecord | null): boolean;
  /** Upstream vouched for the code of an electronic card of this permit's holder. A permit QR is a picture that proves nobody (13.4). */
  code(permitNumber: string, staff: StaffRecord | null): void;
  of(jobId: JobId): Reads;
}

const none: Reads = { passportAt: null, codeAt: null };

/** Keeps what was read for each waiting card until it is handed over or `proofLifeMs` has passed. */
export function createHandOverReads(deps: ReadDeps): HandOverReads {
  const { stores, bus, profile, clock } = deps;
  const known = new Map<JobId, Reads>();

  const mayHandOver = (staff: StaffRecord | null): staff is StaffRecord =>
    staff !== null &&
    staff.active &&
    profile.acts.includes('issueCards') &&
    staff.roles.some((role) => role === 'clerk' || role === 'supervisor');

  const waiting = (belongs: (job: JobRecord) => boolean): JobRecord | null =>
    stores.jobs
      .open()
      .find((job) => belongs(job) && nextAction(job, stores.jobs.steps(job.id)) === 'handOver') ?? null;

  const note = (job: JobRecord, staff: StaffRecord, what: 'passport' | 'code'): void => {
    const at = nowOf(deps);
    for (const [jobId, { passportAt, codeAt }] of known)
      if (isOver(passportAt) && isOver(codeAt)) known.delete(jobId);
    const before = known.get(job.id) ?? none;
    known.set(job.id, what === 'passport' ? { ...before, passportAt: at } : { ...before, codeAt: at });
    stores.run(() =>
      stores.audit.append({
        at,
        actor: staff.userName,
        surface: 'window',
        event: `card.handOver.${what}`,
        subject: job.id,
        detail: {},
      }),
    );
    bus.emit('cardJobChanged', { jobId: job.id });
  };
  const isOver = (at: string | null): boolean => at === null || clock.now() - Date.parse(at) > proofLifeMs;

  return {
    passport(documentNumber, staff) {
      if (!mayHandOver(staff)) return false;
      const job = waiting(({ data }) => data?.documentNumber === documentNumber);
      if (job === null) return false;
      note(job, staff, 'passport');
      return true;
    },
    code(permitNumber, staff) {
      if (!mayHandOver(staff)) return;
      const job = waiting((each) => each.permitNumber === permitNumber);
      if (job !== null) note(job, staff, 'code');
    },
    of: (jobId) => known.get(jobId) ?? none,
  };
}
