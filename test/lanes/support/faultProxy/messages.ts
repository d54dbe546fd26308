import type { IncomingMessage } from 'node:http';

/** A request that was read to its end. `headers`: names and values in turn, as they came. */
export interface Whole {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export const portalPage =
  '<!doctype html><html lang="zh"><title>网络登录 Sign in</title><form method="post"><input name="user"></form></html>';

export const statusAnswer = (status: number, retryAfter?: string): Answer => ({
  status,
  headers: {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  },
  body: Buffer.from(JSON.stringify({ error: `status ${status}` })),
});

/** Null: the client went away in the middle. */
export async function wholeBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** Of the connection, not of the message: the proxy has connections of its own on both sides. */
const hopHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
]);

export function pairs({ headers }: Whole): readonly string[] {
  return headers.flatMap((name, index) =>
    index % 2 === 0 && !hopHeaders.has(name.toLowerCase()) ? [`${name}: ${headers[index + 1] ?? ''}`] : [],
  );
}

export function headersOf(whole: Whole): Record<string, string> {
  const { headers, body, method } = whole;
  const kept = headers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 && !hopHeaders.has(name.toLowerCase()) ? [[name, headers[index + 1] ?? '']] : [],
  );
  return {
    ...Object.fromEntries(kept),
    ...(method === 'GET' ? {} : { 'content-length': String(body.length) }),
  };
}

export const ownHeaders = ({ headers, body }: Answer): Record<string, string | string[]> => ({
  ...Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || hopHeaders.has(name) ? [] : [[name, value] as const],
    ),
  ),
  'content-length': String(body.length),
});
