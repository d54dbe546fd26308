import { workerData } from 'node:worker_threads';
import { serveThread } from '../threads/serveThread.ts';
import { backupMethods } from './backupMethods.ts';

serveThread(backupMethods(workerData as Parameters<typeof backupMethods>[0]));
