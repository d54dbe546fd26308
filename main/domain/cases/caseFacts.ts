import type { CaseState, ComparisonRow, DocumentRow, PassportRead } from '../../contract/cases.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import { comparePassport, type EyeAnswers } from '../documents/comparePassport.ts';
import { documentChecklist, type Verdicts } from '../documents/documentChecklist.ts';
import type { RulePack } from '../rules/rulePack.ts';

/** All that a decision about a case depends on. */
export interface CaseFacts {
  readonly state: CaseState;
  /** Calendar date in Asia/Shanghai. */
  readonly today: string;
  readonly pack: RulePack;
  readonly record: PermitRecord;
  readonly snapshotAgeDays: number;
  readonly passport: PassportRead | null;
  readonly passportExpired: boolean;
  readonly comparison: readonly ComparisonRow[];
  readonly documents: readonly DocumentRow[];
}

export interface CaseInputs {
  readonly state: CaseState;
  readonly pack: RulePack;
  readonly record: PermitRecord;
  /** ISO instant. */
  readonly fetchedAt: string;
  readonly passport: PassportRead | null;
  readonly eye: EyeAnswers;
  readonly verdicts: Verdicts;
  readonly nowMillis: number;
}

const dayMs = 86_400_000;

/** Applies pack, comparison and date rules to what is known of a case. */
export function caseFacts(inputs: CaseInputs): CaseFacts {
  const { state, pack, record, passport, nowMillis } = inputs;
  const today = shanghaiDate(nowMillis);
  return {
    state,
    today,
    pack,
    record,
    // A clock that was set back makes no snapshot younger than new.
    snapshotAgeDays: Math.max(0, Math.floor((nowMillis - Date.parse(inputs.fetchedAt)) / dayMs)),
    passport,
    passportExpired: passport !== null && passport.expiryDate < today,
    comparison: passport === null ? [] : comparePassport(passport, record, inputs.eye),
    // The check at the window follows the entry (domain-rules 3.2).
    documents: documentChecklist(pack, { record, passport, today }, inputs.verdicts, true),
  };
}
