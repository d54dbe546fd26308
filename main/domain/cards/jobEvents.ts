import type { CardData, CardJobView } from '../../contract/cards.ts';
import type { UnitKey } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';

/** What can happen to a card job. Every event carries its instant (ISO 8601, UTC). */
export type CardJobEvent = { readonly at: string } & (
  | {
      readonly type: 'locked';
      readonly batch: string;
      readonly cardNumber: string;
      readonly data: CardData;
      /** Upstream was asked again and gave the same data, drawn by the same template: the face that was agreed to stands. Default: no. */
      readonly sameFace?: boolean;
    }
  /** The data are too old to be used as they are: upstream is asked again under the same key (D2). */
  | { readonly type: 'askAgain' }
  /** An attendant compared face and photo (domain-rules 3.17). */
  | { readonly type: 'released' }
  /** A card that was fetched ahead is wanted now (D2). */
  | { readonly type: 'begun' }
  /** Clerk and holder agreed to the face (D10). */
  | { readonly type: 'faceConfirmed' }
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
  /** The outcome of an offer at the bezel was unknown: somebody has the card in hand now. */
  | { readonly type: 'tookInHand' }
  /** It was unknown, and the card is nowhere. */
  | { readonly type: 'lostAtBezel' }
  /** A made card waits for its holder there (9.25). */
  | { readonly type: 'stored'; readonly place: 'safe' | 'desk'; readonly label: string | null }
  | { readonly type: 'wasted'; readonly place: CardJobView['place'] }
  | { readonly type: 'retained' }
  /** A card thought lost lies unprinted in the printer after all. */
  | { readonly type: 'foundInPrinter' }
  | { readonly type: 'rejected' }
  | { readonly type: 'failed'; readonly problem: Failure }
  | { readonly type: 'conflict'; readonly problem: Failure }
  /** Asked again, upstream's record is ours (domain-rules 9.13): the job is where it was before. */
  | { readonly type: 'conflictOurs' }
  /** Something keeps the job from going on; the state stays. Null = the cause is gone. */
  | { readonly type: 'problem'; readonly problem: Failure | null }
  /** Once more for the same person. `countAgain`: the last try was counted on a day that is closed. `ahead`: only fetched (D2). */
  | { readonly type: 'again'; readonly countAgain: boolean; readonly ahead?: boolean }
);
