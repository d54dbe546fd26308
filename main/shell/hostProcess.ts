import { utilityProcess, type MessagePortMain } from 'electron';
import type { HostChild } from './supervisor.ts';

/** What a host may see of the environment: no switches for Node or Electron, no secrets of whoever started the terminal. */
const passedOn = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'XDG_RUNTIME_DIR'];

function hostEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of passedOn) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Starts a host as a utility process. Everything else it needs comes by message. */
export function forkHost(path: string, serviceName: string): HostChild<MessagePortMain> {
  const child = utilityProcess.fork(path, [], {
    serviceName,
    stdio: 'inherit',
    env: hostEnvironment(),
    execArgv: [],
  });
  return {
    post: (message, transfer) => child.postMessage(message, [...transfer]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    // Not `child.kill()`: a host that hangs in native code would not hear it.
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
