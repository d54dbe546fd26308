import type { DeviceState } from '../../contract/devices.ts';
import type { BackupStatus, RecordsLock } from '../../contract/records.ts';
import type { Failure } from '../../contract/result.ts';
import type { LinkState, StationProfile } from '../../contract/station.ts';
import type { RulePack } from '../rules/rulePack.ts';

/** Everything the start gate is judged from: one moment of the station (J1). Instants are ISO, dates Shanghai calendar dates. */
export interface GateFacts {
  readonly profile: StationProfile;
  readonly now: string;
  readonly today: string;
  readonly lock: RecordsLock | null;
  /** Refusals as the acts themselves would give them; null = they would not refuse. */
  readonly clock: Failure | null;
  /** The computer's clock jumped and nobody has confirmed the time yet. */
  readonly clockHeld: Failure | null;
  readonly disk: Failure | null;
  readonly offline: Failure | null;
  readonly freeBytes: number | null;
  /** Milliseconds that upstream's clock is ahead of ours; null = not asked since the start. */
  readonly upstreamAheadMs: number | null;
  readonly day: {
    readonly open: string | null;
    readonly unsigned: readonly string[];
    readonly todayEnded: boolean;
  };
  readonly stock: {
    readonly hopper: number;
    readonly reserved: number;
    readonly vault: number;
    readonly desks: number;
    /** Of the newest blind count; null = never counted. */
    readonly countedAt: string | null;
    readonly known: number;
  };
  readonly differences: number;
  readonly oldestDifference: string | null;
  readonly rows: { readonly waiting: number; readonly refused: number; readonly oldestAt: string | null };
  readonly devices: readonly DeviceState[];
  readonly links: readonly LinkState[];
  /** When the permit feed was last read to its end; null = never. */
  readonly permitsAsOf: string | null;
  readonly permits: number;
  readonly withdrawnAsOf: string | null;
  readonly pack: Pick<RulePack, 'version' | 'effectiveFrom' | 'calendar'>;
  /** People whose sign-in is valid now, by what two-person acts need. */
  readonly staff: { readonly supervisors: number; readonly seconds: number; readonly clerks: number };
  readonly backup: BackupStatus;
  readonly keys: { readonly recoveryWrap: boolean; readonly hallKey: boolean; readonly paperKey: boolean };
}
