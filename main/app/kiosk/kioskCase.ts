import type { PassportRead } from '../../contract/cases.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { success, type Result } from '../../contract/result.ts';
import { isBeingChecked } from '../../domain/cases/decisions.ts';
import type { CardExecutor } from '../cards/cardExecutor.ts';
import { kioskActor } from '../cases/actor.ts';
import type { Intake } from '../cases/intake.ts';
import type { Deps } from '../deps.ts';

export type KioskIntake = Pick<Intake, 'parsePermitQr' | 'readPassport' | 'openCase' | 'attachPassport'>;
export type KioskExecutor = Pick<CardExecutor, 'startJob'>;

export interface Wish {
  readonly permit: PermitRecord;
  readonly passport: PassportRead;
}
export interface WishDone {
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly jobId: JobId | null;
}

/**
 * The case that the slip carries to a window: opened or continued now, with the passport as it was read, so nothing is entered twice (E6).
 * An accepted case is past the passport, and a held one says nothing to the public: the window goes on where it stands.
 */
export async function wishSlip(
  { intake }: { readonly intake: KioskIntake },
  { permit, passport }: Wish,
): Promise<Result<WishDone>> {
  const opened = await intake.openCase({
    permitNumber: permit.permitNumber,
    channel: 'kiosk',
    actor: null,
  });
  if (!opened.ok) return opened;
  if (isBeingChecked(opened.value.state)) {
    const attached = intake.attachPassport(opened.value.id, passport, null);
    if (!attached.ok) return attached;
  }
  return success({ caseId: opened.value.id, caseNumber: opened.value.number, jobId: null });
}

/** A job that waits for its attendant before anything is fed (domain-rules 3.17). The caller has checked that it may be offered. */
export function wishCard(
  deps: Pick<Deps, 'stores'>,
  { executor }: { readonly executor: KioskExecutor },
  { permit }: Wish,
): Result<WishDone> {
  const accepted = deps.stores.cases.latestOfPermit(permit.permitNumber);
  if (accepted === null) throw new Error('a card was offered without a case');
  const started = executor.startJob({
    caseId: accepted.id,
    channel: 'kiosk',
    owner: kioskActor.name,
    ownerId: null,
    actor: kioskActor,
  });
  if (!started.ok) return started;
  return success({ caseId: accepted.id, caseNumber: accepted.number, jobId: started.value.id });
}
