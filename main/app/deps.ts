import type { Surface } from '../contract/access.ts';
import type { InputOf, MethodDefinition, OutputOf, ParsedInputOf } from '../contract/method.ts';
import type { MethodName, Methods } from '../contract/methods.ts';
import type { Failure, Result } from '../contract/result.ts';
import type { LinkState, StationProfile } from '../contract/station.ts';
import type { RulePack } from '../domain/rules/rulePack.ts';
import type { Hall } from './ports/hall.ts';
import type { Exports } from './ports/exports.ts';
import type { Devices, Paper, Upstream } from './ports/outside.ts';
import type { Pictures } from './ports/pictures.ts';
import type { PermitCache, StaffRecord, Stores } from './ports/stores.ts';
import type { Bus, Clock, Crypto, Disk, Ids, Log } from './ports/system.ts';

/** Everything a use case may ask for. A use case takes `Pick<Deps, …>` of what it uses. */
export interface Deps {
  readonly profile: StationProfile;
  readonly version: string;
  /** The newest pack of the station's region, and older ones by version: a case keeps the version it was opened under. */
  readonly packs: { newest(): RulePack; byVersion(version: string): RulePack | null };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly crypto: Crypto;
  readonly stores: Stores;
  readonly disk: Disk;
  readonly permits: PermitCache;
  readonly upstream: Upstream;
  readonly devices: Devices;
  readonly paper: Paper;
  readonly exports: Exports;
  readonly pictures: Pictures;
  readonly bus: Bus;
  readonly log: Log;
  /** Newest known link states; sync keeps them. */
  /** The other stations of the hall (A10); null = the profile names none. */
  readonly hall: Hall | null;
  readonly links: { list(): readonly LinkState[]; online(service: LinkState['service']): boolean };
}

/** Who calls. The surface is stamped by the shell on the port, the person is bound to it by `signIn`. */
export interface Caller {
  readonly surface: Surface;
  readonly staff: StaffRecord | null;
  /** Binds a person to this port, or nobody. `why`: what ended the session from outside, for the sign-in screen. */
  bind(staff: StaffRecord | null, why?: Failure): void;
  /** Why the last person here had to leave; null = somebody is here, or left by himself. */
  readonly endedBy?: Failure | null;
}

/** A caller with somebody signed in: what a handler of a method with roles gets. */
export type Handler<Definition extends MethodDefinition> = (
  input: ParsedInputOf<Definition>,
  caller: Caller,
) => Result<OutputOf<Definition>> | Promise<Result<OutputOf<Definition>>>;
export type Handlers<Names extends MethodName = MethodName> = {
  readonly [Name in Names]: Handler<Methods[Name]>;
};
export type { InputOf };
