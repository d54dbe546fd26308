import type { CardPurpose } from '../../../../../main/contract/cards.ts';
import type { PersonCard, ReplacementReason } from '../../../../../main/contract/earlierCards.ts';
import type { JobId } from '../../../../../main/contract/ids.ts';
import { replacementHandlers } from '../../../../../main/app/cards/replacementHandlers.ts';
import { statusAfter } from '../../../../../main/domain/cards/earlierCards.ts';
import type { RowResult } from '../../../../../main/contract/upstream.ts';
import type { OutboxRecord } from '../../../../../main/app/ports/stores.ts';
import type { JobRecord } from '../../../../../main/app/ports/stores.ts';
import { actor, cardBench, type CardBench } from './cardBench.ts';

/** A card desk whose visitor has an earlier card upstream, and the hands for loss, collection and fees. */
export interface ReplacementBench extends CardBench {
  readonly person: PersonCard[];
  readonly replacing: ReturnType<typeof replacementHandlers>;
  begin(purpose: CardPurpose, reason?: ReplacementReason): Promise<JobRecord>;
  /** Upstream's word on rows about the earlier card, and on all others. */
  settle(word?: (row: OutboxRecord) => RowResult): Promise<void>;
  current(): JobRecord;
}

/** `cents`: what a lost or damaged card costs by the pack of the case. */
export function replacementBench(
  options: { readonly cents?: number; readonly region?: string; readonly facesAgreed?: boolean } = {},
): ReplacementBench {
  const bench = cardBench({ facesAgreed: options.facesAgreed ?? true });
  const { upstream, deps } = bench;
  const { cents = 0 } = options;
  const pack = deps.packs.newest();
  const priced = {
    ...pack,
    cardFees: {
      ruleId: '9.2',
      tag: 'policy' as const,
      clause: { zh: '测试条款', en: 'Test clause' },
      cents: { lost: cents, damaged: cents },
    },
  };
  Object.assign(deps.packs, { newest: () => priced, byVersion: () => priced });
  const person: PersonCard[] = [
    {
      cardNumber: 'E00000001',
      status: 'normal',
      region: options.region ?? deps.profile.region,
      jobKey: 'OTHER:1',
      making: false,
    },
  ];
  upstream.cards.set('OTHER:1', {
    batch: 'E1',
    cardNumber: 'E00000001',
    permitNumber: 'TEST00000001',
    stationId: 'OTHER',
    jobKey: 'OTHER:1',
    cardIdentifier: null,
    state: 'handedOver',
  });
  upstream.answer('cardPerson', () =>
    upstream.offline
      ? { kind: 'offline', detail: 'test' }
      : {
          kind: 'answer',
          value: { insured: true, cards: structuredClone(person), at: deps.clock.iso() },
        },
  );
  let id: JobId | null = null;
  const take = (row: OutboxRecord): RowResult => {
    if (row.kind === 'card.loss') {
      const card = person[0];
      const after = card && statusAfter(card.status, row.payload['operation'] as 'formalLoss');
      if (card !== undefined && after !== null && after !== undefined && after !== 'already')
        person[0] = { ...card, status: after };
    }
    return upstream.take(row);
  };
  return Object.assign(bench, {
    person,
    replacing: replacementHandlers(deps, bench.executor),
    async begin(purpose: CardPurpose, reason?: ReplacementReason) {
      const started = bench.executor.startJob({
        caseId: bench.caseId,
        channel: 'window',
        owner: actor.name,
        ownerId: actor.staffId,
        purpose,
        reason,
      });
      if (!started.ok) throw new Error(started.error.code);
      ({ id } = started.value);
      await bench.executor.idle();
      return bench.job(id);
    },
    async settle(word: (row: OutboxRecord) => RowResult = take) {
      bench.drain(word);
      await bench.executor.idle();
    },
    current() {
      if (id === null) throw new Error('no job yet');
      return bench.job(id);
    },
  });
}
