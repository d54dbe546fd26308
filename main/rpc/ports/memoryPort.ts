import type { Port } from '../port.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';

/** Two ends of a line inside one process. Messages are copied and arrive later, never inside `post`. */
export function memoryPortPair(): [Port, Port] {
  const left = createMailbox();
  const right = createMailbox();
  return [memoryEnd(left, right), memoryEnd(right, left)];
}

function memoryEnd(own: Mailbox, other: Mailbox): Port {
  return {
    post(message) {
      const copy = copyOf(message);
      if (own.isOpen()) later(() => other.deliver(copy));
    },
    onMessage: (listener) => own.onMessage(listener),
    onClosed: (listener) => own.onClosed(listener),
    close() {
      own.shut();
      later(() => other.end());
    },
  };
}

function later(work: () => void): void {
  void Promise.resolve().then(work);
}

/** A structured clone of plain data and byte arrays. Throws for what a real port cannot carry. */
function copyOf(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError('a port cannot carry a function');
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]));
}
