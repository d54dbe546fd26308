import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kioskBlocker, type KioskSurroundings } from '../../../../main/domain/kiosk/kioskAvailability.ts';
import { showKiosk } from '../../../../main/domain/kiosk/kioskPages.ts';
import {
  attract,
  kioskStep,
  type KioskEvent,
  type KioskSession,
} from '../../../../main/domain/kiosk/kioskSession.ts';
import { maxBadReads, pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import {
  passportRead,
  ratingAsked,
  sampleCaseId,
  sampleJobId,
  samplePassport,
  samplePermit,
  walk,
  wayTo,
} from './kioskSamples.ts';

const at = 5_000;
const pages = Object.keys(wayTo) as (keyof typeof wayTo)[];
const bad: KioskEvent = { type: 'badRead', problem: { code: 'qrForeign' }, at };
const show = (session: KioskSession) =>
  showKiosk(session, null, [], () => ({ qr: 'ZKS1:x:y', window: '50', paper: 'none' }));
/** Everything of the sample visitor that must not be on a page that is not theirs. */
const personal = /SPECIMEN|ANNA|X00000017|0017|TRAIN000000001|Example|1990-04-12/;

const anyEvent: fc.Arbitrary<KioskEvent> = fc.oneof(
  fc.constantFrom<KioskEvent>(
    ...wayTo.takeDocuments,
    ...wayTo.slip,
    bad,
    { type: 'back', at },
    { type: 'stay', at },
    { type: 'language', language: 'zh', at },
    { type: 'problem', problem: { code: 'upstreamOffline' }, at },
    { type: 'jobSeen', job: 'stopped', problem: { code: 'mediaJam' }, at },
    { type: 'jobSeen', job: 'waits', problem: null, at },
    { type: 'numberWanted', at },
    ratingAsked,
    { type: 'rated', at },
    { type: 'finish', documentOnReader: false, at },
    { type: 'end' },
    { type: 'timeOut', documentOnReader: true, at },
    passportRead({ documentNumber: 'OTHER0001' }),
  ),
);

describe('kiosk session', () => {
  it.each(pages)('the way to %s leads there', (page) => {
    expect(walk(wayTo[page]).page).toBe(page);
  });

  it('counts the journey as 1 / 5 to 5 / 5, also where it ends in a card', () => {
    expect(pages.map((page) => show(walk(wayTo[page])).step?.at ?? null)).toEqual([
      1,
      2,
      3,
      4,
      5,
      5,
      5,
      null,
      null,
      null,
    ]);
  });

  it('keeps the place when the language is switched, and moves on from the language page only', () => {
    for (const page of pages) {
      const switched = walk([{ type: 'language', language: 'zh', at }], walk(wayTo[page]));
      expect(switched).toMatchObject({ page: page === 'language' ? 'notice' : page, language: 'zh' });
    }
  });

  it.each([
    ['language', 'attract'],
    ['notice', 'language'],
    ['passport', 'notice'],
    ['confirm', 'passport'],
    ['slip', 'slip'],
    ['waitForAttendant', 'waitForAttendant'],
    ['making', 'making'],
    ['takeDocuments', 'takeDocuments'],
  ] as const)('goes back from %s to %s', (from, to) => {
    expect(walk([{ type: 'back', at }], walk(wayTo[from])).page).toBe(to);
  });

  it('forgets what the page before had read when going back', () => {
    expect(walk([{ type: 'back', at }], walk(wayTo.confirm))).toMatchObject({
      passport: null,
      cardOffered: false,
    });
    expect(walk([{ type: 'back', at }], walk(wayTo.passport))).toMatchObject({ permit: null });
  });

  it('follows a card job: waits, runs, done, or stopped with a slip for the window', () => {
    const waiting = walk(wayTo.waitForAttendant);
    expect(walk([{ type: 'jobSeen', job: 'waits', problem: null, at }], waiting)).toBe(waiting);
    const stopped = walk(
      [{ type: 'jobSeen', job: 'stopped', problem: { code: 'chipDead' }, at }],
      walk(wayTo.making),
    );
    expect(stopped).toMatchObject({ page: 'slip', problem: { code: 'chipDead' }, jobId: null });
    expect(show(stopped).slip?.caseNumber).toBe('SZ50-20261125-0001');
  });

  it('names a jam while the card is made and takes it away again', () => {
    const jam = walk(
      [{ type: 'jobSeen', job: 'runs', problem: { code: 'mediaJam' }, at }],
      walk(wayTo.making),
    );
    expect(show(jam).problem?.code).toBe('mediaJam');
    expect(walk([{ type: 'jobSeen', job: 'runs', problem: null, at }], jam)).toMatchObject({ problem: null });
  });

  it('lets nobody with an expired passport ask for a card, and says why', () => {
    const expired = walk([...wayTo.passport, passportRead({ expiryDate: '2026-11-24' }, true)]);
    expect(show(expired)).toMatchObject({
      page: 'confirm',
      cardOffered: false,
      problem: { code: 'passportExpired' },
    });
    const lastDay = walk([...wayTo.passport, passportRead({ expiryDate: '2026-11-25' }, true)]);
    expect(show(lastDay)).toMatchObject({ cardOffered: true, problem: null });
  });

  it('sends a visitor who laid a passport down past "take your documents"', () => {
    expect(walk([{ type: 'finish', documentOnReader: false, at }], walk(wayTo.notice))).toEqual(attract);
    expect(walk([{ type: 'finish', documentOnReader: false, at }], walk(wayTo.slip)).page).toBe(
      'takeDocuments',
    );
    const unread = walk([...wayTo.passport, bad, { type: 'finish', documentOnReader: false, at }]);
    expect(unread.page).toBe('takeDocuments');
    expect(walk([{ type: 'finish', documentOnReader: false, at }], unread)).toEqual(attract);
  });
});

describe('E2 each page times out with a warning and leaves a clean screen', () => {
  it.each(pages)('%s warns, then ends in the clean first page', (page) => {
    const session = walk(wayTo[page]);
    const { warnAt, endsAt } = show(session);
    const times = pageTimes[page];
    expect(times.warnAfterMs).toBeGreaterThan(0);
    expect(times.endAfterMs - times.warnAfterMs).toBeGreaterThanOrEqual(10_000);
    expect([warnAt, endsAt].map((instant) => Date.parse(instant ?? ''))).toEqual([
      1_000 + times.warnAfterMs,
      1_000 + times.endAfterMs,
    ]);
    expect(walk([{ type: 'timeOut', documentOnReader: false, at }], session)).toEqual({ page: 'attract' });
  });

  it('"I am still here" starts the page again', () => {
    expect(walk([{ type: 'stay', at }], walk(wayTo.confirm))).toMatchObject({
      page: 'confirm',
      touchedAt: at,
    });
  });

  it('ends in the initial state after any sequence of events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const session = walk(events);
        expect(kioskStep(session, { type: 'end' })).toEqual({ page: 'attract' });
        expect(kioskStep(session, { type: 'timeOut', documentOnReader: false, at })).toEqual({
          page: 'attract',
        });
        const finish: KioskEvent = { type: 'finish', documentOnReader: false, at };
        const last = kioskStep(session, finish);
        expect(JSON.stringify(last)).not.toMatch(personal);
      }),
    );
  });

  it('shows a person on the confirm page only', () => {
    for (const page of pages) {
      const shown = show(walk(wayTo[page]));
      expect(shown.person === null).toBe(page !== 'confirm');
      if (page !== 'confirm') expect(JSON.stringify(shown)).not.toMatch(personal);
    }
    expect(show(walk(wayTo.confirm)).person).toEqual({
      name: 'SPECIMEN, ANNA MARIA',
      nationality: 'DEU',
      passportTail: '0017',
      employer: '示例科技有限公司 Example Tech',
      permitNumber: 'TRAIN000000001',
    });
  });

  it('keeps nothing but the language on the last page', () => {
    const left = walk(wayTo.takeDocuments);
    expect(left).toMatchObject({ permit: null, passport: null, caseId: null, caseNumber: null, jobId: null });
    expect(walk([{ type: 'timeOut', documentOnReader: true, at }], walk(wayTo.confirm))).toEqual({
      ...left,
      touchedAt: at,
    });
  });
});

describe('a record is never shown to the wrong person', () => {
  it.each([
    [{ documentNumber: 'X00000018' }, 'passportNumber'],
    [{ documentNumber: '' }, 'passportNumber'],
    [{ nationality: 'CAN' }, 'nationality'],
    [{ nationality: null }, 'nationality'],
  ] as const)('a passport with %j stays on the passport page with a named problem', (change, field) => {
    const session = walk([...wayTo.passport, passportRead(change, true)]);
    const shown = show(session);
    expect(shown).toMatchObject({
      page: 'passport',
      person: null,
      problem: { code: 'passportDiffers', detail: { field } },
    });
    expect(JSON.stringify(shown)).not.toMatch(personal);
  });

  it('takes fillers and small letters of a number for nothing', () => {
    expect(walk([...wayTo.passport, passportRead({ documentNumber: 'x0000-0017<' })]).page).toBe('confirm');
  });

  it('ignores reads that the page did not ask for', () => {
    for (const page of pages.filter((name) => name !== 'notice')) {
      const session = walk(wayTo[page]);
      expect(kioskStep(session, { type: 'noticeRead', permit: samplePermit, at })).toBe(session);
    }
    for (const page of pages.filter((name) => name !== 'passport')) {
      const session = walk(wayTo[page]);
      expect(kioskStep(session, passportRead())).toBe(session);
      if (page !== 'notice') expect(kioskStep(session, bad)).toBe(session);
    }
    expect(walk([passportRead(), bad])).toBe(attract);
  });
});

describe('E3 a card in the bezel', () => {
  const seen = (job: 'runs' | 'offered' | 'done' | 'stopped'): KioskEvent => ({
    type: 'jobSeen',
    job,
    problem: job === 'stopped' ? { code: 'cardRetained' } : null,
    at,
  });

  it('is asked for while it is offered, and the page says where it went', () => {
    const offered = walk([seen('offered')], walk(wayTo.making));
    expect(show(offered)).toMatchObject({ page: 'making', takeCard: true });
    expect(walk([seen('offered')], offered)).toBe(offered);
    expect(show(walk([seen('runs')], offered))).toMatchObject({ page: 'making', takeCard: false });
    expect(walk([seen('done')], offered)).toMatchObject({ page: 'takeDocuments', takeCard: false });
    expect(show(walk([seen('stopped')], offered))).toMatchObject({
      page: 'slip',
      takeCard: false,
      problem: { code: 'cardRetained' },
      slip: { caseNumber: 'SZ50-20261125-0001' },
    });
  });

  it('is asked for on no other page', () => {
    for (const page of pages) expect(show(walk(wayTo[page])).takeCard).toBe(false);
  });
});

describe('E6 limits on tries send the visitor to staff', () => {
  const limit = Array.from({ length: maxBadReads }, () => bad);

  it.each(['notice', 'passport'] as const)(
    'three bad reads on %s end on a page without any record',
    (page) => {
      const before = walk([...wayTo[page], ...limit.slice(1)]);
      expect(before.page).toBe(page);
      const after = walk([bad], before);
      expect(after).toMatchObject({ page: 'slip', permit: null, passport: null, caseNumber: null });
      expect(show(after)).toMatchObject({ slip: null, problem: { code: 'qrForeign' } });
    },
  );

  it('counts over the whole visit: going back wins no tries', () => {
    const twice = walk([...wayTo.passport, bad, bad, { type: 'back', at }, ...wayTo.passport.slice(-1)]);
    expect(twice).toMatchObject({ page: 'passport', badPassports: 2 });
    expect(walk([bad], twice).page).toBe('slip');
  });

  it('counts the passport of another person as a try', () => {
    const other = passportRead({ documentNumber: 'OTHER0001' });
    expect(walk([...wayTo.passport, other, other, other]).page).toBe('slip');
  });

  it('takes no try for what is not the visitor’s doing', () => {
    const problem: KioskEvent = { type: 'problem', problem: { code: 'upstreamOffline' }, at };
    expect(walk([...wayTo.notice, problem, problem, problem, problem])).toMatchObject({
      page: 'notice',
      badNotices: 0,
    });
  });

  it('carries the case on the slip', () => {
    expect(show(walk(wayTo.slip))).toMatchObject({
      caseId: sampleCaseId,
      slip: { caseNumber: 'SZ50-20261125-0001', qr: 'ZKS1:x:y', window: '50' },
    });
    expect(show(walk(wayTo.waitForAttendant))).toMatchObject({ jobId: sampleJobId, slip: null });
    expect(samplePassport.documentNumber).toBe(samplePermit.holder.passportNumber);
  });
});

describe('E5 what is out of order is computed from device and link states', () => {
  const fine: KioskSurroundings = {
    configured: [
      { id: 'kioskScanner', kind: 'scanner', surface: 'kiosk' },
      { id: 'kioskPassportReader', kind: 'passportReader', surface: 'kiosk' },
      { id: 'scanner', kind: 'scanner', surface: 'window' },
    ],
    states: [
      { id: 'kioskScanner', status: 'online', since: '2026-11-25T01:00:00.000Z' },
      { id: 'kioskPassportReader', status: 'online', since: '2026-11-25T01:00:00.000Z' },
      { id: 'scanner', status: 'online', since: '2026-11-25T01:00:00.000Z' },
    ],
    camera: false,
    knownPermits: 12,
    permitsOnline: true,
    permitsSince: null,
  };
  const without = (id: string): KioskSurroundings => ({
    ...fine,
    states: fine.states.map((state) => (state.id === id ? { ...state, status: 'noDevice' } : state)),
  });

  it('nothing stops a page while all is well', () => {
    for (const page of ['attract', ...pages] as const) expect(kioskBlocker(page, fine)).toBeNull();
  });

  it('the scanner stops the pages that still need it; the window’s scanner does not stand in', () => {
    const stopped = (['attract', ...pages] as const).filter((page) =>
      kioskBlocker(page, without('kioskScanner')),
    );
    expect(stopped).toEqual(['attract', 'language', 'notice']);
    expect(kioskBlocker('attract', without('kioskScanner'))).toEqual({
      code: 'deviceNotReady',
      detail: { device: 'scanner' },
    });
  });

  it('the camera of the kiosk stands in for its scanner, and for nothing else', () => {
    const camera = (id: string): KioskSurroundings => ({ ...without(id), camera: true });
    for (const page of ['attract', ...pages] as const)
      expect(kioskBlocker(page, camera('kioskScanner'))).toBeNull();
    expect(kioskBlocker('notice', camera('kioskPassportReader'))).toMatchObject({ code: 'deviceNotReady' });
  });

  it('the passport reader stops one page more', () => {
    const stopped = (['attract', ...pages] as const).filter((page) =>
      kioskBlocker(page, without('kioskPassportReader')),
    );
    expect(stopped).toEqual(['attract', 'language', 'notice', 'passport']);
  });

  it('a network that is down stops only a station that knows no permit at all', () => {
    const offline = { ...fine, permitsOnline: false, permitsSince: '2026-11-25T01:00:00.000Z' };
    expect(kioskBlocker('attract', offline)).toBeNull();
    expect(kioskBlocker('attract', { ...offline, knownPermits: 0 })).toEqual({
      code: 'upstreamOffline',
      detail: { upstream: 'permits', since: '2026-11-25T01:00:00.000Z' },
    });
  });

  it('shows the page that names it instead, with nothing of the visit, and comes back by itself', () => {
    const session = walk(wayTo.passport);
    const shown = showKiosk(
      session,
      { code: 'deviceNotReady', detail: { device: 'passportReader' } },
      [],
      () => ({
        qr: '',
        window: '',
        paper: 'none' as const,
      }),
    );
    expect(shown).toMatchObject({ page: 'unavailable', language: 'en', person: null, step: null });
    expect(show(session).page).toBe('passport');
    expect(
      showKiosk(attract, { code: 'deviceNotReady' }, [], () => ({ qr: '', window: '', paper: 'none' })).page,
    ).toBe('unavailable');
  });
});
