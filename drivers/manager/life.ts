import type { DeviceStatus } from '../../main/contract/devices.ts';

/** Life of one configured device (design 8). */
export type Life = 'absent' | 'opening' | 'ready' | 'busy' | 'faulted' | 'removed';

export type LifeEvent =
  | 'appeared'
  | 'opened'
  | 'openFailed'
  | 'commandStarted'
  | 'commandEnded'
  | 'vanished'
  | 'broke'
  | 'backOffOver'
  | 'closed';

const table: Readonly<Record<Life, Partial<Record<LifeEvent, Life>>>> = {
  // `broke`: it was lost although its path is still there, so it rests before the next try.
  absent: { appeared: 'opening', broke: 'faulted' },
  opening: { opened: 'ready', openFailed: 'faulted', vanished: 'absent' },
  ready: { commandStarted: 'busy', vanished: 'absent', broke: 'faulted' },
  busy: { commandEnded: 'ready', vanished: 'absent', broke: 'faulted' },
  faulted: { backOffOver: 'opening', vanished: 'absent' },
  removed: {},
};

/** Next life; an event that does not fit (a late one) changes nothing. `closed` ends every life. */
export function nextLife(life: Life, event: LifeEvent): Life {
  return event === 'closed' ? 'removed' : (table[life][event] ?? life);
}

/** XFS4IoT word of a life (device-protocols 9). A ready printer with its cover open is out of service. */
export function statusOfLife(life: Life, coverOpen: boolean): DeviceStatus {
  switch (life) {
    case 'absent':
      return 'powerOff';
    case 'opening':
      return 'starting';
    case 'ready':
      return coverOpen ? 'offline' : 'online';
    case 'busy':
      return 'deviceBusy';
    case 'faulted':
      return 'hardwareError';
    case 'removed':
      return 'noDevice';
  }
}

/** Rest before the n-th opening in a row that failed (n from 1): short enough that a replug shows within 3 s (F3). */
export function backOffMs(failures: number): number {
  return Math.min(2000, 200 * 2 ** Math.min(failures - 1, 8));
}
