import type { StartGate } from '../../contract/gate.ts';
import { roomProblem } from '../../domain/cards/diskRoom.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { GateFacts } from '../../domain/gate/gateFacts.ts';
import { judgeGate } from '../../domain/gate/judgeGate.ts';
import { offlineLimit } from '../cases/offlineLimit.ts';
import type { Deps } from '../deps.ts';
import { standingProblem } from '../people/standing.ts';
import type { KeyFacts } from '../ports/records.ts';
import type { Backups } from '../records/backups.ts';
import { clockHeld } from '../station/clockKeeper.ts';
import { clockHindrance } from '../records/recordsHindrance.ts';

export interface GateParts {
  readonly backups: Pick<Backups, 'status'>;
  readonly keys: () => KeyFacts;
  /** Milliseconds that upstream's clock is ahead of ours; null = not asked since the start. */
  readonly upstreamAheadMs: () => number | null;
}

/** The start gate as it stands now (J1). It asks nobody outside but the second place, and writes nothing. */
export async function startGateNow(deps: Deps, parts: GateParts): Promise<StartGate> {
  const facts = await gatherGate(deps, parts);
  const { profile } = deps;
  return {
    stationId: profile.stationId,
    nameZh: profile.nameZh,
    nameEn: profile.nameEn,
    training: profile.mode === 'training',
    date: facts.today,
    at: facts.now,
    items: judgeGate(facts),
  };
}

async function gatherGate(deps: Deps, parts: GateParts): Promise<GateFacts> {
  const backup = await parts.backups.status();
  const { stores, profile, clock } = deps;
  const nowMs = clock.now();
  const today = shanghaiDate(nowMs);
  const hopper = stores.units.inState('hopper');
  const vault = stores.units.inState('vault').length;
  const desks = stores.units.inState('desk').length;
  const open = stores.outbox.counts();
  const differences = stores.stockBook.openDiscrepancies();
  const room = deps.disk.room();
  const valid = stores.staff.list().filter((person) => standingProblem(profile, nowMs, person) === null);
  const having = (...roles: readonly string[]): number =>
    valid.filter((person) => person.roles.some((role) => roles.includes(role))).length;
  const pack = deps.packs.newest();
  return {
    profile,
    now: new Date(nowMs).toISOString(),
    today,
    lock: stores.records.lock(),
    clock: clockHindrance(deps),
    clockHeld: clockHeld(deps),
    disk: roomProblem(room),
    offline: offlineLimit(deps),
    freeBytes: room.freeBytes,
    upstreamAheadMs: parts.upstreamAheadMs(),
    day: {
      open: stores.days.current()?.date ?? null,
      unsigned: stores.days.unsigned().map(({ date }) => date),
      todayEnded: (stores.days.get(today)?.closed ?? null) !== null,
    },
    stock: {
      hopper: hopper.length,
      reserved: hopper.filter(({ jobId }) => jobId !== null).length,
      vault,
      desks,
      countedAt: stores.stockBook.counts(1)[0]?.at ?? stores.days.latestClosed()?.closed?.closedAt ?? null,
      known: hopper.length + vault + desks,
    },
    differences: differences.length,
    oldestDifference: differences[0]?.since ?? null,
    rows: {
      waiting: open.waiting,
      refused: open.problems,
      oldestAt: open.oldestAt,
    },
    devices: deps.devices.states(),
    links: deps.links.list(),
    permitsAsOf: deps.permits.asOf(),
    permits: deps.permits.count(),
    withdrawnAsOf: stores.withdrawnPapers.asOf(),
    pack,
    staff: {
      supervisors: having('supervisor'),
      seconds: having('supervisor', 'stockKeeper', 'technician'),
      clerks: having('clerk'),
    },
    backup,
    keys: { ...parts.keys(), paperKey: sealWorks(deps) },
  };
}

/** Signs and checks one word with the very key that papers get. */
function sealWorks({ crypto }: Pick<Deps, 'crypto'>): boolean {
  try {
    return crypto.verifyPaper(crypto.paperPublicKey(), 'self-test', crypto.signPaper('self-test'));
  } catch {
    return false;
  }
}
