import type { Failure } from '../../../contract/result.ts';
import { judgeReplacement, reportProblem } from '../../../domain/cards/earlierCards.ts';
import type { UpstreamOutcome } from '../../ports/outside.ts';
import type { JobRecord } from '../../ports/stores.ts';
import type { CardDeps } from '../cardDeps.ts';
import { newestReport } from '../earlierCards.ts';

export type ReplacementCheck =
  /** `replaces`: the earlier card that the registration names; `outOfUse`: all that nobody can use any more. */
  | { readonly kind: 'clear'; readonly replaces: string | null; readonly outOfUse: ReadonlySet<string> }
  | { readonly kind: 'later'; readonly problem: Failure }
  | { readonly kind: 'failed'; readonly problem: Failure }
  | { readonly kind: 'noAnswer'; readonly outcome: Exclude<UpstreamOutcome<unknown>, { kind: 'answer' }> };

/** Why a replacement waits for a report of this station that upstream has not confirmed (13.9); null = none is open. */
export const unconfirmedReport = (deps: Pick<CardDeps, 'stores'>, job: JobRecord): Failure | null =>
  job.purpose === 'first' ? null : reportProblem(newestReport(deps, job.permitNumber));

/**
 * Is the earlier card of this person out of use (D8, 4.21)? Upstream is asked every time, also after it took the report: "done before" proves
 * nothing (9.13). A first card has nothing to ask here: any other card stops it later on.
 */
export async function checkReplacement(
  deps: CardDeps,
  job: JobRecord,
  jobKey: string,
): Promise<ReplacementCheck> {
  if (job.purpose === 'first') return { kind: 'clear', replaces: null, outOfUse: new Set() };
  const asked = await deps.upstream.call('cardPerson', { permitNumber: job.permitNumber });
  if (asked.kind !== 'answer') return { kind: 'noAnswer', outcome: asked };
  const verdict = judgeReplacement(asked.value.cards, { jobKey, region: deps.profile.region });
  switch (verdict.kind) {
    case 'replace':
      return { kind: 'clear', replaces: verdict.cardNumber, outOfUse: new Set(verdict.outOfUse) };
    case 'wait':
      return { kind: 'later', problem: verdict.problem };
    case 'refuse':
      return { kind: 'failed', problem: verdict.problem };
  }
}
