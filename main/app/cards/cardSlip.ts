import type { CardJobView } from '../../contract/cards.ts';
import type { CaseId, JobId } from '../../contract/ids.ts';
import type { Document } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { cardSlipText, slipHeading } from '../../domain/cards/cardSlipText.ts';
import { isPastCertificate, waitsInOrder } from '../../domain/cards/jobBoard.ts';
import type { Bilingual, SlipContent } from '../../domain/papers/noticeContent.ts';
import { slipQr } from '../../domain/rules/readQr.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord } from '../ports/stores.ts';
import { promiseOf } from './boardFacts.ts';
import { nowOf, type CardActor, type CardDeps } from './cardDeps.ts';
import { certifies } from './chipStation.ts';

type PromiseDeps = Pick<Deps, 'stores' | 'links' | 'profile' | 'clock'>;

/** What a job promises its holder now, in the words of a slip (D2): for the desk's slip and, beside its own words, the kiosk's. */
export function promisedOf(
  deps: PromiseDeps,
  job: JobRecord,
): {
  readonly promise: CardJobView['promise'];
  readonly heading: Bilingual;
  readonly text: readonly Bilingual[];
} {
  const promise = promiseOf(deps, job);
  const { nameZh, nameEn } = deps.profile;
  return {
    promise,
    heading: slipHeading(promise),
    text: cardSlipText({
      promise,
      waits: waitsInOrder(job),
      window: { zh: nameZh, en: nameEn },
      certifies: certifies(deps, job.channel) && !isPastCertificate(job),
    }),
  };
}

/** A kiosk's slip says what the desk's would: nothing while no card of the case is under way (D2). */
export function promiseForKiosk(deps: PromiseDeps, caseId: CaseId | null): readonly Bilingual[] {
  const job = caseId === null ? null : deps.stores.jobs.latestOfCase(caseId);
  if (job === null || cameToNothing.includes(job.state)) return [];
  const { heading, text } = promisedOf(deps, job);
  return [heading, ...text];
}

const cameToNothing: readonly JobRecord['state'][] = ['failed', 'wasted', 'conflict', 'handedOver'];

/**
 * The slip that the holder takes along (D2): no name is on it, the code opens the case at the window. The promise it made is kept; every one
 * after the first is copy n with its reason (C4). Errors: jobNotFound, wrongState (no card is promised), reasonMissing.
 */
export async function printCardSlip(
  deps: CardDeps,
  jobId: JobId,
  reason: string | undefined,
  by: CardActor,
): Promise<Result<Document & { copy: number; promise: CardJobView['promise'] }>> {
  const job = deps.stores.jobs.get(jobId);
  if (job === null) return failure('jobNotFound');
  if (cameToNothing.includes(job.state)) return failure('wrongState', { state: job.state });
  const again = deps.stores.cardSlips.ofJob(jobId).length > 0;
  if (again && (reason ?? '') === '') return failure('reasonMissing');
  const { profile, crypto, clock } = deps;
  const promised = promisedOf(deps, job);
  const at = nowOf(deps);
  // Counted in the commit: of two windows that print at once, one has the next copy.
  const copy = deps.stores.run(() => {
    const number = deps.stores.cardSlips.ofJob(jobId).length + 1;
    deps.stores.cardSlips.insert({
      jobId,
      copy: number,
      promise: promised.promise,
      reason: number === 1 ? null : (reason ?? ''),
      at,
      by: by.name,
    });
    deps.stores.audit.append({
      at,
      actor: by.userName,
      surface: by.surface,
      event: 'card.slip',
      subject: jobId,
      detail: { copy: number, promise: promised.promise },
    });
    return number;
  });
  const content: SlipContent = {
    // Its reader is a foreigner; both languages are on it.
    language: 'en',
    caseNumber: job.caseNumber,
    ticket: null,
    qr: slipQr(job.caseNumber, crypto.paperCode(job.caseNumber)),
    station: { zh: profile.nameZh, en: profile.nameEn },
    window: { zh: profile.nameZh, en: profile.nameEn },
    heading: promised.heading,
    text: [...promised.text],
    ...(copy > 1 && { copy }),
    issuedAt: new Date(clock.now()).toISOString(),
    training: profile.mode === 'training',
  };
  const bytes = await deps.paper.slip(content);
  return success({
    fileName: `card-slip-${job.caseNumber}${copy > 1 ? `-${copy}` : ''}.pdf`,
    mediaType: 'application/pdf',
    bytes,
    copy,
    promise: promised.promise,
  });
}
