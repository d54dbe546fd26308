import { describe, expect, it } from 'vitest';
import { packsInUse } from '../../../main/hosts/core/packsInUse.ts';
import { goodPermit, openDesk } from '../app/cases/desk.ts';

describe('B1 a station starts with every pack that its cases need', () => {
  it('names the missing version, also for a case that ended today, and says nothing of older ones', async () => {
    const desk = openDesk({}, [goodPermit()]);
    const { packVersion } = await desk.begin();
    const { stores, packs, clock } = desk.deps;
    expect(packsInUse(stores, packs, clock.now())).toEqual({ ok: true, value: undefined });

    const none = { byVersion: () => null };
    const refused = packsInUse(stores, none, clock.now());
    expect(refused).toMatchObject({ ok: false, error: { code: 'rulePackBad' } });
    expect(JSON.stringify(refused)).toContain(packVersion);

    const [record] = stores.cases.list('9');
    if (record === undefined) throw new Error('no case is open');
    const endedAt = new Date(clock.now()).toISOString();
    stores.run(() => stores.cases.save({ ...record, state: 'notNeeded', endedAt }));
    expect(packsInUse(stores, none, clock.now()).ok).toBe(false);
    const later = clock.now() + 3 * 86_400_000;
    const day = { current: () => null };
    expect(packsInUse({ ...stores, days: { ...stores.days, ...day } }, none, later).ok).toBe(true);
    // A day that nobody has closed still needs the packs of its cases.
    const unclosed = { current: () => ({ openedAt: record.openedAt }) as never };
    expect(packsInUse({ ...stores, days: { ...stores.days, ...unclosed } }, none, later).ok).toBe(false);
  });
});
