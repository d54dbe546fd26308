import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../main/training/seededRandom.ts';
import { faultKinds, seededFaults, type Fault } from './support/faultProxy/faults.ts';
import { faultProxy, type FaultProxy } from './support/faultProxy/faultProxy.ts';

/** A fault proxy that does not do what it says would make every proof above it worth nothing: each fault is seen from both sides. */
interface Line {
  readonly proxy: FaultProxy;
  /** Whole requests that upstream has worked on, by the text of their body, in that order. */
  readonly worked: readonly string[];
  /** Requests that began at upstream and broke off. */
  readonly broken: () => number;
  ask(text: string, timeoutMs?: number): Promise<Heard>;
}
type Heard =
  | { readonly status: number; readonly text: string; readonly retryAfter: string | null }
  | { readonly failed: string };

async function line(...faults: readonly Fault[]): Promise<Line> {
  const worked: string[] = [];
  let broken = 0;
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      worked.push(text);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ done: text, filler: 'x'.repeat(2000) }));
    });
  });
  server.on('clientError', () => {
    broken += 1;
  });
  server.on('request', (incoming) => incoming.on('error', () => (broken += 1)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const proxy = await faultProxy(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ({ number }) => faults[number - 1] ?? { kind: 'none' },
  );
  const agent = new Agent();
  onTestFinished(async () => {
    await agent.destroy();
    await proxy.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const ask = async (text: string, timeoutMs = 10_000): Promise<Heard> => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const answer = await request(`${proxy.url}/v1/outbox`, {
        dispatcher: agent,
        method: 'POST',
        body: text,
        signal: abort.signal,
      });
      const retryAfter = answer.headers['retry-after'];
      return {
        status: answer.statusCode,
        text: await answer.body.text(),
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      };
    } catch (thrown) {
      return { failed: abort.signal.aborted ? 'timeOut' : thrown instanceof Error ? thrown.name : 'unknown' };
    } finally {
      clearTimeout(timer);
    }
  };
  return { proxy, worked, broken: () => broken, ask };
}

const doneOf = (heard: Heard): string =>
  'text' in heard ? (JSON.parse(heard.text) as { readonly done: string }).done : heard.failed;

describe('G2 G3 the fault proxy does what its script says', () => {
  it('none: asked once, answered whole', async () => {
    const { ask, worked, proxy } = await line();
    expect(doneOf(await ask('one'))).toBe('one');
    expect(worked).toEqual(['one']);
    expect(proxy.records()).toEqual([
      {
        number: 1,
        method: 'POST',
        path: '/v1/outbox',
        fault: 'none',
        asked: 1,
        partly: false,
        client: 'answer',
        status: 200,
      },
    ]);
  });

  it('latency: asked once, answered later', async () => {
    const { ask, worked } = await line({ kind: 'latency', ms: 60 });
    const begun = performance.now();
    expect(doneOf(await ask('one'))).toBe('one');
    expect(performance.now() - begun).toBeGreaterThan(50);
    expect(worked).toEqual(['one']);
  });

  it('drip: the whole answer, in pieces', async () => {
    const { ask, proxy } = await line({ kind: 'drip', pieces: 5, everyMs: 10 });
    const begun = performance.now();
    expect(doneOf(await ask('one'))).toBe('one');
    expect(performance.now() - begun).toBeGreaterThan(40);
    expect(proxy.records()[0]?.client).toBe('answer');
  });

  it('cutBefore: upstream hears nothing, the client no answer', async () => {
    const { ask, worked, broken } = await line({ kind: 'cutBefore' });
    expect(await ask('one')).toHaveProperty('failed');
    expect([worked, broken()]).toEqual([[], 0]);
  });

  it.each([0.1, 0.5, 0.98])('cutDuring %f: upstream has a part and does nothing', async (share) => {
    const { ask, worked, broken, proxy } = await line({ kind: 'cutDuring', share });
    expect(await ask('a body of some length '.repeat(50))).toHaveProperty('failed');
    // The part may still be on its way to the other server: a whole request behind it has seen it arrive.
    expect(doneOf(await ask('two'))).toBe('two');
    expect(worked).toEqual(['two']);
    await expect.poll(broken).toBeGreaterThan(0);
    expect(proxy.records()[0]).toMatchObject({ asked: 0, partly: true, client: 'cut' });
  });

  it('cutAfterWork: upstream has done it, the client hears nothing', async () => {
    const { ask, worked } = await line({ kind: 'cutAfterWork' });
    expect(await ask('one')).toHaveProperty('failed');
    expect(worked).toEqual(['one']);
  });

  it.each([0.1, 0.9])('halfAnswer %f: upstream has done it, the answer breaks off', async (share) => {
    const { ask, worked, proxy } = await line({ kind: 'halfAnswer', share });
    expect(await ask('one')).toHaveProperty('failed');
    expect(worked).toEqual(['one']);
    expect(proxy.records()[0]).toMatchObject({ asked: 1, client: 'partOfAnswer', status: 200 });
  });

  it.each([401, 403, 404, 429, 500, 503])('status %i: upstream is not asked', async (status) => {
    const retryAfter = status === 429 ? '17' : undefined;
    const { ask, worked } = await line({
      kind: 'status',
      status,
      ...(retryAfter !== undefined && { retryAfter }),
    });
    expect(await ask('one')).toMatchObject({ status, retryAfter: retryAfter ?? null });
    expect(worked).toEqual([]);
  });

  it('statusAfterWork: 500 although it was done', async () => {
    const { ask, worked } = await line({ kind: 'statusAfterWork', status: 500 });
    expect(await ask('one')).toMatchObject({ status: 500 });
    expect(worked).toEqual(['one']);
  });

  it('twice: upstream gets it twice, the client one answer', async () => {
    const { ask, worked } = await line({ kind: 'twice' });
    expect(doneOf(await ask('one'))).toBe('one');
    expect(worked).toEqual(['one', 'one']);
  });

  it('late: again after later ones', async () => {
    const { ask, worked } = await line({ kind: 'late', after: 2 });
    for (const text of ['one', 'two', 'three', 'four']) expect(doneOf(await ask(text))).toBe(text);
    expect(worked).toEqual(['one', 'two', 'one', 'three', 'four']);
  });

  it('late: again at the end, when no later one comes', async () => {
    const { ask, worked, proxy } = await line({ kind: 'late', after: 9 });
    await ask('one');
    await proxy.calm();
    expect(worked).toEqual(['one', 'one']);
  });

  it('overtaken: a later request is there first', async () => {
    const { ask, worked, proxy } = await line({ kind: 'overtaken', behind: 1, limitMs: 10_000 });
    const first = ask('one');
    await expect.poll(() => proxy.records().length).toBe(1);
    expect(doneOf(await ask('two'))).toBe('two');
    expect(doneOf(await first)).toBe('one');
    expect(worked).toEqual(['two', 'one']);
  });

  it('overtaken by nobody: goes on at its limit', async () => {
    const { ask } = await line({ kind: 'overtaken', behind: 1, limitMs: 20 });
    expect(doneOf(await ask('one'))).toBe('one');
  });

  it('portal: a page for people, upstream is not asked', async () => {
    const { ask, worked } = await line({ kind: 'portal' });
    expect(await ask('one')).toMatchObject({
      status: 200,
      text: expect.stringContaining('<!doctype html>') as string,
    });
    expect(worked).toEqual([]);
  });

  it('silence: nothing until the client gives up', async () => {
    const { ask, worked, proxy } = await line({ kind: 'silence' });
    expect(await ask('one', 60)).toEqual({ failed: 'timeOut' });
    expect(worked).toEqual([]);
    await expect.poll(() => proxy.records()[0]?.client).toBe('gaveUp');
  });

  it('an upstream that is gone is a broken connection', async () => {
    const proxy = await faultProxy('http://127.0.0.1:9');
    onTestFinished(() => proxy.close());
    await expect(request(`${proxy.url}/v1/health`)).rejects.toThrow('other side closed');
  });

  it('a seed means the same faults again, and every kind comes', () => {
    const drawn = (seed: number): Fault[] => {
      const script = seededFaults(seededRandom(seed), 0.5);
      return Array.from({ length: 400 }, (_, index) =>
        script({ number: index + 1, method: 'POST', path: '/v1/outbox' }),
      );
    };
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    expect(new Set(drawn(7).map(({ kind }) => kind))).toEqual(new Set(faultKinds));
  });
});
