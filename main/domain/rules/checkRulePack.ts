import { failure, success, type Result } from '../../contract/result.ts';
import { rulePack, type RulePack } from './rulePack.ts';

function duplicate(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function qrProblem(pack: RulePack): string | null {
  const twice = duplicate(pack.permitQr.map((entry) => entry.id));
  if (twice !== undefined) return `permitQr: ${twice} is there twice`;
  for (const [index, entry] of pack.permitQr.entries()) {
    const where = `permitQr[${index}].pattern`;
    try {
      // A pattern is not run here: compiling it is the check.
      if (new RegExp(entry.pattern, 'u').source === '') return `${where}: is empty`;
    } catch {
      return `${where}: is no regular expression`;
    }
    if (!entry.pattern.includes('(?<permit>')) return `${where}: lacks the group "permit"`;
    if (!entry.pattern.startsWith('^') || !entry.pattern.endsWith('$'))
      return `${where}: must match the whole text (^…$)`;
  }
  return null;
}

function documentsProblem(pack: RulePack): string | null {
  const type = duplicate(pack.businessTypes.map((entry) => entry.type));
  if (type !== undefined) return `businessTypes: ${type} is there twice`;
  if (pack.businessTypes.length === 0) return 'businessTypes: is empty';
  for (const entry of pack.businessTypes) {
    const code = duplicate(entry.documents.map((document) => document.code));
    if (code !== undefined) return `businessTypes.${entry.type}: document ${code} is there twice`;
    if (entry.documents.length === 0) return `businessTypes.${entry.type}: has no documents`;
  }
  return null;
}

function calendarProblem(pack: RulePack): string | null {
  const { holidays, makeUpDays, coversUntil } = pack.calendar;
  const twice = duplicate([...holidays, ...makeUpDays]);
  if (twice !== undefined) return `calendar: ${twice} is there twice`;
  const late = [...holidays, ...makeUpDays].find((date) => date > coversUntil);
  return late === undefined ? null : `calendar: ${late} is after coversUntil ${coversUntil}`;
}

function noticesProblem(pack: RulePack): string | null {
  const series = duplicate(Object.values(pack.notices).map((notice) => notice.series));
  return series === undefined ? null : `notices: series ${series} is there twice`;
}

/** Checks the content of a rule pack file. Fails with `rulePackBad`, whose reason says which entry is wrong and why. */
export function checkRulePack(content: unknown): Result<RulePack> {
  const parsed = rulePack.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map(String).join('.') ?? '';
    return failure('rulePackBad', {
      reason: `${path === '' ? 'pack' : path}: ${issue?.message ?? 'is wrong'}`,
    });
  }
  const pack = parsed.data;
  const problem =
    (pack.version.startsWith(`${pack.region}-`)
      ? null
      : `version: must begin with the region ${pack.region}`) ??
    qrProblem(pack) ??
    documentsProblem(pack) ??
    calendarProblem(pack) ??
    noticesProblem(pack);
  return problem === null ? success(pack) : failure('rulePackBad', { reason: problem });
}
