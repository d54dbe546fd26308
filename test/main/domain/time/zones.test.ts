import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../../main', import.meta.url));

/** What reads or writes the time of the place where the computer thinks it is. */
const local =
  /\.(get|set)(Hours|Date|Day|Month|FullYear|Minutes|Seconds|TimezoneOffset)\(|\.toLocale(Date|Time)?String\(|\.toDateString\(/;

describe('G4 the zone of the computer and its summer time', () => {
  it('are asked nowhere in the rules and use cases: there is no local time in them', () => {
    const found = ['contract', 'domain', 'app', 'rpc']
      .flatMap((layer) => readdirSync(join(main, layer), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => local.test(readFileSync(path, 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T00:59:30.000Z'],
    ['America/New_York', '2026-11-01T05:59:30.000Z'],
    ['Asia/Shanghai', '2026-11-25T15:59:30.000Z'],
  ])('in %s the change of its summer time is no jump, and dates stay those of Shanghai', (zone, from) => {
    const code = `
      import { timeAt, timeAtStart } from ${JSON.stringify(join(main, 'domain/time/steadyTime.ts'))};
      import { shanghaiDate } from ${JSON.stringify(join(main, 'domain/calendar/shanghai.ts'))};
      const start = Date.parse('${from}');
      let time = timeAtStart({ computer: start, elapsed: 0 }, null, null);
      const dates = [];
      for (let ms = 0; ms <= 3_600_000; ms += 10_000) {
        time = timeAt(time, { computer: new Date(start + ms).getTime(), elapsed: ms });
        if (time.jumpedAt !== null || time.now !== start + ms) throw new Error('a jump');
        dates.push(shanghaiDate(time.now));
      }
      console.log(JSON.stringify([new Date(start).getTimezoneOffset() - new Date(time.now).getTimezoneOffset(), ...new Set(dates)]));`;
    const ran = spawnSync(
      process.execPath,
      ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', code],
      { env: { ...process.env, TZ: zone }, encoding: 'utf8' },
    );
    expect(ran.stderr).toBe('');
    const [change, ...dates] = JSON.parse(ran.stdout) as [number, ...string[]];
    // Where there is a summer time, its change lies within what was walked through.
    expect(change).toBe(zone === 'Asia/Shanghai' ? 0 : zone === 'Europe/Berlin' ? 60 : -60);
    const dateOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
    const start = Date.parse(from);
    expect(dates).toEqual([...new Set([dateOf(start), dateOf(start + 3_600_000)])]);
  });
});
