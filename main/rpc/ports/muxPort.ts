import { z } from 'zod';
import type { Port } from '../port.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';

const muxFrame = z.discriminatedUnion('mux', [
  z.object({ mux: z.literal('message'), channel: z.string().min(1).max(64), message: z.unknown() }),
  z.object({ mux: z.literal('closed'), channel: z.string().min(1).max(64) }),
]);

/** Channels that the other end may use before this end has opened them. More is garbage. */
const unopenedLimit = 64;

/** Several lines over one, by name. A closed name is not used again. */
export interface Mux {
  /** This end of the channel; both ends ask for the same name, in any order. */
  channel(name: string): Port;
  garbage(): number;
  close(): void;
}

export function createMux(port: Port): Mux {
  const mailboxes = new Map<string, Mailbox>();
  const opened = new Set<string>();
  let garbage = 0;
  let ended = false;

  const mailboxOf = (name: string): Mailbox => {
    const known = mailboxes.get(name);
    if (known !== undefined) return known;
    const fresh = createMailbox();
    mailboxes.set(name, fresh);
    if (ended) fresh.end();
    return fresh;
  };

  port.onMessage((raw) => {
    const parsed = muxFrame.safeParse(raw);
    const frame = parsed.data;
    if (frame === undefined) {
      garbage += 1;
      return;
    }
    if (!mailboxes.has(frame.channel) && mailboxes.size - opened.size >= unopenedLimit) {
      garbage += 1;
      return;
    }
    if (frame.mux === 'message') mailboxOf(frame.channel).deliver(frame.message);
    else mailboxOf(frame.channel).end();
  });
  port.onClosed(() => {
    ended = true;
    for (const mailbox of mailboxes.values()) mailbox.end();
  });

  return {
    channel(name) {
      const mailbox = mailboxOf(name);
      opened.add(name);
      return {
        post(message) {
          if (mailbox.isOpen()) port.post({ mux: 'message', channel: name, message });
        },
        onMessage: (listener) => mailbox.onMessage(listener),
        onClosed: (listener) => mailbox.onClosed(listener),
        close() {
          if (!mailbox.isOpen()) return;
          mailbox.shut();
          port.post({ mux: 'closed', channel: name });
        },
      };
    },
    garbage: () => garbage,
    close: () => port.close(),
  };
}
