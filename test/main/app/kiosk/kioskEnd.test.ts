import { describe, expect, it } from 'vitest';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import { openTestStores, testCaller } from '../../helpers/index.ts';
import { allOnline, permit, personal, setUp, trainingPermitQr } from './kioskBench.ts';

describe('E2 a session that ends leaves nothing', () => {
  it.each(['language', 'notice', 'passport', 'confirm', 'slip'] as const)(
    '%s times out into the clean page',
    async (page) => {
      const { deps, kiosk, scan, toNotice, toConfirm } = setUp();
      if (page === 'language') kiosk.touch({ type: 'begin', language: 'zh' });
      if (page === 'notice') toNotice();
      if (page === 'passport') {
        toNotice();
        await scan(trainingPermitQr(permit.permitNumber));
      }
      if (page === 'confirm' || page === 'slip') await toConfirm();
      if (page === 'slip') await kiosk.confirm('slip');
      expect(kiosk.view().page).toBe(page);
      deps.clock.advance(pageTimes[page].endAfterMs - 1);
      expect(kiosk.view().page).toBe(page);
      deps.bus.clear();
      deps.clock.advance(1);
      const clean = setUp().kiosk.view();
      expect(kiosk.view()).toEqual(clean);
      expect(clean).toMatchObject({ page: 'attract', person: null, slip: null, caseId: null, jobId: null });
      expect(deps.bus.names()).toContain('kioskChanged');
      expect(deps.clock.pending()).toBe(0);
    },
  );

  it('"I am still here" starts the page again', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    deps.clock.advance(pageTimes.confirm.warnAfterMs);
    kiosk.touch({ type: 'stay' });
    deps.clock.advance(pageTimes.confirm.endAfterMs - 1);
    expect(kiosk.view().page).toBe('confirm');
  });

  it('the end goes past "take your documents" and nothing personal is logged, audited or told', async () => {
    const { deps, handlers, kiosk, toConfirm } = setUp();
    await toConfirm();
    await kiosk.confirm('slip');
    const caller = testCaller(null, 'kiosk');
    expect(await handlers.kioskEnd({}, caller)).toMatchObject({ value: { page: 'takeDocuments' } });
    expect(await handlers.kioskEnd({}, caller)).toMatchObject({ value: { page: 'attract' } });
    expect(JSON.stringify([deps.log.lines, deps.bus.events])).not.toMatch(personal);
    expect(deps.stores.audit.verify()).toMatchObject({ intact: true });
  });

  it('holds the last page while the reader says that a passport lies on it', async () => {
    const { deps, kiosk, toConfirm } = setUp();
    await toConfirm();
    deps.devices.setStates(
      allOnline.map((state) => (state.id === 'kioskReader' ? { ...state, media: 'present' } : state)),
    );
    deps.clock.advance(pageTimes.confirm.endAfterMs + 3 * pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', person: null });
    deps.devices.setStates(allOnline);
    deps.clock.advance(pageTimes.takeDocuments.endAfterMs);
    expect(kiosk.view().page).toBe('attract');
  });
});

describe('E5 an unavailable kiosk says what is missing', () => {
  it('follows the devices by itself and takes no touch meanwhile', () => {
    const { deps, kiosk } = setUp();
    deps.devices.setStates(allOnline.filter((state) => state.id !== 'kioskReader'));
    expect(kiosk.view()).toMatchObject({
      page: 'unavailable',
      problem: { code: 'deviceNotReady', detail: { device: 'passportReader' } },
    });
    expect(kiosk.touch({ type: 'begin', language: 'en' }).page).toBe('unavailable');
    deps.bus.clear();
    deps.devices.setStates(allOnline);
    expect(deps.bus.names()).toContain('kioskChanged');
    expect(kiosk.view().page).toBe('attract');
    expect(kiosk.touch({ type: 'begin', language: 'en' }).page).toBe('language');
  });
});

describe('kiosk and its files', () => {
  it('a database that fails at "confirm" shows nothing new, and the end is clean all the same (E2)', async () => {
    const stores = openTestStores();
    const { deps, kiosk, toConfirm } = setUp({}, { stores });
    await toConfirm();
    stores.close();
    await expect(kiosk.confirm('slip')).rejects.toThrow(/database/i);
    expect(kiosk.view().page).toBe('confirm');
    deps.clock.advance(pageTimes.confirm.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'attract', person: null });
    expect(deps.log.lines).toContainEqual(expect.objectContaining({ event: 'kiosk.auditFailed' }));
  });
});
