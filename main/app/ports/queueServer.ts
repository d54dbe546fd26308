import type { TicketAct } from '../../domain/tickets/ticketSteps.ts';

/**
 * A queue server of the hall, if there is one. No protocol of one is built: `noQueueServer` is the only adapter. The desk works on the local
 * queue alone; a server only adds people to it and hears what became of them. None of this ever rejects.
 */
export interface QueueServer {
  state(): 'none' | 'online' | 'offline';
  /** The next person for this window, handed over for good; null = nobody, or no answer. */
  next(): Promise<{ readonly number: string; readonly takenAt: string | null } | null>;
  /** Told after the commit; nobody waits for it. */
  told(fact: {
    readonly number: string;
    readonly act: TicketAct;
    readonly at: string;
    readonly window: string | null;
  }): void;
}
