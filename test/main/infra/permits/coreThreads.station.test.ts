import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTraining } from '../../../../main/hosts/training/trainingHost.ts';
import { runCore } from '../../../../main/hosts/core/runCore.ts';
import { nativeBinding, temporaryFolder, testKey } from '../../helpers/index.ts';
import { builtThreads } from './threadBench.ts';

let threads: Awaited<ReturnType<typeof builtThreads>>;
beforeAll(async () => {
  threads = await builtThreads();
}, 60_000);
afterAll(() => threads.remove());

const root = fileURLToPath(new URL('../../../..', import.meta.url));

it('G8 the core host pulls by its threads from the training upstream: changes, farewells, a feed that begins anew; and closes cleanly', async () => {
  const directory = temporaryFolder();
  const resourcesDir = `${root}resources`;
  const training = await startTraining({
    directory: `${directory}/sim`,
    pty: false,
    nativeBinding: nativeBinding ?? null,
    today: '2026-11-25',
  });
  const started = await runCore(
    {
      ...training.ready,
      dataDir: `${directory}/data`,
      databaseKey: testKey(),
      version: '0.0.0-test',
      resourcesDir,
      workersDir: threads.workersDir,
      fontsDir: `${root}node_modules`,
      sqliteNativeBinding: nativeBinding ?? null,
    },
    null,
    { autoSync: false },
  );
  if (!started.ok) throw new Error(started.error.code);
  const core = started.value;
  const { permits } = core.deps;
  expect(await core.sync.pullOnce()).toMatchObject({ stopped: 'upToDate' });
  const count = permits.count();
  const number = 'TRN440300000001';
  expect([count > 5, permits.namesWaiting(), permits.byPermitNumber(number) === null]).toEqual([
    true,
    0,
    false,
  ]);
  training.upstream.removePermits([number]);
  await core.sync.pullOnce();
  expect([permits.byPermitNumber(number), permits.count()]).toEqual([null, count - 1]);
  training.upstream.renewFeed();
  expect(await core.sync.pullOnce()).toMatchObject({ permits: count - 1 });
  expect([permits.count(), permits.place().anew]).toEqual([count - 1, false]);
  await core.close();
  await training.close();
}, 120_000);
