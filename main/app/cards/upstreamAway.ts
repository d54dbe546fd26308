import type { Failure } from '../../contract/result.ts';
import { nowOf, type CardDeps } from './cardDeps.ts';

/** The card system is away, since when; by this name a job goes on by itself when the link is back. */
export function cardsOffline(deps: Pick<CardDeps, 'links' | 'clock'>): Failure {
  const link = deps.links.list().find(({ service }) => service === 'cards');
  const since = link === undefined || link.state === 'online' ? nowOf(deps) : link.since;
  return { code: 'upstreamOffline', detail: { upstream: 'cards', since } };
}
