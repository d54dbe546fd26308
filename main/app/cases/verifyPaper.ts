import type { PaperCheck, PaperVerdict, Withdrawal } from '../../contract/outcomes.ts';
import type { Failure, Result } from '../../contract/result.ts';
import { success } from '../../contract/result.ts';
import { readPaperCode, type SignedPaper } from '../../domain/papers/paperCode.ts';
import { defaultListLimitHours, listTooOld } from '../../domain/papers/withdrawnList.ts';
import type { Deps } from '../deps.ts';
import type { NoticeRecord } from '../ports/stores.ts';
import { digestOf } from './issueNotice.ts';

export type VerifyPaperDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'profile'>;

type Standing = Pick<PaperCheck, 'verdict' | 'withdrawnBy' | 'withdrawnAt' | 'list'>;
type Withdrawn = { readonly how: Withdrawal; readonly by: string | null; readonly at: string };

/**
 * Checks the code of a paper without a network (C5): signature by the keys that are known of its station, then whether it was withdrawn:
 * by our books as of now, and for any other paper by the list that came from upstream, as of the last complete sync. Fails with qrForeign and
 * qrDamaged.
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
  const nothing = { withdrawnBy: null, withdrawnAt: null, list: null };
  if (keys.length === 0) return { verdict: 'unknownStation', ...nothing };
  if (!keys.some((key) => crypto.verifyPaper(key, signed.signedText, signed.signature)))
    return { verdict: 'altered', ...nothing };

  const now = deps.clock.now();
  const limitHours = profile.withdrawnListLimitHours ?? defaultListLimitHours;
  // Two papers under one number, or a key that was stolen: what is in the books counts.
  if (notice !== null && digestOf(deps, notice.content) !== signed.digest)
    return { verdict: 'altered', ...nothing };
  const { withdrawnPapers } = deps.stores;
  const listed = withdrawnPapers.byNumber(number);
  // One of ours can be missing in our books, or stand there as it was, after a recovery from an older copy: then upstream knows more.
  if (notice !== null && (notice.withdrawn !== null || listed === null)) {
    const asOf = new Date(now).toISOString();
    return judged(notice.withdrawn, { source: 'own', asOf, tooOld: false, limitHours });
  }
  const asOf = withdrawnPapers.asOf();
  return judged(listed, {
    source: 'upstream',
    asOf,
    tooOld: listTooOld(asOf, now, limitHours),
    limitHours,
  });
}

const judged = (withdrawn: Withdrawn | null, list: PaperCheck['list']): Standing => ({
  verdict: withdrawn?.how ?? 'valid',
  withdrawnBy: withdrawn?.by ?? null,
  withdrawnAt: withdrawn?.at ?? null,
  list,
});

/** What a person at the window must be told about a paper that was scanned; null = it is good. */
export function paperProblem({ verdict, paper, list }: PaperCheck): Failure | null {
  const problems: Readonly<Record<PaperVerdict, Failure | null>> = {
    valid: list === null || !list.tooOld ? null : oldList(list),
    altered: { code: 'paperAltered' },
    revoked: { code: 'paperWithdrawn', detail: { number: paper.number } },
    superseded: { code: 'paperWithdrawn', detail: { number: paper.number } },
    unknownStation: { code: 'paperUnknownStation', detail: { station: paper.stationId } },
  };
  return problems[verdict];
}

const oldList = ({ asOf, limitHours }: NonNullable<PaperCheck['list']>): Failure =>
  asOf === null ? { code: 'paperListMissing' } : { code: 'paperListOld', detail: { hours: limitHours } };
