import { Agent, buildConnector, errors, request, type Dispatcher } from 'undici';
import type { UpstreamAccess } from '../../contract/hosts.ts';
import { textOf } from './charset.ts';
import { networkCode, tlsFault } from './linkFaults.ts';
import type { Received } from './readAnswer.ts';

/** One request as it goes over the wire. */
export interface LinkRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for the whole call, from the first byte sent to the last one read. */
  readonly timeoutMs: number;
}

/**
 * `failed`: nothing that could be judged came back; the work may have been done. `untrusted`: who answered could not prove to be upstream
 * (TLS), or must not be asked at all: nothing of the request was handed over.
 */
export type LinkAnswer =
  | Received
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'untrusted'; readonly detail: string };

/** What every adapter sends over: connections, TLS, time limit, longest answer. Never follows a redirect, never rejects. */
export interface HttpLink {
  send(call: LinkRequest): Promise<LinkAnswer>;
  /** Gives up what is under way; all later calls fail. */
  close(): Promise<void>;
}

export interface HttpLinkOptions extends Pick<UpstreamAccess, 'ca' | 'clientCertificate'> {
  /** Milliseconds to connect, TLS included. */
  readonly connectMs: number;
}

/** Longest answer: a page of the permit feed, 10,000 permits of up to 3 KB. */
export const longestBody = 32 * 1024 * 1024;

/**
 * With `ca` only that authority is believed, never those of the system or of Node, and an address without TLS is not asked at all. Whatever
 * the environment says (`NODE_TLS_REJECT_UNAUTHORIZED`), certificates and their names are checked; TLS 1.2 is the oldest.
 */
export function createHttpLink(options: HttpLinkOptions): HttpLink {
  const { ca, clientCertificate } = options;
  const alerts = lateAlerts();
  const connect = buildConnector({
    timeout: options.connectMs,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
    ...(clientCertificate === undefined
      ? {}
      : { cert: clientCertificate.certificate, key: clientCertificate.privateKey }),
  });
  const agent = new Agent({
    connect(target, callback) {
      connect(target, (...[error, socket]: Parameters<buildConnector.Callback>) => {
        // The client leaves the socket out of a failure, whatever the type says.
        if (error !== null) return callback(error, null);
        alerts.watch(socket);
        callback(null, socket);
      });
    },
  });
  return {
    async send(call) {
      // A secret must not leave in the clear because an address was mistyped.
      if (ca !== undefined && !call.url.startsWith('https:'))
        return { kind: 'untrusted', detail: 'tls:notConfigured' };
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), call.timeoutMs);
      try {
        const answer = await request(call.url, {
          dispatcher: agent,
          method: call.method,
          headers: call.headers,
          ...(call.body === undefined ? {} : { body: call.body }),
          signal: abort.signal,
        });
        return {
          kind: 'received',
          status: answer.statusCode,
          mediaType: mediaTypeOf(answer.headers),
          headers: answer.headers,
          ...(await readText(answer.body, answer.headers['content-type'])),
        };
      } catch (error) {
        if (abort.signal.aborted) return { kind: 'failed', detail: 'timeOut' };
        const fault = tlsFault(error) ?? alerts.of(error);
        return fault === null
          ? { kind: 'failed', detail: networkCode(error) }
          : { kind: 'untrusted', detail: fault };
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => agent.destroy(),
  };
}

type Socket = NonNullable<Parameters<buildConnector.Callback>[1]>;

/**
 * With TLS 1.3 a server says that it wants another certificate of us only after the connection stands. The HTTP client then reports a closed
 * line; the alert itself is heard at the socket, which its error names by the port on this side.
 */
function lateAlerts(): { watch(socket: Socket): void; of(error: unknown): string | null } {
  const byPort = new Map<number, string>();
  return {
    watch(socket) {
      const port = socket.localPort;
      socket.on('error', (error) => {
        const fault = tlsFault(error);
        if (fault === null || port === undefined) return;
        byPort.set(port, fault);
        // Nobody may come for it: a line that was idle.
        setTimeout(() => byPort.delete(port), 1000).unref();
      });
    },
    of(error) {
      if (!(error instanceof errors.SocketError)) return null;
      return byPort.get(error.socket?.localPort ?? -1) ?? null;
    },
  };
}

async function readText(
  body: Dispatcher.ResponseData['body'],
  contentType: string | string[] | undefined,
): Promise<{ readonly text: string; readonly tooLong: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (length > longestBody) return { text: '', tooLong: true };
    chunks.push(chunk);
  }
  return { text: textOf(Buffer.concat(chunks), contentType), tooLong: false };
}

function mediaTypeOf(headers: Dispatcher.ResponseData['headers']): string {
  const value = headers['content-type'];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).split(';')[0]?.trim().toLowerCase() ?? '';
}
