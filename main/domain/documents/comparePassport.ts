import type { ComparedField, ComparisonRow, PassportRead } from '../../contract/cases.ts';
import type { ComparisonHint, MachineOutcome } from '../../contract/comparison.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { Failure } from '../../contract/result.ts';
import { zoneNameLength } from '../identifiers/zoneNames.ts';
import { compareNames, fullName } from './compareNames.ts';
import { differsDetail } from './fieldNames.ts';
import { alignTexts, runsOf, type Segment } from './markText.ts';
import { passportStanding, sameNumber, standingHint } from './passportChange.ts';

export type EyeAnswers = readonly {
  readonly field: ComparedField;
  readonly outcome: 'same' | 'differs';
  readonly by: string;
  readonly at: string;
}[];
/** A row before anybody answered it. */
export type OpenRow = Omit<ComparisonRow, 'eye'>;

/** What one source says about a field, against the record. */
export interface Judged {
  readonly machine: MachineOutcome;
  readonly hint: ComparisonHint | null;
}

const plainly = (same: boolean): Judged => ({ machine: same ? 'same' : 'differs', hint: null });

/** Two digits of the year are all a zone has (domain-rules 2.2): another century is for the eye. */
export function judgeDate(read: string, record: string): Judged {
  if (read === record) return plainly(true);
  if (read.slice(2) === record.slice(2))
    return {
      machine: 'needsEye',
      hint: {
        code: 'century',
        zh: '机读区只有两位年份，请看证件上的完整年份',
        en: 'the zone has two digits of the year: look at the printed year',
      },
    };
  const [year, month, day] = read.split('-');
  const turned = `${year}-${day}-${month}` === record;
  return {
    machine: 'differs',
    hint: turned
      ? { code: 'dayMonthSwapped', zh: '月和日颠倒', en: 'day and month have changed places' }
      : null,
  };
}

/** An unspecified sex in the zone says nothing about the printed page. */
export function judgeSex(read: PassportRead['sex'], record: PassportRead['sex']): Judged {
  return read === 'X' && record !== 'X'
    ? {
        machine: 'needsEye',
        hint: {
          code: 'sexUnspecified',
          zh: '机读区未写性别，请看资料页',
          en: 'the zone leaves the sex open: look at the printed page',
        },
      }
    : plainly(read === record);
}

/** A code without a country is for a person (domain-rules 2.3). */
export function judgeNationality(read: string | null, record: string): Judged {
  return read === null
    ? {
        machine: 'needsEye',
        hint: {
          code: 'noCountryCode',
          zh: '机读区代码不对应任何国家，须人工选定（规则 2.3）',
          en: 'the code in the zone names no country: a person chooses (rule 2.3)',
        },
      }
    : plainly(read === record);
}

/** Only names and fields that need it can be answered by eye; what a check digit proves different stays different. */
export function eyeMayAnswer(row: Pick<ComparisonRow, 'field' | 'machine'>): boolean {
  return row.field === 'name' || row.machine === 'needsEye';
}

/** Numbers and codes that differ in one character say which, because most of these are typing errors. */
function nearNumber(segments: readonly Segment[]): ComparisonHint | null {
  const differing = segments.filter(({ kind }) => kind === 'differs');
  const [only] = differing;
  if (only === undefined || differing.length !== 1) return null;
  const characters = `${only.record || '∅'}/${only.read || '∅'}`;
  return { code: 'oneLetter', zh: `差一位：${characters}`, en: `one character differs: ${characters}` };
}

const marksOf = (segments: readonly Segment[]): ComparisonRow['marks'] => ({
  passport: runsOf(segments, 'read'),
  record: runsOf(segments, 'record'),
});

function row(field: ComparedField, passport: string, record: string, judged: Judged): OpenRow {
  const segments = judged.machine === 'same' ? null : alignTexts(passport, record);
  return {
    field,
    passport,
    record,
    machine: judged.machine,
    hint: judged.hint ?? (field === 'passportNumber' && segments !== null ? nearNumber(segments) : null),
    marks: segments === null ? null : marksOf(segments),
    others: [],
  };
}

/** Passport against permit record, field by field (A3), before anybody looked. */
export function passportRows(passport: PassportRead, record: PermitRecord): OpenRow[] {
  const { holder } = record;
  const name = compareNames({ ...passport, length: zoneNameLength }, holder, holder.nationality);
  const standing = standingHint(passportStanding(passport, record));
  const nationality = judgeNationality(passport.nationality, holder.nationality);
  const newNationality = standing?.code === 'nationalityChanged' ? standing : null;
  return [
    row('passportNumber', passport.documentNumber, holder.passportNumber, {
      ...plainly(sameNumber(passport.documentNumber, holder.passportNumber)),
      hint: standing,
    }),
    {
      field: 'name',
      passport: fullName(passport),
      record: fullName(holder),
      machine: name.machine,
      hint: name.hint,
      marks: name.hint?.code === 'identical' ? null : marksOf(name.segments),
      others: [],
    },
    row('nationality', passport.nationality ?? passport.nationalityCode, holder.nationality, {
      ...nationality,
      hint: nationality.hint ?? newNationality,
    }),
    row('birthDate', passport.birthDate, holder.birthDate, judgeDate(passport.birthDate, holder.birthDate)),
    row('sex', passport.sex, holder.sex, judgeSex(passport.sex, holder.sex)),
    row(
      'passportExpiry',
      passport.expiryDate,
      holder.passportExpiry,
      judgeDate(passport.expiryDate, holder.passportExpiry),
    ),
  ];
}

/** Rows with what people have said about each field, the newest answer first. */
export function answered(rows: readonly OpenRow[], eye: EyeAnswers): ComparisonRow[] {
  return rows.map((each) => {
    const answer = eyeMayAnswer(each) ? eye.findLast((entry) => entry.field === each.field) : undefined;
    return {
      ...each,
      eye: answer ? { outcome: answer.outcome, by: answer.by, at: answer.at } : null,
    };
  });
}

/** Passport against permit record with the answers of people. */
export const comparePassport = (
  passport: PassportRead,
  record: PermitRecord,
  eye: EyeAnswers,
): ComparisonRow[] => answered(passportRows(passport, record), eye);

/** Fields that a person still has to look at. */
export function openFields(comparison: readonly ComparisonRow[]): ComparedField[] {
  return comparison
    .filter((each) => each.eye === null && (each.machine === 'needsEye' || each.field === 'name'))
    .map((each) => each.field);
}

/** Fields that differ: by machine, or by what the eye said. */
export function differingFields(comparison: readonly ComparisonRow[]): ComparedField[] {
  return comparison
    .filter((each) => (each.eye === null ? each.machine === 'differs' : each.eye.outcome === 'differs'))
    .map((each) => each.field);
}

/** What a new passport alone explains. */
const ofThePassport: readonly ComparedField[] = ['passportNumber', 'passportExpiry'];

/** The differences as a reason against going on: `passportChanged` when a new passport explains them all, else `passportDiffers`; null = none. */
export function differenceProblem(comparison: readonly ComparisonRow[]): Failure | null {
  const fields = differingFields(comparison);
  if (fields.length === 0) return null;
  const changed = comparison.some(({ hint }) => hint?.code === 'passportChanged');
  return changed && fields.every((field) => ofThePassport.includes(field))
    ? { code: 'passportChanged' }
    : { code: 'passportDiffers', detail: differsDetail(fields) };
}
