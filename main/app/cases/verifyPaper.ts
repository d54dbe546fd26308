import type { PaperCheck, PaperVerdict } from '../../contract/outcomes.ts';
import type { Failure, Result } from '../../contract/result.ts';
import { success } from '../../contract/result.ts';
import { readPaperCode, type SignedPaper } from '../../domain/papers/paperCode.ts';
import type { Deps } from '../deps.ts';
import type { NoticeRecord } from '../ports/stores.ts';
import { digestOf } from './issueNotice.ts';

export type VerifyPaperDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'profile'>;

type Standing = Pick<PaperCheck, 'verdict' | 'withdrawnBy' | 'withdrawnAsOf'>;

/**
 * Checks the code of a paper without a network (C5): signature by the keys that are known of its station, then the list of withdrawn
 * papers, ours as of now and another station's as of the last sync. Fails with qrForeign and qrDamaged.
 */
export function verifyPaper(deps: VerifyPaperDeps, scanned: string): Result<PaperCheck> {
  const read = readPaperCode(scanned);
  if (!read.ok) return read;
  const signed = read.value;
  const ours = signed.paper.stationId === deps.profile.stationId;
  const notice = ours ? deps.stores.notices.byNumber(signed.paper.number) : null;
  const standing = standingOf(deps, signed, notice);
  // Whoever made an altered code could have put the number of any paper into it.
  const known = standing.verdict === 'altered' ? null : notice;
  return success({
    ...standing,
    paper: signed.paper,
    caseId: known?.caseId ?? null,
    noticeId: known?.id ?? null,
    checkedAt: new Date(deps.clock.now()).toISOString(),
  });
}

function standingOf(deps: VerifyPaperDeps, signed: SignedPaper, notice: NoticeRecord | null): Standing {
  const { profile, crypto } = deps;
  const { stationId, number } = signed.paper;
  const keys = (profile.paperKeys ?? [])
    .filter((entry) => entry.stationId === stationId)
    .map(({ publicKey }) => publicKey);
  if (stationId === profile.stationId) keys.push(crypto.paperPublicKey());
  const nothing = { withdrawnBy: null, withdrawnAsOf: null };
  if (keys.length === 0) return { verdict: 'unknownStation', ...nothing };
  if (!keys.some((key) => crypto.verifyPaper(key, signed.signedText, signed.signature)))
    return { verdict: 'altered', ...nothing };

  if (stationId === profile.stationId) {
    // Two papers under one number, or a key that was stolen: what is in the books counts.
    if (notice !== null && digestOf(deps, notice.content) !== signed.digest)
      return { verdict: 'altered', ...nothing };
    const { withdrawn } = notice ?? { withdrawn: null };
    return {
      verdict: withdrawn?.how ?? 'valid',
      withdrawnBy: withdrawn?.by ?? null,
      withdrawnAsOf: new Date(deps.clock.now()).toISOString(),
    };
  }
  const list = profile.withdrawnPapers;
  const entry = list?.papers.find((paper) => paper.number === number);
  return {
    verdict: entry?.how ?? 'valid',
    withdrawnBy: entry?.by ?? null,
    withdrawnAsOf: list?.asOf ?? null,
  };
}

/** What a person at the window must be told about a paper that was scanned; null = it is good. */
export function paperProblem({ verdict, paper }: PaperCheck): Failure | null {
  const problems: Readonly<Record<PaperVerdict, Failure | null>> = {
    valid: null,
    altered: { code: 'paperAltered' },
    revoked: { code: 'paperWithdrawn', detail: { number: paper.number } },
    superseded: { code: 'paperWithdrawn', detail: { number: paper.number } },
    unknownStation: { code: 'paperUnknownStation', detail: { station: paper.stationId } },
  };
  return problems[verdict];
}
