import type { CardJobView, CardStep } from '../../contract/cards.ts';
import type { WasteReason } from '../../contract/stock.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import { endUnit, queueCardRow } from './cardRows.ts';
import type { JobChange } from './journal.ts';

/** 废卡: the blank is waste with its reason, and upstream is told in the same commit (domain-rules 9.23, 10.3). */
export function wasteChange(
  deps: CardDeps,
  waste: {
    readonly step: CardStep;
    readonly reason: WasteReason;
    readonly note: string | null;
    readonly place: CardJobView['place'];
    readonly by: CardActor;
  },
): JobChange {
  const { step, reason, note, place, by } = waste;
  return {
    events: [{ type: 'wasted', place }],
    steps: [
      {
        step,
        phase: step === 'visual' ? 'failed' : 'settled',
        facts: { outcome: 'wasted', reason, by: 'person' },
      },
    ],
    also: (before) => {
      endUnit(deps, before, 'wasted', { by, reason, note });
      // 失败环节 = 制卡: the fault is of the card making, not of the bank (9.23).
      queueCardRow(deps, before, 'wasted', {
        bankCardNumber: before.bankCardNumber,
        failedAt: '制卡',
        step,
        reason,
        note,
        officer: by.name,
      });
    },
    by,
    touches: ['stockChanged', 'queueChanged'],
  };
}
