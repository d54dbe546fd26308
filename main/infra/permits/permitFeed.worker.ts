import { workerData } from 'node:worker_threads';
import { serveThread } from '../threads/serveThread.ts';
import { feedMethods } from './feedMethods.ts';

serveThread(feedMethods(workerData as Parameters<typeof feedMethods>[0]));
