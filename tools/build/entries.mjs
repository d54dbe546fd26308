// What the app folder is made of. Data only; the makers next to this file read it.

/** Bundled for Node. `format`: the shell and the sandboxed preload must be CommonJS, the hosts are ES modules. */
export const codeEntries = [
  { source: 'main/shell/main.ts', output: 'main.cjs', format: 'cjs' },
  { source: 'preload/bridge.ts', output: 'preload.cjs', format: 'cjs', sandboxed: true },
  { source: 'main/hosts/coreHost.entry.ts', output: 'coreHost.mjs', format: 'esm' },
  { source: 'main/hosts/deviceHost.entry.ts', output: 'deviceHost.mjs', format: 'esm' },
  { source: 'main/hosts/trainingHost.entry.ts', output: 'trainingHost.mjs', format: 'esm' },
];

/** Worker threads: every file of this name becomes `workers/<name>.mjs`. */
export const workerFolder = 'main/infra';
export const workerSuffix = '.worker.ts';

/** Pages, bundled by Vite with `renderer/` as the root. */
export const pageEntries = ['renderer/index.html', 'renderer/kiosk.html', 'renderer/devdock.html'];

/** Left out of the bundles, because they load native code from their own folder. Copied with what they need at run time. */
export const nativePackages = ['better-sqlite3', '@serialport/bindings-cpp', '@napi-rs/canvas'];

/** Native packages that arrive later; taken along when they are installed. */
export const optionalNativePackages = ['node-hid', 'smartcard', 'sharp'];

/** Font files that the hosts read at run time (PDF, card face), at the same place as in the repository's node_modules. */
export const fontFiles = [
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf',
  '@expo-google-fonts/noto-sans-mono/700Bold/NotoSansMono_700Bold.ttf',
];
