import type { LinkState, UpstreamService } from '../../contract/station.ts';
import { upstreamService } from '../../contract/station.ts';
import type { Deps } from '../deps.ts';

export interface LinkBook {
  list(): readonly LinkState[];
  online(service: UpstreamService): boolean;
  state(service: UpstreamService): LinkState['state'];
  /** Notes what a service is now; true when that is news. `since` stays while the state stays. */
  note(services: readonly UpstreamService[], state: LinkState['state'], detail?: string): boolean;
}

export const allServices: readonly UpstreamService[] = upstreamService.options;

const isDown = (state: LinkState['state']): boolean => state === 'offline' || state === 'linkFault';

/**
 * What each upstream service was when it was last asked, and since when (G11). Kept in memory: after a start nothing is known. That a
 * service went down or came back is on the audit chain. `note` is never called inside a transaction.
 */
export function linkBook(deps: Pick<Deps, 'clock' | 'bus' | 'log' | 'stores'>): LinkBook {
  const isoNow = (): string => new Date(deps.clock.now()).toISOString();
  const states = new Map<UpstreamService, LinkState>(
    allServices.map((service) => [service, { service, state: 'unknown', since: isoNow() }]),
  );
  const stateOf = (service: UpstreamService): LinkState['state'] => states.get(service)?.state ?? 'unknown';
  const audit = (
    services: readonly UpstreamService[],
    state: LinkState['state'],
    detail: string | null,
  ): void => {
    if (services.length === 0) return;
    deps.stores.run(() => {
      for (const service of services)
        deps.stores.audit.append({
          at: isoNow(),
          actor: 'system',
          surface: 'system',
          event: `link.${state}`,
          subject: service,
          detail: { detail },
        });
    });
  };
  return {
    list: () => [...states.values()],
    online: (service) => stateOf(service) === 'online',
    state: stateOf,
    note(services, state, detail) {
      const news = services.filter(
        (service) => stateOf(service) !== state || states.get(service)?.detail !== detail,
      );
      const turned = news.filter((service) => stateOf(service) !== state);
      audit(
        turned.filter((service) => isDown(state) || isDown(stateOf(service))),
        state,
        detail ?? null,
      );
      for (const service of news) {
        const before = states.get(service);
        const since = before !== undefined && before.state === state ? before.since : isoNow();
        states.set(service, { service, state, since, ...(detail === undefined ? {} : { detail }) });
        deps.log.info('link.changed', { service, state, detail: detail ?? null });
      }
      if (news.length > 0) deps.bus.emit('stationChanged', {});
      return news.length > 0;
    },
  };
}
