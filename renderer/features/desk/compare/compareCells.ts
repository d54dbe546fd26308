import type { CaseView, ComparisonRow } from '../../../../main/contract/cases.ts';
import type { MachineOutcome, MarkedRun, OtherOriginal } from '../../../../main/contract/comparison.ts';

/** What was read and lies beside the permit record. */
export type Source = 'passport' | OtherOriginal['source'];

/** What one source says about one field. */
export interface Cell {
  readonly value: string;
  readonly runs: readonly MarkedRun[] | null;
  /** What the machine says; null = nothing by itself, e.g. the passport number beside the number of a visa. */
  readonly machine: MachineOutcome | null;
  readonly hint: OtherOriginal['hint'];
}

const order: readonly Source[] = ['passport', 'oldPassport', 'visa', 'idCard'];

/** The columns of the table: only what was really read, at most four (A3). */
export function sourcesOf(comparison: readonly ComparisonRow[]): readonly Source[] {
  const read = new Set<Source>(comparison.flatMap(({ others }) => others.map(({ source }) => source)));
  if (comparison.some(({ passport }) => passport !== '')) read.add('passport');
  return order.filter((source) => read.has(source));
}

/** What the passport alone says: the row as a whole also weighs the other originals, and a change of passport. */
function passportMachine({ record, machine, hint }: ComparisonRow): MachineOutcome | null {
  if (record === '') return null;
  if (hint?.code === 'otherOriginalDiffers') return 'same';
  return hint?.code === 'passportChangeProven' || hint?.code === 'passportChanged' ? 'differs' : machine;
}

/** One cell; null = this source says nothing about this field. */
export function cellOf(row: ComparisonRow, source: Source): Cell | null {
  if (source === 'passport')
    return row.passport === ''
      ? null
      : { value: row.passport, runs: row.marks?.passport ?? null, machine: passportMachine(row), hint: null };
  const other = row.others.find((each) => each.source === source);
  return other === undefined
    ? null
    : { value: other.value, runs: null, machine: other.machine, hint: other.hint };
}

/** The eye answers the field with all that lies beside it; what the machine knows of a source stays as it is. */
export const eyeOf = (
  row: Pick<ComparisonRow, 'eye'>,
  machine: MachineOutcome | null,
): ComparisonRow['eye'] => (machine === 'needsEye' ? row.eye : null);

/** Why a name is never answered by the machine (domain-rules 2.1). */
export const nameWhyKey = (view: Pick<CaseView, 'passport'>): string =>
  view.passport?.nameMayBeCut === true ? 'desk.compare.nameCut' : 'desk.compare.nameWhy';
