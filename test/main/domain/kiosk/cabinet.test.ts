import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookedContact,
  cabinetChange,
  cabinetContactOf,
  kioskStateOf,
} from '../../../../main/domain/kiosk/cabinet.ts';
import { showKiosk } from '../../../../main/domain/kiosk/kioskPages.ts';
import { attract, kioskStep, type KioskEvent } from '../../../../main/domain/kiosk/kioskSession.ts';
import { ratingAsked, walk, wayTo } from './kioskSamples.ts';

const pages = Object.keys(wayTo) as (keyof typeof wayTo)[];
const at = 9_000;
const personal = /SPECIMEN|ANNA|X00000017|0017|TRAIN000000001|Example|SZ50-20261125-0001/;

describe('E7 F6 the contact of the cabinet', () => {
  const one = { id: 'door', kind: 'cabinet', surface: 'kiosk' } as const;
  const contactOf = (...states: Parameters<typeof cabinetContactOf>[1]) => cabinetContactOf([one], states);

  it.each([
    ['online', 'closed', 'closed'],
    ['online', 'open', 'open'],
    ['deviceBusy', 'open', 'open'],
    ['online', 'unknown', 'lost'],
    ['online', undefined, 'lost'],
    ['powerOff', 'closed', 'lost'],
    ['hardwareError', 'closed', 'lost'],
    ['offline', undefined, 'lost'],
    ['starting', undefined, null],
  ] as const)('a device that is %s and says %s is %s', (status, contact, expected) => {
    expect(contactOf({ id: 'door', status, ...(contact !== undefined && { contact }) })).toBe(expected);
  });

  it('is nothing where there is none, and one open door of two opens the cabinet', () => {
    expect(cabinetContactOf([], [])).toBeNull();
    expect(cabinetContactOf([{ ...one, surface: 'window' }], [{ id: 'door', status: 'online' }])).toBeNull();
    expect(
      cabinetContactOf(
        [one, { ...one, id: 'lid' }],
        [
          { id: 'door', status: 'online', contact: 'closed' },
          { id: 'lid', status: 'online', contact: 'open' },
        ],
      ),
    ).toBe('open');
  });

  it.each([
    ['closed', 'open', false, false, 'opened', true],
    ['closed', 'open', false, true, 'foundOpen', true],
    ['closed', 'open', true, false, 'openedInMaintenance', false],
    ['closed', 'lost', false, false, 'contactLost', true],
    ['closed', 'lost', true, false, 'contactLost', false],
    ['lost', 'open', false, false, 'opened', true],
    ['open', 'closed', false, false, 'closed', false],
    ['lost', 'closed', true, false, 'closed', false],
  ] as const)(
    'from %s to %s (maintenance %s, first %s) is %s',
    (booked, now, maintenance, first, kind, attention) => {
      expect(cabinetChange(booked, now, { maintenance, first })).toEqual({ kind, attention });
    },
  );

  it('writes nothing down twice', () => {
    for (const contact of ['closed', 'open', 'lost'] as const)
      expect(cabinetChange(contact, contact, { maintenance: false, first: true })).toBeNull();
    expect(bookedContact(null)).toBe('closed');
    expect(bookedContact('openedInMaintenance')).toBe('open');
    expect(bookedContact('contactLost')).toBe('lost');
  });

  it('serves the public only with a closed cabinet, nothing to settle and nobody in maintenance', () => {
    const state = (maintenance: boolean, unsettled: number, contact: 'open' | 'closed' | 'lost' | null) =>
      kioskStateOf({ maintenance, unsettled, contact });
    expect(state(false, 0, null)).toBe('open');
    expect(state(false, 0, 'closed')).toBe('open');
    expect(state(false, 1, 'closed')).toBe('outOfService');
    expect(state(false, 0, 'open')).toBe('outOfService');
    expect(state(false, 0, 'lost')).toBe('outOfService');
    expect(state(true, 3, 'open')).toBe('maintenance');
  });
});

describe('E7 E2 a kiosk that serves nobody', () => {
  it.each(pages)('the visit on %s is over at once, and nothing of it is left', (page) => {
    for (const state of ['outOfService', 'maintenance'] as const) {
      const stood = kioskStep(walk(wayTo[page]), { type: 'stand', state, at });
      const shown = showKiosk(stood, null, [], () => ({ qr: '', window: '', paper: 'none' }));
      expect(shown.page).toBe(state === 'maintenance' ? 'maintenance' : 'callStaff');
      const before = walk(wayTo[page]);
      expect(shown.language).toBe(before.page === 'attract' ? 'zh' : before.language);
      expect(JSON.stringify([stood, shown])).not.toMatch(personal);
      expect(stood).toMatchObject({ permit: null, passport: null, caseId: null, jobId: null });
    }
  });

  const touches: readonly KioskEvent[] = [
    ...wayTo.slip,
    ...wayTo.making,
    { type: 'back', at },
    { type: 'finish', documentOnReader: false, at },
    { type: 'timeOut', documentOnReader: false, at },
    { type: 'end' },
    { type: 'numberWanted', at },
    ratingAsked,
    { type: 'badRead', problem: { code: 'qrForeign' }, at },
    { type: 'jobSeen', job: 'offered', problem: null, at },
  ];
  it('no touch, read or time leads away from it; only the station itself does', () => {
    for (const state of ['outOfService', 'maintenance'] as const) {
      const stood = kioskStep(walk(wayTo.confirm), { type: 'stand', state, at });
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...touches), { maxLength: 20 }), (events) => {
          expect(walk(events, stood).page).toBe(stood.page);
        }),
      );
      expect(kioskStep(stood, { type: 'stand', state: 'open', at })).toEqual(attract);
    }
  });

  it('lets a language be chosen, and remembers a passport that was laid down (E4)', () => {
    const stood = kioskStep(walk(wayTo.confirm), { type: 'stand', state: 'outOfService', at });
    expect(stood).toMatchObject({ passportLaid: true });
    expect(kioskStep(stood, { type: 'language', language: 'zh', at })).toMatchObject({
      page: 'callStaff',
      language: 'zh',
    });
    const shown = showKiosk(stood, null, ['passport'], () => ({ qr: '', window: '', paper: 'none' }));
    expect(shown).toMatchObject({ left: ['passport'], warnAt: null, endsAt: null });
  });

  it('is not disturbed while it serves the public', () => {
    const session = walk(wayTo.passport);
    expect(kioskStep(session, { type: 'stand', state: 'open', at })).toBe(session);
  });
});
