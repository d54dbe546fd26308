import type { HallSilence, HallStanding } from '../../contract/hall.ts';

/** One round of questions. Every peer is in exactly one of the two lists. */
export interface HallReport {
  readonly answers: readonly (HallStanding & { readonly stationId: string })[];
  readonly silent: readonly HallSilence[];
}

/** The other stations of the hall, over the local network (A10). */
export interface Hall {
  /**
   * Asks all of them at once what they have about the holder of this permit. Never rejects and never takes longer than the budget of the
   * profile: who has not answered by then is silent. The number itself does not leave the station.
   */
  ask(permitNumber: string): Promise<HallReport>;
}

/** What this station answers: is there a card job or an open case for the person that `isPerson` recognises? Synchronous, writes nothing. */
export type OwnStanding = (isPerson: (permitNumber: string) => boolean) => HallStanding;
