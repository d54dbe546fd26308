import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainingHostInit } from '../contract/hosts.ts';
import type { Port } from '../rpc/port.ts';
import { readAllAhead } from '../infra/system/movableClock.ts';
import { createRandomIds } from '../infra/system/randomIds.ts';
import { createSystemClock } from '../infra/system/systemClock.ts';
import { createLog } from '../infra/log/createLog.ts';
import { guardProcess } from './crashGuard.ts';
import { ownHostLink } from './hostLink.ts';
import { serveDevdock } from './serveDevdock.ts';
import { createClockHands } from './training/clockHands.ts';
import { devdockHandlers } from './training/devdockHandlers.ts';
import { startTraining, type Training } from './training/trainingHost.ts';

guardProcess('training');
const link = ownHostLink(process);
/** A unix socket path has at most 107 bytes; this leaves room for its name. */
const directoryLimit = 90;
interface Started {
  readonly training: Training;
  readonly clock: ReturnType<typeof createClockHands>;
  readonly serve: (port: Port) => void;
}
let starting: Promise<Started> | null = null;

/** Beside the station's data where the path is short enough, else in the folder for temporary files, under a name of its own. */
function directoryIn(dataDir: string): string {
  const beside = join(dataDir, 'sim');
  if (Buffer.byteLength(beside) <= directoryLimit) return beside;
  return join(tmpdir(), `zhengka-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
}

async function begin(given: unknown): Promise<Started> {
  const init = trainingHostInit.parse(given);
  const real = createSystemClock();
  // The core host, which moves the clock, keeps it beside its data.
  const clock = createClockHands({
    real,
    aheadMs: readAllAhead(init.dataDir),
    post: (message) => link.post(message),
  });
  const training = await startTraining({
    directory: directoryIn(init.dataDir),
    pty: true,
    nativeBinding: init.sqliteNativeBinding,
    clock,
  });
  const serve = serveDevdock({
    handlers: devdockHandlers(training),
    profile: training.ready.profile,
    clock: real,
    ids: createRandomIds(),
    log: createLog({ folder: join(init.dataDir, 'logs'), process: 'training' }),
  });
  link.post({ control: 'ready', training: training.ready });
  return { training, clock, serve };
}

/** The simulated devices are pseudo-terminals made by socat; without it a start again changes nothing. */
function tellWhy(thrown: unknown): void {
  const part = thrown instanceof Error && thrown.message.startsWith('socat') ? 'socat' : 'training host';
  link.post({ control: 'failed', error: { code: 'unavailable', detail: { part } } });
}

async function stop(): Promise<never> {
  const started = await starting;
  await started?.training.close();
  link.post({ control: 'stopped' });
  process.exit(0);
}

link.onControl((message, port) => {
  if (message.control === 'init') {
    starting ??= begin(message.init);
    starting.catch(tellWhy);
  } else if (message.control === 'attach' && port !== null) {
    if (message.surface === 'devdock') void starting?.then(({ serve }) => serve(port));
    else port.close();
  } else if (message.control === 'clockMoved') void starting?.then(({ clock }) => clock.answered(message));
  else if (message.control === 'ping') link.post({ control: 'pong', id: message.id });
  else if (message.control === 'stop') void stop();
});
link.onGone(() => void stop());
