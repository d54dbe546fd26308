import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request as forwardRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Upstream } from '../../../main/app/ports/outside.ts';
import { upstreamCalls, type UpstreamCallName } from '../../../main/contract/upstream.ts';
import { createHttpUpstream } from '../../../main/infra/upstream/httpUpstream.ts';
import { devdockHandlers } from '../../../main/hosts/training/devdockHandlers.ts';
import { runInline, type StationClient } from '../../../main/hosts/runInline.ts';
import type { SamplePerson } from '../../../main/training/people.ts';
import { nativeBinding, temporaryFolder, testCaller, testKey } from '../helpers/index.ts';
import { lockedCard, registerInput, upstreamBench } from '../training/helpers/bench.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** What a URL may name: services, stations, days, places in feeds and chains. */
const addressFields = ['service', 'stationId', 'date', 'cursor', 'limit', 'line', 'sequence'];

interface Seen {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A listener on the line, as a proxy or its log would be. */
async function listener(target: () => string): Promise<{ url: string; seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      seen.push({ url: incoming.url ?? '', headers: incoming.headers, body: body.toString('utf8') });
      const onward = forwardRequest(
        `${target()}${incoming.url ?? ''}`,
        { method: incoming.method, headers: incoming.headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** Whatever tells somebody apart: numbers, names, dates of birth, telephone, address, employer. */
function marksOf(people: readonly SamplePerson[]): string[] {
  const marks = people.flatMap(({ permit, permitNumber, name, mrz, noticeQr }) => [
    permitNumber,
    ...name.split(', '),
    ...mrz,
    noticeQr,
    ...(permit === null ? [] : textsIn(permit.holder)),
  ]);
  // Two or three letters are in every digest.
  return [...new Set(marks.filter((mark) => mark.length >= 5 && !/^\d{4}$/.test(mark)))];
}
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

function found(text: string, marks: readonly string[]): string[] {
  const plain = [text, safeDecode(text)].join('\n').toLowerCase();
  return marks.filter((mark) => plain.includes(mark.toLowerCase()));
}
const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

describe('I7 nothing about a person in an address, a header or a log', { timeout: 60_000 }, () => {
  it('no call that is asked by its address takes anything but services, stations, days and places', () => {
    const names = Object.keys(upstreamCalls) as UpstreamCallName[];
    const asked = names.filter((name) => upstreamCalls[name].verb === 'get');
    expect(asked.length).toBeGreaterThan(3);
    for (const name of asked) {
      const fields = Object.keys(upstreamCalls[name].in.shape);
      expect([name, fields.filter((field) => !addressFields.includes(field))]).toEqual([name, []]);
    }
    for (const name of names) expect(upstreamCalls[name].path).toMatch(/^\/v1(\/[a-z-]+)+$/);
  });

  it('every call with the data of sample people: the line sees them in bodies only', async () => {
    const bench = await upstreamBench();
    const line = await listener(() => bench.embedded.url);
    const upstream = createHttpUpstream({ url: line.url, token: bench.embedded.token });
    onTestFinished(async () => upstream.close());
    const over = { ...bench, upstream };
    const anna = bench.person('anna');
    const { permitNumber } = anna.permit;
    const { jobKey, batch, cardNumber } = await lockedCard(over, 'anna');
    await upstream.call('permitVerify', { permitNumber });
    await upstream.call('ecardCheck', {
      code: bench.embedded.showEcard(permitNumber),
      permitNumber,
      use: '01',
    });
    await upstream.call('cardQuery', { permitNumber });
    await upstream.call('cardPerson', { permitNumber });
    await upstream.call('cardRegister', registerInput(anna, jobKey));
    await upstream.call('permitFeed', { cursor: '', limit: 100 });
    await upstream.call('books', { stationId: 'SZ50', date: '2026-11-25' });
    const bodies = line.seen.map(({ body }) => body).join('\n');
    // The listener works: it does see her in bodies.
    expect(found(bodies, marksOf([anna])).length).toBeGreaterThan(1);
    const marks = [...marksOf(bench.people), cardNumber, batch, jobKey];
    for (const { url, headers } of line.seen)
      expect(found(`${url}\n${JSON.stringify(headers)}`, marks)).toEqual([]);
  });

  it('a morning of training: cases opened and verified, permits searched, and every row sent', async () => {
    let own: Upstream | null = null;
    const upstream: Upstream = {
      call: async (name, input, how) => {
        if (own === null) throw new Error('asked before the line stood');
        return own.call(name, input, how);
      },
    };
    const directory = temporaryFolder();
    const starting = runInline({
      directory,
      databaseKey: testKey(),
      resourcesDir: join(root, 'resources'),
      fontsDir: join(root, 'node_modules'),
      sqliteNativeBinding: nativeBinding ?? null,
      core: { autoSync: false, parts: { upstream } },
    });
    const running = await starting;
    onTestFinished(async () => running.close());
    const { training } = running;
    const line = await listener(() => training.ready.upstream.url);
    const http = createHttpUpstream({ ...training.ready.upstream, url: line.url });
    onTestFinished(async () => http.close());
    own = http;
    const { sync, deps } = running.core();
    await sync.probeOnce();
    await sync.pullStaffOnce();
    await sync.pullOnce();
    await sync.pullWithdrawnOnce();

    const window = running.open('window');
    const clerk = training.ready.seed.staff.find(({ roles }) => roles.includes('clerk'));
    if (clerk === undefined) throw new Error('no clerk');
    await window.methods.signIn({ userName: clerk.userName, password: clerk.password });
    const dock = devdockHandlers(training);
    const hands = testCaller(null, 'devdock');
    for (const person of training.people.slice(0, 6)) {
      const opened = hearing(window, ['caseOpened', 'readProblem']);
      await dock.scanNotice({ personId: person.id, target: 'window' }, hands);
      await opened;
      await window.methods.permitSearch({ text: person.name.split(', ')[0] ?? '' });
    }
    await expect
      .poll(() => line.seen.filter(({ url }) => url.includes('/v1/permits/verify')).length)
      .toBeGreaterThan(0);
    expect(deps.stores.outbox.open().length).toBeGreaterThan(3);
    for (let round = 0; round < 20 && deps.stores.outbox.open().length > 0; round += 1)
      await sync.drainOnce({ all: true });
    expect(deps.stores.outbox.open()).toEqual([]);

    const marks = marksOf(training.people);
    expect(found(line.seen.map(({ body }) => body).join('\n'), marks).length).toBeGreaterThan(5);
    const calls = new Set(line.seen.map(({ url }) => url.split('?')[0]));
    expect([...calls]).toEqual(
      expect.arrayContaining(['/v1/health', '/v1/outbox', '/v1/permits', '/v1/staff']),
    );
    for (const { url, headers } of line.seen)
      expect([url, found(`${url}\n${JSON.stringify(headers)}`, marks)]).toEqual([url, []]);
    await running.close();
    const logs = join(directory, 'data', 'logs');
    const files = readdirSync(logs);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect([file, found(readFileSync(join(logs, file), 'utf8'), marks)]).toEqual([file, []]);
  });
});

const hearing = async (client: StationClient, names: readonly string[]): Promise<void> =>
  new Promise((resolve) => {
    const leaves = names.map((name) =>
      client.on(name, () => {
        for (const leave of leaves) leave();
        resolve();
      }),
    );
  });
