import { BrowserWindow, type WebContents } from 'electron';
import type { Surface } from '../contract/access.ts';
import { surfaceArgument } from '../rpc/shellChannels.ts';
import { appOrigin } from './appProtocol.ts';
import { faultPath } from './faultPage.ts';

/** An open window, named by the shell. */
export interface ShellWindow {
  readonly key: string;
  readonly surface: Surface;
  readonly window: BrowserWindow;
}

export interface WindowOptions {
  readonly preload: string;
  readonly production: boolean;
  readonly onClosed: (window: ShellWindow) => void;
}

const pages: Readonly<Record<Surface, string>> = {
  window: 'index.html',
  kiosk: 'kiosk.html',
  devdock: 'devdock.html',
};
const sizes: Readonly<Record<Surface, { readonly width: number; readonly height: number }>> = {
  window: { width: 1440, height: 900 },
  // A portrait panel of 1080 x 1920 at half its size; a station shows it full screen.
  kiosk: { width: 540, height: 960 },
  devdock: { width: 460, height: 900 },
};

const windowTitle = '证卡 Zhengka';

export interface Windows {
  open(surface: Surface): ShellWindow;
  /** Every open window shows why the terminal cannot work. */
  showFault(): void;
  of(contents: WebContents): ShellWindow | null;
  all(): readonly ShellWindow[];
}

export function createWindows(options: WindowOptions): Windows {
  const windows = new Map<WebContents, ShellWindow>();
  let opened = 0;
  return {
    open(surface) {
      opened += 1;
      const fullScreen = surface === 'kiosk' && options.production;
      const window = new BrowserWindow({
        ...sizes[surface],
        title: windowTitle,
        backgroundColor: '#ffffff',
        autoHideMenuBar: true,
        kiosk: fullScreen,
        webPreferences: {
          preload: options.preload,
          additionalArguments: [`${surfaceArgument}${surface}`],
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
          experimentalFeatures: false,
          webviewTag: false,
          // It would fetch dictionaries from the network.
          spellcheck: false,
          navigateOnDragDrop: false,
          devTools: !options.production,
        },
      });
      const { webContents } = window;
      const shellWindow = { key: `${surface}-${opened}`, surface, window };
      windows.set(webContents, shellWindow);
      window.on('closed', () => {
        windows.delete(webContents);
        options.onClosed(shellWindow);
      });
      if (surface === 'kiosk') {
        // Pinch and keys must not leave a public screen zoomed for the next person.
        webContents.on('did-finish-load', () => void webContents.setVisualZoomLevelLimits(1, 1));
      }
      // A title is seen by every program and kept in lists of windows: no page ever names a person in it (I6).
      window.on('page-title-updated', (event) => event.preventDefault());
      // A page that crashed comes back by itself.
      webContents.on('render-process-gone', () => webContents.reload());
      void window.loadURL(`${appOrigin}/${pages[surface]}`);
      return shellWindow;
    },
    showFault() {
      for (const { window } of windows.values()) void window.loadURL(`${appOrigin}${faultPath}`);
    },
    of: (contents) => windows.get(contents) ?? null,
    all: () => [...windows.values()],
  };
}
