import { deviceHostInit } from '../contract/hosts.ts';
import { guardProcess } from './crashGuard.ts';
import { ownHostLink } from './hostLink.ts';
import { memoryPortPair } from '../rpc/ports/memoryPort.ts';
import { runDevices, type DevicesHost } from './devices/runDevices.ts';

guardProcess('devices');
const link = ownHostLink(process);
let host: DevicesHost | null = null;

async function stop(): Promise<never> {
  await host?.close();
  link.post({ control: 'stopped' });
  process.exit(0);
}

link.onControl((message, port) => {
  if (message.control === 'init') {
    if (host !== null) return;
    const [unheard] = memoryPortPair();
    host = runDevices(deviceHostInit.parse(message.init), port ?? unheard);
    link.post({ control: 'ready' });
  } else if (message.control === 'devices') {
    if (port !== null) host?.attach(port);
  } else if (message.control === 'ping') {
    link.post({ control: 'pong', id: message.id });
  } else if (message.control === 'stop') {
    void stop();
  }
});
link.onGone(() => void stop());
