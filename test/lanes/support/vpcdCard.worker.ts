import { createConnection } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { simulateChip, type ChipContent } from '../../../drivers/sim/simulatedChip.ts';
import { vpcdCard } from '../../../drivers/sim/vpcdCard.ts';

/**
 * The virtual card, in a thread of its own like a card in a slot: pcscd asks it for its presence at any time, also while the thread of
 * the station waits for pcscd.
 */
const { atr, content, port, pulledAtRecord } = workerData as {
  readonly atr: string;
  readonly content: ChipContent;
  readonly port: number;
  readonly pulledAtRecord: boolean;
};
const chip = simulateChip(content);
const socket = createConnection({ host: '127.0.0.1', port });
socket.on('error', () => socket.destroy());
const card = vpcdCard(
  {
    onData: (listener) => socket.on('data', (chunk: Buffer) => listener(Uint8Array.from(chunk))),
    write: (bytes) => socket.write(bytes),
    end: () => socket.destroy(),
  },
  atr,
  {
    ...chip,
    respond(apdu) {
      if (apdu[1] === 0xb2) parentPort?.postMessage('record');
      if (apdu[1] === 0xb2 && pulledAtRecord) card.remove();
      return chip.respond(apdu);
    },
  },
);
parentPort?.on('message', () => card.remove());
socket.on('connect', () => parentPort?.postMessage('inserted'));
