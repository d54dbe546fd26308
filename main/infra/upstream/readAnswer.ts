import type { z } from 'zod';
import type { UpstreamOutcome } from '../../app/ports/outside.ts';
import { refusal } from '../../contract/upstream.ts';

/** What came back over the wire, before anybody looked into it. */
export interface Received {
  readonly kind: 'received';
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
  /** The body was longer than any answer of ours and was cut. */
  readonly tooLong: boolean;
}
/** Answers that mean "not now": the work may or may not have been done. */
const tryLater = new Set([408, 425, 429]);

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
  if (tryLater.has(status) || status >= 500) return { kind: 'offline', detail: `HTTP ${status}` };
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
