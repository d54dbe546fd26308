import type { English } from '../createI18n.ts';
import type { conflict as zh } from '../zh/conflict.ts';

export const conflict: English<typeof zh> = {
  title: 'The record upstream does not fit: ask first, then settle it',
  ask: 'Ask upstream',
  asking: 'Asking upstream…',
  askedAt: 'Asked at {{at}}',
  table: 'Our record and those upstream',
  here: 'Here',
  upstream: 'Upstream',
  field: {
    owner: 'Belongs to',
    station: 'Station',
    batch: 'Batch',
    card: 'Card number (last 4)',
    chip: 'Chip (last 4)',
    state: 'State',
  },
  owner: { mine: 'this job', other: 'another station or job' },
  differs: 'differs',
  same: 'same',
  notYet: 'not yet',
  noRecord: 'Upstream has no card of this person',
  made: 'card is made',
  notMade: 'no card made',
  upstreamState: {
    registered: 'registered',
    locked: 'locked',
    reported: 'reported',
    enabled: 'enabled',
    handedOver: 'handed over',
    wasted: 'wasted',
  },
  verdict: {
    ours: 'The record upstream is this card.',
    other: 'Upstream has another live card or job of this person.',
    none: 'Upstream has no live card of this person.',
  },
  act: {
    goOn: 'Go on with the same batch and card number',
    giveUp: 'End this job (no card was made)',
    waste: 'Waste this card (another one counts)',
  },
  sentence: {
    goOn: 'By the answer of upstream this job goes on from the step where it stopped, with the same batch and card number.',
    giveUp: 'No card was made; this job ends as “not made”, and what it locked upstream is unlocked.',
    waste:
      'Another card of this person counts: this one is recorded as waste, is not handed over, and is destroyed by two people; upstream gets the report of it.',
  },
  nothing:
    'The answer of upstream decides nothing: call the card service, leave the card where it is, and ask again later.',
  second: 'Settled by a supervisor who does not own this job; anybody else needs the signature of one.',
  hall: {
    answered: '{{answered}} of {{asked}} other stations of the hall answered',
    noAnswer: '{{station}} silent since {{since}}',
    refused: '{{station}} has refused to answer since {{since}}: a technician checks hall key and clock',
    openCase: '{{station}} has an open case of this person since {{since}}',
  },
};
