import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runInline, type InlineStation, type StationClient } from '../../../main/hosts/runInline.ts';
import { nativeBinding, temporaryFolder, testKey } from '../helpers/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let station: InlineStation | null = null;
afterEach(async () => {
  await station?.close();
  station = null;
});

async function value<Value>(
  answer: Promise<
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: object }
  >,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Resolves when the event has come and the condition holds. */
const when = async (client: StationClient, event: string, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const leave = client.on(event, () => {
      if (!holds()) return;
      leave();
      resolve();
    });
  });

describe('H1 G9 a day that is closed with the network down, over the whole station', () => {
  it('has its books confirmed as soon as the card system is back, beside the closed day', async () => {
    const running = await runInline({
      directory: temporaryFolder(),
      databaseKey: testKey(),
      resourcesDir: join(root, 'resources'),
      fontsDir: join(root, 'node_modules'),
      sqliteNativeBinding: nativeBinding ?? null,
    });
    station = running;
    const { upstream, ready } = running.training;
    const [first, second] = ready.seed.staff.filter(({ roles }) => roles.includes('supervisor'));
    if (first === undefined || second === undefined) throw new Error('two supervisors sign');
    const window = running.open('window');
    const { methods } = window;
    await value(methods.signIn({ userName: first.userName, password: first.password }));
    await value(methods.dayOpen({}));
    upstream.setNetwork(false);
    const classes = await value(methods.dayClasses({}));
    const units = await value(methods.stockList({}));
    const counts = classes.map((each) => ({
      ...each,
      counted: units.filter(
        (unit) =>
          unit.vendor === each.vendor &&
          unit.cardClass === each.cardClass &&
          ['received', 'vault', 'desk', 'hopper'].includes(unit.state),
      ).length,
    }));
    await value(methods.dayCount({ counts }));
    const figures = await value(methods.dayFigures({}));
    // Every identity that can be proven without a network holds on the seeded station.
    expect(figures.identities.filter(({ holds, open }) => !holds && !open)).toEqual([]);
    const reasons = Object.fromEntries(figures.exceptions.map(({ key }) => [key, 'offline']));
    const { userName, password } = second;
    const closed = await value(
      methods.dayClose({ password: first.password, reasons, countersignature: { userName, password } }),
    );
    expect(closed.unconfirmed).toMatchObject({ upstreamAsked: false });

    const { days } = running.core().deps.stores;
    const known = when(window, 'dayChanged', () => days.correctionsOf(closed.date).length > 0);
    upstream.setNetwork(true);
    await running.core().sync.probeOnce();
    await known;
    expect(days.correctionsOf(closed.date)).toMatchObject([{ kind: 'books', outcome: 'agree 0/0' }]);
    expect(days.get(closed.date)?.closed).toEqual(closed);
  });
});
