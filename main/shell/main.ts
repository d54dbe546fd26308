import { join } from 'node:path';
import { existsSync, mkdirSync } from 'node:fs';
import { app, ipcMain, Menu, protocol, safeStorage, session } from 'electron';
import type { Surface } from '../contract/access.ts';
import { caseDatabaseName } from '../contract/hosts.ts';
import type { Failure } from '../contract/result.ts';
import { shellChannels } from '../rpc/shellChannels.ts';
import { readAppFolder } from './appFolder.ts';
import { appScheme, serveApp } from './appProtocol.ts';
import { faultPage, faultPath } from './faultPage.ts';
import { openKeys, type StationKeys } from './keyStore.ts';
import { lockContents, lockSession } from './lockDown.ts';
import { createStartUp } from './startUp.ts';
import { createStation, profileDamaged, type Station, type StationSetUp } from './station.ts';
import { findStation, type StationFile } from './stationFile.ts';
import { systemTimers } from './systemTimers.ts';
import { parseSwitches, refusedSwitch } from './switches.ts';
import { createWindows, type ShellWindow, type Windows } from './windows.ts';

const startUp = createStartUp(process.getCreationTime() ?? performance.timeOrigin, () => Date.now());
/** A first window that does not come up keeps the others away no longer than this. */
const othersAfterMs = 5_000;
const switches = parseSwitches(process.argv);
if (switches.dataDir !== null) {
  mkdirSync(switches.dataDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', switches.dataDir);
}
const userData = app.getPath('userData');
const found = switches.training
  ? ({ kind: 'none' } as const)
  : findStation([userData, process.resourcesPath]);
const training = found.kind === 'none';
/** Known before the first page is: its permissions depend on it. */
const kioskCamera =
  found.kind === 'station'
    ? found.station.profile.kioskCamera
    : training && switches.simulatedCamera
      ? { label: null }
      : null;

const refused = refusedSwitch(process.argv, !training);
if (refused !== null) {
  process.stderr.write(
    `Zhengka does not start with --${refused}: it would open the terminal to other programs. Start it without.\n` +
      `证卡终端拒绝以 --${refused} 启动：该参数会使其他程序可以侵入终端。请去掉后重新启动。\n`,
  );
  app.exit(78);
} else if (!app.requestSingleInstanceLock()) {
  app.exit(0);
} else {
  start();
}

function start(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appScheme]);
  Menu.setApplicationMenu(null);
  lockContents(app);
  void app.whenReady().then(run);
}

/** Surfaces that are opened, first the one that people wait for: it alone is loaded while the hosts start. */
function surfaces(): Surface[] {
  const asked: Surface[] = switches.surface === 'both' ? ['window', 'kiosk'] : [switches.surface];
  return training && switches.devdock ? [...asked, 'devdock'] : asked;
}

function run(): void {
  startUp.mark('electron');
  const appFolder = readAppFolder(app.getAppPath());
  let fault: Failure | null = null;
  let station: Station | null = null;

  serveApp(protocol, {
    folder: appFolder.pages,
    stationHasCamera: kioskCamera !== null,
    generated: (path, nonce) => (path === faultPath && fault !== null ? faultPage(fault, nonce) : null),
  });

  const windows: Windows = createWindows({
    preload: appFolder.preload,
    production: !training,
    onClosed: ({ key, surface }) => {
      station?.detach(key);
      // The DevDock only accompanies the terminal.
      if (windows.all().every((each) => each.surface === 'devdock') && surface !== 'devdock') app.quit();
    },
  });
  lockSession(
    session.defaultSession,
    {
      maySave: (contents) => windows.of(contents)?.surface === 'window',
      folder: training ? switches.papersDir : null,
    },
    {
      surfaceOf: (contents) => windows.of(contents)?.surface ?? null,
      stationHasCamera: kioskCamera !== null,
    },
  );
  const [first, ...others] = surfaces();
  const openOthers = (): void => {
    // With no window left the terminal is about to end.
    if (windows.all().length > 0) for (const surface of others.splice(0)) windows.open(surface);
  };
  const showFault = (reason: Failure): void => {
    fault = reason;
    if (station !== null) openOthers();
    process.stdout.write(`${JSON.stringify({ event: 'fault', code: reason.code })}\n`);
    windows.showFault();
  };

  listenToPages(windows, {
    hello: ({ key, surface, window }) => station?.attach(key, surface, window.webContents),
    usable({ surface }) {
      if (surface === first) process.stdout.write(`${startUp.line(training ? 'training' : 'production')}\n`);
      openOthers();
    },
  });
  // The hosts take longest, so they begin first; their processes start while the window is made.
  const started = startStation(appFolder, showFault);
  station = started;
  if (first !== undefined) windows.open(first);
  if (fault !== null) windows.showFault();
  // Their pages compete with it for the same cores.
  if (started !== null) setTimeout(openOthers, othersAfterMs);
  app.on('second-instance', () => windows.all()[0]?.window.focus());
  endWith(() => station);
}

function startStation(
  appFolder: ReturnType<typeof readAppFolder>,
  showFault: (reason: Failure) => void,
): Station | null {
  if (found.kind === 'damaged') {
    showFault(profileDamaged);
    return null;
  }
  const production = found.kind === 'station' ? found.station : null;
  const dataDir = join(userData, training ? 'training' : 'station');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const keys = openKeys({
    folder: dataDir,
    training,
    safeStorage,
    recoveryKey: production?.recoveryKey ?? null,
    databaseExists: existsSync(join(dataDir, caseDatabaseName)),
  });
  if (!keys.ok) {
    showFault(keys.error);
    return null;
  }
  let setUp: StationSetUp | null = null;
  if (production !== null) {
    const token = keys.value.upstreamToken;
    if (token === null) {
      showFault({ code: 'invalidInput', detail: { field: 'upstream-token' } });
      return null;
    }
    const { profile } = production;
    const upstream = upstreamOf(production, keys.value, token);
    if (upstream === null) {
      showFault({ code: 'invalidInput', detail: { field: 'upstream-client-key' } });
      return null;
    }
    setUp = { profile, upstream, hallKey: keys.value.hallKey ?? undefined, seed: null };
  }
  const station = createStation({
    app: appFolder,
    dataDir,
    databaseKey: keys.value.databaseKey,
    production: setUp,
    trainingCamera: kioskCamera,
    clock: systemTimers,
    onServing: (host) => {
      startUp.mark(host);
      // The core host serves only with its database open.
      if (host === 'core') keys.value.confirm();
    },
    onFault: showFault,
  });
  station.start();
  return station;
}

/** Where upstream is, with the station's proofs; null: its certificate has no key. */
function upstreamOf(
  { profile, upstream }: StationFile,
  { stationKey, clientKey }: StationKeys,
  token: string,
): StationSetUp['upstream'] | null {
  const { clientCertificate: certificate, ...place } = upstream;
  if (certificate !== undefined && clientKey === null) return null;
  return {
    ...place,
    token,
    ...(certificate !== undefined && clientKey !== null
      ? { clientCertificate: { certificate, privateKey: clientKey } }
      : {}),
    ...(stationKey !== null && { signing: { stationId: profile.stationId, privateKey: stationKey } }),
  };
}

/** What pages tell: `hello` each new page, `usable` each surface once, when its first answer is on the screen. */
function listenToPages(
  windows: Windows,
  told: Readonly<Record<'hello' | 'usable', (shellWindow: ShellWindow) => void>>,
): void {
  const usable = new Set<Surface>();
  ipcMain.on(shellChannels.hello, (event) => {
    const shellWindow = windows.of(event.sender);
    // Only the page itself, never a frame inside it.
    if (shellWindow === null || event.senderFrame !== event.sender.mainFrame) return;
    told.hello(shellWindow);
  });
  ipcMain.on(shellChannels.usable, (event) => {
    const shellWindow = windows.of(event.sender);
    if (shellWindow === null || usable.has(shellWindow.surface)) return;
    usable.add(shellWindow.surface);
    told.usable(shellWindow);
  });
}

/** Ends the hosts before the shell: the core host closes its database itself. */
function endWith(current: () => Station | null): void {
  let ended = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    const station = current();
    if (ended || station === null) return;
    event.preventDefault();
    ended = true;
    void station.stop().finally(() => app.quit());
  });
}
