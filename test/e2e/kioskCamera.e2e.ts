import AxeBuilder from '@axe-core/playwright';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { samplePeople, type SamplePerson } from '../../main/training/people.ts';
import { en } from '../../renderer/features/kiosk/texts/en.ts';
import { zh } from '../../renderer/features/kiosk/texts/zh.ts';
import { launchApp, makeTestDir, type LaunchedApp } from '../../tools/launch/electron.ts';
import { writeCameraFile } from './fakeCamera.ts';
import { callDevdock, callFrom, pageOf, speakAtKiosk, windowsOf } from './helpers.ts';

const fakeDevice = '--use-fake-device-for-media-stream';

interface CameraKiosk {
  readonly terminal: LaunchedApp;
  readonly kiosk: Page;
  readonly desk: Page;
  readonly devdock: Page;
}

async function openKiosk(args: readonly string[]): Promise<CameraKiosk> {
  const terminal = await launchApp({ args: ['--training', '--surface=both', ...args] });
  await windowsOf(terminal.app, 3);
  const [desk, kiosk, devdock] = await Promise.all(
    ['index', 'kiosk', 'devdock'].map((name) => pageOf(terminal.app, name)),
  );
  if (desk === undefined || kiosk === undefined || devdock === undefined) throw new Error('three windows');
  // Every track that the page gets is remembered, to see later whether it was stopped.
  await kiosk.evaluate(() => {
    const kept: MediaStreamTrack[] = [];
    Object.assign(globalThis, { tracksOfTheTest: kept });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      kept.push(...stream.getTracks());
      return stream;
    };
  });
  return { terminal, kiosk, desk, devdock };
}

const tracksOf = async (kiosk: Page): Promise<readonly string[]> =>
  kiosk.evaluate(() =>
    (globalThis as unknown as { tracksOfTheTest: MediaStreamTrack[] }).tracksOfTheTest.map(
      (track) => `${track.kind} ${track.readyState}`,
    ),
  );

async function toNotice(kiosk: Page, language: 'zh' | 'en'): Promise<void> {
  await callFrom(kiosk, 'kioskEnd', {});
  await callFrom(kiosk, 'kioskBegin', { language });
  await callFrom(kiosk, 'kioskLanguage', { language });
  await kiosk.locator('[data-page="notice"]').waitFor();
}

const pageNow = async (kiosk: Page): Promise<string> => {
  const state = await callFrom(kiosk, 'kioskState', {});
  return state.ok ? state.value.page : state.error.code;
};

/** What a page gets that asks for a camera or a microphone: the kinds of the tracks, or the name of the refusal. */
const ask = async (page: Page, wish: MediaStreamConstraints): Promise<string> =>
  page.evaluate(async (wanted) => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(wanted);
      const kinds = stream.getTracks().map((track) => track.kind);
      stream.getTracks().forEach((track) => track.stop());
      return kinds.join();
    } catch (thrown) {
      return thrown instanceof Error ? thrown.name : String(thrown);
    }
  }, wish);

const cameraNames = async (page: Page): Promise<string> =>
  page.evaluate(async () =>
    (await navigator.mediaDevices.enumerateDevices())
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ label }) => label)
      .join(),
  );

/** What axe finds on the page that keeps somebody from using it (K2). */
async function faults(page: Page): Promise<readonly string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(passes.length).toBeGreaterThan(5);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Ends the line of a simulated device of this terminal, as a pulled cable does. */
function pullOut(dataDir: string, device: string): void {
  const lines = readdirSync('/proc').filter((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return (
        command.startsWith('socat') &&
        command.includes(`link=${dataDir}/`) &&
        command.includes(`/${device}\0`)
      );
    } catch {
      return false;
    }
  });
  expect(lines, device).toHaveLength(1);
  process.kill(Number(lines[0]), 'SIGKILL');
}

const picture = async (kiosk: Page, name: string): Promise<void> => {
  await kiosk.screenshot({ path: test.info().outputPath(`${name}.png`) });
};

const person = (id: string): SamplePerson => {
  const found = samplePeople('2026-11-25').find((each) => each.id === id);
  if (found === undefined) throw new Error(`no sample person ${id}`);
  return found;
};
const cameraArgs = (name: string, pictures: readonly (readonly string[])[]): readonly string[] => {
  const file = join(makeTestDir(), `${name}.y4m`);
  writeCameraFile(file, pictures);
  return [fakeDevice, `--use-file-for-fake-video-capture=${file}`];
};
const times = (count: number, texts: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: count }, () => texts);

const status = (kiosk: Page) => kiosk.locator('.kioskWaiting');
const problem = (kiosk: Page) => kiosk.locator('.kioskProblem');
/** The preview shows a picture and no longer the black of a camera that warms up. */
const previewRuns = async (kiosk: Page): Promise<void> => {
  await expect(kiosk.locator('.kioskCamera')).toHaveAttribute('data-camera', 'watching');
  await expect
    .poll(() =>
      kiosk.locator('.kioskCamera video').evaluate((video) => (video as HTMLVideoElement).currentTime),
    )
    .toBeGreaterThan(1);
};

test.describe('A1 the camera of a kiosk', () => {
  test('reads a Notice, leads to the case of its holder, and is off on every other page (E2)', async () => {
    const karl = person('karl');
    const { terminal, kiosk, desk, devdock } = await openKiosk(
      cameraArgs('notice', times(10, [karl.noticeQr])),
    );
    expect(await callFrom(desk, 'signIn', { userName: 'limin', password: 'zhengka-1' })).toMatchObject({
      ok: true,
    });

    await toNotice(kiosk, 'zh');
    // Whether it is read is the question here, not how fast a busy machine starts a camera.
    await expect.poll(() => pageNow(kiosk), { timeout: 60_000 }).toBe('passport');
    await kiosk.locator('[data-page="passport"]').waitFor();
    expect(await tracksOf(kiosk)).toEqual(['video ended']);
    expect(await kiosk.locator('video').count()).toBe(0);
    expect(kiosk.workers()).toEqual([]);

    await callDevdock(devdock, 'handPassport', { personId: karl.id, target: 'kiosk' });
    await expect.poll(() => pageNow(kiosk)).toBe('confirm');
    const confirm = await callFrom(kiosk, 'kioskState', {});
    expect(confirm.ok && confirm.value.person?.permitNumber).toBe(karl.permitNumber);
    expect(await callFrom(kiosk, 'kioskConfirm', { wants: 'slip' })).toMatchObject({ ok: true });
    const cases = await callFrom(desk, 'caseList', {});
    const [opened, ...others] = cases.ok ? cases.value : [];
    expect(others).toEqual([]);
    const found = await callFrom(desk, 'caseGet', { caseId: opened?.id ?? ('' as never) });
    expect(found.ok && found.value.snapshot.record.permitNumber).toBe(karl.permitNumber);

    // What a camera has seen is on no log, not even by accident.
    expect(terminal.log()).not.toContain(karl.permitNumber);
    await terminal.close();
  });

  test('names a foreign code once, however long it is held, and guesses none of two (E6)', async () => {
    const { terminal, kiosk } = await openKiosk(
      cameraArgs('foreign', [
        ...times(40, ['https://example.org/?id=1']),
        ...times(25, [person('karl').noticeQr, 'https://example.org/?id=1']),
      ]),
    );
    await toNotice(kiosk, 'zh');
    await expect(problem(kiosk)).toHaveAttribute('data-code', 'qrForeign');
    await previewRuns(kiosk);
    await picture(kiosk, 'foreign-zh');
    await expect(status(kiosk)).toHaveText(zh.notice.camera.several);
    await picture(kiosk, 'several-zh');
    // Three tries of this would have sent the visitor to staff long ago.
    expect(await pageNow(kiosk)).toBe('notice');

    await kiosk.getByRole('button', { name: zh.frame.largeText }).click();
    await kiosk.getByRole('button', { name: zh.frame.contrast }).click();
    await speakAtKiosk(kiosk, 'English');
    await expect(status(kiosk)).toHaveText(en.notice.camera.several);
    await picture(kiosk, 'several-en-large-contrast');
    expect(await faults(kiosk)).toEqual([]);
    await terminal.app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().endsWith('/kiosk.html'),
      );
      window?.setContentSize(960, 540);
    });
    await expect.poll(() => kiosk.evaluate(() => globalThis.innerWidth)).toBe(960);
    await picture(kiosk, 'landscape-en-large-contrast');
    await kiosk.getByRole('button', { name: en.frame.largeText }).click();
    await kiosk.getByRole('button', { name: en.frame.contrast }).click();
    await picture(kiosk, 'landscape-en');
    await callFrom(kiosk, 'kioskBack', {});
    await kiosk.locator('[data-page="language"]').waitFor();
    expect(await tracksOf(kiosk)).toEqual(['video ended']);
    expect(terminal.log()).not.toContain('example.org');
    await terminal.close();
  });

  test('that is missing is named in both languages, and the scanner goes on (E5)', async () => {
    const { terminal, kiosk, devdock } = await openKiosk([`${fakeDevice}=device-count=0`]);
    await toNotice(kiosk, 'zh');
    await expect(problem(kiosk)).toHaveAttribute('data-code', 'cameraNotFound');
    await expect(problem(kiosk)).toContainText(zh.problem.cameraNotFound.message);
    await picture(kiosk, 'missing-zh');
    expect(await faults(kiosk)).toEqual([]);
    await speakAtKiosk(kiosk, 'English');
    await expect(problem(kiosk)).toContainText(en.problem.cameraNotFound.message);
    await picture(kiosk, 'missing-en');
    await callDevdock(devdock, 'scanNotice', { personId: 'karl', target: 'kiosk' });
    await expect.poll(() => pageNow(kiosk)).toBe('passport');

    // Without its scanner, too, the kiosk has nothing left to read with: it names the window.
    pullOut(terminal.dataDir, 'kiosk-scanner');
    await toNotice(kiosk, 'en');
    await expect(kiosk.locator('.kioskWindow dd')).toHaveText(/Shenzhen Civic Centre, window 50/);
    await expect(problem(kiosk)).toHaveAttribute('data-code', 'cameraNotFound');
    await picture(kiosk, 'window-en');
    await terminal.close();
  });
});

test.describe('I4 the permission of a camera', () => {
  test('is for the picture of the kiosk alone, and never for sound', async () => {
    const { terminal, kiosk, desk, devdock } = await openKiosk([fakeDevice]);
    // A profile may name the camera, so the kiosk must be told names, and nobody else.
    expect(await cameraNames(kiosk)).toMatch(/fake/);
    expect(await cameraNames(desk)).toBe('');
    expect(await ask(kiosk, { video: true })).toBe('video');
    expect(await ask(kiosk, { audio: true })).toBe('NotAllowedError');
    expect(await ask(kiosk, { audio: true, video: true })).toBe('NotAllowedError');
    for (const page of [desk, devdock]) {
      expect(await ask(page, { video: true })).toBe('NotAllowedError');
      expect(await ask(page, { audio: true })).toBe('NotAllowedError');
    }
    // Nor is the screen a camera.
    const screen = await kiosk.evaluate(async () =>
      navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        () => 'given',
        (thrown: unknown) => (thrown instanceof Error ? thrown.name : ''),
      ),
    );
    expect(screen).not.toBe('given');
    await terminal.close();
  });
});
