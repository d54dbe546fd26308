import { adapters, type AdapterOptions, type OpenUpstream } from './adapters/registry.ts';

export type { OpenUpstream } from './adapters/registry.ts';

/**
 * The client of this station's upstream, in the words of the adapter that its configuration names; without a name the project's own contract.
 * The core host and the thread that pulls the permits make theirs here, so that both prove themselves alike.
 */
export const createUpstream = (access: AdapterOptions): OpenUpstream =>
  adapters[access.adapter ?? 'reference'](access);
