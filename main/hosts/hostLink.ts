import { toHost, type ToHost, type ToShell } from '../rpc/hostControl.ts';
import type { Port } from '../rpc/port.ts';
import { electronMessagePort, type MessagePortMainLike } from '../rpc/ports/channelPorts.ts';
import { createMux } from '../rpc/ports/muxPort.ts';
import { forkedSelfPort, type ForkedSelf } from '../rpc/ports/processPorts.ts';

/** The channel of control messages on a mux. */
export const controlChannel = 'control';

/** A host's own line to whoever started it. */
export interface HostLink {
  post(message: ToShell): void;
  /** A control message, with the line that came with it. */
  onControl(listener: (message: ToHost, port: Port | null) => void): void;
  /** Whoever started this host is gone. */
  onGone(listener: () => void): void;
}

/** `process.parentPort` of an Electron utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly MessagePortMainLike[] }) => void,
  ): unknown;
}

/** The link of this process: Electron's parent port where there is one, else the channel that `fork` made. */
export function ownHostLink(self: ForkedSelf & { readonly parentPort?: ParentPort }): HostLink {
  const { parentPort } = self;
  return parentPort === undefined ? linkOverPort(forkedSelfPort(self)) : linkOverParentPort(parentPort);
}

function linkOverParentPort(parentPort: ParentPort): HostLink {
  return {
    post: (message) => parentPort.postMessage(message),
    onControl(listener) {
      parentPort.on('message', (event) => {
        const parsed = toHost.safeParse(event.data);
        const [port] = event.ports;
        if (parsed.success) listener(parsed.data, port === undefined ? null : electronMessagePort(port));
        else port?.close();
      });
    },
    // Electron ends a utility process together with the shell.
    onGone: () => undefined,
  };
}

/** Control messages and named lines over one port: for forked processes and for tests inside one process. */
export function linkOverPort(port: Port): HostLink {
  const mux = createMux(port);
  const control = mux.channel(controlChannel);
  return {
    post: (message) => control.post(message),
    onControl(listener) {
      control.onMessage((raw) => {
        const parsed = toHost.safeParse(raw);
        if (!parsed.success) return;
        const name = 'port' in parsed.data ? parsed.data.port : undefined;
        listener(parsed.data, name === undefined ? null : mux.channel(name));
      });
    },
    onGone: (listener) => port.onClosed(listener),
  };
}
