import type { QueueServer } from '../../app/ports/queueServer.ts';

/** A hall without a queue server, or with one whose interface is not known: the local queue is all there is. */
export const noQueueServer: QueueServer = {
  state: () => 'none',
  next: () => Promise.resolve(null),
  told: () => undefined,
};
