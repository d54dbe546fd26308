/** One user of the printer at a time, in the order of asking. */
export interface PrinterQueue {
  use<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** One queue for each machine; `null` is a station without a printer. */
export function createPrinterQueues(): { of(machine: string | null): PrinterQueue } {
  const queues = new Map<string | null, PrinterQueue>();
  return {
    of(machine) {
      const known = queues.get(machine) ?? createPrinterQueue();
      queues.set(machine, known);
      return known;
    },
  };
}

function createPrinterQueue(): PrinterQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    use(work) {
      const mine = last.then(work);
      // A failure belongs to its own caller, not to the next one in the queue.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
