import type { z } from 'zod';
import type { UpstreamAccess } from '../../../contract/hosts.ts';
import type { UpstreamService } from '../../../contract/station.ts';
import type { UpstreamOutcome } from '../../../app/ports/outside.ts';
import { createHttpLink } from '../httpLink.ts';
import { readAnswer } from '../readAnswer.ts';
import type { CallHow } from './mapped.ts';

/** How a request of a province goes over the wire. Always POST: what is asked about a person belongs into the body, never into an address (I7). */
export interface ProvinceRequest {
  readonly service: UpstreamService;
  /** Behind the base address, with its leading slash. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

export type ProvinceAnswer<Value> = Exclude<UpstreamOutcome<Value>, { readonly kind: 'refused' }>;

export interface ProvinceLink {
  /** The envelope that came back: HTTP and schema are judged here (design 4), the code in it by the adapter. */
  post<Schema extends z.ZodType>(
    request: ProvinceRequest,
    envelope: Schema,
    how: CallHow,
  ): Promise<ProvinceAnswer<z.output<Schema>>>;
  close(): Promise<void>;
}

/** Connections, trust and time limits are those of every adapter (`httpLink`); the token goes as a bearer token. No idempotency key is sent. */
export function createProvinceLink(access: UpstreamAccess, timeoutMs: number): ProvinceLink {
  const link = createHttpLink({
    connectMs: timeoutMs,
    ca: access.ca,
    clientCertificate: access.clientCertificate,
  });
  return {
    async post(request, envelope, how) {
      const base = (access.services?.[request.service] ?? access.url).replace(/\/+$/, '');
      const sent = await link.send({
        url: `${base}${request.path}`,
        method: 'POST',
        headers: {
          authorization: `Bearer ${access.token}`,
          accept: 'application/json',
          'content-type': request.contentType,
        },
        body: request.body,
        timeoutMs: how.timeoutMs,
      });
      if (sent.kind === 'failed') return { kind: 'offline', detail: sent.detail };
      if (sent.kind === 'untrusted') return { kind: 'linkFault', detail: sent.detail };
      const answer = readAnswer(envelope, sent);
      // A province refuses inside its envelope: 409 is no word of its interface.
      return answer.kind === 'refused' ? { kind: 'linkFault', detail: 'HTTP 409' } : answer;
    },
    close: () => link.close(),
  };
}
