import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, readFileSync, readSync, readdirSync, readlinkSync, closeSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { z } from 'zod';
import { caseDatabaseName } from '../../main/contract/hosts.ts';
import { makeTestDir, readProcessStatus } from '../../tools/launch/electron.ts';
import { callDevdock, callFrom } from './helpers.ts';

const executable = process.env['ZHENGKA_PACKAGED'];

/** The packaged program as a station runs it. Its inspector fuse is off, so its pages are reached over the debugging port of training. */
interface Packaged {
  readonly process: ChildProcess;
  page(name: string): Promise<Page>;
  log(): string;
  /** Asks it to end, as a logout does, and waits until it has. */
  close(): Promise<void>;
}

async function startPackaged(dataDir: string): Promise<Packaged> {
  const child = spawn(
    executable ?? '',
    ['--training', '--disable-gpu', `--user-data-dir=${dataDir}`, '--remote-debugging-port=0'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const hear = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const endpoint = (): string | undefined => /DevTools listening on (ws:\S+)/.exec(output)?.[1];
  await expect.poll(endpoint, { timeout: 60_000 }).toBeDefined();
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/"event":"ready"/);
  // Chromium loses what is said to a page between its first document and its own, and Playwright waits for that answer for ever: every
  // window has its title before anybody is connected.
  await expect.poll(async () => titlesOf(endpoint() ?? ''), { timeout: 60_000 }).toEqual(allTitled);
  const browser: Browser = await chromium.connectOverCDP(endpoint() ?? '');
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  return {
    process: child,
    async page(name) {
      const find = (): Page | undefined => pages().find((page) => page.url().endsWith(`/${name}.html`));
      await expect.poll(() => find() !== undefined).toBe(true);
      const page = find();
      if (page === undefined) throw new Error(`no page shows ${name}.html`);
      return page;
    },
    log: () => output,
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** The window and the DevDock. */
const allTitled = [true, true];

/** Of each page that Chromium's debugging port lists, whether its document is there: until then it has no title, or its address for one. */
async function titlesOf(endpoint: string): Promise<readonly boolean[]> {
  const answer = await fetch(`http://${new URL(endpoint).host}/json/list`);
  const listed = z
    .array(z.object({ type: z.string(), title: z.string(), url: z.string() }))
    .parse(await answer.json());
  return listed
    .filter(({ type }) => type === 'page')
    .map(({ title, url }) => title !== '' && !url.endsWith(title));
}

/** Every process below this one, itself included. */
function family(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      parents.set(Number(name), Number(readProcessStatus(Number(name))['PPid']));
    } catch {
      // It has ended since the folder was read.
    }
  }
  const below = (pid: number): number[] => [
    pid,
    ...[...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  return below(root);
}

/** Which of our own processes (not socat) hold a terminal open. */
function terminalsHeldBy(root: number): string[] {
  return family(root).flatMap((pid) => {
    try {
      if (readlinkSync(`/proc/${pid}/exe`) !== executable) return [];
      return readdirSync(`/proc/${pid}/fd`)
        .map((descriptor) => readlinkSync(`/proc/${pid}/fd/${descriptor}`))
        .filter((target) => /^\/dev\/pts\/\d+$/.test(target));
    } catch {
      return [];
    }
  });
}

function firstBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, count, 0);
  closeSync(file);
  return bytes;
}

test.describe('F1 I2 the packaged terminal', () => {
  test.skip(executable === undefined, 'nothing is packaged: run "npm run package" first');

  test('reads a Notice over a PTY, and finds its case again in the encrypted database', async () => {
    const dataDir = makeTestDir();
    const first = await startPackaged(dataDir);
    const window = await first.page('index');
    const devdock = await first.page('devdock');
    expect(first.log()).not.toContain('"event":"fault"');

    const devices = async (): Promise<string[]> => {
      const status = await callFrom(window, 'stationStatus', {});
      return status.ok ? status.value.devices.map(({ id, status: is }) => `${id} ${is}`).toSorted() : [];
    };
    await expect
      .poll(devices)
      .toEqual(
        [
          'cardPrinter',
          'chipReader',
          'kioskCabinet',
          'kioskCardPrinter',
          'kioskChipReader',
          'kioskIdCardReader',
          'kioskPassportReader',
          'kioskReceiptPrinter',
          'kioskScanner',
          'officePrinter',
          'passportReader',
          'scanner',
        ].map((id) => `${id} online`),
      );
    // Scanner, passport reader and printer of the window, and the kiosk's two: five serial lines, each on a PTY of its own.
    expect(new Set(terminalsHeldBy(first.process.pid ?? 0)).size).toBeGreaterThanOrEqual(5);

    expect(await callFrom(window, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
    const people = await callDevdock(devdock, 'people', {});
    if (!people.ok) throw new Error(people.error.code);
    const [person] = people.value;
    if (person === undefined) throw new Error('no people');
    await callDevdock(devdock, 'scanNotice', { personId: person.id, target: 'window' });
    const caseNumbers = async (page: Page): Promise<string[]> => {
      const cases = await callFrom(page, 'caseList', {});
      return cases.ok ? cases.value.map((each) => each.number) : [cases.error.code];
    };
    await expect.poll(async () => (await caseNumbers(window)).length).toBe(1);
    const [number] = await caseNumbers(window);
    await first.close();

    const database = join(dataDir, 'training', caseDatabaseName);
    expect(firstBytes(database, 15).toString('latin1')).not.toBe('SQLite format 3');
    const whole = readFileSync(database);
    expect([whole.includes(person.permitNumber), whole.includes(number ?? '')]).toEqual([false, false]);

    const second = await startPackaged(dataDir);
    const again = await second.page('index');
    expect(await callFrom(again, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });
    expect(await caseNumbers(again)).toEqual([number]);
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
