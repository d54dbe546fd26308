import type { CardData, CardJobView } from '../../contract/cards.ts';
import type { UnitKey } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';

/** What can happen to a card job. Every event carries its instant (ISO 8601, UTC). */
export type CardJobEvent = { readonly at: string } & (
  | { readonly type: 'locked'; readonly batch: string; readonly cardNumber: string; readonly data: CardData }
  /** An attendant compared face and photo (domain-rules 3.17). */
  | { readonly type: 'released' }
  | { readonly type: 'fed' }
  /** The feed turned out to have used no blank (domain-rules 9.21). */
  | { readonly type: 'notFed' }
  | {
      readonly type: 'blankBound';
      readonly unitKey: UnitKey;
      readonly unitTail: string;
      readonly bankCardNumber: string;
      readonly cardIdentifier: string | null;
      readonly atr: string | null;
    }
  /** Something of the record is on the chip; what it is, the read-back tells. */
  | { readonly type: 'chipWritten' }
  /** The chip holds the whole record (D6). */
  | { readonly type: 'readBackGood' }
  | { readonly type: 'printed'; readonly place: CardJobView['place'] }
  /** `output`: seen behind the bezel, where its holder will take it. */
  | { readonly type: 'visualGood'; readonly place: 'desk' | 'output' }
  | { readonly type: 'reportQueued' }
  | { readonly type: 'reportAccepted' }
  | { readonly type: 'enableQueued' }
  | { readonly type: 'enableAccepted' }
  | { readonly type: 'handedOver' }
  /** An enabled card was not taken at the bezel and lies in the reject box (E3). */
  | { readonly type: 'pulledBack' }
  | { readonly type: 'wasted'; readonly place: CardJobView['place'] }
  | { readonly type: 'retained' }
  /** A card thought lost lies unprinted in the printer after all. */
  | { readonly type: 'foundInPrinter' }
  | { readonly type: 'rejected' }
  | { readonly type: 'failed'; readonly problem: Failure }
  | { readonly type: 'conflict'; readonly problem: Failure }
  /** Something keeps the job from going on; the state stays. Null = the cause is gone. */
  | { readonly type: 'problem'; readonly problem: Failure | null }
  /** Once more for the same person. `countAgain`: the last try was counted on a day that is closed. */
  | { readonly type: 'again'; readonly countAgain: boolean }
);
