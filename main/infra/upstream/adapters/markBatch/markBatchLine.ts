import type { z } from 'zod';
import type { UpstreamService } from '../../../../contract/station.ts';
import type { Refusal } from '../../../../contract/upstream.ts';
import type { CallHow, Stop } from '../mapped.ts';
import type { ProvinceLink } from '../provinceLink.ts';
import { formOf, formType, type Fields } from './form.ts';
import {
  busyText,
  doneBeforeCode,
  doneCode,
  envelope,
  hasBatchText,
  openApplicationText,
  reasons,
  type Transaction,
} from './wire.ts';

/** What one transaction came to. `before`: done before (01). `hasBatch` and `openApplication`: reasons that the adapter acts on. */
export type Said<Data> =
  | { readonly kind: 'done'; readonly data: Data }
  | { readonly kind: 'before'; readonly data: unknown }
  | { readonly kind: 'hasBatch' }
  | { readonly kind: 'openApplication' }
  | Stop;

export interface MarkBatchLine {
  /** One transaction. `data` of "done" has to fit `schema`, else it is a link fault. */
  ask<Schema extends z.ZodType>(
    service: UpstreamService,
    transaction: Transaction,
    fields: Fields,
    schema: Schema,
    how: CallHow,
  ): Promise<Said<z.output<Schema>>>;
}

const codes: ReadonlySet<string> = new Set<Refusal['code']>([
  'permitUnknown',
  'permitNotValid',
  'cardExists',
  'notRegistered',
  'wrongOrder',
  'photoMissing',
  'refusedByOfficer',
  'conflict',
  'otherCity',
  'oldCardUsable',
  'stationRetired',
]);

/** A reason that the table does not have is upstream's own word: an officer reads it as it came (1.8, 9.13). */
export function refusalOf(code: string, message: string): Refusal {
  const known = reasons.from(code);
  return codes.has(known)
    ? { refused: true, code: known as Refusal['code'], reason: message === '' ? code : message }
    : {
        refused: true,
        code: 'refusedByOfficer',
        reason: message === '' ? code : `${code} ${message}`.slice(0, 500),
      };
}

/** Asks by transaction code; the codes of the envelope become words (9.13). */
export function markBatchLine(link: ProvinceLink): MarkBatchLine {
  return {
    async ask(service, transaction, fields, schema, how) {
      const answer = await link.post(
        { service, path: `/ywjk/${transaction}`, contentType: formType, body: formOf(fields) },
        envelope,
        how,
      );
      if (answer.kind !== 'answer') return answer;
      const { code, message, data } = answer.value;
      switch (code) {
        case doneCode: {
          const parsed = schema.safeParse(data);
          if (parsed.success) return { kind: 'done', data: parsed.data };
          const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
          return { kind: 'linkFault', detail: `schema ${transaction} ${path}`.slice(0, 120) };
        }
        case doneBeforeCode:
          return { kind: 'before', data };
        case busyText:
          return { kind: 'offline', detail: `${transaction} busy` };
        case hasBatchText:
          return { kind: 'hasBatch' };
        case openApplicationText:
          return { kind: 'openApplication' };
        // An empty code says nothing at all: it is no answer of this interface.
        case '':
          return { kind: 'linkFault', detail: `schema ${transaction} code` };
        default:
          return { kind: 'refused', refusal: refusalOf(code, message) };
      }
    },
  };
}

/** For a transaction that cannot answer "before" or with a word of the batches: then it is an answer of another shape. */
export const unexpected = (transaction: Transaction): Stop => ({
  kind: 'linkFault',
  detail: `code ${transaction}`,
});

/** Only "done" will do; everything else ends the call. */
export function doneOf<Data>(
  said: Said<Data>,
  transaction: Transaction,
): { readonly kind: 'done'; readonly data: Data } | Stop {
  return said.kind === 'before' || said.kind === 'hasBatch' || said.kind === 'openApplication'
    ? unexpected(transaction)
    : said;
}
