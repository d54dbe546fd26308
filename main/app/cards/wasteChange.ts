import type { CardJobView, CardStep } from '../../contract/cards.ts';
import type { Failure } from '../../contract/result.ts';
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
    /** Why the machine itself called it waste; stays on the job. */
    readonly problem?: Failure;
  },
): JobChange {
  const { step, reason, note, place, by, problem } = waste;
  return {
    events: [
      { type: 'wasted', place },
      ...(problem === undefined ? [] : [{ type: 'problem', problem } as const]),
    ],
    steps: [
      {
        step,
        phase: step === 'visual' || problem !== undefined ? 'failed' : 'settled',
        ...(problem !== undefined && { detail: problem }),
        facts: { outcome: 'wasted', reason, by: problem === undefined ? 'person' : 'machine' },
      },
    ],
    also: (before) => {
      endUnit(deps, before, 'wasted', { by, reason, note, inPrinter: place === 'printer' });
      // 失败环节 = 制卡: the fault is of the card making, not of the bank (9.23).
      queueCardRow(deps, before, 'wasted', {
        bankCardNumber: before.bankCardNumber,
        failedAt: '制卡',
        step,
        reason,
        note,
        // What the machine decides, its job's owner answers for.
        officer: problem === undefined ? by.name : before.owner,
      });
    },
    by,
    touches: ['stockChanged', 'queueChanged'],
  };
}
