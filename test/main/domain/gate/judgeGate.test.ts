import { describe, expect, it } from 'vitest';
import type { GateItem, GateKey } from '../../../../main/contract/gate.ts';
import type { BackupStatus, DrillReport, RecordsLock } from '../../../../main/contract/records.ts';
import type { DeviceState } from '../../../../main/contract/devices.ts';
import type { GateFacts } from '../../../../main/domain/gate/gateFacts.ts';
import { judgeGate } from '../../../../main/domain/gate/judgeGate.ts';
import { testProfile } from '../../helpers/index.ts';

const now = '2026-11-28T01:30:00.000Z';
const hoursAgo = (hours: number): string => new Date(Date.parse(now) - hours * 3_600_000).toISOString();
const device = (id: string, kind: DeviceState['kind'], more: Partial<DeviceState> = {}): DeviceState => ({
  id,
  kind,
  status: 'online',
  since: now,
  ...more,
});
const printerSupplies = {
  ribbon: 'full',
  ribbonRemaining: 180,
  feeder: 'ok',
  retainBin: 'ok',
  cover: 'closed',
} as const;
const config = (id: string, kind: DeviceState['kind']) => ({
  id,
  kind,
  driver: 'any',
  path: '/none',
  baudRate: 9600,
  surface: 'window' as const,
  options: {},
});
const drill = (changes: Partial<DrillReport> = {}): DrillReport => ({
  at: hoursAgo(48),
  file: 'c.db',
  takenAt: hoursAgo(49),
  proven: true,
  failed: null,
  steps: [],
  milliseconds: 900,
  rows: 10,
  ...changes,
});
const backup = (changes: Partial<BackupStatus> = {}): BackupStatus => ({
  folder: '/second',
  everyHours: 24,
  keep: 14,
  copies: 3,
  newest: { file: 'c.db', takenAt: hoursAgo(10), bytes: 5_000_000, sequence: 40 },
  lastTry: { at: hoursAgo(10), outcome: 'done' },
  lastDrill: drill(),
  provenAt: hoursAgo(48),
  running: false,
  ...changes,
});
const lock = (changes: Partial<RecordsLock> = {}): RecordsLock => ({
  since: hoursAgo(1),
  cause: 'older',
  told: 'beside',
  ours: { line: 0, sequence: 10, head: 'a'.repeat(64) },
  known: null,
  counters: {},
  exact: false,
  asked: null,
  ...changes,
});

/** A station at which everything is well. */
const well: GateFacts = {
  profile: {
    ...testProfile,
    mode: 'production',
    devices: [config('printer', 'cardPrinter'), config('chip', 'chipReader'), config('scan', 'scanner')],
  },
  now,
  today: '2026-11-28',
  lock: null,
  clock: null,
  clockHeld: null,
  disk: null,
  offline: null,
  freeBytes: 80 * 1024 ** 3,
  upstreamAheadMs: 800,
  day: { open: '2026-11-28', unsigned: [], todayEnded: false },
  stock: { hopper: 12, reserved: 1, vault: 20, desks: 4, countedAt: hoursAgo(15), known: 36 },
  differences: 0,
  oldestDifference: null,
  rows: { waiting: 2, refused: 0, oldestAt: hoursAgo(1) },
  devices: [
    device('printer', 'cardPrinter', { supplies: printerSupplies, media: 'notPresent' }),
    device('chip', 'chipReader'),
    device('scan', 'scanner'),
  ],
  links: (['permits', 'cards', 'queue'] as const).map((service) => ({
    service,
    state: 'online' as const,
    since: hoursAgo(3),
  })),
  permitsAsOf: hoursAgo(1),
  permits: 500,
  withdrawnAsOf: hoursAgo(1),
  pack: {
    version: '440300-2026.11',
    effectiveFrom: '2026-11-01',
    calendar: { coversUntil: '2027-12-31', holidays: [], makeUpDays: [] },
  },
  staff: { supervisors: 2, seconds: 4, clerks: 2 },
  backup: backup(),
  keys: { recoveryWrap: true, hallKey: false, paperKey: true },
};
const item = (key: GateKey, changes: Partial<GateFacts>): GateItem => {
  const found = judgeGate({ ...well, ...changes }).find((each) => each.key === key);
  if (found === undefined) throw new Error(`no item ${key}`);
  return found;
};
const withPrinter = (more: Partial<DeviceState>): Partial<GateFacts> => ({
  devices: well.devices.map((each) => (each.id === 'printer' ? { ...each, ...more } : each)),
});
const withLink = (service: 'permits' | 'cards' | 'queue', state: 'offline' | 'linkFault' | 'unknown') => ({
  links: well.links.map((each) => (each.service === service ? { ...each, state } : each)),
});

describe('J1 the start gate', () => {
  it('of a station where everything is well has every precondition, all of them ready, each with its reason in both languages', () => {
    const items = judgeGate(well);
    expect(items.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    expect(items.map(({ key }) => key)).toEqual(
      'records day staff clock stock differences cardPrinter chipReader readers papers permits cards queue snapshot withdrawn rulePack calendar disk backup drill keys'.split(
        ' ',
      ),
    );
    for (const { reason, name } of items)
      for (const text of [reason.zh, reason.en, name.zh, name.en]) expect(text).not.toBe('');
  });

  it('of a station that makes no cards does not ask for a printer', () => {
    const keys = judgeGate({ ...well, profile: { ...well.profile, acts: ['verifyOriginals'] } }).map(
      ({ key }) => key,
    );
    expect(keys).not.toContain('cardPrinter');
    expect(keys).not.toContain('cards');
  });

  it.each<[string, GateKey, GateItem['state'], Partial<GateFacts>]>([
    ['old records', 'records', 'blocked', { lock: lock() }],
    ['the day not open', 'day', 'blocked', { day: { open: null, unsigned: [], todayEnded: false } }],
    ['the day closed', 'day', 'blocked', { day: { open: null, unsigned: [], todayEnded: true } }],
    ['yesterday still open', 'day', 'warn', { day: { open: '2026-11-27', unsigned: [], todayEnded: false } }],
    [
      'days without signatures',
      'day',
      'warn',
      { day: { open: '2026-11-28', unsigned: ['2026-11-20'], todayEnded: false } },
    ],
    ['one supervisor alone', 'staff', 'blocked', { staff: { supervisors: 1, seconds: 1, clerks: 3 } }],
    ['no supervisor', 'staff', 'blocked', { staff: { supervisors: 0, seconds: 3, clerks: 3 } }],
    [
      'a clock behind the records',
      'clock',
      'blocked',
      { clock: { code: 'clockBehind', detail: { newest: 'x', minutes: 9 } } },
    ],
    ['a clock that drifts', 'clock', 'warn', { upstreamAheadMs: -300_000 }],
    ['an empty hopper', 'stock', 'blocked', { stock: { ...well.stock, hopper: 1, reserved: 1 } }],
    ['stock that was never counted', 'stock', 'warn', { stock: { ...well.stock, countedAt: null } }],
    ['an open difference', 'differences', 'warn', { differences: 1, oldestDifference: hoursAgo(30) }],
    ['a jam', 'cardPrinter', 'blocked', withPrinter({ media: 'jammed' })],
    [
      'an open cover',
      'cardPrinter',
      'blocked',
      withPrinter({ supplies: { ...printerSupplies, cover: 'open' } }),
    ],
    ['no ribbon', 'cardPrinter', 'blocked', withPrinter({ supplies: { ...printerSupplies, ribbon: 'out' } })],
    [
      'an empty feeder',
      'cardPrinter',
      'blocked',
      withPrinter({ supplies: { ...printerSupplies, feeder: 'empty' } }),
    ],
    [
      'a full reject box',
      'cardPrinter',
      'warn',
      withPrinter({ supplies: { ...printerSupplies, retainBin: 'full' } }),
    ],
    ['a printer that is off', 'cardPrinter', 'blocked', withPrinter({ status: 'powerOff' })],
    ['no chip reader', 'chipReader', 'blocked', { devices: well.devices.filter(({ id }) => id !== 'chip') }],
    [
      'a scanner that is away',
      'readers',
      'warn',
      {
        devices: well.devices.map((each) =>
          each.id === 'scan' ? { ...each, status: 'offline' as const } : each,
        ),
      },
    ],
    ['a seal that does not work', 'papers', 'warn', { keys: { ...well.keys, paperKey: false } }],
    ['permits offline', 'permits', 'warn', withLink('permits', 'offline')],
    ['cards offline', 'cards', 'blocked', withLink('cards', 'offline')],
    ['cards behind a login page', 'cards', 'blocked', withLink('cards', 'linkFault')],
    ['the queue offline', 'queue', 'warn', withLink('queue', 'offline')],
    [
      'the offline limit',
      'queue',
      'blocked',
      { offline: { code: 'offlineLimit', detail: { limit: '50', kind: 'notices' } } },
    ],
    ['a refused row', 'queue', 'warn', { rows: { ...well.rows, refused: 1 } }],
    ['old permit data', 'snapshot', 'warn', { permitsAsOf: hoursAgo(31 * 24) }],
    ['permit data from the future (G8)', 'snapshot', 'warn', { permitsAsOf: hoursAgo(-2) }],
    ['an old list of withdrawn papers', 'withdrawn', 'warn', { withdrawnAsOf: hoursAgo(25) }],
    [
      'a calendar that ends in 33 days',
      'calendar',
      'warn',
      { pack: { ...well.pack, calendar: { ...well.pack.calendar, coversUntil: '2026-12-31' } } },
    ],
    [
      'a disk that is full',
      'disk',
      'blocked',
      { disk: { code: 'diskAlmostFull', detail: { freeMb: 1, neededMb: 64 } } },
    ],
    ['little room', 'disk', 'warn', { freeBytes: 1024 ** 3 }],
    ['no second place', 'backup', 'warn', { backup: backup({ folder: null }) }],
    ['a second place that is away', 'backup', 'warn', { backup: backup({ copies: null }) }],
    [
      'a copy that failed',
      'backup',
      'warn',
      { backup: backup({ lastTry: { at: now, outcome: 'folderFull' } }) },
    ],
    [
      'an old copy',
      'backup',
      'warn',
      { backup: backup({ newest: { file: 'c.db', takenAt: hoursAgo(40), bytes: 1, sequence: 1 } }) },
    ],
    [
      'a drill that failed',
      'drill',
      'warn',
      { backup: backup({ lastDrill: drill({ proven: false, failed: 'bytes' }) }) },
    ],
    ['no drill for months', 'drill', 'warn', { backup: backup({ provenAt: hoursAgo(36 * 24) }) }],
    ['no recovery officer', 'keys', 'warn', { keys: { ...well.keys, recoveryWrap: false } }],
  ])('%s: %s is %s, with a fix', (_what, key, state, changes) => {
    const found = item(key, changes);
    expect(found.state).toBe(state);
    expect(found.fix?.zh).toBeTruthy();
    expect(found.fix?.en).toBeTruthy();
    expect(found.blocks.length > 0).toBe(state === 'blocked');
    // Without a second place there is nothing to prove either; nothing else is touched by one trouble.
    const others = judgeGate({ ...well, ...changes }).filter(
      (each) => each.state !== 'ok' && each.key !== key,
    );
    expect(others.map((each) => each.key)).toEqual(changes.backup?.folder === null ? ['drill'] : []);
  });

  it('the calendar names the days left and the year that is missing', () => {
    const found = item('calendar', {
      pack: { ...well.pack, calendar: { ...well.pack.calendar, coversUntil: '2026-12-31' } },
    });
    expect(found.reason).toEqual({
      zh: '至 2026-12-31，只剩 33 天，缺 2027 年',
      en: 'until 2026-12-31, only 33 days left; 2027 is missing',
    });
  });

  it('with every number known, old records stop cards only', () => {
    expect(item('records', { lock: lock({ exact: true }) }).blocks).toEqual(['cards']);
    expect(item('records', { lock: lock() }).blocks).toEqual(['cards', 'caseNumbers', 'papers']);
  });
});
