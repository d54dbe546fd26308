import { coreHostInit } from '../contract/hosts.ts';
import type { Port } from '../rpc/port.ts';
import type { ToHost } from '../rpc/hostControl.ts';
import { runCore, type Core } from './core/runCore.ts';
import { guardProcess } from './crashGuard.ts';
import { ownHostLink } from './hostLink.ts';

guardProcess('core');
const link = ownHostLink(process);
let starting: Promise<Core | null> | null = null;

async function begin(init: unknown, port: Port | null): Promise<Core | null> {
  const started = await runCore(coreHostInit.parse(init), port);
  if (!started.ok) {
    link.post({ control: 'failed', error: started.error });
    return null;
  }
  link.post({ control: 'ready' });
  return started.value;
}

/** What comes while the host starts waits for it. */
function whenStarted(work: (core: Core) => void): void {
  void starting?.then((core) => {
    if (core !== null) work(core);
  });
}

function attach(message: Extract<ToHost, { control: 'attach' }>, port: Port): void {
  const { surface, screen, staff } = message;
  // The DevDock belongs to the training host.
  if (surface === 'devdock') return port.close();
  whenStarted((core) =>
    core.attach(port, {
      surface,
      staff,
      onBound: (person) => link.post({ control: 'bound', screen, staff: person }),
    }),
  );
}

async function stop(): Promise<never> {
  const core = await starting;
  await core?.close();
  link.post({ control: 'stopped' });
  process.exit(0);
}

link.onControl((message, port) => {
  if (message.control === 'init') starting ??= begin(message.init, port);
  else if (message.control === 'attach' && port !== null) attach(message, port);
  else if (message.control === 'devices' && port !== null) whenStarted((core) => core.connectDevices(port));
  else if (message.control === 'moveClock')
    whenStarted((core) =>
      link.post({ control: 'clockMoved', id: message.id, answer: core.moveClock(message.to) }),
    );
  else if (message.control === 'ping') link.post({ control: 'pong', id: message.id });
  else if (message.control === 'stop') void stop();
});
link.onGone(() => void stop());
