import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../../main/infra/db/database.ts';
import { packPermits, unpackPermits } from '../../../main/infra/db/permitRows.ts';
import { feedToken } from './feedServer.ts';
import { feedOrder, madePermit } from '../../../main/training/madePermits.ts';
import type { PullFigures, PullTask } from './pullChild.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const pageSize = 10_000;
/** As the thread that reads the feed asks for it. */
const answerSize = 2500;

export interface MeasuredPull {
  readonly records: number;
  readonly pull: PullFigures;
  /** Milliseconds for the same rows by bare INSERT statements into the same tables. */
  readonly rawMs: number;
  /** Processor time of that, milliseconds. */
  readonly rawCpuMs: number;
  /** Milliseconds for reading every page off the wire and doing nothing with it. */
  readonly servedMs: number;
  /** The file that was pulled, for whoever looks things up in it. */
  readonly path: string;
  readonly key: Uint8Array;
}

/**
 * The pull of that many made-up permits over loopback HTTP by the threads of the core host, in a process of its own; beside it the raw insert
 * rate of the same rows and what the serving side alone can give. `folder`: on a disk, not in memory.
 */
export async function measurePull(records: number, folder: string): Promise<MeasuredPull> {
  const workersDir = await buildPermitWorkers(folder);
  const key = new Uint8Array(randomBytes(32));
  const path = join(folder, 'permits.db');
  const { rawMs, rawCpuMs } = rawInsert(records, join(folder, 'raw.db'), key);
  const server = spawn(
    process.execPath,
    ['--max-old-space-size=4096', here('./feedServer.ts'), String(records), String(answerSize)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const url = await firstLine(server.stdout);
    const servedMs = await readAll(url, records);
    const task: PullTask = { path, key: Buffer.from(key).toString('hex'), url, token: feedToken, workersDir };
    const child = spawn(process.execPath, [join(folder, 'pullChild.mjs'), JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pull = JSON.parse(await firstLine(child.stdout)) as PullFigures;
    return { records, pull, rawMs, rawCpuMs, servedMs, path, key };
  } finally {
    server.kill('SIGKILL');
  }
}

/** Bundles the two threads as the app has them, and the process that pulls; answers the folder of the threads. */
export async function buildPermitWorkers(folder: string): Promise<string> {
  const { findCodeEntries, buildCode } = (await import(
    new URL('../../../tools/build/code.mjs', import.meta.url).href
  )) as {
    findCodeEntries(): { source: string }[];
    buildCode(entries: { source: string }[], target: string): Promise<void>;
  };
  const entries = findCodeEntries().filter(({ source }) => /\/permit(Feed|Keeper)\.worker\.ts$/.test(source));
  if (entries.length !== 2) throw new Error('there are two workers for permits');
  const child = {
    source: 'test/bench/queue/pullChild.ts',
    output: 'pullChild.mjs',
    format: 'esm',
    sandboxed: false,
  };
  await buildCode([...entries, child], folder);
  return join(folder, 'workers');
}

/** A folder below the repository, where the bundled workers find their native packages; on the disk that the repository is on. */
export function benchFolder(name: string): string {
  const runtime = here('../../../.runtime');
  mkdirSync(runtime, { recursive: true });
  return mkdtempSync(join(runtime, `${name}-`));
}

/** The same tables, the same rows, the same pages and settings, nothing else. */
function rawInsert(
  records: number,
  path: string,
  key: Uint8Array,
): { readonly rawMs: number; readonly rawCpuMs: number } {
  const database = openDatabase({ path, key });
  database.pragma('wal_autocheckpoint = 20000');
  database.exec(`
    CREATE TABLE permits (id INTEGER PRIMARY KEY AUTOINCREMENT, permitNumber TEXT NOT NULL UNIQUE, passportNumber TEXT NOT NULL,
      status TEXT NOT NULL, validFrom TEXT NOT NULL, fetchedAt TEXT NOT NULL, round INTEGER NOT NULL, name TEXT NOT NULL, record TEXT NOT NULL) STRICT;
    CREATE INDEX permits_passport ON permits (passportNumber);`);
  const insert = database.prepare(
    `INSERT INTO permits (permitNumber, passportNumber, status, validFrom, fetchedAt, round, name, record) VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
  );
  const order = feedOrder(records);
  const at = '2026-11-28T01:00:00.000Z';
  let [rawMs, rawCpuMs] = [0, 0];
  const save = database.transaction((rows: readonly (readonly string[])[]) => {
    for (const row of rows) insert.run(...row);
  });
  for (let start = 0; start < records; start += pageSize) {
    const permits = Array.from(order.subarray(start, start + pageSize), (index) => madePermit(index));
    const packed = packPermits();
    packed.add(permits);
    const rows = [...unpackPermits(packed.take())].map(
      ({ permitNumber, passportNumber, status, validFrom, name, record }) =>
        [permitNumber, passportNumber, status, validFrom, at, name, Buffer.from(record).toString()] as const,
    );
    const [before, cpu] = [performance.now(), process.cpuUsage()];
    save.immediate(rows);
    rawMs += performance.now() - before;
    const used = process.cpuUsage(cpu);
    rawCpuMs += (used.user + used.system) / 1000;
  }
  database.close();
  for (const part of ['', '-wal', '-shm']) rmSync(path + part, { force: true });
  return { rawMs, rawCpuMs };
}

async function readAll(url: string, records: number): Promise<number> {
  const before = performance.now();
  for (let page = 0; page * answerSize < records; page += 1)
    await (await fetch(`${url}/v1/permits?cursor=p${page}&limit=${answerSize}`)).arrayBuffer();
  return performance.now() - before;
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (stream === null) throw new Error('no output');
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('the process ended without a word');
}
