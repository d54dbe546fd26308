import type { DeviceConfig } from '../../main/contract/devices.ts';
import {
  folderDocuments,
  setFolderQueue,
  type FolderQueueState,
  type QueuedDocument,
} from '../transports/folderQueue.ts';

/** The document printer of the training station, behind a queue that is a folder. */
export interface OfficePrinterSimulator {
  /** What the station profile lists. */
  readonly config: DeviceConfig;
  readonly folder: string;
  /** How it answers from now on. */
  set(state: FolderQueueState): void;
  /** What came out, oldest first. */
  documents(): readonly QueuedDocument[];
}

/** Made with everything well, also where an earlier run left it without paper. */
export function simulateOfficePrinter(folder: string): OfficePrinterSimulator {
  setFolderQueue(folder, 'ready');
  return {
    config: {
      id: 'officePrinter',
      kind: 'documentPrinter',
      driver: 'system-queue',
      path: folder,
      baudRate: 9600,
      surface: 'window',
      options: {},
    },
    folder,
    set: (state) => setFolderQueue(folder, state),
    documents: () => folderDocuments(folder),
  };
}
