import { describe, expect, it } from 'vitest';
import { seedTraining } from '../../../main/hosts/core/seedTraining.ts';
import { trainingSeed } from '../../../main/training/station.ts';
import { testDeps, testProfile } from '../helpers/index.ts';

describe('J6 sample people and blanks are for a training station', () => {
  it('a production station is never filled with them', async () => {
    const deps = testDeps({ profile: { ...testProfile, mode: 'production' } });
    await expect(seedTraining(deps, trainingSeed())).rejects.toThrow('production');
    expect([deps.stores.units.list(), deps.stores.staff.list()]).toEqual([[], []]);
  });

  it('a training station is filled once', async () => {
    const deps = testDeps({ profile: { ...testProfile, mode: 'training' } });
    await seedTraining(deps, trainingSeed());
    const filled = [deps.stores.units.list(), deps.stores.staff.list()];
    expect(filled.map((each) => each.length)).toEqual([28, 7]);
    await seedTraining(deps, trainingSeed());
    expect([deps.stores.units.list(), deps.stores.staff.list()]).toEqual(filled);
  });
});
