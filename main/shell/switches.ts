/** What the command line asks for. */
export interface Switches {
  readonly surface: 'window' | 'kiosk' | 'both';
  readonly training: boolean;
  readonly devdock: boolean;
  /** Where saved papers go without a question; for the tour and for tests of a training station. */
  readonly papersDir: string | null;
  /** Null = Electron's own user data folder. */
  readonly dataDir: string | null;
  /** Chromium plays a file in place of a camera: a training kiosk then has one. */
  readonly simulatedCamera: boolean;
}

export function parseSwitches(argv: readonly string[]): Switches {
  const valueOf = (name: string): string | null =>
    argv.findLast((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const surface = valueOf('surface');
  return {
    surface: surface === 'kiosk' || surface === 'both' ? surface : 'window',
    training: argv.includes('--training'),
    devdock: !argv.includes('--no-devdock'),
    papersDir: valueOf('papers-dir'),
    dataDir: valueOf('data-dir') ?? valueOf('user-data-dir'),
    simulatedCamera: argv.some((argument) => /^--use-fake-device-for-media-stream(=|$)/.test(argument)),
  };
}

/** Without the sandbox a page that was broken into owns the station, so the terminal does not start. */
const neverAllowed = [
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'single-process',
  'no-zygote-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'in-process-gpu',
  'load-extension',
  'js-flags',
];
/** Ways into the running program. Tests of a training station use them. */
const neverInProduction = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-targets',
  'remote-allow-origins',
  'user-agent',
  'proxy-server',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'log-net-log',
  'enable-logging',
  'password-store',
  // A picture from a file in place of the camera's, and a camera without its question.
  'use-fake-device-for-media-stream',
  'use-file-for-fake-video-capture',
  'use-fake-ui-for-media-stream',
  'auto-accept-camera-and-microphone-capture',
];

/** The first switch on the command line that this station refuses, or null. Chromium takes one dash as well as two. */
export function refusedSwitch(argv: readonly string[], production: boolean): string | null {
  const refused = new Set([...neverAllowed, ...(production ? neverInProduction : [])]);
  for (const argument of argv.slice(1)) {
    const name = /^--?([a-z][a-z-]*)(=|$)/.exec(argument)?.[1];
    if (name !== undefined && refused.has(name)) return name;
  }
  return null;
}
