import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Fault, FaultKind, FaultScript, ProxiedRequest } from './faults.ts';
import {
  headersOf,
  ownHeaders,
  pairs,
  portalPage,
  statusAnswer,
  wholeBody,
  type Answer,
  type Whole,
} from './messages.ts';

/** What became of one request, on both sides. */
export interface ProxyRecord extends ProxiedRequest {
  readonly fault: FaultKind;
  /** How often upstream got the whole of it and answered. */
  asked: number;
  /** Upstream got a part of it. */
  partly: boolean;
  /** What the client got. `gaveUp`: it went away before. */
  client: 'waiting' | 'answer' | 'partOfAnswer' | 'cut' | 'gaveUp';
  /** Status that the client got; null = none. */
  status: number | null;
}

/** Moments of a request at which a test may do something of its own, such as ending a process. */
export type ProxyMoment = 'arrived' | 'worked' | 'answered';

/**
 * A real HTTP proxy on 127.0.0.1 between a station and its upstream. It reads requests whole, so that it can send one twice, late, by halves or
 * out of turn; what it does is the script's choice.
 */
export interface FaultProxy {
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  records(): readonly ProxyRecord[];
  setScript(script: FaultScript): void;
  /** Called synchronously; the request goes on when it returns. */
  onMoment(listener: (moment: ProxyMoment, request: ProxiedRequest) => void): void;
  /** No more faults: what is held goes on, silent connections end, late copies are delivered. Resolves when upstream has answered those. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

export const quietScript: FaultScript = () => ({ kind: 'none' });

export async function faultProxy(
  upstreamUrl: string,
  firstScript: FaultScript = quietScript,
): Promise<FaultProxy> {
  const { hostname, port } = new URL(upstreamUrl);
  const agent = new Agent({ keepAlive: true });
  const records: ProxyRecord[] = [];
  const listeners: ((moment: ProxyMoment, request: ProxiedRequest) => void)[] = [];
  const late: { due: number; readonly send: () => Promise<void> }[] = [];
  const held = new Set<{ behind: number; readonly release: () => void }>();
  const silent = new Set<ServerResponse>();
  const running = new Set<Promise<void>>();
  let script = firstScript;

  const forward = async (whole: Whole): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = ask(
        { hostname, port, method: whole.method, path: whole.url, headers: headersOf(whole), agent },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: answer.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(whole.body);
    });

  /** The first bytes of the request and then nothing: upstream sees a connection that broke. */
  const forwardPart = async (whole: Whole, share: number): Promise<void> =>
    new Promise((resolve) => {
      const lines = [
        `${whole.method} ${whole.url} HTTP/1.1`,
        ...pairs(whole),
        `content-length: ${whole.body.length}`,
      ];
      const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), whole.body]);
      const part = bytes.subarray(
        0,
        Math.min(bytes.length - 1, Math.max(1, Math.floor(bytes.length * share))),
      );
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.write(part, () => socket.destroy());
    });

  const tell = (moment: ProxyMoment, { number, method, path }: ProxyRecord): void => {
    for (const listener of listeners) listener(moment, { number, method, path });
  };

  const work = async (record: ProxyRecord, whole: Whole): Promise<Answer> => {
    const answer = await forward(whole);
    record.asked += 1;
    tell('worked', record);
    return answer;
  };

  const give = (record: ProxyRecord, response: ServerResponse, answer: Answer): void => {
    if (response.destroyed) return;
    response.writeHead(answer.status, ownHeaders(answer));
    response.end(answer.body);
    record.client = 'answer';
    record.status = answer.status;
    for (const each of held) {
      each.behind -= 1;
      if (each.behind <= 0) each.release();
    }
    tell('answered', record);
  };

  const cut = (record: ProxyRecord, response: ServerResponse): void => {
    if (record.client === 'waiting') record.client = 'cut';
    response.socket?.destroy();
  };

  const strike = async (
    fault: Fault,
    record: ProxyRecord,
    whole: Whole,
    response: ServerResponse,
  ): Promise<void> => {
    switch (fault.kind) {
      case 'none':
        return give(record, response, await work(record, whole));
      case 'latency':
        await delay(fault.ms);
        return give(record, response, await work(record, whole));
      case 'drip':
        return drip(fault, record, response, await work(record, whole));
      case 'cutBefore':
        return cut(record, response);
      case 'cutDuring':
        await forwardPart(whole, fault.share);
        record.partly = true;
        return cut(record, response);
      case 'cutAfterWork':
        await work(record, whole);
        return cut(record, response);
      case 'halfAnswer':
        return half(fault, record, response, await work(record, whole));
      case 'status':
        return give(record, response, statusAnswer(fault.status, fault.retryAfter));
      case 'statusAfterWork':
        await work(record, whole);
        return give(record, response, statusAnswer(fault.status));
      case 'twice':
        await work(record, whole);
        return give(record, response, await work(record, whole));
      case 'late': {
        const answer = await work(record, whole);
        late.push({
          due: record.number + fault.after,
          send: async () => {
            await work(record, whole).catch(() => undefined);
          },
        });
        return give(record, response, answer);
      }
      case 'overtaken':
        await overtaken(fault);
        return give(record, response, await work(record, whole));
      case 'portal':
        return give(record, response, {
          status: 200,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: Buffer.from(portalPage),
        });
      case 'silence':
        silent.add(response);
        await new Promise<void>((resolve) => response.once('close', () => resolve()));
        silent.delete(response);
    }
  };

  const overtaken = async ({ behind, limitMs }: Extract<Fault, { kind: 'overtaken' }>): Promise<void> =>
    new Promise((resolve) => {
      const entry = { behind, release: (): void => undefined };
      const timer = setTimeout(() => entry.release(), limitMs);
      entry.release = () => {
        clearTimeout(timer);
        held.delete(entry);
        resolve();
      };
      held.add(entry);
    });

  const half = async (
    { share }: Extract<Fault, { kind: 'halfAnswer' }>,
    record: ProxyRecord,
    response: ServerResponse,
    answer: Answer,
  ): Promise<void> => {
    response.writeHead(answer.status, ownHeaders(answer));
    record.client = 'partOfAnswer';
    record.status = answer.status;
    const part = answer.body.subarray(0, Math.max(1, Math.floor((answer.body.length - 1) * share)));
    await new Promise<void>((resolve) => response.write(part, () => resolve()));
    cut(record, response);
  };

  const drip = async (
    { pieces, everyMs }: Extract<Fault, { kind: 'drip' }>,
    record: ProxyRecord,
    response: ServerResponse,
    answer: Answer,
  ): Promise<void> => {
    const length = Math.max(1, Math.ceil(answer.body.length / pieces));
    response.writeHead(answer.status, ownHeaders(answer));
    for (let from = 0; from < answer.body.length && !response.destroyed; from += length) {
      if (from > 0) await delay(everyMs);
      // Before the last piece: whoever has it may look at once.
      if (from + length >= answer.body.length) record.client = 'answer';
      response.write(answer.body.subarray(from, from + length));
    }
    if (response.destroyed) return;
    response.end();
    record.status = answer.status;
    tell('answered', record);
  };

  const sendLate = async (holds: (due: number) => boolean): Promise<void> => {
    const due = late.filter((each) => holds(each.due));
    for (const each of due) late.splice(late.indexOf(each), 1);
    await Promise.all(due.map((each) => each.send()));
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const asked: ProxiedRequest = { number: records.length + 1, method, path: url.split('?')[0] ?? url };
    const fault = script(asked);
    const record: ProxyRecord = {
      ...asked,
      fault: fault.kind,
      asked: 0,
      partly: false,
      client: 'waiting',
      status: null,
    };
    records.push(record);
    response.once('close', () => {
      if (record.client === 'waiting') record.client = 'gaveUp';
    });
    tell('arrived', record);
    if (fault.kind === 'cutBefore') return cut(record, response);
    const body = await wholeBody(request);
    // A client that died in the middle of its request: upstream never sees it.
    if (body === null) return;
    try {
      await sendLate((due) => due <= record.number);
      await strike(fault, record, { method, url, headers: request.rawHeaders, body }, response);
    } catch {
      // Upstream itself broke the connection: so does the proxy.
      cut(record, response);
    }
  };

  const server = createServer((request, response) => {
    const done = serve(request, response).finally(() => running.delete(done));
    running.add(done);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port: ownPort } = server.address() as AddressInfo;

  const release = (): void => {
    for (const each of held) each.release();
    for (const each of silent) each.socket?.destroy();
  };
  return {
    url: `http://127.0.0.1:${ownPort}`,
    records: () => records,
    setScript(next) {
      script = next;
    },
    onMoment: (listener) => void listeners.push(listener),
    async calm() {
      script = quietScript;
      release();
      await sendLate(() => true);
    },
    async close() {
      release();
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await ended;
      await Promise.allSettled([...running]);
      agent.destroy();
    },
  };
}

const delay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
