import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { drain } from '../../../main/app/sync/drain.ts';
import { linkBook } from '../../../main/app/sync/linkBook.ts';
import { outboxSource } from '../../../main/app/sync/queueSource.ts';
import { openStores } from '../../../main/infra/db/open.ts';
import { createDeskFirst, type DeskFirst } from '../../../main/hosts/core/deskFirst.ts';
import { createSystemClock } from '../../../main/infra/system/systemClock.ts';
import { createHttpUpstream } from '../../../main/infra/upstream/httpUpstream.ts';
import { countingIds, quickCrypto, recordingLog } from '../../main/helpers/system.ts';
import { testProfile } from '../../main/helpers/samples.ts';
import { percentile } from '../devices/table.ts';
import { documentOf, fillQueue, rowIdOf } from './drainRows.ts';

export type Row = readonly string[];

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const batch = 100;
/** So many one after the other are enough for a rate: each is a commit on both sides. */
const oneByOne = 1000;
/** A queue beside a desk goes slowly on purpose; so many rows are some seconds of acts. */
const besideDesk = 2000;

interface Measured {
  readonly name: string;
  readonly rows: number;
  readonly ms: number;
  readonly note?: string;
}

/**
 * Rows per second from a durable queue here to a durable store there, in one run: the bare loop of two programs over loopback HTTP, ours one
 * by one and in batches, and PouchDB replicating the same documents. Answers rows of a table: what, rows, seconds, rows per second, of the
 * bare loop, of PouchDB, note.
 */
export async function measureDrain({ quick }: { readonly quick: boolean }): Promise<Row[]> {
  const rows = quick ? 2000 : 10_000;
  const folder = benchFolder();
  try {
    const bare = await measureBare(folder, rows);
    const single = await measureOurs(folder, 'one by one', Math.min(rows, oneByOne), { rows: 1, width: 1 });
    const batched = await measureOurs(folder, 'batches of 100', rows, { rows: batch, width: 3 });
    const beside = await measureOurs(folder, 'batches of 100, beside a desk', Math.min(rows, besideDesk), {
      rows: batch,
      width: 3,
      desk: true,
    });
    const pouch = await measurePouch(folder, rows);
    const all = [bare, single, batched, beside, ...(pouch === null ? [] : [pouch])];
    const rate = ({ rows: count, ms }: Measured): number => (count * 1000) / ms;
    const table = all.map((each) => [
      each.name,
      String(each.rows),
      (each.ms / 1000).toFixed(2),
      Math.round(rate(each)).toLocaleString('en'),
      `${(rate(each) / rate(bare)).toFixed(2)}×`,
      pouch === null ? '–' : `${(rate(each) / rate(pouch)).toFixed(1)}×`,
      each.note ?? '',
    ]);
    return pouch === null
      ? [
          ...table,
          ['PouchDB → express-pouchdb', '–', '–', '–', '–', '–', 'not installed: npm ci --prefix test/bench'],
        ]
      : table;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
export const drainHead: Row = ['what', 'rows', 's', 'rows/s', 'of the bare loop', 'of PouchDB', 'note'];

/** On the disk that the repository is on: the temporary folder of the system may lie in memory. */
function benchFolder(): string {
  const runtime = here('../../../.runtime');
  mkdirSync(runtime, { recursive: true });
  return mkdtempSync(join(runtime, 'drain-'));
}

async function withServer<Value>(
  script: string,
  args: readonly string[],
  work: (url: string) => Promise<Value>,
): Promise<Value> {
  const server: ChildProcess = spawn(process.execPath, [here(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    if (server.stdout === null) throw new Error('the server says nothing');
    const lines = createInterface({ input: server.stdout });
    const url = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      server.once('exit', () => reject(new Error(`${script} ended`)));
    });
    return await work(url);
  } finally {
    server.kill('SIGKILL');
  }
}

interface PlainDatabase {
  pragma(text: string): unknown;
  exec(sql: string): void;
  prepare(sql: string): { run(...values: unknown[]): unknown; all(...values: unknown[]): unknown[] };
  transaction<Arguments extends unknown[]>(
    work: (...given: Arguments) => void,
  ): (...given: Arguments) => void;
  close(): void;
}

/** The ceiling: a plain table, batches of a hundred, three calls under way, one durable commit here and one there for each. */
async function measureBare(folder: string, rows: number): Promise<Measured> {
  const Sqlite = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => PlainDatabase;
  const database = new Sqlite(join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE queue (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, row TEXT NOT NULL, kept INTEGER NOT NULL) STRICT;
    CREATE INDEX queue_open ON queue (sequence) WHERE kept = 0`);
  const insert = database.prepare('INSERT INTO queue (sequence, id, row, kept) VALUES (?, ?, ?, 0)');
  database.transaction(() => {
    for (let index = 0; index < rows; index += 1)
      insert.run(index, rowIdOf(index), JSON.stringify({ id: rowIdOf(index), ...documentOf(index) }));
  })();
  const due = database.prepare(
    'SELECT sequence, row FROM queue WHERE kept = 0 AND sequence >= ? ORDER BY sequence LIMIT ?',
  );
  const mark = database.prepare('UPDATE queue SET kept = 1 WHERE sequence = ?');
  const settle = database.transaction((taken: readonly { readonly sequence: number }[]) => {
    for (const { sequence } of taken) mark.run(sequence);
  });
  return withServer('./drainServer.ts', [join(folder, 'bareServer.db')], async (url) => {
    const agent = new Agent();
    let next = 0;
    const worker = async (): Promise<void> => {
      for (;;) {
        const taken = due.all(next, batch) as { sequence: number; row: string }[];
        if (taken.length === 0) return;
        next += taken.length;
        const { body } = await request(`${url}/bare`, {
          dispatcher: agent,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: `{"rows":[${taken.map(({ row }) => row).join(',')}]}`,
        });
        const { kept } = (await body.json()) as { kept: readonly string[] };
        if (kept.length !== taken.length) throw new Error('the bare loop lost rows');
        settle(taken);
      }
    };
    const started = performance.now();
    await Promise.all([worker(), worker(), worker()]);
    const ms = performance.now() - started;
    await agent.destroy();
    database.close();
    return { name: 'bare loop over loopback HTTP, plain SQLite, FULL', rows, ms };
  });
}

interface Manner {
  readonly rows: number;
  readonly width: number;
  /** A desk commits an act every 50 ms while the queue is sent; its times are the note. */
  readonly desk?: boolean;
}

/** The station's own queue: encrypted, sealed, audited, FULL. */
async function measureOurs(folder: string, name: string, rows: number, manner: Manner): Promise<Measured> {
  const opened = openStores({
    mode: 'training',
    path: join(folder, `${name}.db`),
    key: new Uint8Array(randomBytes(32)),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const stores = opened.value;
  fillQueue(stores, rows);
  return withServer('./drainServer.ts', [join(folder, `${name}Server.db`)], async (url) => {
    const upstream = createHttpUpstream({ url, token: 'bench'.repeat(5) });
    const deps = {
      stores,
      upstream,
      clock: createSystemClock(),
      ids: countingIds(),
      crypto: quickCrypto(),
      bus: { emit: () => undefined },
      log: recordingLog(),
      profile: testProfile,
    };
    const first = createDeskFirst(createSystemClock());
    const acts = (count: number, ended: () => boolean): Promise<number[]> =>
      deskActs(stores, first, count, ended);
    const alone = manner.desk === true ? await acts(100, () => false) : [];
    let sending = manner.desk === true;
    const beside = acts(Number.POSITIVE_INFINITY, () => !sending);
    const started = performance.now();
    const report = await drain(
      deps,
      outboxSource(deps, () => null),
      {
        links: linkBook(deps),
        all: false,
        stopped: () => false,
        width: manner.width,
        turn: first.turn,
        rows: manner.rows,
      },
    );
    const ms = performance.now() - started;
    sending = false;
    if (report.acked !== rows) throw new Error(`${report.acked} of ${rows} rows were acknowledged`);
    const times = await beside;
    await upstream.close();
    stores.close();
    const p99 = (values: readonly number[]): string => percentile(values, 0.99).toFixed(1);
    return {
      name: `ours, ${name}`,
      rows,
      ms,
      ...(manner.desk === true && {
        note: `desk act p99 ${p99(alone)} ms alone, ${p99(times)} ms while sending (${times.length} acts)`,
      }),
    };
  });
}

/** An act at the desk every 50 ms: from when it was to begin until its commit is durable, milliseconds. */
async function deskActs(
  stores: Parameters<typeof fillQueue>[0],
  first: Pick<DeskFirst, 'used'>,
  count: number,
  ended: () => boolean,
): Promise<number[]> {
  const times: number[] = [];
  let due = performance.now();
  while (times.length < count && !ended()) {
    due += 50;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    stores.run(() =>
      stores.audit.append({
        at: new Date().toISOString(),
        actor: 'bench',
        surface: 'window',
        event: 'bench.act',
        subject: 'bench',
        detail: {},
      }),
    );
    first.used();
    times.push(performance.now() - due);
  }
  return times;
}

interface Pouch {
  bulkDocs(documents: readonly object[]): Promise<unknown>;
  close(): Promise<void>;
  replicate: { to(url: string, options: object): Promise<{ docs_written: number }> };
}

/** Null where the peer is not installed. */
async function measurePouch(folder: string, rows: number): Promise<Measured | null> {
  let PouchDB: { defaults(options: object): new (name: string) => Pouch };
  try {
    PouchDB = createRequire(import.meta.url)('pouchdb') as typeof PouchDB;
  } catch {
    return null;
  }
  const there = join(folder, 'pouchServer');
  const mine = join(folder, 'pouch');
  mkdirSync(there);
  mkdirSync(mine);
  const Local = PouchDB.defaults({ prefix: `${mine}/` });
  const local = new Local('queue');
  for (let from = 0; from < rows; from += 1000)
    await local.bulkDocs(
      Array.from({ length: Math.min(1000, rows - from) }, (_, index) => ({
        _id: rowIdOf(from + index),
        ...documentOf(from + index),
      })),
    );
  return withServer('./pouchServer.mjs', [there], async (url) => {
    const started = performance.now();
    const { docs_written: written } = await local.replicate.to(`${url}/queue`, { batch_size: batch });
    const ms = performance.now() - started;
    if (written !== rows) throw new Error(`PouchDB wrote ${written} of ${rows}`);
    await local.close();
    return { name: `PouchDB → express-pouchdb (LevelDB), batches of ${batch}`, rows, ms };
  });
}
