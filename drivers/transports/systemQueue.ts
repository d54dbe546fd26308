import { spawn } from 'node:child_process';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type PrintQueue,
  type Transport,
  type TransportFault,
} from '../api/transport.ts';

/** `lpstat` of a server that hangs hangs with it. */
const askLimitMs = 5000;
/** The whole document passes through `lp`. */
const submitLimitMs = 15_000;
/** `lp` and `lpstat` say a line or two. */
const keptOutput = 4000;

interface Ended {
  /** Null: it could not be started. `late`: it was ended because it took too long, and what it did by then is not known. */
  readonly code: number | 'late' | null;
  readonly text: string;
}

/** Runs a command of the print service in the language whose words are parsed below. Never rejects. */
function run(
  command: 'lp' | 'lpstat',
  words: readonly string[],
  limitMs: number,
  input?: Uint8Array,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, words, {
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let text = '';
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
      // A grandchild may still hold the pipes.
      done(null);
    }, limitMs);
    const done = (code: number | null): void => {
      clearTimeout(limit);
      resolve({ code: late ? 'late' : code, text });
    };
    const keep = (chunk: Buffer): void => {
      if (text.length < keptOutput) text += chunk.toString('latin1');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // A program that ends without reading its input is judged by how it ended.
    child.stdin.on('error', () => undefined);
    child.on('error', () => done(null));
    child.on('close', (code) => done(code ?? 1));
    child.stdin.end(input);
  });
}

/** What is known of a queue. `paperOut`: as its printer said last. `absent`: the service runs and does not know it. */
export type QueueState = 'ready' | 'paperOut' | 'stopped' | 'absent' | 'serviceDown';

/** Asks the print service (CUPS) for one queue. On Windows there is no `lpstat`, so there it is `serviceDown`. */
export async function queueState(name: string): Promise<QueueState> {
  // Without `-r` a service that is down is told as a queue that does not exist.
  const { code, text } = await run('lpstat', ['-l', '-r', '-a', name, '-p', name], askLimitMs);
  if (typeof code !== 'number' || !/^scheduler is running$/m.test(text)) return 'serviceDown';
  if (/Invalid destination name/i.test(text)) return 'absent';
  if (code !== 0) return 'serviceDown';
  const stopped = / disabled since | not accepting requests /.test(text);
  if (stopped) return 'stopped';
  if (!/^printer /m.test(text)) return 'absent';
  // RFC 8011 5.4.12: a keyword with `-error`, `-warning` or `-report`, or none.
  return /^\s+Alerts:.*\bmedia-(?:empty|needed)\b/m.test(text) ? 'paperOut' : 'ready';
}

/** A queue of the operating system by its name. Nothing is held open: `open` only says whether the queue is there. */
export function queueTransport(name: string): Transport {
  const closed = new Listeners<[ClosedReason]>();
  let isOpen = false;
  const printQueue: PrintQueue = {
    async submit({ name: title, pdf, copies }) {
      const words = [
        '-d',
        name,
        '-n',
        String(copies),
        '-t',
        title,
        '-o',
        'document-format=application/pdf',
        '-',
      ];
      const { code, text } = await run('lp', words, submitLimitMs, pdf);
      if (code === null) return { ok: false, fault: 'serviceDown' };
      // It may have got the whole document before it was ended.
      if (code === 'late') return { ok: false, fault: 'lost' };
      const [, job] = /request id is \S*-(\d+)/.exec(text) ?? [];
      if (code === 0 && job !== undefined) return { ok: true, job };
      return { ok: false, fault: code === 0 ? 'lost' : 'failed' };
    },
    async state() {
      const state = await queueState(name);
      return state === 'absent' || state === 'serviceDown' ? 'gone' : state;
    },
  };
  return {
    printQueue,
    onData: () => () => undefined,
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (isOpen) return transportFault('inUse');
      const fault = faultOf(await queueState(name));
      isOpen = fault === null;
      return fault === null ? transportOk : transportFault(fault);
    },
    write: async () => transportFault(isOpen ? 'failed' : 'lost'),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      closed.emit('requested');
    },
  };
}

function faultOf(state: QueueState): TransportFault | null {
  // Spooling on Windows is not built: that is no service a person could start.
  if (process.platform === 'win32') return 'failed';
  return state === 'absent' || state === 'serviceDown' ? state : null;
}
