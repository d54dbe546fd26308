import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Upstream, UpstreamOutcome } from '../../app/ports/outside.ts';
import type { UpstreamAccess } from '../../contract/hosts.ts';
import type { UpstreamService } from '../../contract/station.ts';
import { isLoopback } from '../../contract/stationIdentity.ts';
import { upstreamCalls, type UpstreamCallName, type UpstreamCalls } from '../../contract/upstream.ts';
import { createHttpLink, type LinkAnswer } from './httpLink.ts';
import { readAnswer, readLinkRefusal } from './readAnswer.ts';
import { createRequestSigner } from './requestSigner.ts';

export interface HttpUpstreamOptions extends UpstreamAccess {
  /** Milliseconds for a whole call, from the first byte sent to the last one read. Default 15 s. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970, by which requests are dated until upstream has said its time. Default: the computer's clock. */
  readonly now?: () => number;
}

const defaultTimeoutMs = 15_000;

/**
 * The reference adapter: the calls of the contract's table over HTTP and JSON (design 7), signed with the station's key where it has one (I7).
 * Never follows a redirect and never rejects for anything the network or the other side does; an input that does not fit the contract throws.
 */
export function createHttpUpstream(
  options: HttpUpstreamOptions,
): Upstream & { /** Gives up what is under way. */ close(): Promise<void> } {
  const baseOf = (service: UpstreamService | null): string =>
    ((service === null ? undefined : options.services?.[service]) ?? options.url).replace(/\/+$/, '');
  const link = createHttpLink({
    connectMs: options.timeoutMs ?? defaultTimeoutMs,
    ca: options.ca,
    clientCertificate: options.clientCertificate,
  });
  const signer = options.signing === undefined ? null : createRequestSigner(options.signing, options.now);
  return {
    async call<Name extends UpstreamCallName>(
      name: Name,
      input: z.input<UpstreamCalls[Name]['in']>,
      callOptions: { readonly idempotencyKey?: string; readonly timeoutMs?: number } = {},
    ): Promise<UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>> {
      const row = upstreamCalls[name];
      const parsed: object = row.in.parse(input);
      const key = callOptions.idempotencyKey ?? stableKey(name, parsed);
      const base = baseOf(row.service ?? ('service' in parsed ? (parsed.service as UpstreamService) : null));
      const call: Call =
        row.verb === 'get'
          ? { url: `${base}${row.path}?${queryOf(parsed)}`, method: 'GET' }
          : { url: `${base}${row.path}`, method: 'POST', body: JSON.stringify(parsed) };
      const timeoutMs = callOptions.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs;
      const proven = isProven(base);
      let sent = await send(call, key, timeoutMs);
      if (mustSignAnew(sent, proven)) sent = await send(call, key, timeoutMs);
      if (sent.kind === 'failed') return { kind: 'offline', detail: sent.detail };
      if (sent.kind === 'untrusted') return { kind: 'linkFault', detail: sent.detail };
      const refused = readLinkRefusal(sent, proven);
      // These bytes were heard before: somebody sent them twice, and the work may have been done.
      if (refused?.error === 'replayed') return { kind: 'offline', detail: 'replayed' };
      if (refused !== null) return { kind: 'linkFault', detail: refused.error };
      // The parser is built from the same row; the compiler cannot follow the index through it.
      return readAnswer(row.out, sent) as UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>;
    },
    close: () => link.close(),
  };

  async function send(call: Call, idempotencyKey: string, timeoutMs: number): Promise<LinkAnswer> {
    return link.send({
      ...call,
      headers: {
        authorization: `Bearer ${options.token}`,
        accept: 'application/json',
        'idempotency-key': idempotencyKey,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...signer?.headersFor({ ...call, idempotencyKey }),
      },
      timeoutMs,
    });
  }

  /** Only these two can be put right by another signature, and only once: the same call, under the same key. */
  function mustSignAnew(sent: LinkAnswer, proven: boolean): boolean {
    if (signer === null || sent.kind !== 'received') return false;
    const refused = readLinkRefusal(sent, proven);
    if (refused?.error === 'clockOutside' && refused.time !== undefined) signer.learnTime(refused.time);
    return refused?.error === 'clockOutside' || refused?.error === 'replayed';
  }
}

interface Call {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
}

/** By TLS, whose certificates are always checked, or on this computer: nobody in between can answer in upstream's name. */
export function isProven(base: string): boolean {
  const { protocol, hostname } = new URL(base);
  return protocol === 'https:' || isLoopback(hostname);
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
