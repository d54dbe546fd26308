import { contextBridge, ipcRenderer } from 'electron';
import '../main/rpc/withoutEval.ts';
import { surface as surfaceShape } from '../main/contract/access.ts';
import { devdockMethods } from '../main/contract/devdock.ts';
import { events, type EventName } from '../main/contract/events.ts';
import type { MethodTable } from '../main/contract/method.ts';
import { methods } from '../main/contract/methods.ts';
import type { Result } from '../main/contract/result.ts';
import { createClient } from '../main/rpc/client.ts';
import { domMessagePort } from '../main/rpc/ports/channelPorts.ts';
import { shellChannels, surfaceArgument } from '../main/rpc/shellChannels.ts';

// The shell stamps the surface on the window's process and on the port; the page has no say in it.
const stamped = process.argv.find((argument) => argument.startsWith(surfaceArgument));
const surface = surfaceShape.parse(stamped?.slice(surfaceArgument.length));

const served: MethodTable = surface === 'devdock' ? devdockMethods : methods;
const table: MethodTable = Object.fromEntries(
  Object.entries(served).filter(([, definition]) => definition.surfaces.includes(surface)),
);
const isHeard = (name: string): name is EventName =>
  Object.hasOwn(events, name) && (events[name as EventName].surfaces as readonly string[]).includes(surface);

const client = createClient(null, table, {
  part: 'Zhengka',
  newRequestId: () => crypto.randomUUID(),
  eventSchema: (name) => (isHeard(name) ? events[name].data : undefined),
  // Longer than a restart of a host takes, shorter than a person's patience.
  waiting: {
    limitMs: 30_000,
    setTimer(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return { cancel: () => clearTimeout(timer) };
    },
  },
});

let usable = false;
function tellUsable(result: Result<unknown>): void {
  if (usable || !result.ok) return;
  usable = true;
  // Two frames later what was answered is on the screen.
  requestAnimationFrame(() => requestAnimationFrame(() => ipcRenderer.send(shellChannels.usable)));
}

ipcRenderer.on(shellChannels.port, (event) => {
  const [port] = event.ports;
  if (port !== undefined) client.connect(domMessagePort(port));
});

const calls = client.methods as Readonly<Record<string, (input: unknown) => Promise<Result<unknown>>>>;
contextBridge.exposeInMainWorld('zhengka', {
  surface,
  methods: Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      name,
      async (input: unknown) => {
        const result = await call(input);
        tellUsable(result);
        return result;
      },
    ]),
  ),
  on: (name: unknown, listener: unknown) => {
    if (typeof name !== 'string' || !isHeard(name) || typeof listener !== 'function') return () => undefined;
    return client.on(name, (data) => void listener(data));
  },
});

ipcRenderer.send(shellChannels.hello);
