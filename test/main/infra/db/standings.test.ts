import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestStores } from '../../helpers/index.ts';

const schema = z.object({ by: z.string() });
const at = '2026-11-25T02:00:00.000Z';

describe('G11 I7 what outlives a restart', () => {
  it('is there after it, one value at a time, and is gone when it is cleared', () => {
    const stores = openTestStores();
    expect(stores.standings.get('revoked', schema)).toBeNull();
    stores.run(() => stores.standings.set('revoked', { by: 'a' }, at));
    stores.run(() => stores.standings.set('revoked', { by: 'b' }, at));
    expect(stores.standings.get('revoked', schema)).toEqual({ by: 'b' });
    stores.close();
    const again = openTestStores({ path: stores.path, key: stores.key });
    expect(again.standings.get('revoked', schema)).toEqual({ by: 'b' });
    again.run(() => again.standings.clear('revoked'));
    expect(again.standings.get('revoked', schema)).toBeNull();
  });

  it('is not remembered when its commit was taken back, and is written inside a transaction only', () => {
    const stores = openTestStores();
    stores.run(() => stores.standings.set('clock', { by: 'kept' }, at));
    expect(() =>
      stores.run(() => {
        stores.standings.set('clock', { by: 'lost' }, at);
        expect(stores.standings.get('clock', schema)).toEqual({ by: 'lost' });
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    expect(stores.standings.get('clock', schema)).toEqual({ by: 'kept' });
    expect(() => stores.standings.clear('clock')).toThrow(/transaction/);
  });
});
