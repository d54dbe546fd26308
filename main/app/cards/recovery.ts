import type { PrinterInside } from '../../contract/cardBoard.ts';
import type { CardDeps } from './cardDeps.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { lookInside } from './insidePrinters.ts';

/** What the newest start left to see to (E8). Kept in memory: the next start asks everything again. */
export interface Recovery {
  /** Asks the printers where cards are. Never rejects. */
  look(): Promise<PrinterInside[]>;
  /** Cut off jobs that nobody has seen to, or a card without a job at the last look. */
  isUnclean(): boolean;
  /** Somebody has seen to the cut off jobs. */
  seen(): void;
}

export function createRecovery(deps: CardDeps, executor: Pick<CardExecutor, 'interruptedAtStart'>): Recovery {
  let seen = false;
  let foreign = false;
  const recovery: Recovery = {
    async look() {
      const before = recovery.isUnclean();
      const printers = await lookInside(deps);
      foreign = printers.some(({ finding }) => finding === 'foreign');
      if (recovery.isUnclean() !== before) deps.bus.emit('cardsLooked', {});
      return printers;
    },
    isUnclean: () => foreign || (!seen && executor.interruptedAtStart().length > 0),
    seen() {
      seen = true;
    },
  };
  return recovery;
}
