import type { DateCheck, PassportRead } from '../../contract/cases.ts';
import type { DocumentCode, PermitRecord } from '../../contract/permit.ts';
import { addDays, addMonths, daysBetween } from '../calendar/dates.ts';
import type { DocumentSeen } from '../../contract/caseFacts.ts';
import type { DateRule } from '../rules/rulePack.ts';

export type { DateRule };

export interface DateFacts {
  readonly record: PermitRecord;
  readonly passport: PassportRead | null;
  /** What the clerk read off this paper: it beats the record. */
  readonly seen: DocumentSeen | null;
  /** The day of the entry stamp; null = not said. */
  readonly entryDate: string | null;
  /** Calendar date in Asia/Shanghai. */
  readonly today: string;
}

function dateOf(rule: DateRule, code: DocumentCode, facts: DateFacts): string | undefined {
  if (rule.field === 'passportExpiry')
    return facts.passport?.expiryDate ?? facts.record.holder.passportExpiry;
  if (rule.field === 'permitExpiry') return facts.record.validTo;
  return (
    facts.seen?.[rule.field] ??
    facts.record.documents.find((document) => document.code === code)?.[rule.field]
  );
}

/** Neither record nor clerk told the date that this rule needs. */
export function isDateMissing(rule: DateRule, code: DocumentCode, facts: DateFacts): boolean {
  return dateOf(rule, code, facts) === undefined;
}

/** The day a month rule looks at. Without a known day of entry the window day stands in for it, which is the later one. */
function referenceDay(rule: DateRule, facts: DateFacts): string {
  switch (rule.reference) {
    case 'submission':
      return facts.record.submissionDate;
    case 'entry':
      return facts.entryDate ?? facts.today;
    case 'window':
      return facts.today;
  }
}

function withinDaysOfSubmission(rule: DateRule, date: string, facts: DateFacts): DateCheck {
  const submission = facts.record.submissionDate;
  const days = daysBetween(submission, date);
  const base = { rule: rule.rule, until: addDays(submission, rule.limit) };
  if (Math.abs(days) > rule.limit)
    return {
      ...base,
      result: 'fails',
      zh: `生效日 ${date} 不在提交日 ${submission} 前后 ${rule.limit} 天内`,
      en: `effective ${date}, not within ${rule.limit} days of submission ${submission}`,
    };
  if (days < 0)
    return {
      ...base,
      result: 'warn',
      zh: `生效日 ${date} 早于提交日 ${submission}`,
      en: `effective ${date}, before submission ${submission}`,
    };
  return {
    ...base,
    result: 'ok',
    zh: `生效日 ${date}，提交后第 ${days} 天`,
    en: `effective ${date}, ${days} days after submission`,
  };
}

function atMostMonthsOld(rule: DateRule, date: string, facts: DateFacts): DateCheck {
  const until = addMonths(date, rule.limit);
  const base = { rule: rule.rule, until };
  const reference = referenceDay(rule, facts);
  if (date > facts.today)
    return { ...base, result: 'fails', zh: `签发日 ${date} 在未来`, en: `issued ${date}, in the future` };
  if (reference > until)
    return {
      ...base,
      result: 'fails',
      zh: `签发日 ${date}，至 ${reference} 已超过 ${rule.limit} 个月`,
      en: `issued ${date}, more than ${rule.limit} months before ${reference}`,
    };
  if (facts.today > until)
    return {
      ...base,
      result: 'warn',
      zh: `提交时有效，${until} 后已满 ${rule.limit} 个月`,
      en: `valid at submission, but ${rule.limit} months old since ${until}`,
    };
  return {
    ...base,
    result: 'ok',
    zh: `签发日 ${date}，有效至 ${until}`,
    en: `issued ${date}, good until ${until}`,
  };
}

function notExpired(rule: DateRule, date: string, facts: DateFacts): DateCheck {
  const base = { rule: rule.rule, until: date };
  return date < facts.today
    ? { ...base, result: 'fails', zh: `已于 ${date} 过期`, en: `expired on ${date}` }
    : { ...base, result: 'ok', zh: `有效期至 ${date}`, en: `valid until ${date}` };
}

/** One date rule of the pack on one document (domain-rules 5.1 to 5.4). A date that upstream did not tell is for the eye: `warn`. */
export function checkDate(rule: DateRule, code: DocumentCode, facts: DateFacts): DateCheck {
  const date = dateOf(rule, code, facts);
  if (date === undefined)
    return {
      rule: rule.rule,
      result: 'warn',
      zh: '许可信息中没有该日期，请在原件上核对',
      en: 'the record has no date; check it on the original',
      until: null,
    };
  switch (rule.kind) {
    case 'withinDaysOfSubmission':
      return withinDaysOfSubmission(rule, date, facts);
    case 'atMostMonthsOld':
      return atMostMonthsOld(rule, date, facts);
    case 'notExpired':
      return notExpired(rule, date, facts);
  }
}
