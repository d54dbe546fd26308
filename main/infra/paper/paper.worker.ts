import { workerData } from 'node:worker_threads';
import { serveThread } from '../threads/serveThread.ts';
import { paperMethods } from './paperMethods.ts';

serveThread(paperMethods(workerData as Parameters<typeof paperMethods>[0]));
