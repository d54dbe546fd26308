import { expect, test } from '@playwright/test';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { methods } from '../../main/contract/methods.ts';
import { launchApp, makeTestDir, readProcessStatus, type LaunchedApp } from '../../tools/launch/electron.ts';
import { callFrom, hostPid, runTerminal } from './helpers.ts';

test.describe('J6 the terminal in training mode', () => {
  let terminal: LaunchedApp;
  const papers = makeTestDir();
  test.beforeAll(async () => {
    terminal = await launchApp({ args: ['--training', '--no-devdock', `--papers-dir=${papers}`] });
  });
  test.afterAll(async () => {
    await terminal.close();
  });

  test('opens its window and says when it is usable', async () => {
    const page = await terminal.app.firstWindow();
    expect(page.url()).toBe('app://zhengka/index.html');
    const status = await callFrom(page, 'stationStatus', {});
    expect(status).toMatchObject({ ok: true, value: { mode: 'training' } });
    await expect.poll(() => terminal.log()).toMatch(/\{"event":"ready","startupMs":\d+/);
  });

  test('has a real sandbox and nothing of Node in the page', async () => {
    const page = await terminal.app.firstWindow();
    const pid = await terminal.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.getOSProcessId(),
    );
    expect(readProcessStatus(pid ?? 0)['Seccomp']).toBe('2');
    const seen = await page.evaluate(() => {
      const here = globalThis as unknown as Record<string, unknown>;
      const { zhengka } = here as { zhengka: { methods: object } };
      return {
        names: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
          (name) => here[name] !== undefined,
        ),
        bridge: Object.keys(zhengka).toSorted(),
        methods: Object.keys(zhengka.methods).toSorted(),
      };
    });
    expect(seen.names).toEqual([]);
    expect(seen.bridge).toEqual(['methods', 'on', 'surface']);
    const forWindow = Object.entries(methods).filter(([, { surfaces }]) =>
      (surfaces as readonly string[]).includes('window'),
    );
    expect(seen.methods).toEqual(forWindow.map(([name]) => name).toSorted());
  });

  test('runs no inline script and loads nothing from a network', async () => {
    const page = await terminal.app.firstWindow();
    const ran = await page.evaluate(async () => {
      const here = globalThis as unknown as Record<string, unknown>;
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.inlineRan = true';
      document.head.append(inline);
      const remote = document.createElement('script');
      remote.src = 'https://example.com/a.js';
      const remoteFailed = new Promise((resolve) => {
        remote.addEventListener('error', () => resolve(true));
        remote.addEventListener('load', () => resolve(false));
      });
      document.head.append(remote);
      const fetched = await fetch('app://zhengka/index.html').then(
        () => true,
        () => false,
      );
      return { inline: here['inlineRan'] === true, remoteFailed: await remoteFailed, fetched };
    });
    expect(ran).toEqual({ inline: false, remoteFailed: true, fetched: false });
  });

  test('gives every response its own nonce and serves nothing outside its pages', async () => {
    const answers = await terminal.app.evaluate(async ({ net }) => {
      const ask = async (url: string): Promise<{ status: number; policy: string | null; text: string }> => {
        const response = await net.fetch(url);
        const policy = response.headers.get('content-security-policy');
        return { status: response.status, policy, text: (await response.text()).slice(0, 2000) };
      };
      return {
        first: await ask('app://zhengka/index.html'),
        second: await ask('app://zhengka/index.html'),
        outside: await ask('app://zhengka/..%2fmain.cjs'),
        folder: await ask('app://zhengka/'),
        other: await ask('app://other/index.html'),
      };
    });
    const nonceOf = (policy: string | null): string => /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? '';
    // WebAssembly is compiled, JavaScript never (design 9).
    expect(answers.first.policy?.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe/);
    expect(answers.first.policy).toContain("default-src 'none'");
    expect(nonceOf(answers.first.policy).length).toBeGreaterThan(20);
    expect(nonceOf(answers.first.policy)).not.toBe(nonceOf(answers.second.policy));
    expect(answers.first.text).toContain(`content="${nonceOf(answers.first.policy)}"`);
    expect([answers.outside.status, answers.folder.status, answers.other.status]).toEqual([404, 404, 404]);
  });

  test('opens no window and goes nowhere', async () => {
    const page = await terminal.app.firstWindow();
    const opened = await page.evaluate(() => globalThis.window.open('https://example.com') !== null);
    expect(opened).toBe(false);
    await page.evaluate(() => {
      globalThis.location.href = 'https://example.com';
    });
    await page.evaluate(() => {
      globalThis.location.href = 'app://zhengka/kiosk.html';
    });
    expect((await callFrom(page, 'stationStatus', {})).ok).toBe(true);
    expect(page.url()).toBe('app://zhengka/index.html');
    expect(terminal.app.windows()).toHaveLength(1);
  });

  test('saves papers that a host made, and nothing else', async () => {
    const page = await terminal.app.firstWindow();
    await page.evaluate(() => {
      const save = (href: string, name: string): void => {
        const link = document.createElement('a');
        link.href = href;
        link.download = name;
        link.click();
      };
      save('data:text/plain,other', 'other.txt');
      save('app://zhengka/index.html', 'page.html');
      save(URL.createObjectURL(new Blob(['a paper'])), '../notice.pdf');
    });
    await expect.poll(() => readdirSync(papers)).toEqual(['_notice.pdf']);
    expect(readFileSync(join(papers, '_notice.pdf'), 'utf8')).toBe('a paper');
  });

  test('F2 a device host that dies comes back, and the window lives', async () => {
    const page = await terminal.app.firstWindow();
    const before = await hostPid(terminal.app, 'zhengka-device-host');
    const core = await hostPid(terminal.app, 'zhengka-core-host');
    if (before === null) throw new Error('no device host');
    process.kill(before, 'SIGKILL');
    const devices = async (): Promise<string[]> => {
      const status = await callFrom(page, 'stationStatus', {});
      return status.ok ? status.value.devices.map((device) => device.status) : [];
    };
    await expect.poll(async () => hostPid(terminal.app, 'zhengka-device-host')).not.toBe(before);
    await expect.poll(async () => new Set(await devices())).toEqual(new Set(['online']));
    expect(await hostPid(terminal.app, 'zhengka-core-host')).toBe(core);
    expect(page.url()).toBe('app://zhengka/index.html');
  });

  test('a core host that dies comes back with the person who was signed in', async () => {
    const page = await terminal.app.firstWindow();
    const signedIn = await callFrom(page, 'signIn', { userName: 'limin', password: 'zhengka-1' });
    expect(signedIn.ok).toBe(true);
    const before = await hostPid(terminal.app, 'zhengka-core-host');
    if (before === null) throw new Error('no core host');
    process.kill(before, 'SIGKILL');
    const session = async (): Promise<string | null> => {
      const answer = await callFrom(page, 'session', {});
      return answer.ok ? (answer.value.staff?.userName ?? null) : 'unavailable';
    };
    await expect.poll(async () => hostPid(terminal.app, 'zhengka-core-host')).not.toBe(before);
    await expect.poll(session).toBe('limin');
  });
});

test('a terminal that cannot start says why and what to do, in both languages', async () => {
  // Without socat there are no simulated devices.
  const terminal = await launchApp({ args: ['--training'], env: { PATH: '/nowhere' } });
  const page = await terminal.app.firstWindow();
  await page.waitForURL('app://zhengka/fault');
  await expect(page.getByRole('alert')).toContainText('socat 暂不可用');
  await expect(page.getByRole('alert')).toContainText('socat is not available now');
  await terminal.close();
});

test('the terminal refuses to start without its sandbox', async () => {
  const { code, output } = await runTerminal([`--user-data-dir=${makeTestDir()}`, '--no-sandbox']);
  expect(code).toBe(78);
  expect(output).toContain('--no-sandbox');
});

test.describe('I2 a production station', () => {
  const profile = {
    stationId: 'TEST1',
    mode: 'production',
    nameZh: '测试窗口',
    nameEn: 'Test window',
    region: '440300',
    acts: ['verifyOriginals'],
    windowAuthorityZh: '测试机关',
    windowAuthorityEn: 'Test authority',
    cardAuthorityZh: '测试机关',
    cardAuthorityEn: 'Test authority',
    kioskMayIssue: false,
    snapshotLimitDays: 7,
    offlineLimits: { notices: 10, hours: 8 },
    devices: [],
  };
  const dataDirWith = (station: unknown): string => {
    const dataDir = makeTestDir();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'station.json'), JSON.stringify(station));
    return dataDir;
  };

  test('does not put its key into a key store that is none, and says so', async () => {
    const dataDir = dataDirWith({
      profile,
      upstream: { url: 'https://upstream.invalid', ca: '-----BEGIN CERTIFICATE-----' },
    });
    const { output } = await runTerminal([`--user-data-dir=${dataDir}`], /"event":"fault"/);
    expect(output).toContain('{"event":"fault","code":"keyRefused"}');
  });

  test('refuses ways into the running program', async () => {
    const dataDir = dataDirWith({
      profile,
      upstream: { url: 'https://upstream.invalid', ca: '-----BEGIN CERTIFICATE-----' },
    });
    for (const way of ['--remote-debugging-port=0', '--inspect=0']) {
      const { code, output } = await runTerminal([`--user-data-dir=${dataDir}`, way]);
      expect([way, code]).toEqual([way, 78]);
      expect(output).toContain(way.replace('=0', ''));
    }
  });

  test('does not start from a damaged profile', async () => {
    const dataDir = dataDirWith({ profile: { ...profile, mode: 'training' } });
    const { output } = await runTerminal([`--user-data-dir=${dataDir}`], /"event":"fault"/);
    expect(output).toContain('"event":"fault"');
  });
});
