import type { Countersignature } from '../../contract/access.ts';
import type { Permission } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import { failure, type Failure, type Result } from '../../contract/result.ts';
import { canAccept, canSupplement } from '../../domain/cases/decisions.ts';
import type { CaseFacts } from '../../domain/cases/caseFacts.ts';
import { addedItems, gaps, type Gap } from '../../domain/cases/gaps.ts';
import { standingVerdicts } from '../../domain/cases/secondCheck.ts';
import { refusals } from '../../domain/cases/standing.ts';
import type { Deps } from '../deps.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { decide, type Deciding } from './decide.ts';
import { factsOfCase, packOf } from './factsOfCase.ts';
import { officeWords } from './officeWords.ts';
import { printable } from './printable.ts';
import { withUs } from './sayFacts.ts';
import { offlineLimit } from './offlineLimit.ts';

/** The intake outcomes (domain-rules 6.1). FIX_NOW is none: it keeps the case open. There is no sixth. */

const refusal = (permission: Permission): Failure | null => permission.reasons[0] ?? null;

/** What stands in the way of every outcome: nobody leaves while their passport lies with us (B6), and too many papers wait offline (G4). */
export const windowRefuses = (deps: Deps, record: CaseRecord): Failure | null =>
  withUs(record).includes('PASSPORT')
    ? { code: 'passportWithUs', detail: { number: record.number } }
    : offlineLimit(deps);

/** One of the outcomes, by the person at the desk. */
function outcome(
  deps: Deps,
  caseId: CaseId,
  deciding: Omit<Deciding, 'state' | 'kind'> & {
    readonly kind: 'accepted' | 'supplement' | 'notNeeded' | 'notOurs';
  },
): Result<CaseRecord> {
  const { kind, actor } = deciding;
  return decide(deps, caseId, {
    ...deciding,
    refused: (facts, record) => deciding.refused(facts, record) ?? windowRefuses(deps, record),
    state: () => kind,
    change: (record, facts, at) => ({
      decidedById: actor.staffId,
      ...deciding.change(record, facts, at),
    }),
  });
}

/** ACCEPT 受理. Fails with the first reason of `canAccept`, caseNotFound, passportWithUs, offlineLimit. */
export function acceptCase(deps: Deps, caseId: CaseId, actor: Actor): Result<CaseRecord> {
  return outcome(deps, caseId, {
    kind: 'accepted',
    actor,
    refused: (facts) => refusal(canAccept(facts)),
    change: (_record, _facts, at) => ({ acceptedAt: at, endedAt: at }),
    paper: () => ({ kind: 'acceptance' }),
  });
}

/** What a notice for this case would add to the first one (B3); empty before the first. */
function addedSinceFirst(deps: Deps, record: CaseRecord, facts: CaseFacts): Gap[] {
  if (record.gapsToldAt === null) return [];
  const then = factsOfCase(deps, record, Date.parse(record.gapsToldAt));
  return addedItems(facts, record.told, then.documents);
}

/**
 * SUPPLEMENT 补正: every unsatisfied item at once. A second notice may add an item that could have been seen the first time only with a
 * supervisor's reason and signature (B3): else `supplementAddsItem`. Fails also with the first reason of `canSupplement`, and with what is
 * wrong with the signature.
 */
export async function supplementCase(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  wish: { readonly reason?: string | undefined; readonly countersignature?: Countersignature | undefined },
): Promise<Result<CaseRecord>> {
  let supervisor: string | null = null;
  if (wish.countersignature !== undefined && wish.reason !== undefined) {
    const signed = await verifyCountersignature(deps, wish.countersignature, {
      roles: ['supervisor'],
      ...(actor.staffId === null ? {} : { notStaffId: actor.staffId }),
    });
    if (!signed.ok) return signed;
    supervisor = signed.value.userName;
  }
  const record = deps.stores.cases.get(caseId);
  const notes = standingVerdicts(record?.verdicts ?? []).map(({ note }) => note ?? '');
  const unprintable = await printable(deps, notes);
  if (unprintable) return { ok: false, error: unprintable };
  return outcome(deps, caseId, {
    kind: 'supplement',
    actor,
    countersignedBy: supervisor,
    reasons: wish.reason === undefined ? [] : [wish.reason],
    refused: (facts, now) => {
      const refused = refusal(canSupplement(facts));
      if (refused) return refused;
      const added = addedSinceFirst(deps, now, facts);
      if (added.length === 0 || supervisor !== null) return null;
      const items = added.map(({ title }) => `${title.zh} ${title.en}`).join('、');
      return {
        code: 'supplementAddsItem',
        detail: { items, codes: added.map(({ code }) => code).join(',') },
      };
    },
    change: (now, facts, at) => ({
      gapsToldAt: now.gapsToldAt ?? at,
      told: [...new Set([...now.told, ...gaps(facts).map(({ code }) => code)])],
    }),
    paper: () => ({ kind: 'supplement' }),
  });
}

const mayEnd = (facts: CaseFacts): Failure | null => refusals('end', facts)[0] ?? null;

/** NOT_NEEDED: said at once, with the reason on the paper. Fails also with paperGlyphMissing. */
export async function endAsNotNeeded(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  reason: string,
): Promise<Result<CaseRecord>> {
  const unprintable = await printable(deps, [reason]);
  if (unprintable) return { ok: false, error: unprintable };
  return outcome(deps, caseId, {
    kind: 'notNeeded',
    actor,
    reasons: [reason],
    payload: { reason },
    refused: mayEnd,
    change: (_record, _facts, at) => ({ endedAt: at }),
    paper: () => ({ kind: 'notNeeded', words: { reason } }),
  });
}

/** The right authority as a person typed it, or as the pack of the case knows it: name, address and telephone. */
export type RightAuthority = { readonly authority: string } | { readonly office: string };

/**
 * NOT_OURS: the paper names the authority that is right, and the review rights. Fails also with invalidInput (the pack knows no such
 * office) and paperGlyphMissing.
 */
export async function endAsNotOurs(
  deps: Deps,
  caseId: CaseId,
  actor: Actor,
  right: RightAuthority,
): Promise<Result<CaseRecord>> {
  const record = deps.stores.cases.get(caseId);
  if (!record) return failure('caseNotFound');
  const named = 'office' in right ? officeWords(packOf(deps, record), right.office) : right.authority;
  if (named === null) return failure('invalidInput', { field: 'office' });
  const authority = typeof named === 'string' ? named : named.zh;
  const unprintable = await printable(deps, [authority]);
  if (unprintable) return { ok: false, error: unprintable };
  return outcome(deps, caseId, {
    kind: 'notOurs',
    actor,
    reasons: [authority],
    payload: { authority, ...('office' in right ? { office: right.office } : {}) },
    refused: mayEnd,
    change: (_record, _facts, at) => ({ endedAt: at }),
    paper: () => ({ kind: 'notOurs', words: { authority: named } }),
  });
}
