import Database from 'better-sqlite3';
import { z } from 'zod';
import type { CaseView } from '../../../../main/contract/cases.ts';
import { caseId, rowId, type CaseId } from '../../../../main/contract/ids.ts';
import { receipt, rowKind, rowState, type QueueRowView } from '../../../../main/contract/sync.ts';
import type { openDatabase } from '../../../../main/infra/db/database.ts';
import { outboxRow, rowResult, type OutboxRow, type RowResult } from '../../../../main/contract/upstream.ts';
import { value } from '../deskWork.ts';
import type { QueueDesk } from './queueDesk.ts';
import type { ProofStation } from './proofStation.ts';

interface UpstreamRow {
  readonly row: OutboxRow;
  readonly answer: RowResult;
}

/** Upstream's own file, read beside the program: what it was told, in the order in which it took it. */
export interface UpstreamLedger {
  readonly rows: ReadonlyMap<string, UpstreamRow>;
  /** In the order in which they happened. */
  readonly effects: readonly { readonly key: string; readonly receipt: string; readonly times: number }[];
  readonly cases: ReadonlyMap<string, string>;
  readonly pictures: { readonly all: number; readonly incomplete: number };
}

const keptRow = z.object({ row: z.string(), answer: z.string() });
const effect = z.object({ business_key: z.string(), receipt: z.string(), times: z.number() });
const caseNumber = z.object({ case_number: z.string(), upstream_number: z.string() });

export function upstreamLedger(file: string): UpstreamLedger {
  const database = new Database(file, { readonly: true });
  try {
    const all = <Row>(schema: z.ZodType<Row>, sql: string): Row[] =>
      z.array(schema).parse(database.prepare(sql).all());
    const rows = all(keptRow, 'SELECT row, answer FROM rows ORDER BY rowid').map(
      ({ row, answer }): UpstreamRow => ({
        row: outboxRow.parse(JSON.parse(row)),
        answer: rowResult.parse(JSON.parse(answer)),
      }),
    );
    const [pictures] = all(
      z.object({ total: z.number(), complete: z.number().nullable() }),
      'SELECT count(*) AS total, sum(complete) AS complete FROM attachments',
    );
    return {
      rows: new Map(rows.map((each) => [each.row.id, each])),
      effects: all(effect, 'SELECT business_key, receipt, times FROM effects ORDER BY rowid').map(
        ({ business_key, receipt, times }) => ({ key: business_key, receipt, times }),
      ),
      cases: new Map(
        all(caseNumber, 'SELECT case_number, upstream_number FROM cases').map((each) => [
          each.case_number,
          each.upstream_number,
        ]),
      ),
      pictures: { all: pictures?.total ?? 0, incomplete: (pictures?.total ?? 0) - (pictures?.complete ?? 0) },
    };
  } finally {
    database.close();
  }
}

/** What the comparison reads of a row. */
export type LedgerRow = Pick<
  QueueRowView,
  'id' | 'kind' | 'caseId' | 'state' | 'receipt' | 'supersededBy' | 'corrects'
>;

const storedRow = z.object({
  id: rowId,
  kind: rowKind,
  caseId: caseId.nullable(),
  state: rowState,
  receipt: z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text)))
    .pipe(receipt.nullable()),
  supersededBy: rowId.nullable(),
  corrects: rowId.nullable(),
});

/** The station's own queue, read from its file beside the program: all of it, however long. Closes the connection. */
export function ledgerRows(database: ReturnType<typeof openDatabase>): readonly LedgerRow[] {
  try {
    const found = database
      .prepare(
        'SELECT id, kind, caseId, state, receipt, supersededBy, corrects FROM outbox ORDER BY sequence',
      )
      .all();
    return z.array(storedRow).parse(found);
  } finally {
    database.close();
  }
}

/** Each line that comes back is a broken promise; none = upstream's books are the local ledger. */
export async function compareQueue(station: ProofStation, desk: QueueDesk): Promise<readonly string[]> {
  const { methods } = station.screens.supervisor;
  const rows = value(await methods.queueRows({ openOnly: false })).toReversed();
  const ids = new Set<CaseId>([...desk.caseIds(), ...value(await methods.caseList({})).map(({ id }) => id)]);
  const cases: CaseView[] = [];
  for (const caseId of ids) cases.push(value(await methods.caseGet({ caseId })));
  const upstream = upstreamLedger(station.other.upstreamFile);
  const report = value(await station.screens.auditor.methods.auditVerify({}));
  return [
    ...rowByRow(rows, upstream),
    ...inOrder(rows, upstream),
    ...caseByCase(cases, rows, upstream),
    ...kept(desk, cases, rows),
    ...expectNone('pictures that are not whole', upstream.pictures.incomplete),
    ...(report.intact
      ? []
      : [`the chain or its seals are broken: ${JSON.stringify(report.problems.slice(0, 3))}`]),
  ];
}

const expectNone = (what: string, count: number): readonly string[] =>
  count === 0 ? [] : [`${what}: ${count}`];

/** Every row once on both sides, with the same receipt; nothing happened twice, nothing that only one side knows. */
export function rowByRow(
  rows: readonly LedgerRow[],
  { rows: theirs, effects }: UpstreamLedger,
): readonly string[] {
  const broken: string[] = [];
  const byKey = new Map(effects.map((each) => [each.key, each]));
  const local = new Set<string>(rows.map(({ id }) => id));
  const done = new Set<string>();
  const receipts = new Set<string>();
  for (const row of rows) {
    const name = `${row.kind} ${row.id}`;
    const there = theirs.get(row.id);
    if (row.state === 'superseded') {
      if (there !== undefined && there.answer.outcome !== 'refused')
        broken.push(`${name} was superseded and done`);
      if (row.supersededBy === null || row.supersededBy === undefined || !local.has(row.supersededBy))
        broken.push(`${name} is superseded by nothing`);
      continue;
    }
    if (row.state !== 'acked') {
      broken.push(`${name} is still ${row.state}`);
      continue;
    }
    if (there === undefined) broken.push(`${name} has a receipt and is not in upstream's books`);
    else if (there.answer.outcome === 'refused')
      broken.push(`${name} has a receipt and was refused upstream`);
    else if (row.receipt === null) broken.push(`${name} has no receipt`);
    else {
      if (row.receipt.number !== there.answer.receipt.number)
        broken.push(
          `${name} has receipt ${row.receipt.number}, upstream gave ${there.answer.receipt.number}`,
        );
      const key = there.row.businessKey;
      if (byKey.get(key)?.times !== 1) broken.push(`${name} had ${byKey.get(key)?.times ?? 0} effects`);
      if (byKey.get(key)?.receipt !== row.receipt.number)
        broken.push(`${name} has the receipt of something else`);
      if (done.has(key)) broken.push(`${name} shares its effect with another row`);
      if (receipts.has(row.receipt.number)) broken.push(`${name} shares its receipt with another row`);
      done.add(key);
      receipts.add(row.receipt.number);
    }
  }
  for (const id of theirs.keys()) if (!local.has(id)) broken.push(`only upstream knows ${id}`);
  for (const { key } of effects) if (!done.has(key)) broken.push(`an effect without a row of ours: ${key}`);
  return broken;
}

/** Per case upstream did everything in the order in which the desk did it; a row that took the place of another stands there. */
export function inOrder(
  rows: readonly LedgerRow[],
  { rows: theirs, effects }: UpstreamLedger,
): readonly string[] {
  const place = new Map<string, number>();
  rows.forEach((row, index) => {
    const instead = row.corrects ?? null;
    place.set(row.id, instead === null ? index : (place.get(instead) ?? index));
  });
  const keyed = new Map([...theirs.values()].map(({ row }) => [row.businessKey, row.id as string]));
  const caseOf = new Map(rows.map((row) => [row.id as string, row.caseId]));
  const last = new Map<string, { readonly place: number; readonly id: string }>();
  const broken: string[] = [];
  for (const { key } of effects) {
    const id = keyed.get(key) ?? '';
    const caseId = caseOf.get(id) ?? null;
    const at = place.get(id);
    if (caseId === null || at === undefined) continue;
    const before = last.get(caseId);
    if (before !== undefined && before.place > at)
      broken.push(`${named(rows, id)} was done after ${named(rows, before.id)}, which is behind it`);
    last.set(caseId, { place: Math.max(at, before?.place ?? at), id });
  }
  return broken;
}

const named = (rows: readonly LedgerRow[], id: string): string => {
  const row = rows.find((each) => each.id === id);
  const instead = row?.corrects ?? null;
  return `${row?.kind ?? 'a row'} ${id}${instead === null ? '' : ` (instead of ${instead})`}`;
};

/** The case as the desk sees it, in rows: opened once, a row for each decision and each paper, upstream's number. */
function caseByCase(
  cases: readonly CaseView[],
  rows: readonly QueueRowView[],
  { cases: numbers }: UpstreamLedger,
): readonly string[] {
  const broken: string[] = [];
  for (const view of cases) {
    // A correction says again what its row said: it counts once.
    const own = rows.filter((row) => row.caseId === view.id && (row.corrects ?? null) === null);
    const count = (kind: QueueRowView['kind']): number => own.filter((row) => row.kind === kind).length;
    const expected = { opened: 1, decided: view.decisions.length, papers: view.notices.length };
    const found = {
      opened: count('case.opened'),
      decided: count('case.decided'),
      papers: count('notice.issued'),
    };
    if (JSON.stringify(found) !== JSON.stringify(expected))
      broken.push(`${view.number}: rows ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
    const theirs = [...numbers].find(([key]) => key.endsWith(` ${view.number}`))?.[1] ?? null;
    if (view.upstreamNumber !== theirs)
      broken.push(
        `${view.number}: upstream's number is ${String(theirs)}, ours ${String(view.upstreamNumber)}`,
      );
    // Some of its rows may have been given up; a paper whose row is acknowledged says so.
    const papers = own.filter((row) => row.kind === 'notice.issued');
    if (papers.every((row) => row.state === 'acked') && view.notices.some((paper) => !paper.confirmed))
      broken.push(`${view.number}: a paper is not confirmed`);
  }
  const ours = new Set(cases.map(({ number }) => number));
  for (const key of numbers.keys())
    if (!ours.has(key.split(' ').at(-1) ?? '')) broken.push(`only upstream knows the case ${key}`);
  return broken;
}

/** What the station had answered for is there: no acknowledged act is lost by a kill. */
function kept(desk: QueueDesk, cases: readonly CaseView[], rows: readonly QueueRowView[]): readonly string[] {
  const { promised } = desk;
  const broken: string[] = [];
  for (const id of promised.opened)
    if (!cases.some((view) => view.id === id)) broken.push(`the case ${id} was opened and is lost`);
  for (const view of cases) {
    const has = view.decisions.map(({ kind }) => kind as string);
    for (const kind of promised.decisions.get(view.id) ?? []) {
      const at = has.indexOf(kind);
      if (at === -1) broken.push(`${view.number}: the decision ${kind} is lost`);
      else has.splice(at, 1);
    }
  }
  for (const id of promised.rated)
    if (!rows.some((row) => row.caseId === id && row.kind === 'rating.given'))
      broken.push(`the rating of ${id} is lost`);
  const moves = rows.filter((row) => row.kind === 'stock.moved' && (row.corrects ?? null) === null).length;
  if (moves < promised.stockMoves || moves > promised.stockMoves + promised.unheardStockMoves)
    broken.push(`${moves} rows of stock instead of ${promised.stockMoves}`);
  return broken;
}
