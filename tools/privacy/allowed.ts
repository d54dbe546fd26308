/** A place that is meant to hold a sample person, and why. Everything else that a run writes must not. */
export interface AllowedPlace {
  readonly path: RegExp;
  readonly why: string;
}

export const allowedPlaces: readonly AllowedPlace[] = [
  {
    path: /(^|\/)sim\/|\/upstream\.sqlite(-wal)?$/,
    why: "what the simulators keep is the other side's: upstream's books and the cards a printer made",
  },
  {
    path: /(^|\/)planted\//,
    why: 'planted by a test of the scan itself, or of one like it',
  },
  {
    path: /(^out\/tour|\/tour-\d+\/out)\/[^/]*\.(pdf|png|csv|xlsx|jpg)$/,
    why: 'papers and screens of the tour, kept for people to look at',
  },
  {
    path: /(^|\/)playwright-transform-cache-\d+\//,
    why: 'the tests themselves, translated: the sample people are written in them',
  },
  {
    path: /(^out\/(test|e2e)|\/e2e-\d+\/e2e)\//,
    why: 'reports and screens of failed tests: what a test expected and saw is what they are for',
  },
];
