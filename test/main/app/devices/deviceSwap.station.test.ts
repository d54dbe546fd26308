import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../../../main/contract/methods/deviceMethods.ts';
import { inlineStation } from '../../../lanes/support/inlineStation.ts';

const until = async <Value>(look: () => Promise<Value | undefined>): Promise<Value> => {
  for (let turn = 0; turn < 600; turn += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not come to that');
};

describe('F5 swap on a whole station, with nothing upstream', () => {
  it(
    'registers what it was installed with, refuses a stranger, and takes it on a supervisor’s word',
    { timeout: 30_000 },
    async () => {
      const station = await inlineStation();
      const window = station.open('window');
      const person = (role: string) => {
        const found = station.training.ready.seed.staff.find(({ roles }) =>
          roles.some((each) => each === role),
        );
        if (found === undefined) throw new Error(`nobody is ${role}`);
        return { userName: found.userName, password: found.password };
      };
      expect((await window.methods.signIn(person('technician'))).ok).toBe(true);
      const find = async (test: (view: DeviceView) => boolean): Promise<DeviceView | undefined> => {
        const list = await window.methods.devices({});
        if (!list.ok) throw new Error(list.error.code);
        return list.value.find(test);
      };

      const first = await until(async () => find(({ registered }) => registered !== null));
      const { id } = first.state;
      expect(first).toMatchObject({
        registered: { by: 'system' },
        differences: [],
        state: { status: 'online' },
      });

      // What stood here before was another one, says the register.
      const { stores, devices } = station.core().deps;
      const before = stores.devices.get(id);
      if (before === null) throw new Error('not in the register');
      const old = { ...before, identity: { ...before.identity, make: 'Older', serial: '0' } };
      stores.run(() => stores.devices.save(old));
      devices.register(id, old.identity);
      const refused = await until(async () =>
        find(({ state }) => state.id === id && state.problem === 'otherDevice'),
      );
      expect(refused.differences).not.toEqual([]);
      if (refused.state.identity === undefined) throw new Error('the stranger has no identity');

      const began = performance.now();
      const confirmed = await window.methods.registerDevice({
        deviceId: id,
        identity: refused.state.identity,
        countersignature: person('supervisor'),
      });
      expect(confirmed).toMatchObject({ ok: true, value: { differences: [] } });
      const works = await until(async () =>
        find(({ state }) => state.id === id && state.problem === undefined && state.status === 'online'),
      );
      expect(works.registered?.identity).toEqual(refused.state.identity);
      expect(performance.now() - began).toBeLessThan(10_000);
    },
  );
});
