import type { WantedBlank } from '../../domain/cards/blankCheck.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import type { JobRecord } from '../ports/stores.ts';
import type { CardDeps } from './cardDeps.ts';

/** The blank that the card of a job is made of (D3): of the bank of its card data, of its class, out of the hopper of its printer. */
export function wantedBlank({ profile }: Pick<CardDeps, 'profile'>, job: JobRecord): WantedBlank {
  return {
    // A job without card data never gets as far as a feed.
    bank: job.data?.bankName ?? '',
    cardClass: job.cardClass,
    printerId: cardStationOf(profile.devices, job.channel).printer?.id ?? null,
  };
}
