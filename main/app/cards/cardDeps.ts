import type { Surface } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import type { Deps } from '../deps.ts';

/** What the card area asks for. */
export type CardDeps = Pick<
  Deps,
  | 'profile'
  | 'packs'
  | 'clock'
  | 'ids'
  | 'crypto'
  | 'stores'
  | 'permits'
  | 'disk'
  | 'upstream'
  | 'devices'
  | 'paper'
  | 'pictures'
  | 'bus'
  | 'log'
  | 'links'
  | 'hall'
>;

/** Who does something: `name` on records, `userName` on the audit chain. */
export interface CardActor {
  readonly name: string;
  readonly userName: string;
  readonly staffId: StaffId | null;
  readonly surface: Surface | 'system';
}

/** The machine goes on by itself. */
export const systemActor: CardActor = {
  name: 'system',
  userName: 'system',
  staffId: null,
  surface: 'system',
};

export const nowOf = (deps: Pick<Deps, 'clock'>): string => new Date(deps.clock.now()).toISOString();
