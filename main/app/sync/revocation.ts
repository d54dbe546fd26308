import { z } from 'zod';
import type { Role } from '../../contract/access.ts';
import { instant } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';
import { upstreamService, type UpstreamService } from '../../contract/station.ts';
import { upstreamCalls, type UpstreamCallName } from '../../contract/upstream.ts';
import { shanghaiTime } from '../../domain/calendar/shanghai.ts';
import type { Deps } from '../deps.ts';
import type { Upstream, UpstreamOutcome } from '../ports/outside.ts';
import type { Stores } from '../ports/stores.ts';

/** `by`: the services that said so and have not answered since. */
const revokedStanding = z.object({ at: instant, by: z.array(upstreamService).min(1) });

/** Who stays: somebody has to find out why, and to carry the queue out (I7). */
const mayStay: readonly Role[] = ['technician', 'supervisor'];

/** The detail by which an adapter says that upstream, known for certain, does not admit this station any more. */
export const revokedDetail = 'stationRevoked';

type StandingDeps = { readonly stores: Pick<Stores, 'standings'> };

/** Since when upstream does not admit this station (I7), as an ISO instant; null = it does. Asked of the records, so that it holds over a restart. */
export const revokedSince = ({ stores }: StandingDeps): string | null =>
  stores.standings.get('revoked', revokedStanding)?.at ?? null;

/** Why nothing new is made at this station; null = it may be. One rule for numbers, cards, people and the kiosk. */
export function revokedHindrance(deps: StandingDeps): Failure | null {
  const since = revokedSince(deps);
  return since === null ? null : { code: 'stationRevoked', detail: { since: shanghaiTime(since) } };
}

/** Why this person can do nothing at a revoked station; null = can. */
export const revokedFor = (deps: StandingDeps, staff: { readonly roles: readonly Role[] }): Failure | null =>
  staff.roles.some((role) => mayStay.includes(role)) ? null : revokedHindrance(deps);

export interface RevocationNews {
  /** The station was revoked; after the commit. */
  readonly revoked: () => void;
  /** It is admitted again; after the commit. */
  readonly admitted: () => void;
}

/**
 * Hears in every answer whether upstream still admits this station (I7), so that it is honoured at the next contact, whatever that is about.
 * What it says is kept with its entry in the journal before anybody acts on it, and no row is touched. Taken back by an answer of the same
 * service to a question that was asked after the revocation was heard: an earlier one may only have been slower.
 */
export function watchRevocation(
  upstream: Upstream,
  deps: Pick<Deps, 'stores' | 'clock' | 'log'>,
  news: RevocationNews,
): Upstream {
  const { stores, clock, log } = deps;
  /** Grows with each revocation that is heard. */
  let heard = 0;

  const write = (event: string, service: UpstreamService): void =>
    stores.audit.append({
      at: new Date(clock.now()).toISOString(),
      actor: 'system',
      surface: 'system',
      event,
      subject: 'station',
      detail: { service },
    });
  const revoke = (service: UpstreamService): void => {
    const before = stores.standings.get('revoked', revokedStanding);
    heard += 1;
    if (before?.by.includes(service) === true) return;
    stores.run(() => {
      const at = new Date(clock.now()).toISOString();
      stores.standings.set('revoked', { at: before?.at ?? at, by: [...(before?.by ?? []), service] }, at);
      if (before === null) write('station.revoked', service);
    });
    if (before !== null) return;
    log.warn('station.revoked', { service });
    news.revoked();
  };
  const admit = (service: UpstreamService): void => {
    const before = stores.standings.get('revoked', revokedStanding);
    if (before?.by.includes(service) !== true) return;
    const by = before.by.filter((each) => each !== service);
    stores.run(() => {
      if (by.length > 0) return stores.standings.set('revoked', { ...before, by }, before.at);
      stores.standings.clear('revoked');
      write('station.admitted', service);
    });
    if (by.length > 0) return;
    log.info('station.admitted', { service });
    news.admitted();
  };
  const judge = (outcome: UpstreamOutcome<unknown>, service: UpstreamService, askedAfter: number): void => {
    if (outcome.kind === 'linkFault' && outcome.detail === revokedDetail) revoke(service);
    else if ((outcome.kind === 'answer' || outcome.kind === 'refused') && askedAfter === heard)
      admit(service);
  };

  return {
    async call(name, input, options) {
      const askedAfter = heard;
      const outcome = await upstream.call(name, input, options);
      try {
        judge(outcome, serviceOf(name, input), askedAfter);
      } catch (error) {
        // What upstream answered is true all the same; a disk that takes no record hears it at the next contact.
        log.error('station.revocationNotKept', { error: error instanceof Error ? error.name : 'unknown' });
      }
      return outcome;
    },
  };
}

/** Which service a call goes to; only the question after each service's health names it itself. */
function serviceOf(name: UpstreamCallName, input: unknown): UpstreamService {
  const { service } = upstreamCalls[name];
  if (service !== null) return service;
  const asked = typeof input === 'object' && input !== null && 'service' in input ? input.service : null;
  return upstreamService.parse(asked);
}
