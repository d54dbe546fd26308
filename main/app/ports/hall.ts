import type { HallSilence, HallStanding, HallSums } from '../../contract/hall.ts';

/** One round of questions. Every peer is in exactly one of the two lists. */
export interface HallReport {
  readonly answers: readonly (HallStanding & { readonly stationId: string })[];
  readonly silent: readonly HallSilence[];
}

/** A period of calendar dates, both inclusive. */
export interface HallPeriod {
  readonly from: string;
  readonly to: string;
}

/** The sums of those that answered (H7). Every peer is in exactly one of the two lists. */
export interface HallSumsReport {
  readonly answers: readonly { readonly stationId: string; readonly sums: HallSums }[];
  readonly silent: readonly HallSilence[];
}

/** The other stations of the hall, over the local network (A10). */
export interface Hall {
  /**
   * Asks all of them at once what they have about the holder of this permit. Never rejects and never takes longer than the budget of the
   * profile: who has not answered by then is silent. The number itself does not leave the station.
   */
  ask(permitNumber: string): Promise<HallReport>;
  /** Asks all of them at once for the sums of their closed days, by the same rules. It may take longer: nobody waits at a machine for it. */
  sums(period: HallPeriod): Promise<HallSumsReport>;
}

/** What this station answers: is there a card job or an open case for the person that `isPerson` recognises? Synchronous, writes nothing. */
export type OwnStanding = (isPerson: (permitNumber: string) => boolean) => HallStanding;

/** What this station answers about its closed days. Synchronous, writes nothing. */
export type OwnSums = (period: HallPeriod) => HallSums;
