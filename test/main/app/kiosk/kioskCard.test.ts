import { describe, expect, it } from 'vitest';
import type { Deps } from '../../../../main/app/deps.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import { sampleJob } from '../../helpers/index.ts';
import { allOnline, permit, setUp } from './kioskBench.ts';

describe('3.17 a card at the kiosk needs the policy, an accepted case and an attendant', () => {
  it('is offered to an accepted case and waits unreleased', async () => {
    const { deps, kiosk, executor, toConfirm, accepted } = setUp({ kioskMayIssue: true });
    accepted();
    await toConfirm();
    expect(kiosk.view()).toMatchObject({ page: 'confirm', cardOffered: true });
    expect(await kiosk.confirm('card')).toMatchObject({ ok: true, value: { page: 'waitForAttendant' } });
    await executor.idle();
    const { jobId } = kiosk.view();
    const job = jobId === null ? null : deps.stores.jobs.get(jobId);
    expect(job).toMatchObject({ released: false, channel: 'kiosk', state: 'ready', owner: 'kiosk' });
    expect(deps.upstream.calls.filter(({ name }) => name === 'cardRegister' || name === 'cardLock')).toEqual(
      [],
    );
  });

  it.each([
    ['the policy says no', { kioskMayIssue: false }, true],
    ['the case is not accepted', { kioskMayIssue: true }, false],
    ['the station issues no cards', { kioskMayIssue: true, acts: ['verifyOriginals'] }, true],
  ] as const)('ends with a slip when %s', async (_why, profile, isAccepted) => {
    const { kiosk, toConfirm, accepted } = setUp(profile as Partial<StationProfile>);
    if (isAccepted) accepted();
    await toConfirm();
    expect(kiosk.view().cardOffered).toBe(false);
    expect(await kiosk.confirm('card')).toMatchObject({ ok: true, value: { page: 'slip', jobId: null } });
  });

  it('is not offered while the printer is down or a job is open', async () => {
    const down = setUp({ kioskMayIssue: true });
    down.accepted();
    down.deps.devices.setStates(allOnline.filter((state) => state.id !== 'printer'));
    await down.toConfirm();
    expect(down.kiosk.view().cardOffered).toBe(false);
    const busy = setUp({ kioskMayIssue: true });
    busy.accepted();
    busy.deps.stores.run(() => busy.deps.stores.jobs.save(sampleJob({ permitNumber: permit.permitNumber })));
    await busy.toConfirm();
    expect(busy.kiosk.view().cardOffered).toBe(false);
  });

  it('goes on with the same job when somebody who left comes back', async () => {
    const { deps, kiosk, toConfirm, accepted } = setUp({ kioskMayIssue: true });
    accepted();
    await toConfirm();
    await kiosk.confirm('card');
    const first = kiosk.view().jobId;
    deps.clock.advance(pageTimes.waitForAttendant.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'attract', jobId: null });
    await toConfirm();
    await kiosk.confirm('card');
    expect(kiosk.view()).toMatchObject({ page: 'waitForAttendant', jobId: first });
  });

  const withJob = async (overrides: Partial<Deps> = {}) => {
    const base = setUp({ kioskMayIssue: true }, overrides);
    base.accepted();
    await base.toConfirm();
    await base.kiosk.confirm('card');
    const { jobId } = base.kiosk.view();
    const job = jobId === null ? null : base.deps.stores.jobs.get(jobId);
    if (job === null) throw new Error('no job');
    const save = (changes: Partial<typeof job>): void => {
      const changedAt = base.deps.clock.iso();
      base.deps.stores.run(() =>
        base.deps.stores.jobs.save({ ...job, released: true, changedAt, ...changes }),
      );
      base.deps.bus.clear();
      base.deps.clock.advance(1000);
    };
    return { ...base, save };
  };

  it('follows the job by time alone: released, then stopped with a slip for the window', async () => {
    const { deps, kiosk, save } = await withJob();
    save({ state: 'locked' });
    expect(deps.bus.names()).toContain('kioskChanged');
    expect(kiosk.view().page).toBe('making');
    save({ state: 'retained', problem: { code: 'mediaJam' } });
    expect(kiosk.view()).toMatchObject({
      page: 'slip',
      problem: { code: 'mediaJam' },
      slip: { caseNumber: 'SZ50-20261125-0001' },
    });
  });

  it('waits a minute for upstream while it is online, and not at all while it is down', async () => {
    const online = await withJob({ links: { list: () => [], online: () => true } });
    online.save({ state: 'pendingReport' });
    expect(online.kiosk.view().page).toBe('making');
    online.deps.clock.advance(58_000);
    expect(online.kiosk.view().page).toBe('making');
    online.deps.clock.advance(2_000);
    expect(online.kiosk.view().page).toBe('slip');
    const offline = await withJob();
    offline.save({ state: 'pendingReport' });
    expect(offline.kiosk.view().page).toBe('slip');
  });

  it('ends with "take your documents" when the card was handed over', async () => {
    const { kiosk, save } = await withJob();
    save({ state: 'handedOver' });
    expect(kiosk.view()).toMatchObject({ page: 'takeDocuments', jobId: null, caseId: null });
  });
});
