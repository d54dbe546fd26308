// A pull that is killed again and again (SIGKILL) and begun anew, until it is through. Used by a test with 50,000 permits and by `bench:queue`
// with a million. Simulated feed; made-up people.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openPermitCache } from '../../../main/infra/db/permitCache.ts';
import { seededRandom } from '../../../main/training/seededRandom.ts';
import { feedToken } from './feedServer.ts';
import type { PullTask } from './pullChild.ts';

export interface KilledPull {
  readonly kills: number;
  /** How far the copy was each time, in pages of the feed. */
  readonly reached: readonly number[];
  readonly records: number;
  /** First thing that is not as it has to be; null = all is. */
  readonly wrong: string | null;
}

export interface KillPlan {
  /** Bodies by page; the cursor is `p<next page>`. */
  readonly bodies: readonly Buffer[];
  /** Numbers of each page that are no longer valid. */
  readonly ended: readonly (readonly string[])[];
  readonly folder: string;
  readonly workersDir: string;
  readonly seed: number;
  readonly kills: number;
  /** Addon for an older runtime. */
  readonly nativeBinding?: string | undefined;
}

/**
 * Kills the pulling process at a question that is drawn (before, in the middle of or after its answer, and up to 60 ms later, while the pages
 * before it are being written), looks at what it left, and starts it again.
 */
export async function killedPull(
  plan: KillPlan,
  check: (number: string) => string | null,
): Promise<KilledPull> {
  const random = seededRandom(plan.seed);
  const key = new Uint8Array(randomBytes(32));
  const [path, toldPath] = [
    join(plan.folder, `killed-${plan.seed}.db`),
    join(plan.folder, `told-${plan.seed}`),
  ];
  let onAsked: (page: number, response: ServerResponse) => boolean = () => false;
  const server = createServer((request, response) => {
    const cursor = new URL(request.url ?? '/', 'http://localhost').searchParams.get('cursor') ?? '';
    const page = Number(cursor.slice(1) || 0);
    if (onAsked(page, response)) return;
    response.writeHead(200, { 'content-type': 'application/json' }).end(plan.bodies[page] ?? endBody(plan));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const task: PullTask = {
    path,
    key: Buffer.from(key).toString('hex'),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: feedToken,
    workersDir: plan.workersDir,
    toldPath,
  };
  const reached: number[] = [];
  let [kills, wrong]: [number, string | null] = [0, null];
  try {
    for (let through = false; !through && wrong === null;) {
      const child = spawn(process.execPath, [join(plan.folder, 'pullChild.mjs'), JSON.stringify(task)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const ended = new Promise<number | null>((done) => void child.on('close', done));
      const question = 1 + Math.floor(random() * Math.max(4, plan.bodies.length / 3));
      const [when, later] = [random(), random() * 60];
      let asked = 0;
      onAsked = (page, response) => {
        asked += 1;
        if (asked !== question || kills >= plan.kills) return false;
        const body = plan.bodies[page] ?? endBody(plan);
        if (when < 0.5)
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .write(body.subarray(0, body.length / 2));
        if (when < 0.25) child.kill('SIGKILL');
        else setTimeout(() => child.kill('SIGKILL'), later);
        if (when < 0.5) return true;
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
        return true;
      };
      const code = await ended;
      through = code === 0;
      if (!through) kills += 1;
      const cache = openPermitCache({ path, key, nativeBinding: plan.nativeBinding });
      const page = Number(cache.cursor().slice(1) || 0);
      reached.push(page);
      wrong = lookAt(plan, page, cache.count(), toldPath, through, cache.asOf());
      if (wrong === null && through)
        for (const number of allNumbers(plan)) {
          const found = cache.byPermitNumber(number);
          if ((found === null ? null : JSON.stringify(found.record)) !== check(number))
            wrong = `record ${number}`;
        }
      cache.close();
    }
    return { kills, reached, records: countOf(plan, plan.bodies.length), wrong };
  } finally {
    server.closeAllConnections();
    await new Promise<void>((done) => void server.close(() => done()));
  }
}

interface Body {
  readonly permits: readonly { readonly permitNumber: string }[];
}
const parsed = new WeakMap<Buffer, readonly string[]>();
function numbersOf(body: Buffer | undefined): readonly string[] {
  if (body === undefined) return [];
  const known =
    parsed.get(body) ?? (JSON.parse(body.toString()) as Body).permits.map(({ permitNumber }) => permitNumber);
  parsed.set(body, known);
  return known;
}
const allNumbers = ({ bodies }: KillPlan): readonly string[] => bodies.flatMap((body) => numbersOf(body));
const countOf = ({ bodies }: KillPlan, pages: number): number =>
  bodies.slice(0, pages).reduce((sum, body) => sum + numbersOf(body).length, 0);

/** Page and cursor came together, and nobody was told too late. */
function lookAt(
  plan: KillPlan,
  page: number,
  count: number,
  toldPath: string,
  through: boolean,
  asOf: string | null,
): string | null {
  if (count !== countOf(plan, page)) return `${count} records at page ${page}`;
  if (through && page !== plan.bodies.length) return `through at page ${page}`;
  if (!through && asOf !== null && page < plan.bodies.length) return 'counts as current before its end';
  const told = new Set(existsSync(toldPath) ? readFileSync(toldPath, 'utf8').split('\n') : []);
  const missed = plan.ended
    .slice(0, page)
    .flat()
    .find((number) => !told.has(number));
  return missed === undefined ? null : `${missed} is in the copy and was not told`;
}

const endBody = ({ bodies }: KillPlan): Buffer =>
  Buffer.from(
    JSON.stringify({
      permits: [],
      gone: [],
      feed: 'bench',
      total: null,
      cursor: `p${bodies.length}`,
      more: false,
    }),
  );
