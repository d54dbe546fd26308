/** One user of the printer at a time, in the order of asking. */
export interface PrinterQueue {
  use<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createPrinterQueue(): PrinterQueue {
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
