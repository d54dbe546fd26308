// The other end of the drain bench, a process of its own: takes rows over HTTP, keeps each batch in one durable commit (WAL, FULL) and answers
// with a receipt per row. `/v1/outbox` speaks the contract of the outbox, `/bare` the least that two programs can say to each other. It judges
// nothing: what is measured is the station.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';

interface Statement {
  run(...values: unknown[]): unknown;
}
interface Database {
  pragma(text: string): unknown;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  transaction(work: (rows: readonly Row[]) => void): (rows: readonly Row[]) => void;
}
interface Row {
  readonly id: string;
  readonly caseNumber?: string | null;
}

const [path = '', binding = ''] = process.argv.slice(2);
const Sqlite = createRequire(import.meta.url)('better-sqlite3') as new (
  path: string,
  options?: { nativeBinding?: string },
) => Database;
const database = new Sqlite(path, binding === '' ? {} : { nativeBinding: binding });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE kept (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT');
const insert = database.prepare('INSERT OR IGNORE INTO kept (id, row) VALUES (?, ?)');
const keep = database.transaction((rows) => {
  for (const row of rows) insert.run(row.id, JSON.stringify(row));
});

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { rows } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { rows: readonly Row[] };
    keep(rows);
    const at = new Date().toISOString();
    const answer =
      request.url === '/bare'
        ? { kept: rows.map(({ id }) => id) }
        : {
            results: rows.map(({ id, caseNumber }) => ({
              id,
              outcome: 'accepted',
              receipt: { number: `TR${id.slice(4)}`, at },
              ...(caseNumber ? { upstreamCaseNumber: `WGR${caseNumber}` } : {}),
            })),
          };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
}).listen(0, '127.0.0.1', function (this: { address(): unknown }) {
  console.log(`http://127.0.0.1:${(this.address() as AddressInfo).port}`);
});
