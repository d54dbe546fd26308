import { z } from 'zod';
import { method } from '../../../main/contract/method.ts';
import { createClient, type ClientOptions } from '../../../main/rpc/client.ts';

/** A small table of each kind of method. */
export const smallTable = {
  read: method({
    in: z.object({ of: z.string() }),
    out: z.object({ text: z.string() }),
    surfaces: ['window'],
    roles: 'anyone',
    mutating: false,
  }),
  write: method({
    in: z.object({ what: z.string() }),
    out: z.object({ written: z.number() }),
    surfaces: ['window'],
    roles: ['clerk'],
    mutating: true,
  }),
} as const;

export function clientOptions(changes: Partial<ClientOptions> = {}): ClientOptions {
  let requests = 0;
  return {
    part: 'host',
    newRequestId: () => {
      requests += 1;
      return `request-${requests}`;
    },
    eventSchema: (name) => (name === 'changed' ? z.object({ id: z.number() }) : undefined),
    ...changes,
  };
}

export const smallClient = (changes: Partial<ClientOptions> = {}) =>
  createClient(null, smallTable, clientOptions(changes));

/** Lets everything that is on its way arrive. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
