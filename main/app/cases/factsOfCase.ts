import type { CardPurpose } from '../../contract/cards.ts';
import type { PermitSnapshot } from '../../contract/permit.ts';
import { caseFacts, type CaseFacts } from '../../domain/cases/caseFacts.ts';
import { standingVerdicts } from '../../domain/cases/secondCheck.ts';
import type { RulePack } from '../../domain/rules/rulePack.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord, JobRecord } from '../ports/stores.ts';

export type FactsDeps = Pick<Deps, 'stores' | 'packs' | 'clock' | 'profile'>;

/** The snapshot a case points to. Its absence is a broken promise of the database. */
export function snapshotOf(deps: Pick<Deps, 'stores'>, record: CaseRecord): PermitSnapshot {
  const snapshot = deps.stores.snapshots.get(record.snapshotId);
  if (!snapshot) throw new Error('a case points to a snapshot that does not exist');
  return snapshot;
}

/** The pack a case was opened under; never a newer one (B1). */
export function packOf(deps: Pick<Deps, 'packs'>, record: CaseRecord): RulePack {
  const pack = deps.packs.byVersion(record.packVersion);
  if (!pack) throw new Error(`rule pack ${record.packVersion} of an old case is not installed`);
  return pack;
}

/** A case as the rules see it at `nowMillis` (default: now). */
export function factsOfCase(
  deps: FactsDeps,
  record: CaseRecord,
  nowMillis: number = deps.clock.now(),
): CaseFacts {
  const snapshot = snapshotOf(deps, record);
  return caseFacts({
    state: record.state,
    finding: record.finding,
    countsAsAcceptedOn: record.countsAsAcceptedOn,
    pack: packOf(deps, record),
    record: snapshot.record,
    businessType: record.businessType,
    situations: record.situations,
    seen: record.seen,
    custody: record.custody,
    fetchedAt: snapshot.fetchedAt,
    passport: record.passport,
    beside: {
      oldPassport: record.oldPassport,
      visa: record.visa,
      idCard: record.idCard,
      pendingOnline: record.verification === 'pendingOnline',
      snapshotLimitDays: deps.profile.snapshotLimitDays,
    },
    eye: record.eye,
    verdicts: standingVerdicts(record.verdicts),
    nowMillis,
  });
}

const noCard: readonly JobRecord['state'][] = ['failed', 'wasted'];

/** Is there a card, or a job that may become one, for this permit (A10)? One that its holder has does not count where it is to be replaced (4.21). */
export function hasLiveCard(
  deps: Pick<Deps, 'stores'>,
  permitNumber: string,
  purpose: CardPurpose = 'first',
): boolean {
  return deps.stores.jobs
    .ofPermit(permitNumber)
    .some(({ state }) => !noCard.includes(state) && (purpose === 'first' || state !== 'handedOver'));
}
