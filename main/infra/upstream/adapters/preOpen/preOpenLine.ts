import type { z } from 'zod';
import type { UpstreamService } from '../../../../contract/station.ts';
import type { CallHow, Stop } from '../mapped.ts';
import type { ProvinceLink } from '../provinceLink.ts';
import { envelope, refusalCodes, statusOf, type Path } from './wire.ts';

type Done<Data> = { readonly kind: 'done'; readonly data: Data };
type Before<Data> = { readonly kind: 'before'; readonly data: Data };

export interface PreOpenLine {
  /** One request whose repeat is as good as the first: "done before" counts as done. `at`: where it goes, when not to `service`. */
  ask<Schema extends z.ZodType>(
    service: UpstreamService,
    path: Path,
    body: object,
    schema: Schema,
    how: CallHow,
    at?: UpstreamService,
  ): Promise<Done<z.output<Schema>> | Stop>;
  /** The same for who wants to know whether it was done before. */
  askTwice<Schema extends z.ZodType>(
    service: UpstreamService,
    path: Path,
    body: object,
    schema: Schema,
    how: CallHow,
  ): Promise<Done<z.output<Schema>> | Before<z.output<Schema>> | Stop>;
}

/** Asks by path; the numbers of the envelope become words. */
export function preOpenLine(link: ProvinceLink): PreOpenLine {
  const askTwice: PreOpenLine['askTwice'] = async (service, path, body, schema, how) => {
    const answer = await link.post(
      { service, path, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) },
      envelope,
      how,
    );
    if (answer.kind !== 'answer') return answer;
    const { status, tip, result } = answer.value;
    if (status === statusOf.done || status === statusOf.doneBefore) {
      const parsed = schema.safeParse(result);
      if (parsed.success) return { kind: status === statusOf.done ? 'done' : 'before', data: parsed.data };
      const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      return { kind: 'linkFault', detail: `schema ${path} ${where}`.slice(0, 120) };
    }
    if (status >= statusOf.busyFrom) return { kind: 'offline', detail: `status ${status}` };
    const code = refusalCodes[status];
    // A number that the table does not have is upstream's own word: an officer reads its text (1.8).
    return {
      kind: 'refused',
      refusal: {
        refused: true,
        code: code ?? 'refusedByOfficer',
        reason: code === undefined ? `${status} ${tip}`.trim().slice(0, 500) : tip,
      },
    };
  };
  return {
    askTwice,
    async ask(service, path, body, schema, how, at = service) {
      const said = await askTwice(at, path, body, schema, how);
      return said.kind === 'before' ? { kind: 'done', data: said.data } : said;
    },
  };
}
