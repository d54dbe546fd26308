import type { CardData } from '../../../../../main/contract/cards.ts';
import type {
  CardRecord,
  Refusal,
  RowResult,
  UpstreamCallName,
} from '../../../../../main/contract/upstream.ts';
import type { OutboxRecord } from '../../../../../main/app/ports/stores.ts';
import type { UpstreamOutcome } from '../../../../../main/app/ports/outside.ts';
import { samplePermit, stubUpstream, type StubUpstream } from '../../../helpers/index.ts';

export const sampleData = (changes: Partial<CardData> = {}): CardData => ({
  batch: 'P202611250001',
  cardNumber: 'T00000001',
  socialSecurityNumber: 'DEU0C01X00T47',
  name: 'EXAMPLE PERSON',
  name50: 'EXAMPLE PERSON',
  sex: 'F',
  birthDate: '1990-01-02',
  nationality: 'DEU',
  documentNumber: 'C01X00T47',
  permitNumber: 'TEST00000001',
  category: 'B',
  issueDate: '2026-11-25',
  validUntil: '2036-11-25',
  bankName: 'Test Bank',
  photo: '/9j/4AAQ',
  ...changes,
});

interface CertificateAsk {
  readonly jobKey: string;
  readonly cardIdentifier: string;
  readonly publicKey: string;
}

/** An upstream with books of its own: cards by job key, effects by business key. */
export interface FakeUpstream extends StubUpstream {
  readonly cards: Map<string, CardRecord>;
  /** How often each business key had an effect; a repeat is `alreadyDone`. */
  readonly effects: Map<string, number>;
  readonly payloads: Readonly<Record<string, unknown>>[];
  offline: boolean;
  data: (card: CardRecord) => CardData;
  refuse(name: UpstreamCallName, code: Refusal['code'], reason?: string): void;
  /** Its word on a queued row. */
  take(row: OutboxRecord): RowResult;
}

const registered: Readonly<Record<string, CardRecord['state']>> = {
  'card.report': 'reported',
  'card.enable': 'enabled',
  'card.handOver': 'handedOver',
  'card.wasted': 'wasted',
};

export function fakeUpstream(): FakeUpstream {
  const stub = stubUpstream();
  const cards = new Map<string, CardRecord>();
  const effects = new Map<string, number>();
  const refusals = new Map<UpstreamCallName, Refusal>();
  const payloads: Readonly<Record<string, unknown>>[] = [];
  const answer = (value: unknown): UpstreamOutcome<unknown> => ({ kind: 'answer', value });
  const on = (name: UpstreamCallName, work: (input: never) => unknown): void =>
    stub.answer(name, (input) => {
      if (upstream.offline) return { kind: 'offline', detail: 'test' };
      const refusal = refusals.get(name);
      return refusal === undefined ? answer(work(input as never)) : { kind: 'refused', refusal };
    });

  const upstream: FakeUpstream = {
    ...stub,
    cards,
    effects,
    payloads,
    offline: false,
    data: ({ batch, cardNumber, permitNumber }) => sampleData({ batch, cardNumber, permitNumber }),
    refuse: (name, code, reason = 'test') => void refusals.set(name, { refused: true, code, reason }),
    take(row) {
      const { businessKey, id } = row;
      const receipt = { number: `R-${id}`, at: row.createdAt };
      const card = [...cards.values()].find(({ cardNumber }) => cardNumber === row.payload['cardNumber']);
      if (effects.has(businessKey)) return { id, outcome: 'alreadyDone', receipt, record: card };
      effects.set(businessKey, 1);
      payloads.push(row.payload);
      const state = registered[row.kind];
      if (card !== undefined && state !== undefined)
        cards.set(card.jobKey, { ...card, state, cardIdentifier: String(row.payload['cardIdentifier']) });
      return { id, outcome: 'accepted', receipt };
    },
  };

  on('permitVerify', () => ({ permit: samplePermit(), at: '2026-11-25T01:20:00.000Z' }));
  on('cardQuery', ({ permitNumber }: { permitNumber: string }) => ({
    cards: [...cards.values()].filter((card) => card.permitNumber === permitNumber),
  }));
  on('cardRegister', (input: { jobKey: string; stationId: string; permitNumber: string }) => {
    const known = cards.get(input.jobKey);
    const card: CardRecord = {
      ...(known ?? {
        batch: `P20261125000${cards.size + 1}`,
        cardNumber: `T0000000${cards.size + 1}`,
        permitNumber: input.permitNumber,
        stationId: input.stationId,
        jobKey: input.jobKey,
        cardIdentifier: null,
      }),
      state: known === undefined || known.state === 'wasted' ? 'registered' : known.state,
    };
    cards.set(input.jobKey, card);
    return { card, resumed: known !== undefined };
  });
  on('cardLock', ({ jobKey }: { jobKey: string }) => {
    const card = cards.get(jobKey);
    if (card === undefined) throw new Error('lock before register');
    cards.set(jobKey, { ...card, state: 'locked' });
    return { data: upstream.data(card) };
  });
  on('cardCertificate', ({ jobKey, cardIdentifier, publicKey }: CertificateAsk) => {
    if (cards.get(jobKey)?.state !== 'locked') throw new Error('a certificate before the lock');
    return { certificate: `CE${publicKey.slice(0, 30)}`, adminBox: `AD${cardIdentifier}` };
  });
  on('cardRelease', ({ jobKey }: { jobKey: string }) => ({ released: cards.delete(jobKey) }));
  return upstream;
}
