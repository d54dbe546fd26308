import { createHash } from 'node:crypto';
import { Agent, request, type Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Upstream, UpstreamOutcome } from '../../app/ports/outside.ts';
import { upstreamCalls, type UpstreamCallName, type UpstreamCalls } from '../../contract/upstream.ts';
import { readAnswer, type Received } from './readAnswer.ts';

export interface HttpUpstreamOptions {
  /** Origin and base path of the upstream, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Bearer token of the station. */
  readonly token: string;
  /** Milliseconds for a whole call, from the first byte sent to the last one read. Default 15 s. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 15_000;

/**
 * The reference adapter: the calls of the contract's table over HTTP and JSON (design 7). Never follows a redirect and never rejects
 * for anything the network or the other side does; an input that does not fit the contract throws.
 */
export function createHttpUpstream(
  options: HttpUpstreamOptions,
): Upstream & { /** Gives up what is under way. */ close(): Promise<void> } {
  const base = options.url.replace(/\/+$/, '');
  const agent = new Agent({ connect: { timeout: options.timeoutMs ?? defaultTimeoutMs } });
  return {
    async call<Name extends UpstreamCallName>(
      name: Name,
      input: z.input<UpstreamCalls[Name]['in']>,
      callOptions: { readonly idempotencyKey?: string; readonly timeoutMs?: number } = {},
    ): Promise<UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>> {
      const row = upstreamCalls[name];
      const parsed: object = row.in.parse(input);
      const key = callOptions.idempotencyKey ?? stableKey(name, parsed);
      const sent = await send(
        row.verb === 'get'
          ? { url: `${base}${row.path}?${queryOf(parsed)}`, method: 'GET' }
          : { url: `${base}${row.path}`, method: 'POST', body: JSON.stringify(parsed) },
        key,
        callOptions.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs,
      );
      // The parser is built from the same row; the compiler cannot follow the index through it.
      return sent.kind === 'failed'
        ? { kind: 'offline', detail: sent.detail }
        : (readAnswer(row.out, sent) as UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>);
    },
    close: () => agent.destroy(),
  };

  async function send(
    call: { readonly url: string; readonly method: 'GET' | 'POST'; readonly body?: string },
    idempotencyKey: string,
    timeoutMs: number,
  ): Promise<Sent> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const answer = await request(call.url, {
        dispatcher: agent,
        method: call.method,
        headers: {
          authorization: `Bearer ${options.token}`,
          accept: 'application/json',
          'idempotency-key': idempotencyKey,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: call.body }),
        signal: abort.signal,
      });
      return {
        kind: 'received',
        status: answer.statusCode,
        mediaType: mediaTypeOf(answer.headers),
        ...(await readText(answer.body)),
      };
    } catch (error) {
      return { kind: 'failed', detail: abort.signal.aborted ? 'timeOut' : networkCode(error) };
    } finally {
      clearTimeout(timer);
    }
  }
}

type Sent = Received | { readonly kind: 'failed'; readonly detail: string };

/** Longest page of the feed: 10,000 permits of up to 3 KB. */
const longestBody = 32 * 1024 * 1024;

async function readText(
  body: Dispatcher.ResponseData['body'],
): Promise<{ readonly text: string; readonly tooLong: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (length > longestBody) return { text: '', tooLong: true };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), tooLong: false };
}

/** The same call gets the same key, today and after a restart (G2). A digest, so that no number of a person is in a header. */
function stableKey(name: string, input: object): string {
  return createHash('sha256')
    .update(`${name}\n${JSON.stringify(input)}`)
    .digest('hex');
}

function queryOf(input: object): string {
  return new URLSearchParams(
    Object.entries(input).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

function mediaTypeOf(headers: Dispatcher.ResponseData['headers']): string {
  const value = headers['content-type'];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).split(';')[0]?.trim().toLowerCase() ?? '';
}

function networkCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'noAnswer';
}
