import { createHash } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transportFault, type Transport } from '../api/transport.ts';

const folder = join(tmpdir(), 'zhengka-locks');
/** Locks of this process: a second configuration of the same device is refused even by ourselves. */
const ours = new Set<string>();

/** One device, one owner. The lock file names the owning process; one that no longer runs owns nothing. */
function take(key: string): boolean {
  if (ours.has(key)) return false;
  const file = fileOf(key);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o777 });
    if (!create(file) && !(clear(file) && create(file))) return false;
  } catch {
    // No place for lock files (a full disk, a foreign folder): the lock of this process still holds.
  }
  ours.add(key);
  return true;
}

/** False when there is one already. The file appears with its content: nobody may take a half-written one for a dead one. */
function create(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${process.pid} ${startOf(process.pid)}`);
  try {
    linkSync(draft, file);
    return true;
  } catch (failure) {
    if (isCode(failure, 'EEXIST')) return false;
    throw failure;
  } finally {
    remove(draft);
  }
}

/** Takes away the file of an owner that no longer runs. It is moved aside first: of two that clear at once, only one gets it. */
function clear(file: string): boolean {
  if (ownerRuns(file)) return false;
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
    // Somebody else cleared and took it since we looked: it goes back.
    if (ownerRuns(aside)) linkSync(aside, file);
  } catch {
    // Somebody else was faster; whether it is free now shows when it is created.
  }
  remove(aside);
  return true;
}

function release(key: string): void {
  if (ours.delete(key)) remove(fileOf(key));
}

const fileOf = (key: string): string =>
  join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.lock`);

function ownerRuns(file: string): boolean {
  try {
    const [owner = '', start = ''] = readFileSync(file, 'utf8').split(' ');
    const id = Number(owner);
    // Our own number with no lock of ours is an earlier process that had the same one.
    if (!Number.isInteger(id) || id <= 0 || id === process.pid) return false;
    process.kill(id, 0);
    return start === startOf(id);
  } catch (failure) {
    return isCode(failure, 'EPERM');
  }
}

/** When a process was started (Linux, in ticks), because numbers are given again; empty where it cannot be told. */
function startOf(id: number): string {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // Field 22; the second one is a name in brackets, which may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Somebody else did.
  }
}

const isCode = (failure: unknown, code: string): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === code;

/** Two names of one device are one device: links (`/dev/serial/by-id/…`) are followed. */
export function lockKeyOfPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * The same transport with a lock of our own around it. Serial locks are cooperative, hidraw has none (device-protocols 8): without this, two
 * configurations or two running terminals would both read one scanner. `inUse` while another holds it.
 */
export function lockedTransport(inner: Transport, keyOf: () => string): Transport {
  let held: string | null = null;
  const letGo = (): void => {
    if (held !== null) release(held);
    held = null;
  };
  inner.onClosed(letGo);
  return {
    ...inner,
    async open() {
      if (held !== null) return transportFault('inUse');
      const key = keyOf();
      if (!take(key)) return transportFault('inUse');
      held = key;
      const opened = await inner.open();
      if (!opened.ok) letGo();
      return opened;
    },
    async close() {
      await inner.close();
      letGo();
    },
  };
}
