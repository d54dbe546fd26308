import type { Port } from '../port.ts';
import { createMailbox } from './mailbox.ts';

/** A DOM `MessagePort`, as a page's preload gets it. */
export interface DomMessagePort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: { readonly data?: unknown }) => void): void;
  start(): void;
  close(): void;
}

/** Electron's `MessagePortMain`: in the shell and in utility processes. */
export interface MessagePortMainLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A Node `MessagePort` of `worker_threads`. */
export interface NodeMessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  close(): void;
}

export function domMessagePort(port: DomMessagePort): Port {
  const mailbox = createMailbox();
  port.addEventListener('message', (event) => mailbox.deliver(event.data));
  port.addEventListener('close', () => mailbox.end());
  port.start();
  return adapt(mailbox, port);
}

export function electronMessagePort(port: MessagePortMainLike): Port {
  const mailbox = createMailbox();
  port.on('message', (event) => mailbox.deliver(event.data));
  port.on('close', () => mailbox.end());
  port.start();
  return adapt(mailbox, port);
}

export function nodeMessagePort(port: NodeMessagePort): Port {
  const mailbox = createMailbox();
  port.on('message', (message) => mailbox.deliver(message));
  port.on('close', () => mailbox.end());
  return adapt(mailbox, port);
}

function adapt(
  mailbox: ReturnType<typeof createMailbox>,
  port: { postMessage(message: unknown): void; close(): void },
): Port {
  return {
    post(message) {
      if (mailbox.isOpen()) port.postMessage(message);
    },
    onMessage: (listener) => mailbox.onMessage(listener),
    onClosed: (listener) => mailbox.onClosed(listener),
    close() {
      mailbox.shut();
      port.close();
    },
  };
}
