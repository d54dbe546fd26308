import type { CaseAdvice, Situation } from '../../contract/caseFacts.ts';
import type { BusinessType, PermitRecord } from '../../contract/permit.ts';
import { addDays, addMonths } from '../calendar/dates.ts';
import { workingDayAfter } from '../documents/legalClock.ts';
import type { RulePack, TimingRule } from './rulePack.ts';
import { fulfils } from './situations.ts';
import { transitionRows } from './transition.ts';

export interface AdviceFacts {
  readonly businessType: BusinessType;
  readonly situations: readonly Situation[];
  readonly record: PermitRecord;
  readonly today: string;
  /** The day of the stamp on the visa page, as the clerk typed it. */
  readonly entryDate: string | null;
  /** The day of the change or end, as typed on PROOF. */
  readonly eventDate: string | null;
}

/** The last day of a window; null when there is none or the day it is counted from was not said. */
function lastDay(rule: TimingRule, facts: AdviceFacts, calendar: RulePack['calendar']): string | null {
  const { record, entryDate, eventDate } = facts;
  switch (rule.kind) {
    case 'daysAfterEntry':
      return entryDate === null ? null : addDays(entryDate, rule.limit);
    case 'daysBeforePermitExpiry':
      return addDays(record.validTo, -rule.limit);
    case 'daysAfterEvent':
      return eventDate === null ? null : addDays(eventDate, rule.limit);
    case 'workingDaysAfterEvent':
      return eventDate === null ? null : workingDayAfter(eventDate, rule.limit, calendar, false);
    case 'monthsAfterApproval':
      return addMonths(record.approvalDate, rule.limit);
    case 'ageOutside':
    case 'always':
      return null;
  }
}

/** Is the holder younger than `minimum`, or past the birthday of `limit` years, on the day? */
function isOutsideAge(rule: TimingRule, { record, today }: AdviceFacts): boolean {
  const birthday = (years: number): string => addMonths(record.holder.birthDate, years * 12);
  return today < birthday(rule.minimum) || today > birthday(rule.limit);
}

function timed(rule: TimingRule, facts: AdviceFacts, calendar: RulePack['calendar']): CaseAdvice {
  const until = lastDay(rule, facts, calendar);
  const past = until !== null && facts.today > until;
  const end = (ended: string, latest: string): string => (until === null ? '' : `${past ? ended : latest}`);
  const fill = (text: string): string =>
    text.replaceAll('{limit}', String(rule.limit)).replaceAll('{minimum}', String(rule.minimum));
  return {
    rule: rule.rule,
    tone: past || rule.kind === 'ageOutside' ? 'warn' : 'info',
    zh: fill(rule.words.zh) + end(`（已于 ${until} 届满）`, `（最晚 ${until}）`),
    en: fill(rule.words.en) + end(` (ended ${until})`, ` (latest ${until})`),
    clauseZh: rule.clause.zh,
    clauseEn: rule.clause.en,
    until,
  };
}

/** What the business is for, and what it is not for (4.17). */
function purposes(pack: RulePack, businessType: BusinessType): CaseAdvice[] {
  const type = pack.businessTypes.find((entry) => entry.type === businessType);
  if (!type) return [];
  return [true, false].flatMap((qualifies): CaseAdvice[] => {
    const listed = type.purposes.filter((purpose) => purpose.qualifies === qualifies);
    if (listed.length === 0) return [];
    return [
      {
        rule: type.ruleId,
        tone: qualifies ? 'info' : 'warn',
        zh: `${qualifies ? '适用于' : '不适用于'}：${listed.map(({ zh }) => zh).join('；')}`,
        en: `${qualifies ? 'For' : 'Not for'}: ${listed.map(({ en }) => en).join('; ')}`,
        clauseZh: type.clause.zh,
        clauseEn: type.clause.en,
        until: null,
      },
    ];
  });
}

/** Windows and warnings in words (5.5 to 5.10, 1.13), and what the transition table says; nothing here blocks by itself. */
export function caseAdvice(pack: RulePack, facts: AdviceFacts): CaseAdvice[] {
  const timing = pack.timing.filter(
    (rule) =>
      rule.businessTypes.includes(facts.businessType) &&
      fulfils(rule.when, facts.situations) &&
      (rule.kind !== 'ageOutside' || isOutsideAge(rule, facts)),
  );
  const transition = transitionRows(pack, {
    ...facts,
    approvalDate: facts.record.approvalDate,
    permitValidTo: facts.record.validTo,
  });
  return [
    ...transition.map((row): CaseAdvice => ({
      rule: row.rule,
      tone: row.stops ? 'warn' : 'info',
      zh: row.words.zh,
      en: row.words.en,
      clauseZh: row.clause.zh,
      clauseEn: row.clause.en,
      until: null,
    })),
    ...purposes(pack, facts.businessType),
    ...timing.map((rule) => timed(rule, facts, pack.calendar)),
  ];
}
