import type { EvidenceEntry } from '../../contract/evidence.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { EcardAnswer } from '../../contract/upstream.ts';
import type { EcardCode } from '../../domain/rules/readEcardQr.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { snapshotOf } from './factsOfCase.ts';
import { mayAskUpstream } from './permitSource.ts';

export type EcardDeps = Pick<Deps, 'stores' | 'upstream' | 'links' | 'ids' | 'clock' | 'crypto'>;

/** A person waits at the window, and the code grows old meanwhile. */
const checkTimeoutMs = 4000;
/** A code that is shown again later is asked about: by then nobody holds up a screenshot by mistake. */
const forgetAfterMs = 600_000;

/** When each code was first seen here. In memory, as salted digests: no code is kept, not even for a moment longer than its check. */
export interface SeenCodes {
  /** Milliseconds since 1970 of the first sight of this code; `now`, if it is new. */
  firstSeen(code: string, now: number): number;
}

export function seenCodes(deps: Pick<Deps, 'ids' | 'crypto'>): SeenCodes {
  const salt = deps.ids.next('scan');
  const seen = new Map<string, number>();
  return {
    firstSeen(code, now) {
      for (const [digest, at] of seen) if (now - at > forgetAfterMs) seen.delete(digest);
      const digest = deps.crypto.sm3Hex(`${salt} ${code}`);
      const first = seen.get(digest) ?? now;
      seen.set(digest, first);
      return first;
    },
  };
}

export type EcardHolder = NonNullable<Extract<EcardAnswer, { result: 'valid' }>['holder']>;
/** What may be written down about a code, and whose card it is when it is good. */
export type EcardFinding =
  { readonly result: 'valid'; readonly holder: EcardHolder } | { readonly result: 'expired' | 'unknown' };

/**
 * Asks upstream about a code, once and with a key that is no digest of it; nothing is queued for later, because the code would be stale and
 * would have to be kept (A11). `permitNumber`: whose case asks, null = nobody's. Fails with ecardSeenBefore (older than its life by our own
 * clock), ecardOffline (13.4), ecardOtherPerson, ecardWithoutPermit, upstreamRefused, upstreamAnswerBad.
 */
export async function askAboutEcard(
  deps: EcardDeps,
  { text, lifeSeconds }: EcardCode,
  firstSeenAt: number,
  permitNumber: string | null,
): Promise<Result<EcardFinding>> {
  const seconds = Math.floor((deps.clock.elapsed() - firstSeenAt) / 1000);
  if (seconds >= lifeSeconds) return failure('ecardSeenBefore', { seconds });
  if (!mayAskUpstream(deps)) return failure('ecardOffline');
  const outcome = await deps.upstream.call(
    'ecardCheck',
    { code: text, use: '01', permitNumber },
    { timeoutMs: checkTimeoutMs, idempotencyKey: deps.ids.next('scan') },
  );
  switch (outcome.kind) {
    case 'offline':
      return failure('ecardOffline');
    case 'linkFault':
      return failure('upstreamAnswerBad');
    case 'refused':
      // An upstream that quotes the code in its reason would put it on the screen.
      return failure('upstreamRefused', { reason: outcome.refusal.reason.replaceAll(text, '…') });
    case 'answer':
      return findingOf(outcome.value.check);
  }
}

function findingOf(answer: EcardAnswer): Result<EcardFinding> {
  if (answer.result === 'notYours') return failure('ecardOtherPerson');
  if (answer.result !== 'valid') return success({ result: answer.result });
  const { holder } = answer;
  return holder === null ? failure('ecardWithoutPermit') : success({ result: 'valid', holder });
}

/**
 * The entry that a finding makes in a case. Upstream was told whose case it is, and still its answer is laid beside the record here: permit
 * number and birth year must fit, the passport may be another one (domain-rules 1.1). Fails with ecardOtherPerson.
 */
export function evidenceOf(
  deps: Pick<Deps, 'stores'>,
  record: CaseRecord,
  finding: EcardFinding,
  by: string,
  at: string,
): Result<EvidenceEntry> {
  if (finding.result !== 'valid')
    return success({ kind: 'ecard', result: finding.result, passport: null, by, at });
  const { permitNumber, birthYear, passportTail } = finding.holder;
  const { holder } = snapshotOf(deps, record).record;
  if (permitNumber !== record.permitNumber || birthYear !== Number(holder.birthDate.slice(0, 4)))
    return failure('ecardOtherPerson');
  const known = [holder.passportNumber, record.passport?.documentNumber, record.oldPassport?.documentNumber];
  const same = known.some((number) => number?.endsWith(passportTail) === true);
  return success({ kind: 'ecard', result: 'valid', passport: same ? 'same' : 'other', by, at });
}
