import type { Permission } from '../../contract/cases.ts';
import type { Failure } from '../../contract/result.ts';
import { addMonths } from '../calendar/dates.ts';
import { differenceProblem, openFields } from '../documents/comparePassport.ts';
import { isSatisfied, isUnchecked } from '../documents/documentChecklist.ts';
import type { CaseFacts } from './caseFacts.ts';
import { gaps } from './gaps.ts';
import { refusals } from './standing.ts';
import { noCardFollows, wrongBusiness } from './wrongBusiness.ts';

const permission = (reasons: readonly (Failure | null)[]): Permission => {
  const given = reasons.filter((reason): reason is Failure => reason !== null);
  return {
    allowed: given.length === 0,
    reasons: given.map(({ code, detail }) => (detail === undefined ? { code } : { code, detail })),
  };
};

/** The states in which a case is still being checked; all others are ends (domain-rules 6.1). */
export function isBeingChecked(state: CaseFacts['state']): boolean {
  return state === 'open' || state === 'supplement';
}

function openEye(facts: CaseFacts): Failure | null {
  const count = openFields(facts.comparison).length;
  return count === 0 ? null : { code: 'comparisonOpen', detail: { count } };
}

function permitProblem({ record, today }: CaseFacts): Failure | null {
  if (record.status !== 'valid') return { code: 'permitNotValid', detail: { status: record.status } };
  return record.validTo < today ? { code: 'permitNotValid', detail: { status: 'expired' } } : null;
}

/** Where the list has no passport, nobody has to appear (4.15, 4.19): one that was read must still be right. */
function unreadPassport(facts: CaseFacts): Failure | null {
  const listed = facts.documents.some((row) => row.code === 'PASSPORT');
  return listed && facts.passport === null ? { code: 'passportNotRead' } : null;
}

function expiredPassport(facts: CaseFacts): Failure | null {
  return facts.passport !== null && facts.passportExpired
    ? { code: 'passportExpired', detail: { date: facts.passport.expiryDate } }
    : null;
}

/** ACCEPT 受理: every required row satisfied, the passport read, in force and the same as the record, the permit valid (domain-rules 6.1). */
export function canAccept(facts: CaseFacts): Permission {
  const unsatisfied = facts.documents.filter((row) => !isSatisfied(row)).length;
  return permission([
    ...refusals('accept', facts),
    wrongBusiness(facts),
    permitProblem(facts),
    unreadPassport(facts),
    expiredPassport(facts),
    differenceProblem(facts.comparison),
    openEye(facts),
    unsatisfied > 0 ? { code: 'caseIncomplete', detail: { count: unsatisfied } } : null,
  ]);
}

/**
 * SUPPLEMENT 补正: something is unsatisfied, and everything has been looked at, because all of it must be told once (domain-rules 6.1, B2).
 */
export function canSupplement(facts: CaseFacts): Permission {
  const unchecked = facts.documents.filter(isUnchecked).length;
  return permission([
    ...refusals('supplement', facts),
    unchecked > 0 ? { code: 'caseIncomplete', detail: { count: unchecked } } : null,
    openEye(facts),
    unchecked === 0 && gaps(facts).length === 0 ? { code: 'nothingToSupplement' } : null,
  ]);
}

/**
 * Insurance is tied to the physical card where the pack says so (9.3), never to the permit (1.14). The person is told why: not insured yet, or
 * above the age at which anybody is insured (1.13), each in the words of the pack.
 */
export function insuranceProblem({
  record,
  pack,
  today,
}: Pick<CaseFacts, 'record' | 'pack' | 'today'>): Failure | null {
  if (record.insured || pack.uninsuredMayGetCard) return null;
  const { cardRefusals: told } = pack;
  const overAge = told !== undefined && today > addMonths(record.holder.birthDate, told.ageOver * 12);
  const words = overAge ? told.overAge : told?.uninsured;
  return {
    code: overAge ? 'overInsurableAge' : 'notInsured',
    detail: { reason: words === undefined ? '9.3' : `${words.zh} ${words.en}` },
  };
}

/** A card may be started: accepted, permit valid and its data young enough (G8), photo receipt, insurance policy (9.3), no live card (A10). */
export function canIssue(
  facts: CaseFacts,
  station: {
    readonly snapshotLimitDays: number;
    readonly liveCard: boolean;
    /** Stock moves only inside a day that somebody will sign (domain-rules 11). */
    readonly dayOpen: boolean;
    /** The kiosk's cabinet was opened during this case, and nobody has settled it (E7). */
    readonly cabinetOpened?: boolean;
  },
): Permission {
  const { record } = facts;
  return permission([
    ...refusals('issueCard', facts),
    noCardFollows(facts),
    permitProblem(facts),
    expiredPassport(facts),
    facts.snapshotAhead ? { code: 'snapshotAhead' } : null,
    facts.snapshotAgeDays > station.snapshotLimitDays
      ? { code: 'snapshotTooOld', detail: { days: facts.snapshotAgeDays } }
      : null,
    record.photoReceipt === null
      ? { code: 'cardNotAllowed', detail: { reason: '无社保卡相片回执号 no photo receipt number' } }
      : null,
    insuranceProblem(facts),
    station.liveCard ? { code: 'cardExists' } : null,
    station.dayOpen ? null : { code: 'dayNotOpen' },
    station.cabinetOpened === true ? { code: 'cabinetOpened' } : null,
  ]);
}
