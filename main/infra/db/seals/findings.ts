import { problemLimit, type IntegrityProblem, type ProblemKind } from '../../../app/ports/integrity.ts';

/** Collects what was found. A record is named once for each kind: the chain adds nothing where its row's seal told it already. */
export interface Findings {
  add(kind: ProblemKind, table: string, row: string | number | null, detail?: string): void;
  /** Has this record been named, as whatever? */
  names(table: string, row: string | number): boolean;
  readonly rows: { count: number };
  readonly pages: { count: number };
  list(): { readonly problems: readonly IntegrityProblem[]; readonly count: number };
}

export function createFindings(): Findings {
  const problems: IntegrityProblem[] = [];
  const named = new Set<string>();
  let count = 0;
  return {
    add: (kind, table, row, detail = '') => {
      const problem = { kind, table, row: row === null ? null : String(row), detail };
      const key = JSON.stringify([kind, table, problem.row, row === null ? detail : '']);
      if (named.has(key)) return;
      named.add(key);
      if (problem.row !== null) named.add(`${table} ${problem.row}`);
      count += 1;
      if (problems.length < problemLimit) problems.push(problem);
    },
    names: (table, row) => named.has(`${table} ${String(row)}`),
    rows: { count: 0 },
    pages: { count: 0 },
    list: () => ({ problems, count }),
  };
}
