/** Keeps what arrives until somebody listens, and tells the end exactly once: the two promises every port adapter has to keep. */
export interface Mailbox {
  deliver(message: unknown): void;
  /** The other end is gone. */
  end(): void;
  onMessage(listener: (message: unknown) => void): void;
  onClosed(listener: () => void): void;
  isOpen(): boolean;
  /** This end was closed: nothing is told any more. */
  shut(): void;
}

export function createMailbox(): Mailbox {
  const messageListeners: ((message: unknown) => void)[] = [];
  const closedListeners: (() => void)[] = [];
  let kept: unknown[] = [];
  let state: 'open' | 'ended' | 'shut' = 'open';
  return {
    deliver(message) {
      if (state !== 'open') return;
      if (messageListeners.length === 0) kept.push(message);
      for (const listener of messageListeners) listener(message);
    },
    end() {
      if (state !== 'open') return;
      state = 'ended';
      for (const listener of closedListeners) listener();
    },
    onMessage(listener) {
      messageListeners.push(listener);
      const waiting = kept;
      kept = [];
      for (const message of waiting) listener(message);
    },
    onClosed(listener) {
      if (state === 'ended') listener();
      else closedListeners.push(listener);
    },
    isOpen: () => state === 'open',
    shut() {
      state = 'shut';
      kept = [];
    },
  };
}
