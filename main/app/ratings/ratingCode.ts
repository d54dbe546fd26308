import { failure, success, type Result } from '../../contract/result.ts';
import { isPaperCode } from '../../domain/papers/paperCode.ts';
import { readQr } from '../../domain/rules/readQr.ts';
import { verifyPaper, type VerifyPaperDeps } from '../cases/verifyPaper.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import { ratingRefusal } from './giveRating.ts';

type CodeDeps = VerifyPaperDeps & Pick<Deps, 'packs'>;

/**
 * The case that the holder of a paper or slip of ours may rate at the kiosk (C6), or null for any other code. A paper that was withdrawn is
 * still of its case; a forged one is of none. Fails with qrDamaged, paperAltered, caseNotFound, ratingDone, ratingNotYet.
 */
export function caseToRate(deps: CodeDeps, scanned: string): Result<CaseRecord> | null {
  const found = caseOfCode(deps, scanned.trim());
  if (found === null || !found.ok) return found;
  const refused = ratingRefusal(deps, found.value);
  return refused === null ? found : { ok: false, error: refused };
}

function caseOfCode(deps: CodeDeps, text: string): Result<CaseRecord> | null {
  const known = (record: CaseRecord | null): Result<CaseRecord> =>
    record === null ? failure('caseNotFound') : success(record);
  if (isPaperCode(text)) {
    const checked = verifyPaper(deps, text);
    if (!checked.ok) return checked;
    const { caseId, verdict } = checked.value;
    if (verdict === 'altered') return failure('paperAltered');
    return known(caseId === null ? null : deps.stores.cases.get(caseId));
  }
  const content = readQr(text, deps.packs.newest(), { training: deps.profile.mode === 'training' });
  if (!content.ok || content.value.kind !== 'slip') return null;
  const { caseNumber, code } = content.value;
  if (code !== deps.crypto.paperCode(caseNumber).toLowerCase()) return failure('qrDamaged');
  return known(deps.stores.cases.byNumber(caseNumber));
}
