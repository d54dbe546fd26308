import { workerData } from 'node:worker_threads';
import { serveThread } from '../threads/serveThread.ts';
import { exportMethods } from './exportMethods.ts';

serveThread(exportMethods(workerData as Parameters<typeof exportMethods>[0]));
