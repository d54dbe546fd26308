import type { ComparisonRow, DocumentRow, PassportRead } from '../../contract/cases.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { Situation } from '../../contract/caseFacts.ts';
import type { BusinessType } from '../../contract/permit.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import { compareOriginals, type Originals } from '../documents/compareOriginals.ts';
import type { EyeAnswers } from '../documents/comparePassport.ts';
import {
  documentChecklist,
  type Custodies,
  type SeenPapers,
  type Verdicts,
} from '../documents/documentChecklist.ts';
import type { BusinessRule, RulePack } from '../rules/rulePack.ts';
import { fixedSituations, holdingSituations } from '../rules/situations.ts';
import { snapshotAge } from './snapshotAge.ts';
import type { Standing } from './standing.ts';

/** All that a decision about a case depends on. */
export interface CaseFacts extends Standing {
  /** Calendar date in Asia/Shanghai. */
  readonly today: string;
  readonly pack: RulePack;
  readonly record: PermitRecord;
  /** What this case is about: the record's kind of business, or the one chosen at the desk. */
  readonly businessType: BusinessType;
  /** Its rules; null when the pack does not know it. */
  readonly business: BusinessRule | null;
  /** Those nobody can take back, and all that hold. */
  readonly fixed: readonly Situation[];
  readonly situations: readonly Situation[];
  /** Days typed from the papers: the entry stamp, the change or end. */
  readonly entryDate: string | null;
  readonly eventDate: string | null;
  readonly snapshotAgeDays: number;
  /** The snapshot is from the future: nobody knows how old it is (G8). */
  readonly snapshotAhead: boolean;
  /** Upstream was not asked in this case: the record is a copy of that age (13.2, 13.4). */
  readonly pendingOnline: boolean;
  readonly passport: PassportRead | null;
  readonly passportExpired: boolean;
  readonly comparison: readonly ComparisonRow[];
  readonly documents: readonly DocumentRow[];
}

export interface BesidePassport extends Omit<Originals, 'passport'> {
  /** Upstream was not asked in this case: nothing of the record is certain (13.4). */
  readonly pendingOnline: boolean;
  /** Age in days above which no card is made (13.2). */
  readonly snapshotLimitDays: number;
}

const nothingBeside: BesidePassport = {
  oldPassport: null,
  visa: null,
  idCard: null,
  pendingOnline: false,
  snapshotLimitDays: Number.POSITIVE_INFINITY,
};

export interface CaseInputs extends Standing {
  readonly pack: RulePack;
  readonly record: PermitRecord;
  readonly businessType: BusinessType;
  /** What people said; null = nothing. */
  readonly situations: readonly Situation[] | null;
  readonly seen: SeenPapers;
  readonly custody: Custodies;
  /** ISO instant. */
  readonly fetchedAt: string;
  readonly passport: PassportRead | null;
  /** What was read beside the passport, and how good our copy of the permit is; left out = nothing, and upstream was asked. */
  readonly beside?: BesidePassport;
  readonly eye: EyeAnswers;
  readonly verdicts: Verdicts;
  readonly nowMillis: number;
}

/** Applies pack, comparison and date rules to what is known of a case. */
export function caseFacts(inputs: CaseInputs): CaseFacts {
  const { state, pack, record, passport, businessType, nowMillis } = inputs;
  const today = shanghaiDate(nowMillis);
  const business = pack.businessTypes.find((entry) => entry.type === businessType) ?? null;
  const fixed = business === null ? [] : fixedSituations(pack, business, record, today);
  const situations = business === null ? [] : holdingSituations(business, fixed, inputs.situations);
  const dayOn = (document: 'VISAPAGE' | 'PROOF'): string | null =>
    inputs.seen.find((entry) => entry.document === document)?.effectiveDate ?? null;
  const entryDate = dayOn('VISAPAGE');
  const { days: snapshotAgeDays, ahead: snapshotAhead } = snapshotAge(inputs.fetchedAt, nowMillis);
  const documents = documentChecklist(pack, {
    businessType,
    record,
    passport,
    today,
    situations,
    entryDate,
    seen: inputs.seen,
    custody: inputs.custody,
    verdicts: inputs.verdicts,
  });
  const { pendingOnline, snapshotLimitDays, ...originals } = inputs.beside ?? nothingBeside;
  const asksOldPassport = documents.some((row) => row.code === 'OLDPASS' && row.required);
  return {
    state,
    finding: inputs.finding,
    countsAsAcceptedOn: inputs.countsAsAcceptedOn,
    today,
    pack,
    record,
    businessType,
    business,
    fixed,
    situations,
    entryDate,
    eventDate: dayOn('PROOF'),
    snapshotAgeDays,
    snapshotAhead,
    pendingOnline,
    passport,
    passportExpired: passport !== null && passport.expiryDate < today,
    comparison:
      passport === null
        ? []
        : compareOriginals({ ...originals, passport }, record, inputs.eye, {
            pendingOnline,
            snapshotAgeDays,
            snapshotAhead,
            snapshotLimitDays,
            asksOldPassport,
            today,
          }),
    documents,
  };
}
