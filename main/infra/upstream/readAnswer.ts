import type { z } from 'zod';
import type { UpstreamOutcome } from '../../app/ports/outside.ts';
import { linkRefusal, type LinkRefusal } from '../../contract/stationIdentity.ts';
import { refusal } from '../../contract/upstream.ts';
import { retryAfterMs } from '../../domain/sync/retryAfter.ts';

/** What came back over the wire, before anybody looked into it. */
export interface Received {
  readonly kind: 'received';
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
  /** The body was longer than any answer of ours and was cut. */
  readonly tooLong: boolean;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
}

/** Answers that mean "not now": the work may or may not have been done. */
const tryLater = new Set([408, 425, 429]);
/** Only what stands in between says this one: the network wants a sign-in (RFC 6585, 6). */
const networkSignIn = 511;
/** Those that may say when to come again (`Retry-After`). */
const mayAsk = new Set([408, 425, 429, 503]);

/**
 * Judges an answer (design 4). 200 that fits `schema` is an answer, 409 that fits `refusal` a refusal, 408/425/429/5xx is offline.
 * Everything else, a redirect or a sign-in page for one, is not an answer of ours: a link fault. Details name a status or a field,
 * never a value.
 */
export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  received: Omit<Received, 'kind'>,
): UpstreamOutcome<z.output<Schema>> {
  const { status } = received;
  if (tryLater.has(status) || (status >= 500 && status !== networkSignIn)) {
    const asked = mayAsk.has(status) ? retryAfterOf(received.headers) : undefined;
    return {
      kind: 'offline',
      detail: `HTTP ${status}`,
      ...(asked === undefined ? {} : { retryAfterMs: asked }),
    };
  }
  if (status !== 200 && status !== 409) return { kind: 'linkFault', detail: `HTTP ${status}` };
  if (received.tooLong) return { kind: 'linkFault', detail: 'tooLong' };
  if (received.mediaType !== 'application/json')
    return {
      kind: 'linkFault',
      detail: `mediaType ${/^[\w.+/-]{1,60}$/.exec(received.mediaType)?.[0] ?? '?'}`,
    };
  const json = parseJson(received.text);
  if (json === undefined) return { kind: 'linkFault', detail: 'notJson' };
  if (status === 409) {
    const parsed = refusal.safeParse(json);
    return parsed.success
      ? { kind: 'refused', refusal: parsed.data }
      : { kind: 'linkFault', detail: schemaDetail(parsed.error) };
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { kind: 'answer', value: parsed.data }
    : { kind: 'linkFault', detail: schemaDetail(parsed.error) };
}

/**
 * Why upstream does not listen to this station, in its own words (I7); null: a 401 or 403 of anybody. `proven`: whoever answered is known
 * to be upstream, by TLS or because it is this very computer. What anybody in between could have written is not believed.
 */
export function readLinkRefusal(received: Omit<Received, 'kind'>, proven: boolean): LinkRefusal | null {
  if (!proven || (received.status !== 401 && received.status !== 403)) return null;
  if (received.tooLong || received.mediaType !== 'application/json') return null;
  const parsed = linkRefusal.safeParse(parseJson(received.text));
  return parsed.success ? parsed.data : null;
}

/** A date is counted from upstream's own, which the same answer names: neither clock has to be right for it. */
function retryAfterOf(headers: Received['headers']): number | undefined {
  const first = (name: string): string | undefined => {
    const value = headers?.[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const date = Date.parse(first('date') ?? '');
  return retryAfterMs(first('retry-after'), Number.isNaN(date) ? Date.now() : date);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function schemaDetail(error: z.ZodError): string {
  const first = error.issues[0];
  return `schema ${first === undefined || first.path.length === 0 ? 'answer' : first.path.map(String).join('.')}`.slice(
    0,
    120,
  );
}
