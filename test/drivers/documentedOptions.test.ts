import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { registry } from '../../drivers/manager/registry.ts';
import { manualClock } from '../../drivers/sim/manualClock.ts';
import { memoryCable } from '../../drivers/transports/memoryTransport.ts';
import { deviceConfig } from '../../main/contract/devices.ts';
import { drive } from './helpers/drive.ts';

/** The table "Options of a device" in docs/configure-a-station.md: driver, option (null for a driver without), values. */
const doc = readFileSync(join(import.meta.dirname, '../../docs/configure-a-station.md'), 'utf8');
const rows = [...doc.matchAll(/^\| `([a-z-]+)` \| (?:`(\w+)`|–) \| (.*?) ?\| .*\|$/gm)].map(
  ([, driver = '', option = null, values = '']) => ({ driver, option, values }),
);

/** What a schema of one option says of itself, as JSON Schema. */
interface Said {
  readonly default?: unknown;
  readonly enum?: readonly string[];
}
const saidOf = (driver: (typeof registry)[number]): Readonly<Record<string, Said>> =>
  (driver.options?.toJSONSchema({ io: 'input', unrepresentable: 'any' }).properties ?? {}) as Readonly<
    Record<string, Said>
  >;
const shown = (value: unknown): string => (value === '' ? '`""`' : `\`${String(value)}\``);

describe('F1 the options of the drivers are described', () => {
  it.each(registry.map((driver) => [driver.id, driver] as const))('%s', (id, driver) => {
    const described = rows.filter((row) => row.driver === id);
    expect(described.map(({ option }) => option ?? '–').toSorted()).toEqual(
      Object.keys(saidOf(driver)).length === 0 ? ['–'] : Object.keys(saidOf(driver)).toSorted(),
    );
    for (const { option, values } of described) {
      if (option === null) continue;
      const said = saidOf(driver)[option];
      const first = said?.default === undefined ? 'none' : shown(said.default);
      expect(values.startsWith(first), `default of ${option}: ${first}`).toBe(true);
      for (const value of said?.enum ?? []) expect(values).toContain(shown(value));
    }
  });

  it.each(registry.map((driver) => [driver.id, driver] as const))(
    '%s opens with no misspelt one',
    async (id, driver) => {
      const clock = manualClock();
      const { host } = memoryCable();
      await host.open();
      const nothing = (): void => undefined;
      const events = { scan: nothing, mrz: nothing, idCard: nothing, readFailed: nothing, facts: nothing };
      const config = deviceConfig.parse({
        id: 'device',
        kind: driver.kind,
        driver: id,
        path: '/d',
        options: { tigger: 1 },
      });
      const queue = {
        state: async () => 'ready' as const,
        submit: async () => ({ ok: true as const, job: '1' }),
      };
      const opened = await drive(
        clock,
        driver.open({ ...host, printQueue: queue as never }, clock, events, config),
      );
      expect(opened).toMatchObject({ ok: false, problem: 'badOptions' });
    },
  );

  it('and those of no driver are not', () => {
    expect([...new Set(rows.map(({ driver }) => driver))].toSorted()).toEqual(
      registry.map(({ id }) => id).toSorted(),
    );
  });
});
