import type { DocumentRow, Verdict } from '../../contract/cases.ts';
import type { Custody, DocumentSeen, SeenAsk, Situation } from '../../contract/caseFacts.ts';
import type { BusinessType, DocumentCode } from '../../contract/permit.ts';
import type { BusinessRule, DocumentRule, RulePack } from '../rules/rulePack.ts';
import { fulfils } from '../rules/situations.ts';
import { ask } from './askWords.ts';
import { checkDate, isDateMissing, type DateFacts } from './dateChecks.ts';
import { checkForm } from './formChecks.ts';

export type Verdicts = readonly {
  readonly document: DocumentCode;
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}[];
export type SeenPapers = readonly ({ readonly document: DocumentCode } & DocumentSeen)[];
export type Custodies = readonly { readonly document: DocumentCode; readonly state: Custody }[];

export interface ChecklistFacts extends Omit<DateFacts, 'seen'> {
  readonly businessType: BusinessType;
  readonly situations: readonly Situation[];
  readonly seen: SeenPapers;
  readonly custody: Custodies;
  readonly verdicts: Verdicts;
}

interface Asked {
  readonly requirement: DocumentRow['requirement'];
  readonly clause: Pick<DocumentRule, 'ruleId' | 'clause'>;
  readonly waivedBy: Pick<DocumentRule, 'ruleId' | 'clause'> | null;
}

/** What a category and its situations make of a row: the first reason that lets the person off counts. */
function asked(type: BusinessRule, rule: DocumentRule, facts: ChecklistFacts): Asked {
  const { category } = facts.record;
  const own = rule.byCategory[category] ?? rule;
  const byHand = own.requirement === 'original' || own.requirement === 'copy';
  const exemption = type.exemptions.find(
    (entry) => entry.category === category && !entry.unless.some((name) => facts.situations.includes(name)),
  );
  const waiver =
    own.requirement === 'waived'
      ? own
      : ((byHand ? exemption : undefined) ??
        rule.waivedWhen.find((entry) => fulfils(entry.when, facts.situations)));
  return waiver === undefined
    ? { requirement: own.requirement, clause: own, waivedBy: null }
    : { requirement: 'waived', clause: own, waivedBy: waiver };
}

/** Facts that are still wanted: those that rules need, then those that are only worth knowing. */
function wantedFacts(rule: DocumentRule, dates: DateFacts, needed: readonly SeenAsk[]): SeenAsk[] {
  const { seen } = dates;
  const ownWords = (fact: SeenAsk): SeenAsk => {
    const words = rule.asks.find((entry) => entry.fact === fact.fact)?.words;
    return words === undefined ? fact : { ...fact, ...words };
  };
  const missing = rule.dateRules
    .filter((each) => isDateMissing(each, rule.code, dates))
    .flatMap(({ field }) => (field === 'issueDate' || field === 'effectiveDate' ? [ask(field, true)] : []));
  const required = [...needed, ...missing];
  const optional = rule.asks
    .filter(
      ({ fact }) => (seen === null || seen[fact] === null) && !required.some((each) => each.fact === fact),
    )
    .map(({ fact }) => ask(fact, false));
  const all = [...required, ...optional].map(ownWords);
  return all.filter((each, index) => all.findIndex((other) => other.fact === each.fact) === index);
}

function rowOf(pack: RulePack, type: BusinessRule, rule: DocumentRule, facts: ChecklistFacts): DocumentRow {
  const { code } = rule;
  const answer = facts.verdicts.findLast((entry) => entry.document === code);
  const stored = facts.seen.find((entry) => entry.document === code);
  const { document: _document, ...said } = stored ?? { document: code };
  const seen: DocumentSeen | null = stored === undefined ? null : (said as DocumentSeen);
  const dates: DateFacts = { ...facts, seen };
  const { requirement, clause, waivedBy } = asked(type, rule, facts);
  const required = requirement === 'original' || requirement === 'copy';
  const form = required
    ? checkForm({
        rule,
        requirement,
        seen,
        recorded: facts.record.documents.find((entry) => entry.code === code),
        situations: facts.situations,
        apostille: pack.apostille,
        submissionDate: facts.record.submissionDate,
      })
    : { checks: [], asks: [] };
  return {
    code,
    titleZh: rule.title.zh,
    titleEn: rule.title.en,
    requirement,
    required,
    ruleId: clause.ruleId,
    clauseZh: clause.clause.zh,
    clauseEn: clause.clause.en,
    waivedBy:
      waivedBy === null
        ? null
        : { ruleId: waivedBy.ruleId, clauseZh: waivedBy.clause.zh, clauseEn: waivedBy.clause.en },
    // What nobody has to show cannot go stale.
    dateChecks: requirement === 'waived' ? [] : rule.dateRules.map((each) => checkDate(each, code, dates)),
    formChecks: [...form.checks],
    asks: required ? wantedFacts(rule, dates, form.asks) : [],
    seen,
    custody: facts.custody.find((entry) => entry.document === code)?.state ?? 'none',
    verdict: answer?.verdict ?? null,
    note: answer?.note ?? null,
    by: answer?.by ?? null,
    at: answer?.at ?? null,
  };
}

/**
 * The originals that this case must show, by the pack it was opened under (B1, domain-rules 4), each with its newest verdict, its dates and
 * how it is made.
 */
export function documentChecklist(pack: RulePack, facts: ChecklistFacts): DocumentRow[] {
  const type = pack.businessTypes.find((entry) => entry.type === facts.businessType);
  if (!type) return [];
  const recorded = facts.record.documents.map((entry) => entry.code);
  return type.documents
    .filter(({ code }) => !type.onlyRecorded || code === 'PASSPORT' || recorded.includes(code))
    .filter(({ when }) => fulfils(when, facts.situations))
    .map((rule) => rowOf(pack, type, rule, facts));
}

const isSound = (row: DocumentRow): boolean =>
  [...row.dateChecks, ...row.formChecks].every((check) => check.result !== 'fails');
const isAsked = (row: DocumentRow): boolean => row.asks.some((each) => each.required);

/**
 * May the case be accepted as far as this row goes? A verdict `matches` mends neither a date nor a form that fails, and says nothing about a
 * fact that has not been said. An electronic row needs no verdict, but its dates count.
 */
export function isSatisfied(row: DocumentRow): boolean {
  if (row.verdict === 'notNeeded') return true;
  if (!row.required) return isSound(row);
  return row.verdict === 'matches' && isSound(row) && !isAsked(row);
}

/** Nobody has looked at it yet, or what was seen on it has not been said (B2). */
export function isUnchecked(row: DocumentRow): boolean {
  return row.required && (row.verdict === null || (row.verdict === 'matches' && isAsked(row)));
}
