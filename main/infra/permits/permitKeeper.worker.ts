import { workerData } from 'node:worker_threads';
import { serveThread } from '../threads/serveThread.ts';
import { keeperMethods } from './keeperMethods.ts';

serveThread(keeperMethods(workerData as Parameters<typeof keeperMethods>[0]));
