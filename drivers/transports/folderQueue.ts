import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type PrintQueue,
  type Transport,
} from '../api/transport.ts';

/** How the folder answers. `lostAnswer`: it takes the document, and nobody hears that it did. */
export const folderQueueStates = ['ready', 'paperOut', 'stopped', 'lostAnswer'] as const;
export type FolderQueueState = (typeof folderQueueStates)[number];

/** Only a folder with this file is a queue: no document is ever put into a folder of anything else. It holds one of the words. */
const stateName = 'print-queue';

/** Makes a folder a queue, or says how it answers from now on. */
export function setFolderQueue(folder: string, state: FolderQueueState): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, stateName);
  writeFileSync(`${path}.new`, state);
  renameSync(`${path}.new`, path);
}

export interface QueuedDocument {
  readonly job: string;
  readonly name: string;
  readonly copies: number;
  /** Name of its file in the folder. */
  readonly file: string;
}

const documentName = /^(\d{4,}) x(\d) (.+)\.pdf$/;

/** What was printed, oldest first. */
export function folderDocuments(folder: string): readonly QueuedDocument[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const [, job, copies, name] = documentName.exec(file) ?? [];
      return job === undefined || copies === undefined || name === undefined
        ? []
        : [{ job: String(Number(job)), copies: Number(copies), name, file }];
    });
}

/** Null where the folder is no queue. */
function read(folder: string): FolderQueueState | null {
  try {
    const word = readFileSync(join(folder, stateName), 'utf8');
    return folderQueueStates.find((state) => state === word) ?? null;
  } catch {
    return null;
  }
}

/**
 * A folder that stands for a print queue of the operating system, for a training station: each document becomes a file in it, in clear.
 * Its documents are those of people who do not exist; a real station prints on `queue:<name>`.
 */
export function folderQueue(folder: string): Transport {
  const closed = new Listeners<[ClosedReason]>();
  let isOpen = false;
  const printQueue: PrintQueue = {
    async state() {
      const state = read(folder) ?? 'gone';
      return state === 'lostAnswer' ? 'ready' : state;
    },
    async submit({ name, pdf, copies }) {
      const state = read(folder);
      if (state === null) return { ok: false, fault: 'serviceDown' };
      const job = String(folderDocuments(folder).length + 1);
      const file = `${job.padStart(4, '0')} x${copies} ${name}.pdf`;
      try {
        writeFileSync(join(folder, file), pdf, { flag: 'wx' });
      } catch {
        return { ok: false, fault: 'failed' };
      }
      return state === 'lostAnswer' ? { ok: false, fault: 'lost' } : { ok: true, job };
    },
  };
  return {
    printQueue,
    onData: () => () => undefined,
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (isOpen) return transportFault('inUse');
      if (read(folder) === null) return transportFault('absent');
      isOpen = true;
      return transportOk;
    },
    write: async () => transportFault(isOpen ? 'failed' : 'lost'),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      closed.emit('requested');
    },
  };
}
