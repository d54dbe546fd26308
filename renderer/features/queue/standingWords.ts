import type { QueueOverview, ServiceStanding } from '../../../main/contract/queue.ts';
import type { Tone } from '../window/statusItems.ts';

/** Why an answer is not believed, in groups that have a remedy each. */
export type LinkCause = 'signInPage' | 'certificate' | 'notAdmitted' | 'clock' | 'revoked' | 'other';

export interface LinkFault {
  readonly cause: LinkCause;
  readonly fault: string;
}

const notAdmitted = [
  'signatureMissing',
  'signatureBad',
  'stationUnknown',
  'otherStation',
  'HTTP 401',
  'HTTP 403',
];

/**
 * The detail of a link fault as a cause and the word that names it. `fault` is a word of ours (a key of queue.causeWord) or the detail as it
 * came; the host lets nothing into it that the other side wrote.
 */
export function linkCause(detail: string | undefined): LinkFault {
  const said = detail ?? '';
  if (said === 'stationRevoked') return { cause: 'revoked', fault: said };
  if (said === 'clockOutside') return { cause: 'clock', fault: said };
  if (said.startsWith('tls:')) return { cause: 'certificate', fault: said.slice(4) };
  if (notAdmitted.includes(said)) return { cause: 'notAdmitted', fault: said };
  // A page in place of an answer, a way somewhere else, or no such address: what the sign-in of a network looks like.
  if (/^(?:mediaType|notJson|tooLong|HTTP 3\d\d|HTTP 404|HTTP 511)/.test(said))
    return { cause: 'signInPage', fault: said };
  return { cause: 'other', fault: said === '' ? '—' : said };
}

/** How one service stands, as a text key of queue.standing; the caller fills in words and times. */
export interface StandingWords {
  readonly tone: Tone;
  readonly key: string;
  /** Cases where there are any, because people count people; else records. Null: nothing waits. */
  readonly what: { readonly unit: 'cases' | 'rows'; readonly count: number } | null;
  /** Since when it waits; where nothing waits, since when the service is as it is. */
  readonly at: string;
  readonly cause: LinkFault | null;
}

/** One service in words (G11). What was done on purpose or by upstream comes before what the network says. */
export function standingWords(
  service: ServiceStanding,
  overview: Pick<QueueOverview, 'offlineByHand' | 'revokedAt' | 'drain'>,
): StandingWords {
  const { cases, rows, oldestAt, state, detail } = service;
  const what =
    cases > 0
      ? ({ unit: 'cases', count: cases } as const)
      : rows > 0
        ? ({ unit: 'rows', count: rows } as const)
        : null;
  const words = (tone: Tone, key: string): StandingWords => ({
    tone,
    key: what === null ? key : `${key}Waits`,
    what,
    at: (what === null ? null : oldestAt) ?? service.since,
    cause: null,
  });
  if (overview.revokedAt !== null) return words('bad', 'revoked');
  if (overview.offlineByHand !== null) return words('warn', 'byHand');
  switch (state) {
    case 'online':
      return {
        ...words('good', 'well'),
        // Nothing is on its way to a service for which nothing waits, whatever is being sent elsewhere.
        key: what === null ? 'well' : overview.drain === null ? 'waiting' : 'sending',
      };
    case 'offline':
      return { ...words('warn', 'offline'), key: what === null ? 'offlineNone' : 'offline' };
    case 'linkFault':
      return { ...words('bad', 'fault'), cause: linkCause(detail) };
    case 'unknown':
      return words('warn', 'unknown');
  }
}

/** The cause that every service has, said once for all of them; null = they differ, or not all are at fault. */
export function commonCause(overview: QueueOverview): LinkFault | null {
  const causes = overview.services.map((service) => standingWords(service, overview).cause);
  const [first] = causes;
  if (first === undefined || first === null || causes.length < 2) return null;
  return causes.every((each) => each?.cause === first.cause && each.fault === first.fault) ? first : null;
}

/** How much of a limit is used: quiet below four fifths. */
export function limitTone(limit: {
  readonly used: number;
  readonly limit: number;
  readonly reached: boolean;
}): Tone {
  if (limit.reached) return 'bad';
  return limit.limit > 0 && limit.used >= limit.limit * 0.8 ? 'warn' : 'good';
}
