import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { z } from 'zod';
import { caseDatabaseName, keyFileName } from '../../main/contract/hosts.ts';
import { enqueue } from '../../main/app/sync/enqueue.ts';
import { createRandomIds } from '../../main/infra/system/randomIds.ts';
import { createSystemClock } from '../../main/infra/system/systemClock.ts';
import { openStores } from '../../main/infra/db/open.ts';
import { launchApp, makeTestDir } from '../../tools/launch/electron.ts';
import { deskHands, must, type DeskHands } from './deskHands.ts';
import { callDevdock, callFrom } from './helpers.ts';

/** So many that both go on for seconds on any machine; the long form is `npm run bench:queue`. */
const permitCount = 40_000;
const rowCount = 6_000;
const patience = { timeout: 90_000 } as const;

/** Puts rows into the queue of a training station that is not running, and keeps it off the network until somebody ends that. */
function fillQueue(dataDir: string): void {
  const keyFile = z.object({ database: z.object({ wrap: z.literal('training'), value: z.string() }) });
  const { database } = keyFile.parse(JSON.parse(readFileSync(join(dataDir, keyFileName), 'utf8')));
  const key = Buffer.from(Buffer.from(database.value, 'base64').toString('utf8'), 'base64');
  const opened = openStores({
    path: join(dataDir, caseDatabaseName),
    key: new Uint8Array(key),
    mode: 'training',
    now: () => Date.now(),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const stores = opened.value;
  const deps = { stores, ids: createRandomIds(), clock: createSystemClock() };
  const at = new Date().toISOString();
  for (let done = 0; done < rowCount; done += 500)
    stores.run(() => {
      for (let row = 0; row < 500; row += 1)
        enqueue(deps, {
          kind: 'rating.given',
          caseId: null,
          caseNumber: null,
          owner: 'system',
          payload: { level: 'good', channel: 'window', givenAt: at },
        });
    });
  stores.run(() =>
    stores.standings.set('offlineByHand', { by: 'Test', at, reason: 'prepared by a test' }, at),
  );
  stores.close();
}

/** Milliseconds from the scan of a Notice to its case on the screen. */
async function scanTimes(hands: DeskHands, people: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const person of people) {
    const from = performance.now();
    await hands.scan(person);
    times.push(Math.round(performance.now() - from));
  }
  return times;
}

const valueOf = async (desk: Page, selector: string): Promise<number> =>
  Number(await desk.locator(selector).first().getAttribute('aria-valuenow'));

test('G3 G8 a long pull and a long drain: progress moves, and the desk goes on', async () => {
  test.setTimeout(240_000);
  const dataDir = makeTestDir();
  const first = await launchApp({ args: ['--training', '--surface=window'], dataDir });
  const before = await deskHands(first);
  await before.signIn('zhaoqiang');
  // What is scanned later is known here already: the station will be off the network.
  await expect
    .poll(async () => must(await callFrom(before.desk, 'permitStanding', {})).records, patience)
    .toBeGreaterThan(5);
  await first.close();
  fillQueue(join(dataDir, 'training'));

  const terminal = await launchApp({ args: ['--training', '--surface=window'], dataDir });
  const hands = await deskHands(terminal);
  const { desk, devdock } = hands;
  await hands.signIn('zhaoqiang');
  must(await callFrom(desk, 'dayOpen', {}));
  const quiet = await scanTimes(hands, ['anna', 'karl']);
  must(await callDevdock(devdock, 'fillPermits', { count: permitCount }));

  await hands.press('Alt+3');
  await desk.locator('[data-banner="byHand"]').waitFor();
  const waiting = must(await callFrom(desk, 'queueOverview', {})).waiting;
  expect(waiting).toBeGreaterThanOrEqual(rowCount);
  must(await callFrom(desk, 'queueWorkOffline', { on: false }));
  await desk.getByRole('progressbar').first().waitFor(patience);
  const began = await valueOf(desk, '[role="progressbar"]');
  await hands.look('long-work');
  await expect.poll(() => valueOf(desk, '[role="progressbar"]'), patience).toBeGreaterThan(began);
  const busy = await scanTimes(hands, ['marie', 'hans']);
  const left = must(await callFrom(desk, 'queueOverview', {})).waiting;

  await expect.poll(async () => must(await callFrom(desk, 'queueOverview', {})).waiting, patience).toBe(0);
  await expect
    .poll(async () => must(await callFrom(desk, 'permitStanding', {})).records, patience)
    .toBeGreaterThanOrEqual(permitCount);
  await hands.press('Alt+3');
  await hands.look('long-work-done');
  const { rows } = must(await callDevdock(devdock, 'books', {}));
  expect(rows.filter(({ kind }) => kind === 'rating.given')).toHaveLength(rowCount);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  console.log(
    `scan to case: quiet ${quiet.join(', ')} ms; while ${left} rows were waiting ${busy.join(', ')} ms`,
  );
  await terminal.close();
});
