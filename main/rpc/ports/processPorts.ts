import type { Port } from '../port.ts';
import { createMailbox } from './mailbox.ts';

/** A child made by `child_process.fork` with advanced serialization, seen from its parent. */
export interface ForkedChild {
  readonly connected: boolean;
  send(message: { readonly carried: unknown }, sent: () => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit' | 'disconnect', listener: () => void): unknown;
  disconnect(): void;
}

/** The process itself, when it was forked. */
export interface ForkedSelf {
  readonly connected: boolean;
  send?: ((message: { readonly carried: unknown }, sent: () => void) => boolean) | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  disconnect?: (() => void) | undefined;
}

// Node treats some message shapes on a process channel as its own, so ours always travel inside an envelope.
const unwrap = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'carried' in message ? message.carried : message;

/**
 * Takes the word that a message did not arrive because the other process was just dying. Without it Node raises an error event; the end
 * of the line is told by `exit` and `disconnect`.
 */
const unheard = (): void => undefined;

export function forkedChildPort(child: ForkedChild): Port {
  const mailbox = createMailbox();
  child.on('message', (message) => mailbox.deliver(unwrap(message)));
  child.on('exit', () => mailbox.end());
  child.on('disconnect', () => mailbox.end());
  return {
    post(message) {
      if (mailbox.isOpen() && child.connected) child.send({ carried: message }, unheard);
    },
    onMessage: (listener) => mailbox.onMessage(listener),
    onClosed: (listener) => mailbox.onClosed(listener),
    close() {
      mailbox.shut();
      if (child.connected) child.disconnect();
    },
  };
}

export function forkedSelfPort(self: ForkedSelf): Port {
  const mailbox = createMailbox();
  self.on('message', (message) => mailbox.deliver(unwrap(message)));
  self.on('disconnect', () => mailbox.end());
  return {
    post(message) {
      if (mailbox.isOpen() && self.connected) self.send?.({ carried: message }, unheard);
    },
    onMessage: (listener) => mailbox.onMessage(listener),
    onClosed: (listener) => mailbox.onClosed(listener),
    close() {
      mailbox.shut();
      if (self.connected) self.disconnect?.();
    },
  };
}
