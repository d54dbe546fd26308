import { readFileSync, readdirSync } from 'node:fs';

/**
 * Proportional set size of a process and all its descendants, in MiB: shared pages are counted once over all who share them, so the sum
 * of an Electron app's processes means something. Processes that end while being read count as nothing.
 */
export function pssOfTree(root: number): { readonly mib: number; readonly processes: number } {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = parentOf(pid);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const all: number[] = [];
  const queue = [root];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    all.push(pid);
    queue.push(...(children.get(pid) ?? []));
  }
  const kib = all.map(pssOf);
  return {
    mib: Math.round((kib.reduce((sum, each) => sum + each, 0) / 1024) * 10) / 10,
    processes: kib.filter((each) => each > 0).length,
  };
}

function parentOf(pid: number): number | null {
  const status = read(`/proc/${pid}/status`);
  const match = /^PPid:\s+(\d+)$/m.exec(status);
  return match?.[1] === undefined ? null : Number(match[1]);
}

function pssOf(pid: number): number {
  const match = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return match?.[1] === undefined ? 0 : Number(match[1]);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
